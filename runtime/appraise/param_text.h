// A parameter's value as a command line gives it: `4`, `90 days`, `0640`, `true`, `22,443`.
#pragma once

#include <string_view>

#include "mps/status.h"
#include "mps/types.h"
#include "mps/value.h"

namespace mps::appraise {

// kUsage says what was expected. Sets take a comma between members; an empty text is the empty set. Domains are not
// checked here.
Result<Value> ParamFromText(const schema::TypeTable& types, schema::TypeId type, std::string_view text);

}  // namespace mps::appraise
