// Constants as the language spells them: in messages of the compiler, in what reports insert into texts.
#pragma once

#include <string>
#include <string_view>

#include "mps/value.h"

namespace mps {

// `"text"`, `0640`, `90 days`, `sha256'..'`, `{ "a", "b" }`. Long collections are cut: `{ "a", "b", and 98 more }`.
std::string Spell(const Value& value);

// As a person reads it in running text: text and paths bare, sets as `a, b`; everything else as Spell.
std::string Plain(const Value& value);

// As one word of a POSIX shell: as it is, or in single quotes.
std::string ShellWord(std::string_view text);
// As words of a POSIX shell: each member of a set or list is one, none is left out.
std::string ShellWords(const Value& value);

}  // namespace mps
