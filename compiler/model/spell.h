// Constants and types as the language spells them: for messages, reports, insertions and dumps.
#pragma once

#include <string>

#include "base/value_spelling.h"
#include "mps/types.h"

namespace mps::model {

using mps::Plain;
using mps::Spell;

// Text in double quotes, with the escapes of the language.
std::string Quoted(std::string_view text);

// `int`, `set of text`, `map of path to linux.file`, `version dpkg`. A declared name where the type has one.
std::string TypeText(const schema::TypeTable& types, schema::TypeId type);

}  // namespace mps::model
