// A JSON document parsed by simdjson, and a cursor over what it made of it: the quick road to evidence that is in
// order.
//
// The tape cursor takes what json::Reader takes, or less: what simdjson refuses, and what passes a limit, fails here
// without a useful message. Whoever wants to know why reads the document again with json::Reader. It never takes more:
// tests/base/test_json_tape.cpp and the fuzz target `evidence` hold the two against each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/cursor.h"
#include "base/json_reader.h"
#include "base/key_set.h"
#include "base/quick_memory.h"
#include "base/short_text.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::json {

// What simdjson 3 makes of a document (its doc/tape.md), and where in the text each item begins. Its memory is kept
// from document to document.
class Tape {
 public:
  Tape();
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  // Copies the text. False where it is refused or memory is out: there is nothing to read then.
  // LIMIT: documents of 2^32 bytes and more are refused; so is what nests deeper than limit::kEvidenceDepth.
  bool Parse(ByteView text);

  const std::uint64_t* words() const { return words_; }
  const char* strings() const {
    return strings_;
  }  // each: four octets of length, in the machine's order; the octets; NUL
  const std::uint32_t* places() const { return places_; }  // of brackets, commas, colons and the beginnings of scalars
  const char* text() const { return text_.data(); }
  // True of octets that live as long as the tape keeps this document.
  bool Holds(std::string_view octets) const {
    return strings_ != nullptr && octets.data() >= strings_ && octets.data() < strings_ + strings_bytes_;
  }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::vector<char> text_;  // with the padding that simdjson reads beyond the end
  const std::uint64_t* words_ = nullptr;
  const char* strings_ = nullptr;
  std::size_t strings_bytes_ = 0;
  const std::uint32_t* places_ = nullptr;
};

// Models mps::Cursor and mps::QuickCursor (base/cursor.h). Views it hands out live as long as the tape keeps the
// document.
class TapeCursor {
 public:
  static constexpr bool kQuick = true;

  // REQUIRES: Parse was true, and the tape outlives the cursor.
  explicit TapeCursor(const Tape& tape, const Options& options = {}, QuickMemory* memory = nullptr)
      : words_(tape.words()),
        strings_(tape.strings()),
        places_(tape.places()),
        text_(tape.text()),
        options_(options),
        memory_(memory == nullptr ? own_ : *memory) {
    memory_.Reset();
  }
  TapeCursor(const TapeCursor&) = delete;
  TapeCursor& operator=(const TapeCursor&) = delete;

  [[gnu::always_inline]] ItemKind Peek() {
    switch (Tag()) {
      case '"':
        return ItemKind::kText;
      case 'l':
        return IsMinusZero() ? ItemKind::kFloat : ItemKind::kInt;
      case 't':
      case 'f':
        return ItemKind::kBool;
      case '{':
        return ItemKind::kMap;
      case '[':
        return ItemKind::kArray;
      case 'n':
        return ItemKind::kNull;
      case 'u':
        return ItemKind::kBigInt;
      case 'd':
        return ItemKind::kFloat;
      default:
        Fail();
        return ItemKind::kEnd;
    }
  }
  [[gnu::always_inline]] bool ReadNull() { return Peek() == ItemKind::kNull ? Pass(1) : Fail(); }
  [[gnu::always_inline]] bool ReadBool(bool& out) {
    if (Peek() != ItemKind::kBool) return Fail();
    out = Tag() == 't';
    return Pass(1);
  }
  [[gnu::always_inline]] bool ReadInt(std::int64_t& out) {
    if (Peek() != ItemKind::kInt) return Fail();
    out = static_cast<std::int64_t>(words_[at_ + 1]);
    return Pass(2);
  }
  [[gnu::always_inline]] bool ReadText(std::string_view& out) {
    if (Peek() != ItemKind::kText) return Fail();
    out = StringAt(at_);
    return out.size() <= options_.max_string_bytes ? Pass(1) : Fail();
  }
  bool ReadBytes(ByteView&) { return Fail(); }

