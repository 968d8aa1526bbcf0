// A source line as it is shown: tabs widened, hostile characters escaped, with the column of each byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mps::diag {

// One piece of shown text and the columns it takes.
struct Shown {
  std::string text;
  std::size_t width = 0;  // columns of a terminal
  std::size_t bytes = 1;  // of the source
};
// What stands at `at`. REQUIRES: at < line.size(). Controls: \u{1b}; not UTF-8: \x{ff}; a tab: four blanks.
Shown ShowAt(std::string_view line, std::size_t at);

class DisplayLine {
 public:
  // Shows at most `width` columns, those around bytes [begin, end); cut ends are marked with `...`.
  // LIMIT: looks at no more than a few times `width` bytes before `begin` and after it, however long the line is.
  DisplayLine(std::string_view line, std::size_t begin, std::size_t end, std::size_t width);
  const std::string& text() const { return text_; }
  // Column (from 0) at which a byte of the line is shown; bytes outside the window: its nearest end.
  std::size_t ColumnOf(std::size_t byte) const;

 private:
  struct Mark {
    std::size_t byte;
    std::size_t column;
  };
  std::string text_;
  std::vector<Mark> marks_;  // ascending; the last is the end of what is shown
};

}  // namespace mps::diag
