// The lexer's view of the bytes; see byte_stream.h.
#include "parse/byte_stream.h"

#include <algorithm>

namespace mps::parse {
namespace {

constexpr char kDoubleQuote = 0x01, kFurther = 0x02, kSingleQuote = 0x03, kBlank = 0x04, kOther = 0x7F;

struct Class {
  char lead;
  std::size_t size;
};
// What the bytes outside ASCII at `at` are, and how many of them belong together.
Class ClassOf(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2), three = text.substr(at, 3);
  if (two == "\xC2\xA0") return {kBlank, 2};
  if (two == "\xC2\xAB" || two == "\xC2\xBB") return {kDoubleQuote, 2};  // guillemets
  if (three.size() == 3 && three[0] == '\xE2' && three[1] == '\x80') {
    const unsigned char last = static_cast<unsigned char>(three[2]);
    if (last >= 0x98 && last <= 0x9B) return {kSingleQuote, 3};
    if (last >= 0x9C && last <= 0x9F) return {kDoubleQuote, 3};
    if (last <= 0x8A || last == 0xAF) return {kBlank, 3};
  }
  if (three == "\xE3\x80\x80") return {kBlank, 3};  // ideographic space
  return {kOther, 1};
}

std::string Mapped(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Class found = ClassOf(text, at);
    out[at] = found.lead;
    for (std::size_t i = 1; i < found.size; ++i) out[at + i] = kFurther;
    at += found.size;
  }
  return out;
}

}  // namespace

ByteStream::ByteStream(std::string_view text) : bytes_(Mapped(text)) {}

void ByteStream::consume() {
  if (at_ < bytes_.size()) ++at_;
}

size_t ByteStream::LA(ssize_t i) {
  if (i == 0) return 0;
  const ssize_t place = static_cast<ssize_t>(at_) + (i > 0 ? i - 1 : i);
  if (place < 0 || place >= static_cast<ssize_t>(bytes_.size())) return antlr4::IntStream::EOF;
  return static_cast<unsigned char>(bytes_[static_cast<std::size_t>(place)]);
}

std::string ByteStream::getText(const antlr4::misc::Interval& interval) {
  if (interval.a < 0 || interval.b < interval.a) return {};
  const auto begin = std::min<std::size_t>(static_cast<std::size_t>(interval.a), bytes_.size());
  return bytes_.substr(begin, static_cast<std::size_t>(interval.b - interval.a) + 1);
}

}  // namespace mps::parse
