// The JSON cursor: strings and their escapes (RFC 8259 section 7).
#include <bit>
#include <cstring>

#include "base/hex.h"
#include "base/json_reader.h"
#include "base/utf8.h"

namespace mps::json {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHigh = 0x8080808080808080;

// Marks (at least) the lowest byte of eight that is a quote, a backslash or a control character. The lowest mark is
// always right.
std::uint64_t SpecialBytes(std::uint64_t word) {
  const auto zero_bytes = [](std::uint64_t v) { return (v - kOnes) & ~v & kHigh; };
  const std::uint64_t control = (word - kOnes * 0x20) & ~word & kHigh;
  return zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\')) | control;
}

bool IsSpecial(char c) { return c == '"' || c == '\\' || static_cast<std::uint8_t>(c) < 0x20; }

}  // namespace

// The first quote, backslash or control character from `at` on, or the end of the input.
std::size_t Reader::ScanPlain(std::size_t at) const {
  if constexpr (std::endian::native == std::endian::little) {
    while (text_.size() - at >= 8) {
      std::uint64_t word;
      std::memcpy(&word, text_.data() + at, 8);
      const std::uint64_t marks = SpecialBytes(word);
      if (marks != 0) return at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
      at += 8;
    }
  }
  while (at < text_.size() && !IsSpecial(text_[at])) ++at;
  return at;
}

bool Reader::CheckLength(std::size_t length, std::size_t start) {
  if (length <= options_.max_string_bytes) return true;
  return FailAt(Code::kLimit, "a string of more than " + std::to_string(options_.max_string_bytes) + " bytes", start);
}

// REQUIRES: a quote at at_. A string without escapes is a view of the input.
bool Reader::ScanString(std::string* scratch, std::string_view& out) {
  item_ = at_;
  const std::size_t start = at_ + 1;
  const std::size_t end = ScanPlain(start);
  if (end < text_.size() && text_[end] == '"') {
    out = text_.substr(start, end - start);
    at_ = end + 1;
    return CheckLength(out.size(), item_);
  }
  at_ = end;
  return ScanEscaped(start, scratch, out);
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
