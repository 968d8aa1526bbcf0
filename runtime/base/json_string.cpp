// The JSON cursor: strings and their escapes (RFC 8259 section 7).
#include "base/hex.h"
#include "base/json_reader.h"
#include "base/utf8.h"

namespace mps::json {

bool Reader::TooLong(std::size_t start) {
  return FailAt(Code::kLimit, "a string of more than " + std::to_string(options_.max_string_bytes) + " bytes", start);
}

bool Reader::ScanEscaped(std::size_t start, std::string* scratch, std::string_view& out) {
  std::string unused;
  std::string& to = scratch != nullptr ? *scratch : unused;
  to.assign(text_.substr(start, at_ - start));
  while (true) {
    if (at_ >= text_.size()) return FailAt(Code::kMalformed, "the input ends within a string", at_);
    if (text_[at_] == '"') break;
    if (text_[at_] != '\\') return FailAt(Code::kMalformed, "a control character in a string", at_);
    if (!ScanEscape(to)) return false;
    const std::size_t end = ScanPlain(at_);
    to.append(text_.substr(at_, end - at_));
    at_ = end;
    if (!CheckLength(to.size(), item_)) return false;
  }
  ++at_;
  out = to;
  return true;
}

// One escape; at_ is at its backslash.
bool Reader::ScanEscape(std::string& to) {
  const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  static constexpr std::string_view kNames = "\"\\/bfnrt", kValues = "\"\\/\b\f\n\r\t";
  if (c == 'u') return ScanUnicode(to);
  const std::size_t which = kNames.find(c);
  if (which == std::string_view::npos) return FailAt(Code::kMalformed, "no such escape in a string", at_);
  to.push_back(kValues[which]);
  at_ += 2;
  return true;
}

// \uXXXX at at_; moves past it.
bool Reader::ScanHex4(char32_t& out) {
  out = 0;
  for (std::size_t i = at_ + 2; i < at_ + 6; ++i) {
    const int digit = i < text_.size() ? HexDigitValue(text_[i]) : -1;
    if (digit < 0) return FailAt(Code::kMalformed, "four hexadecimal digits expected after `\\u`", at_);
    out = out << 4 | static_cast<char32_t>(digit);
  }
  at_ += 6;
  return true;
}

bool Reader::ScanUnicode(std::string& to) {
  const std::size_t start = at_;
  char32_t c = 0;
  if (!ScanHex4(c)) return false;
  if (c >= 0xDC00 && c <= 0xDFFF)
    return FailAt(Code::kMalformed, "a low surrogate without a high one before it", start);
  if (c >= 0xD800 && c <= 0xDBFF) {
    char32_t low = 0;
    if (text_.substr(at_, 2) != "\\u")
      return FailAt(Code::kMalformed, "a high surrogate without a low one after it", start);
    if (!ScanHex4(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF)
      return FailAt(Code::kMalformed, "a high surrogate without a low one after it", start);
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  AppendUtf8(c, to);
  return true;
}

}  // namespace mps::json
