// The quick road through CBOR evidence: a cursor without frames, statuses and copies.
//
// It takes what cbor::Reader takes, or less: tags, indefinite lengths, floats in what is read and keys other than text
// fail here without a useful message, as does whatever is not well-formed or passes a limit. Whoever wants to know why
// reads the document again with cbor::Reader. It never takes more: tests/base/test_cbor_quick.cpp and the fuzz target
// `evidence` hold the two against each other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/cbor_reader.h"
#include "base/cursor.h"
#include "base/key_set.h"
#include "base/quick_memory.h"
#include "base/short_text.h"
#include "base/utf8.h"
#include "mps/bytes.h"
#include "mps/limits.h"
#include "mps/status.h"

namespace mps::cbor {

// Models mps::Cursor and mps::QuickCursor (base/cursor.h).
class QuickCursor {
 public:
  static constexpr bool kQuick = true;

  // `bytes` must outlive the cursor and every view it hands out. Of the options only the limits are looked at.
  explicit QuickCursor(ByteView bytes, const Options& options = {}, QuickMemory* memory = nullptr)
      : begin_(bytes.data()),
        at_(begin_),
        end_(begin_ + bytes.size()),
        item_(begin_),
        options_(options),
        memory_(memory == nullptr ? own_ : *memory) {
    memory_.Reset();
  }
  QuickCursor(const QuickCursor&) = delete;
  QuickCursor& operator=(const QuickCursor&) = delete;

  [[gnu::always_inline]] ItemKind Peek() {
    if (!ok_ || at_ == end_) return Nothing();
    const ItemKind kind = kKinds[*at_];
    if (kind == ItemKind::kEnd) return Nothing();
    if (kind == ItemKind::kInt && (*at_ & 31) == 27 && end_ - at_ > 1 && at_[1] >= 0x80) return ItemKind::kBigInt;
    return kind;
  }
  [[gnu::always_inline]] bool ReadNull() { return Peek() == ItemKind::kNull ? Pass() : Fail(); }
  [[gnu::always_inline]] bool ReadBool(bool& out) {
    if (Peek() != ItemKind::kBool) return Fail();
    out = *at_ == 0xF5;
    return Pass();
  }
  [[gnu::always_inline]] bool ReadInt(std::int64_t& out) {
    std::uint64_t argument = 0;
    if (Peek() != ItemKind::kInt) return Fail();
    const bool negative = *at_ >> 5 == 1;
    if (!Head(argument)) return false;
    out = static_cast<std::int64_t>(negative ? ~argument : argument);
    return true;
  }
  [[gnu::always_inline]] bool ReadText(std::string_view& out) {
    return Peek() == ItemKind::kText ? String(out) && Utf8(out) : Fail();
  }
  bool ReadBytes(ByteView& out) {
    std::string_view octets;
    if (Peek() != ItemKind::kBytes || !String(octets)) return Fail();
    out = AsBytes(octets);
    return true;
  }

  [[gnu::always_inline]] bool EnterArray() { return Peek() == ItemKind::kArray ? Enter() : Fail(); }
  [[gnu::always_inline]] bool NextItem() { return Next(); }
  bool LeaveArray() {
    while (NextItem())
      if (!Skip()) return false;
    return Leave();
  }
  std::size_t Count() const { return static_cast<std::size_t>(left_[depth_ - 1]); }

  bool EnterMap() {
    if (!EnterRecord()) return false;
    memory_.marks.push_back(memory_.keys.Begin());
    return true;
  }
  bool NextKey(std::string_view& key) {
    if (!NextField(key)) return false;
    memory_.keys.Add(memory_.marks.back(), key, 0);
    return true;
  }
  bool LeaveMap() {
    for (std::string_view key; NextKey(key);)
      if (!Skip()) return false;
    if (!ok_) return false;
    const std::size_t mark = memory_.marks.back();
    memory_.marks.pop_back();
    return memory_.keys.End(mark) ? Fail() : Leave();
  }
  [[gnu::always_inline]] bool EnterRecord() { return Peek() == ItemKind::kMap ? Enter() : Fail(); }
  [[gnu::always_inline]] bool NextField(std::string_view& name) { return Next() && ReadText(name); }
  // Of names whose length stands in the first octet, by their encoding.
  [[gnu::always_inline]] bool NextFieldIs(std::string_view name) {
    const std::size_t size = name.size();
    if (!ok_ || left_[depth_ - 1] == 0 || static_cast<std::size_t>(end_ - at_) <= size || size >= 24 ||
        size > options_.max_string_bytes || *at_ != (0x60 | size) ||
        !SameText({reinterpret_cast<const char*>(at_) + 1, size}, name))
      return false;
    --left_[depth_ - 1];
    item_ = at_;
    at_ += size + 1;
    return true;
  }
  [[gnu::always_inline]] bool LeaveRecord() { return Leave(); }
  bool Skip();

