// A strict JSON decoder over one buffer (RFC 8259).
//
// Refused: what the grammar does not have (comments, trailing commas, NaN ...), a byte order mark, text that is not
// UTF-8, lone surrogate escapes, repeated member names (compared after unescaping, at every depth and in what is
// skipped), too deep nesting, bytes after the document. Numbers are judged by their spelling and never rounded:
// -?(0|[1-9][0-9]*) is an integer, but for -0; 1.0 and 1e3 are not.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/cursor.h"
#include "base/key_set.h"
#include "mps/bytes.h"
#include "mps/limits.h"
#include "mps/status.h"

namespace mps::json {

struct Options {
  std::size_t max_depth = limit::kEvidenceDepth;  // arrays and objects around the deepest value
  bool reject_duplicate_keys = true;
  std::size_t max_string_bytes = limit::kTextBytes;  // of one text, unescaped
  std::size_t max_items = limit::kCollectionItems;   // of one array or object
};

// Models mps::Cursor; what comes on top of it is marked (JSON). See base/cursor.h for the rules of use.
class Reader {
 public:
  static constexpr bool kQuick = false;

  // `bytes` must outlive the reader and every view it hands out. UTF-8 is validated here, once, over the whole buffer.
  explicit Reader(ByteView bytes, const Options& options = {});
  explicit Reader(std::string_view text, const Options& options = {}) : Reader(AsBytes(text), options) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  ItemKind Peek();
  bool ReadNull();
  bool ReadBool(bool& out);
  bool ReadInt(std::int64_t& out);
  bool ReadNumber(std::string_view& raw);  // (JSON) any number, as it is spelt
  bool ReadText(std::string_view& out);
  bool ReadBytes(ByteView& out);  // always kType: JSON has no byte strings

  bool EnterArray();
  bool NextItem();
  bool LeaveArray();
  bool EnterMap();
  bool NextKey(std::string_view& key);
  bool LeaveMap();
  bool Skip();

  Status Finish();
  bool Fail(Code code, std::string_view message);
  bool FailAt(Code code, std::string_view message, std::uint64_t offset);
  bool ok() const { return ok_; }
  const Status& status() const { return status_; }
  Status TakeStatus() { return std::move(status_); }
  std::uint64_t Offset() const { return static_cast<std::uint64_t>(at_); }
  std::uint64_t ItemOffset() const { return static_cast<std::uint64_t>(item_); }

 private:
  struct Frame {
    bool is_map;
    bool first;            // no item or member was begun yet
    bool done;             // the closing bracket was read
    std::uint64_t count;   // items or members begun
    std::size_t key_mark;  // of keys_
  };

