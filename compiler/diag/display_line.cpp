// How one source line is shown; see display_line.h.
#include "diag/display_line.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/spelling.h"
#include "base/utf8.h"

namespace mps::diag {
namespace {

struct PointRange {
  std::uint32_t first, last;
};
// East Asian Wide and Fullwidth blocks and the emoji blocks (Unicode Standard Annex 11), coarsely.
constexpr std::array<PointRange, 9> kWide = {{{0x1100, 0x115F},
                                              {0x2E80, 0xA4CF},
                                              {0xAC00, 0xD7A3},
                                              {0xF900, 0xFAFF},
                                              {0xFE30, 0xFE6F},
                                              {0xFF00, 0xFF60},
                                              {0xFFE0, 0xFFE6},
                                              {0x1F300, 0x1FAFF},
                                              {0x20000, 0x3FFFD}}};
constexpr std::array<PointRange, 5> kCombining = {
    {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};
template <std::size_t N>
bool In(const std::array<PointRange, N>& ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(), [&](PointRange r) { return point >= r.first && point <= r.last; });
}

std::string Escape(const char* form, unsigned value) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), form, value);
  return text.data();
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

Shown ShowAt(std::string_view line, std::size_t at) {
  if (line[at] == '\t') return {"    ", 4, 1};
  const auto decoded = DecodeUtf8(line, at);
  if (!decoded) {
    std::string text = Escape("\\x{%02x}", static_cast<unsigned char>(line[at]));
    return {text, text.size(), 1};
  }
  const std::uint32_t point = decoded->value;
  const std::size_t size = decoded->length;
  if (IsHostile(point)) {
    std::string text = Escape("\\u{%x}", point);
    return {text, text.size(), size};
  }
  const std::size_t width = In(kCombining, point) ? 0 : In(kWide, point) ? 2 : 1;
  return {std::string(line.substr(at, size)), width, size};
}

DisplayLine::DisplayLine(std::string_view line, std::size_t begin, std::size_t end, std::size_t width) {
  begin = std::min(begin, line.size());
  // Start so that the fault lies in the window: at the line's start if it fits, else a third of the window before the
  // fault.
  std::size_t start = 0;
  if (std::min(end, line.size()) > width) start = begin > width / 3 ? begin - width / 3 : 0;
  while (start > 0 && start < line.size() && IsContinuation(line[start])) --start;
  std::size_t column = 0;
  if (start > 0) {
    text_ = "...";
    column = 3;
  }
  std::size_t at = start;
  while (at < line.size() && column < width) {
    const Shown shown = ShowAt(line, at);
    marks_.push_back({at, column});
    text_ += shown.text;
    column += shown.width;
    at += shown.bytes;
  }
  marks_.push_back({at, column});
  if (at < line.size()) text_ += "...";
}

std::size_t DisplayLine::ColumnOf(std::size_t byte) const {
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), byte,
                                      [](std::size_t b, const Mark& mark) { return b < mark.byte; });
  return after == marks_.begin() ? marks_.front().column : std::prev(after)->column;
}

}  // namespace mps::diag
