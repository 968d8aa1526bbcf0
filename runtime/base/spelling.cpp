// Spelling of values; see spelling.h.
#include "base/spelling.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/utf8.h"

namespace mps {
namespace {

struct PointRange {
  char32_t first, last;
};
// Controls (C0, C1) and characters that would change how the rest is shown: bidirectional and other format characters.
constexpr std::array<PointRange, 9> kHostile = {{{0x0000, 0x001F},
                                                 {0x007F, 0x009F},
                                                 {0x00AD, 0x00AD},
                                                 {0x061C, 0x061C},
                                                 {0x200B, 0x200F},
                                                 {0x2028, 0x202E},
                                                 {0x2060, 0x206F},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xE0000, 0xE007F}}};

std::string Escape(const char* form, unsigned value) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), form, value);
  return text.data();
}

}  // namespace

std::string QuotedText(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += std::string("\\") + c;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else if (octet < 0x20 || octet == 0x7f) {
      out += Escape("\\u{%x}", octet);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string ModeText(std::int64_t mode) {
  std::array<char, 32> octal{};
  std::snprintf(octal.data(), octal.size(), "0%03llo", static_cast<unsigned long long>(mode));
  return octal.data();
}

std::string DurationText(std::int64_t seconds) {
  struct Unit {
    std::int64_t size;
    const char* name;
  };
  constexpr std::array<Unit, 3> kUnits = {Unit{86400, "day"}, {3600, "hour"}, {60, "minute"}};
  const auto fits = [&](const Unit& unit) { return seconds != 0 && seconds % unit.size == 0; };
  const auto found = std::find_if(kUnits.begin(), kUnits.end(), fits);
  const Unit unit = found == kUnits.end() ? Unit{1, "second"} : *found;
  const std::int64_t count = seconds / unit.size;
  return std::to_string(count) + " " + unit.name + (count == 1 ? "" : "s");
}

std::string_view DigestAlgName(DigestAlg alg) {
  switch (alg) {
    case DigestAlg::kSha1:
      return "sha1";
    case DigestAlg::kSha256:
      return "sha256";
    case DigestAlg::kSha384:
      return "sha384";
    case DigestAlg::kSha512:
      return "sha512";
  }
  return "digest";
}

bool IsHostile(char32_t code_point) {
  return std::any_of(kHostile.begin(), kHostile.end(),
                     [&](PointRange r) { return code_point >= r.first && code_point <= r.last; });
}

std::string Printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = DecodeUtf8(text, at);
    if (!point) {
      out += Escape("\\x{%02x}", static_cast<unsigned char>(text[at++]));
    } else {
      out += IsHostile(point->value) ? Escape("\\u{%x}", point->value) : std::string(text.substr(at, point->length));
      at += point->length;
    }
  }
  return out;
}

std::string CutText(std::string_view text, std::size_t octets) {
  if (text.size() <= octets) return std::string(text);
  std::size_t end = octets;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace mps
