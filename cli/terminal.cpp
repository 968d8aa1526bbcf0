// Tables and colours for terminals.
#include "terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace mps::cli {
namespace {

const char* Code(Colour colour) {
  switch (colour) {
    case Colour::kGreen:
      return "32";
    case Colour::kRed:
      return "31";
    case Colour::kYellow:
      return "33";
    case Colour::kGrey:
      return "90";
    case Colour::kCyan:
      return "36";
    case Colour::kBold:
      return "1";
    case Colour::kNone:
      break;
  }
  return "0";
}

bool Set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

bool UseColour(int fd) {
  if (Set("NO_COLOR")) return false;
  if (Set("CLICOLOR_FORCE")) return true;
  const char* term = std::getenv("TERM");
  return isatty(fd) == 1 && term != nullptr && std::strcmp(term, "dumb") != 0;
}

std::string Paint(std::string_view text, Colour colour, bool on) {
  if (!on || colour == Colour::kNone) return std::string(text);
  return std::string("\x1b[") + Code(colour) + "m" + std::string(text) + "\x1b[0m";
}

Colour ColourOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return Colour::kGreen;
    case Verdict::kFail:
      return Colour::kRed;
    case Verdict::kUnknown:
    case Verdict::kError:
      return Colour::kYellow;
    default:
      return Colour::kGrey;
  }
}

std::size_t DisplayWidth(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
      continue;
    }
    char escape[5];
    std::snprintf(escape, sizeof escape, "\\x%02x", byte);
    out += escape;
  }
  return out;
}

std::string Table::Render(bool colour) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i].text));
  }
  std::string out;
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += Paint(row[i].text, row[i].colour, colour);
      if (i + 1 < row.size()) out.append(widths[i] - DisplayWidth(row[i].text) + 2, ' ');
    }
    out += '\n';
  }
  return out;
}

}  // namespace mps::cli
