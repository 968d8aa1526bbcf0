// UTF-8 checks (bulk by simdjson) and the %XX path form.
#include "base/utf8.h"

#include <simdjson.h>

#include <cstring>

#include "base/hex.h"

namespace mps {
namespace {

bool Continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80;
}

char32_t Low6(char c) { return static_cast<char32_t>(static_cast<std::uint8_t>(c) & 0x3F); }

void AppendEscaped(std::uint8_t byte, std::string& out) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  out.push_back('%');
  out.push_back(kDigits[byte >> 4]);
  out.push_back(kDigits[byte & 15]);
}

constexpr std::size_t kShortText = 64;

bool IsAscii(std::string_view text) {
  std::uint64_t bits = 0;
  std::size_t at = 0;
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    bits |= word;
  }
  for (; at < text.size(); ++at) bits |= static_cast<std::uint8_t>(text[at]);
  return (bits & 0x8080808080808080) == 0;
}

int UpperHexValue(char c) { return (c >= 'a' && c <= 'f') ? -1 : HexDigitValue(c); }

}  // namespace

bool IsUtf8(std::string_view text) {
  // Most texts are short and ASCII: for those the call into the library costs more than the look.
  if (text.size() <= kShortText && IsAscii(text)) return true;
  return simdjson::validate_utf8(text.data(), text.size());
}

std::optional<CodePoint> DecodeUtf8(std::string_view text, std::size_t at) {
  const std::uint8_t lead = static_cast<std::uint8_t>(text[at]);
  if (lead < 0x80) return CodePoint{lead, 1};
  if (lead < 0xC2 || lead > 0xF4 || !Continues(text, at + 1)) return std::nullopt;
  if (lead < 0xE0) return CodePoint{(static_cast<char32_t>(lead & 0x1F) << 6) | Low6(text[at + 1]), 2};
  if (!Continues(text, at + 2)) return std::nullopt;
  if (lead < 0xF0) {
    char32_t c = (static_cast<char32_t>(lead & 0x0F) << 12) | (Low6(text[at + 1]) << 6) | Low6(text[at + 2]);
    if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return std::nullopt;
    return CodePoint{c, 3};
  }
  if (!Continues(text, at + 3)) return std::nullopt;
  char32_t c = (static_cast<char32_t>(lead & 0x07) << 18) | (Low6(text[at + 1]) << 12) | (Low6(text[at + 2]) << 6) |
               Low6(text[at + 3]);
  if (c < 0x10000 || c > 0x10FFFF) return std::nullopt;
  return CodePoint{c, 4};
}

std::optional<std::size_t> FirstInvalidUtf8(std::string_view text) {
  if (IsUtf8(text)) return std::nullopt;
  std::size_t at = 0;
  while (at < text.size()) {
    std::optional<CodePoint> c = DecodeUtf8(text, at);
    if (!c) return at;
    at += c->length;
  }
  return std::nullopt;
}

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string PathTextFromBytes(ByteView bytes) {
  const std::string_view text = AsText(bytes);
  if (text.find('%') == std::string_view::npos && IsUtf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) {
    std::optional<CodePoint> c = DecodeUtf8(text, at);
    if (c && c->value != '%') {
      out.append(text.substr(at, c->length));
      at += c->length;
    } else {
      AppendEscaped(static_cast<std::uint8_t>(text[at]), out);
      ++at;
    }
  }
  return out;
}

Result<Bytes> PathBytesFromText(std::string_view text) {
  if (std::optional<std::size_t> bad = FirstInvalidUtf8(text)) {
    return Status(Code::kUtf8, "a path in text form has to be UTF-8", *bad);
  }
  if (text.find('%') == std::string_view::npos) return ToBytes(AsBytes(text));
  Bytes out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out.push_back(static_cast<std::uint8_t>(text[at]));
      continue;
    }
    int high = at + 2 < text.size() ? UpperHexValue(text[at + 1]) : -1;
    int low = at + 2 < text.size() ? UpperHexValue(text[at + 2]) : -1;
    if (high < 0 || low < 0)
      return Status(Code::kMalformed, "`%` without two upper-case hexadecimal digits after it", at);
    out.push_back(static_cast<std::uint8_t>(high << 4 | low));
    at += 2;
  }
  // One spelling for each path, so that equal texts and equal paths are the same thing.
  const std::string again = PathTextFromBytes(out);
  if (again != text) {
    std::size_t at = 0;
    while (at < again.size() && at < text.size() && again[at] == text[at]) ++at;
    return Status(Code::kMalformed, "a character is written as %XX that needs no escape", at);
  }
  return out;
}

}  // namespace mps
