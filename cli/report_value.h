// Values in reports for machines.
#pragma once

#include <nlohmann/json.hpp>

#include "mps/value.h"

namespace mps::cli {

// {"kind": "int", "value": 4}: enough to encode the value again (docs/tokens.md, Values).
nlohmann::ordered_json TypedJson(const Value& value);

}  // namespace mps::cli
