// The JSON cursor: structure, literals and numbers. Strings are in json_string.cpp.
#include "base/json_reader.h"

#include <charconv>

#include "base/utf8.h"

namespace mps::json {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Reader::Reader(ByteView bytes, const Options& options) : text_(AsText(bytes)), options_(options) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    FailAt(Code::kMalformed, "a byte order mark before the document", 0);
  } else if (std::optional<std::size_t> bad = FirstInvalidUtf8(text_)) {
    FailAt(Code::kUtf8, "the document is not UTF-8", *bad);
  }
}

bool Reader::FailAt(Code code, std::string_view message, std::uint64_t offset) {
  if (ok_) status_ = Status(code, std::string(message), offset);
  ok_ = false;
  return false;
}

bool Reader::Fail(Code code, std::string_view message) { return FailAt(code, message, item_); }

bool Reader::NotDue() {
  if (!ok_) return false;
  if (!due_) return FailAt(Code::kInternal, "read where no value is due", at_);
  return FailAt(Code::kMalformed, "the input ends where a value is due", at_);
}

ItemKind Reader::Peek() {
  if (!ok_ || !due_ || !Due()) return ItemKind::kEnd;
  switch (text_[at_]) {
    case 'n':
      return ItemKind::kNull;
    case 't':
    case 'f':
      return ItemKind::kBool;
    case '"':
      return ItemKind::kText;
    case '[':
      return ItemKind::kArray;
    case '{':
      return ItemKind::kMap;
    default:
      break;
  }
  if (text_[at_] == '-' || IsDigit(text_[at_])) return PeekNumber();
  FailAt(Code::kMalformed, "a value expected", at_);
  return ItemKind::kEnd;
}

bool Reader::TypeMismatch(std::string_view wanted) {
  const ItemKind kind = Peek();
  if (!ok_) return false;
  return FailAt(Code::kType, "expected " + std::string(wanted) + ", found " + std::string(ItemKindName(kind)), at_);
}

// REQUIRES: Due().
bool Reader::Word(std::string_view word) {
  item_ = at_;
  if (text_.substr(at_, word.size()) != word) return Fail(Code::kMalformed, "a value expected");
  at_ += word.size();
  return Took();
}

bool Reader::ReadNull() {
  if (!Due()) return false;
  return text_[at_] == 'n' ? Word("null") : TypeMismatch("null");
}

bool Reader::ReadBool(bool& out) {
  if (!Due()) return false;
  if (text_[at_] != 't' && text_[at_] != 'f') return TypeMismatch("bool");
  out = text_[at_] == 't';
  return Word(out ? "true" : "false");
}

bool Reader::ScanDigits(std::size_t& at) {
  if (at >= text_.size() || !IsDigit(text_[at])) return FailAt(Code::kMalformed, "digit expected in a number", at);
  while (at < text_.size() && IsDigit(text_[at])) ++at;
  return true;
}

// RFC 8259 section 6. Sets number_end_.
bool Reader::ScanNumber(bool& integer) {
  std::size_t at = at_;
  if (text_[at] == '-') ++at;
  const bool zero = at < text_.size() && text_[at] == '0';
  integer = true;
  if (!zero && !ScanDigits(at)) return false;
  if (zero && ++at < text_.size() && IsDigit(text_[at]))
    return FailAt(Code::kMalformed, "a number with a leading zero", at_);
  if (at < text_.size() && text_[at] == '.') {
    integer = false;
    if (!ScanDigits(++at)) return false;
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    integer = false;
    ++at;
    if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
    if (!ScanDigits(at)) return false;
  }
  number_end_ = at;
  return true;
}

ItemKind Reader::PeekNumber() {
  if (number_at_ == at_) return number_kind_;
  bool integer = false;
  if (!ScanNumber(integer)) return ItemKind::kEnd;
  number_at_ = at_;
  const std::string_view raw = text_.substr(at_, number_end_ - at_);
  number_kind_ = ItemKind::kFloat;
  if (integer && raw != "-0") {
    std::int64_t value = 0;
    const bool fits = std::from_chars(raw.data(), raw.data() + raw.size(), value).ec == std::errc();
    number_kind_ = fits ? ItemKind::kInt : ItemKind::kBigInt;
  }
  return number_kind_;
}

bool Reader::ReadInt(std::int64_t& out) {
  if (!Due()) return false;
  const ItemKind kind = Peek();
  if (kind == ItemKind::kBigInt) return FailAt(Code::kType, "an int outside 64 bits", at_);
  if (kind != ItemKind::kInt) return TypeMismatch("int");
  std::from_chars(text_.data() + at_, text_.data() + number_end_, out);
  item_ = at_;
  at_ = number_end_;
  return Took();
}

