// Registers as the vectors write them: `{"sha256": {"0": "<hexadecimal>"}}`.
#pragma once

#include <string_view>

#include "base/json_value.h"
#include "mps/status.h"
#include "roots/pcr_values.h"

namespace mps::vectors {

// kInternal where there is no such object.
Result<roots::PcrValues> PcrValuesOf(const json::Value* banks);
// 0 for a name that is not known.
roots::HashId HashIdOf(std::string_view name);

}  // namespace mps::vectors