  [[gnu::always_inline]] bool EnterArray() { return Tag() == '[' ? Enter() : Fail(); }
  [[gnu::always_inline]] bool NextItem() { return ok_ && Next(']'); }
  bool LeaveArray() {
    while (NextItem())
      if (!Skip()) return false;
    return Leave();
  }
  // The number of items or members of the array or object entered last, before the first was read.
  std::size_t Count() const { return (words_[at_ - 1] >> 32) & kMostCounted; }

  // Repeated names are found by the cursor ...
  bool EnterMap();
  bool NextKey(std::string_view& key);
  bool LeaveMap();
  // ... or by the caller.
  [[gnu::always_inline]] bool EnterRecord() { return Tag() == '{' ? Enter() : Fail(); }
  [[gnu::always_inline]] bool NextField(std::string_view& name) {
    if (!ok_ || !Next('}')) return false;
    item_ = place_;
    name = StringAt(at_++);
    place_ += 2;  // the name, the colon
    return name.size() <= options_.max_string_bytes || Fail();
  }
  [[gnu::always_inline]] bool NextFieldIs(std::string_view name) {
    if (!ok_ || Tag() == '}' || !SameText(StringAt(at_), name)) return false;
    std::string_view same;
    return NextField(same);
  }
  [[gnu::always_inline]] bool LeaveRecord() { return Leave(); }
  bool Skip();

  Status Finish() const { return status_; }
  bool Fail() {
    ok_ = false;
    status_ = Status(Code::kMalformed, "not to be had from the tape");
    return false;
  }
  bool Fail(Code, std::string_view) { return Fail(); }
  bool ok() const { return ok_; }
  const Status& status() const { return status_; }
  std::uint64_t Offset() const { return places_[place_]; }
  std::uint64_t ItemOffset() const { return places_[item_]; }

 private:
  static constexpr std::uint64_t kMostCounted = 0xFFFFFF;  // simdjson counts no further

  char Tag() const { return static_cast<char>(words_[at_] >> 56); }
  [[gnu::always_inline]] std::string_view StringAt(std::size_t at) const {
    const char* string = strings_ + (words_[at] & 0x00FFFFFFFFFFFFFF);
    std::uint32_t size;
    std::memcpy(&size, string, sizeof size);
    return {string + sizeof size, size};
  }
  // simdjson makes 0 of -0, which is no int here.
  bool IsMinusZero() const { return words_[at_ + 1] == 0 && text_[places_[place_]] == '-'; }
  [[gnu::always_inline]] bool Pass(std::size_t words) {
    item_ = place_++;
    at_ += words;
    return true;
  }
  [[gnu::always_inline]] bool Enter() {
    item_ = place_;  // place_ goes on with the first item, or at the end
    const std::uint64_t count = (words_[at_] >> 32) & kMostCounted;
    ++at_;
    return ok_ && ((count < kMostCounted && count <= options_.max_items) || Fail());
  }
  [[gnu::always_inline]] bool Next(char end) {
    if (Tag() == end) return false;
    ++place_;  // the opening bracket, or the comma
    return true;
  }
  [[gnu::always_inline]] bool Leave() {
    if (!ok_) return false;
    const std::uint32_t begin = static_cast<std::uint32_t>(words_[at_]);
    place_ += begin + 1 == at_ ? 2 : 1;  // an empty one: the opening bracket is not passed yet
    ++at_;
    return true;
  }

  const std::uint64_t* words_;
  const char* strings_;
  const std::uint32_t* places_;
  const char* text_;
  Options options_;
  std::size_t at_ = 1;  // the root's word comes first
  std::size_t place_ = 0;
  std::size_t item_ = 0;
  bool ok_ = true;
  QuickMemory own_;
  QuickMemory& memory_;
  Status status_;
};

}  // namespace mps::json