  bool At(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void SkipSpace() {
    while (at_ < text_.size() && static_cast<std::uint8_t>(text_[at_]) <= ' ' &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }
  // A value is due, and the input goes on; at_ is at its first octet.
  bool Due() {
    if (!ok_ || !due_) return NotDue();
    SkipSpace();
    return at_ < text_.size() || NotDue();
  }
  bool NotDue();
  bool Took() {
    due_ = false;
    return true;
  }
  bool TypeMismatch(std::string_view wanted);
  bool Word(std::string_view word);
  // Numbers
  ItemKind PeekNumber();
  bool ScanNumber(bool& integer);
  bool ScanDigits(std::size_t& at);
  // Strings (json_string.cpp). `scratch` may be null: then the string is only validated.
  bool ScanString(std::string* scratch, std::string_view& out);
  std::size_t ScanPlain(std::size_t at) const;
  bool ScanEscaped(std::size_t start, std::string* scratch, std::string_view& out);
  bool ScanEscape(std::string& scratch);
  bool ScanUnicode(std::string& scratch);
  bool ScanHex4(char32_t& out);
  bool CheckLength(std::size_t length, std::size_t start) {
    return length <= options_.max_string_bytes || TooLong(start);
  }
  bool TooLong(std::size_t start);
  // Arrays and objects
  bool Enter(bool is_map);
  bool Step(Frame& frame);
  bool StepSlowly(Frame& frame);
  bool Close(Frame& frame);
  bool Leave(bool is_map);
  bool SkipHead();
  bool NextName(std::string_view& key);

  std::string_view text_;
  Options options_;
  std::size_t at_ = 0;
  std::size_t item_ = 0;
  std::size_t number_at_ = static_cast<std::size_t>(-1);  // where the number scanned last begins,
  std::size_t number_end_ = 0;                            // where it ends
  ItemKind number_kind_ = ItemKind::kEnd;                 // and what it is
  bool ok_ = true;
  bool due_ = true;
  std::vector<Frame> frames_;
  KeySet keys_;
  std::string scratch_;      // the last text, if it had escapes
  std::string key_scratch_;  // the last name, if it had escapes
  Status status_;
};
static_assert(Cursor<Reader>);

// What every member and item goes through is inline.

// The first quote, backslash or control character from `at` on, or the end of the input.
inline std::size_t Reader::ScanPlain(std::size_t at) const {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
    const auto zero_bytes = [](std::uint64_t v) { return (v - kOnes) & ~v & kHigh; };
    while (text_.size() - at >= 8) {
      std::uint64_t word;
      std::memcpy(&word, text_.data() + at, 8);
      // Marks (at least) the lowest byte of eight that is looked for. The lowest mark is always right.
      const std::uint64_t marks = zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\')) |
                                  ((word - kOnes * 0x20) & ~word & kHigh);
      if (marks != 0) return at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
      at += 8;
    }
  }
  while (at < text_.size() && text_[at] != '"' && text_[at] != '\\' && static_cast<std::uint8_t>(text_[at]) >= 0x20)
    ++at;
  return at;
}

// REQUIRES: a quote at at_. A string without escapes is a view of the input.
inline bool Reader::ScanString(std::string* scratch, std::string_view& out) {
  item_ = at_;
  const std::size_t start = at_ + 1;
  const std::size_t end = ScanPlain(start);
  if (end < text_.size() && text_[end] == '"') {
    out = std::string_view(text_.data() + start, end - start);
    at_ = end + 1;
    return CheckLength(out.size(), item_);
  }
  at_ = end;
  return ScanEscaped(start, scratch, out);
}

// Moves to the next item or member. False at the end and on failure.
inline bool Reader::Step(Frame& frame) {
  if (ok_ && !frame.done && !due_ && !frame.first && frame.count < options_.max_items) {
    SkipSpace();
    if (At(',')) {
      ++at_;
      ++frame.count;
      due_ = true;
      return true;
    }
  }
  return StepSlowly(frame);
}

inline bool Reader::NextItem() {
  if (!ok_) return false;
  if (frames_.empty() || frames_.back().is_map) return FailAt(Code::kInternal, "NextItem outside an array", at_);
  return Step(frames_.back());
}

inline bool Reader::NextKey(std::string_view& key) {
  if (!ok_) return false;
  if (frames_.empty() || !frames_.back().is_map) return FailAt(Code::kInternal, "NextKey outside an object", at_);
  return NextName(key);
}

inline bool Reader::NextName(std::string_view& key) {
  Frame& frame = frames_.back();
  if (!Step(frame)) return false;
  SkipSpace();
  if (!At('"')) return FailAt(Code::kMalformed, "a member name in quotes expected", at_);
  if (!ScanString(&key_scratch_, key)) return false;
  if (options_.reject_duplicate_keys) {
    const bool in_scratch = key.data() == key_scratch_.data();
    keys_.Add(frame.key_mark, in_scratch ? keys_.Keep(key) : key, item_);
  }
  SkipSpace();
  if (!At(':')) return FailAt(Code::kMalformed, "`:` expected after a member name", at_);
  ++at_;
  return true;
}

inline bool Reader::ReadText(std::string_view& out) {
  if (!Due()) return false;
  if (text_[at_] != '"') return TypeMismatch("text");
  return ScanString(&scratch_, out) && Took();
}

// The whole document: one value within the options, and nothing but white space after it.
Status Validate(std::string_view text, const Options& options = {});

}  // namespace mps::json
