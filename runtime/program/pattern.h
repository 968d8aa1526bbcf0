// Patterns as engines run them.
#pragma once

#include <string>
#include <string_view>

#include "mps/status.h"
#include "program/program.h"

namespace mps::program {

// The pattern with its RE2 form: a regular expression as written, a glob translated. Whether RE2 takes a regular
// expression is for the checker and the engine to find out. kMalformed, kUtf8 with the index of the fault; kLimit past
// limit::kPatternBytes.
Result<Pattern> MakePattern(std::string_view text, bool glob);

}  // namespace mps::program
