// Constants and types as the language spells them: for messages, reports, insertions and dumps.
#pragma once

#include <string>

#include "mps/types.h"
#include "mps/value.h"

namespace mps::model {

// `"text"`, `0640`, `90 days`, `sha256'..'`, `{ "a", "b" }`. Long collections are cut: `{ "a", "b", and 98 more }`.
std::string Spell(const Value& value);

// As a person reads it in running text: text and paths bare, sets as `a, b`; everything else as Spell.
std::string Plain(const Value& value);

// Text in double quotes, with the escapes of the language.
std::string Quoted(std::string_view text);

// `int`, `set of text`, `map of path to linux.file`, `version dpkg`. A declared name where the type has one.
std::string TypeText(const schema::TypeTable& types, schema::TypeId type);

}  // namespace mps::model