bool Reader::ReadNumber(std::string_view& raw) {
  if (!Due()) return false;
  const ItemKind kind = Peek();
  if (kind != ItemKind::kInt && kind != ItemKind::kBigInt && kind != ItemKind::kFloat) return TypeMismatch("number");
  raw = text_.substr(at_, number_end_ - at_);
  item_ = at_;
  at_ = number_end_;
  return Took();
}

bool Reader::ReadBytes(ByteView&) { return Due() && TypeMismatch("bytes"); }

bool Reader::Enter(bool is_map) {
  if (!Due()) return false;
  if (text_[at_] != (is_map ? '{' : '[')) return TypeMismatch(is_map ? "map" : "array");
  item_ = at_;
  if (frames_.size() >= options_.max_depth) {
    return Fail(Code::kLimit, "nesting deeper than " + std::to_string(options_.max_depth));
  }
  ++at_;
  Frame frame{is_map, true, false, 0, 0};
  if (is_map && options_.reject_duplicate_keys) frame.key_mark = keys_.Begin();
  frames_.push_back(frame);
  return Took();
}

bool Reader::EnterArray() { return Enter(false); }
bool Reader::EnterMap() { return Enter(true); }

// Step where it is not the plain next item.
bool Reader::StepSlowly(Frame& frame) {
  if (!ok_ || frame.done) return false;
  if (due_) return FailAt(Code::kInternal, "the value before was not read", at_);
  SkipSpace();
  if (At(frame.is_map ? '}' : ']')) return Close(frame);
  if (!frame.first) {
    if (at_ >= text_.size()) return FailAt(Code::kMalformed, "the input ends within an array or object", at_);
    if (text_[at_] != ',') {
      return FailAt(Code::kMalformed, frame.is_map ? "`,` or `}` expected" : "`,` or `]` expected", at_);
    }
    ++at_;
  }
  if (frame.count >= options_.max_items) {
    return FailAt(Code::kLimit, "more than " + std::to_string(options_.max_items) + " items", at_);
  }
  frame.first = false;
  ++frame.count;
  due_ = true;
  return true;
}

// The closing bracket was met. Returns false: there is no further item.
bool Reader::Close(Frame& frame) {
  ++at_;
  frame.done = true;
  if (!frame.is_map || !options_.reject_duplicate_keys) return false;
  if (std::optional<std::uint64_t> repeated = keys_.End(frame.key_mark)) {
    FailAt(Code::kDuplicate, "a member name occurs twice in this object", *repeated);
  }
  return false;
}

bool Reader::Leave(bool is_map) {
  if (!ok_) return false;
  if (frames_.empty() || frames_.back().is_map != is_map) {
    return FailAt(Code::kInternal, "left an array or object that was not entered", at_);
  }
  if (due_ && !Skip()) return false;
  std::string_view ignored;
  while (is_map ? NextName(ignored) : NextItem()) {
    if (!Skip()) return false;
  }
  if (!ok_) return false;
  frames_.pop_back();
  return Took();
}

bool Reader::LeaveArray() { return Leave(false); }
bool Reader::LeaveMap() { return Leave(true); }

// Passes a scalar, or the opening bracket of an array or object, which is then the innermost frame.
bool Reader::SkipHead() {
  std::string_view ignored;
  bool ignored_bool = false;
  switch (Peek()) {
    case ItemKind::kNull:
      return ReadNull();
    case ItemKind::kBool:
      return ReadBool(ignored_bool);
    case ItemKind::kText:
      return ScanString(nullptr, ignored) && Took();
    case ItemKind::kArray:
      return EnterArray();
    case ItemKind::kMap:
      return EnterMap();
    case ItemKind::kEnd:
      return false;
    default:
      return ReadNumber(ignored);
  }
}

bool Reader::Skip() {
  if (!Due()) return false;
  const std::size_t start = at_;
  const std::size_t outside = frames_.size();
  if (!SkipHead()) return false;
  std::string_view ignored;
  while (frames_.size() > outside) {
    if (frames_.back().is_map ? NextName(ignored) : NextItem()) {
      if (!SkipHead()) return false;
      continue;
    }
    if (!ok_) return false;
    frames_.pop_back();
    Took();
  }
  item_ = start;
  return true;
}

Status Reader::Finish() {
  if (!ok_) return status_;
  if (due_ || !frames_.empty()) return Status(Code::kInternal, "the document was not read to its end", at_);
  SkipSpace();
  if (at_ != text_.size()) return Status(Code::kTrailing, "text after the end of the document", at_);
  return {};
}

Status Validate(std::string_view text, const Options& options) {
  Reader reader(text, options);
  reader.Skip();
  return reader.Finish();
}

}  // namespace mps::json
