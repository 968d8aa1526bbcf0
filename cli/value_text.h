// A constant as people read it, in reports about parameters.
#pragma once

#include <string>

#include "mps/value.h"

namespace mps::cli {

// `4`, `true`, `0640`, `3600 seconds`, `"text"`, `{22, 443}`.
std::string ValueText(const Value& value);

}  // namespace mps::cli