  Status Finish() const {
    if (!ok_) return status_;
    return at_ == end_ ? Status() : Status(Code::kTrailing, "bytes after the document");
  }
  bool Fail() {
    ok_ = false;
    status_ = Status(Code::kMalformed, "not to be had on the quick road");
    return false;
  }
  bool Fail(Code, std::string_view) { return Fail(); }
  bool ok() const { return ok_; }
  const Status& status() const { return status_; }
  std::uint64_t Offset() const { return static_cast<std::uint64_t>(at_ - begin_); }
  std::uint64_t ItemOffset() const { return static_cast<std::uint64_t>(item_ - begin_); }

 private:
  // By first byte. kEnd: what the quick road does not take.
  static constexpr std::array<ItemKind, 256> Kinds() {
    std::array<ItemKind, 256> kinds{};
    constexpr ItemKind kOfMajor[] = {ItemKind::kInt,  ItemKind::kInt,   ItemKind::kBytes,
                                     ItemKind::kText, ItemKind::kArray, ItemKind::kMap};
    for (unsigned first = 0; first < 0xC0; ++first)
      kinds[first] = (first & 31) < 28 ? kOfMajor[first >> 5] : ItemKind::kEnd;
    kinds[0xF4] = kinds[0xF5] = ItemKind::kBool;
    kinds[0xF6] = ItemKind::kNull;
    kinds[0xF9] = kinds[0xFA] = kinds[0xFB] = ItemKind::kFloat;
    return kinds;
  }
  static const std::array<ItemKind, 256> kKinds;

  ItemKind Nothing() {
    Fail();
    return ItemKind::kEnd;
  }
  [[gnu::always_inline]] bool Pass() {
    item_ = at_++;
    return true;
  }
  // REQUIRES: Peek has seen that this is no kEnd.
  [[gnu::always_inline]] bool Head(std::uint64_t& argument) {
    item_ = at_;
    const unsigned info = *at_ & 31;
    if (info < 24) {
      argument = info;
      ++at_;
      return true;
    }
    const std::size_t width = std::size_t{1} << (info - 24);
    if (static_cast<std::size_t>(end_ - at_) <= width) return Fail();
    argument = 0;
    for (std::size_t i = 1; i <= width; ++i) argument = argument << 8 | at_[i];
    at_ += width + 1;
    return true;
  }
  [[gnu::always_inline]] bool String(std::string_view& out) {
    std::uint64_t size = 0;
    if (!Head(size)) return false;
    if (size > static_cast<std::uint64_t>(end_ - at_) || size > options_.max_string_bytes) return Fail();
    out = {reinterpret_cast<const char*>(at_), static_cast<std::size_t>(size)};
    at_ += size;
    return true;
  }
  [[gnu::always_inline]] bool Utf8(std::string_view text) { return IsShortAscii(text) || IsUtf8(text) || Fail(); }
  [[gnu::always_inline]] bool Enter() {
    std::uint64_t count = 0;
    if (depth_ >= left_.size() || depth_ >= options_.max_depth || !Head(count)) return Fail();
    if (count > options_.max_items || count > static_cast<std::uint64_t>(end_ - at_)) return Fail();
    left_[depth_++] = count;
    return true;
  }
  [[gnu::always_inline]] bool Next() {
    if (!ok_ || left_[depth_ - 1] == 0) return false;
    --left_[depth_ - 1];
    return true;
  }
  [[gnu::always_inline]] bool Leave() {
    if (ok_) --depth_;
    return ok_;
  }

  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  const std::uint8_t* item_;
  Options options_;
  std::array<std::uint64_t, limit::kEvidenceDepth> left_{};  // of each open array and map: items or entries not begun
  std::size_t depth_ = 0;
  bool ok_ = true;
  QuickMemory own_;
  QuickMemory& memory_;
  Status status_;
};
inline constexpr std::array<ItemKind, 256> QuickCursor::kKinds = QuickCursor::Kinds();

}  // namespace mps::cbor
