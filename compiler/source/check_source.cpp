// CheckSource: which bytes may be MPS source at all. What a reviewer sees must be what is compiled, so characters that
// are invisible or turn the reading direction are refused (they can be written \u{...} in a text), as is a lone
// carriage return.
#include <array>

#include "mps/limits.h"
#include "source/source.h"

namespace mps {
namespace {

struct PointRange {
  std::uint32_t first, last;
};
// Bidirectional controls (Unicode Standard Annex 9), zero-width and other format characters, tag characters, and the
// separators that some viewers show as a line break.
constexpr std::array<PointRange, 9> kUnseen = {{{0x00AD, 0x00AD},
                                                {0x061C, 0x061C},
                                                {0x180E, 0x180E},
                                                {0x200B, 0x200B},
                                                {0x200E, 0x200F},
                                                {0x2028, 0x202E},
                                                {0x2060, 0x206F},
                                                {0xFEFF, 0xFEFF},
                                                {0xE0000, 0xE007F}}};

bool IsUnseen(std::uint32_t point) {
  for (const PointRange& range : kUnseen) {
    if (point >= range.first && point <= range.last) return true;
  }
  return false;
}
bool IsControl(std::uint32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7F && point <= 0x9F);
}

struct Decoded {
  std::size_t size = 0;  // 0: not UTF-8
  std::uint32_t point = 0;
};
// The code point at `at` (RFC 3629 section 4). REQUIRES: at < bytes.size().
Decoded DecodeAt(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {1, lead};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > bytes.size()) return {};
  std::uint32_t point = lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    point = point << 6 | (byte(i) & 0x3Fu);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {size, point};
}

std::optional<SourceFault> CheckMark(std::string_view bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view mark : {"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv}) {
    if (bytes.substr(0, mark.size()) == mark) return SourceFault{SourceFaultKind::kByteOrder, 0, mark.size(), 0xFEFF};
  }
  return std::nullopt;
}

}  // namespace

std::optional<SourceFault> CheckSource(std::string_view bytes) {
  if (bytes.size() > limit::kSourceBytes) {
    return SourceFault{SourceFaultKind::kTooLarge, limit::kSourceBytes, bytes.size() - limit::kSourceBytes, 0};
  }
  if (auto mark = CheckMark(bytes)) return mark;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n') {  // nearly all of a source
      ++at;
      continue;
    }
    const Decoded c = DecodeAt(bytes, at);
    if (c.size == 0) return SourceFault{SourceFaultKind::kNotUtf8, at, 1, static_cast<unsigned char>(bytes[at])};
    const bool lone_return = c.point == '\r' && (at + 1 >= bytes.size() || bytes[at + 1] != '\n');
    if (lone_return || IsControl(c.point)) return SourceFault{SourceFaultKind::kControl, at, c.size, c.point};
    if (IsUnseen(c.point)) return SourceFault{SourceFaultKind::kInvisible, at, c.size, c.point};
    at += c.size;
  }
  return std::nullopt;
}

}  // namespace mps
