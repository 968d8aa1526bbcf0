// What people see: aligned tables and colours, which always stand beside a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mps/verdict.h"

namespace mps::cli {

enum class Colour { kNone, kGreen, kRed, kYellow, kGrey, kCyan, kBold };

// Whether standard output (or error) gets colour: NO_COLOR, CLICOLOR_FORCE, TERM=dumb and isatty, in that order.
bool UseColour(int fd);

std::string Paint(std::string_view text, Colour colour, bool on);
Colour ColourOf(Verdict verdict);

// Code points of UTF-8 text, for alignment.
std::size_t DisplayWidth(std::string_view text);

// Text from outside made safe for a terminal: control characters as \xNN.
std::string Printable(std::string_view text);

// Columns as wide as their widest cell; the last one is not padded. Colour belongs to the cell, not to its width.
class Table {
 public:
  struct Cell {
    std::string text;
    Colour colour = Colour::kNone;
  };
  void AddRow(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  std::string Render(bool colour) const;

 private:
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace mps::cli
