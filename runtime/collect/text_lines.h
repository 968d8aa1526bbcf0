// Lines and words: what the grammars of configuration files have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mps::collect {

// One line, or several joined by a grammar's continuation; `number` is that of the first, from 1.
struct Line {
  std::string text;
  std::int64_t number = 0;
};

// Whether a backslash at the end of a line joins the next one to it (the backslash becomes a space).
enum class Continuation : std::uint8_t { kNone, kBackslash };

// The lines without their ends; what follows the last line end is a line unless it is empty.
std::vector<Line> SplitLines(std::string_view content, Continuation continuation = Continuation::kNone);

// Octets outside well-formed UTF-8 become U+FFFD.
std::string CleanText(std::string_view octets);

// Blanks are space, tab, carriage return, form feed and vertical tab.
bool IsBlank(char c);
std::string_view Trim(std::string_view text);
// Trimmed, each run of blanks one space.
std::string Fold(std::string_view text);
// The parts between blanks.
std::vector<std::string_view> Words(std::string_view text);
// The parts between any of the separators; empty parts are left out.
std::vector<std::string_view> SplitAny(std::string_view text, std::string_view separators);
// The fields between a separator, empty ones too.
std::vector<std::string_view> SplitFields(std::string_view text, char separator);

// Words in which '…' and "…" keep blanks and lose their quotes, and a backslash takes the next character as it is.
// Nothing if a quote stays open.
std::optional<std::vector<std::string>> QuotedWords(std::string_view text);
// Without one pair of like quotes around it.
std::string_view Unquote(std::string_view text);

std::string Lower(std::string_view text);
bool EqualNoCase(std::string_view a, std::string_view b);

// The whole text as one decimal integer with an optional sign; nothing if it is not, or does not fit.
std::optional<std::int64_t> ParseInt(std::string_view text);
// The same without a sign `+` or leading zeros, which some readers take for octal.
std::optional<std::int64_t> ParsePlainInt(std::string_view text);
// The whole text as octal digits, at most 07777 in value.
std::optional<std::int64_t> ParseOctal(std::string_view text);
// As the language writes modes: `0640`, `01777`.
std::string ModeText(std::int64_t mode);

// Splits `key = value`, `key=value` or `key value` at the first `=` or blank: both trimmed.
struct KeyValue {
  std::string key;
  std::string value;
  bool has_value = false;  // a separator was there
};
KeyValue SplitKeyValue(std::string_view line);

}  // namespace mps::collect
