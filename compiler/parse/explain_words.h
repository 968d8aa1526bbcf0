// Words that people bring from benchmarks and from other languages, and what MPS says in their place.
#pragma once

#include <optional>
#include <string_view>

namespace mps::parse {

// Where the word stands: as the beginning of a statement, after a complete operand, or where an operand is due.
enum class WordPlace { kStatement, kOperator, kOperand };
struct Counsel {
  WordPlace place;
  std::string_view word;         // in lower case; any case is recognised
  std::string_view replacement;  // empty: none that could be put in its place
  std::string_view help;
};
// nullptr where there is nothing particular to say.
const Counsel* CounselFor(std::string_view word, WordPlace place);
// `every` -> `all`, `exists` -> `any`.
std::optional<std::string_view> MeantQuantifier(std::string_view word);

}  // namespace mps::parse
