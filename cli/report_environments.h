// What was checked of the environments before any rule was: layer, keys, time, nonce.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "appraise/appraise.h"

namespace mps::cli {

// An aligned table, a line for each environment, and an empty line; nothing where the definition has one environment
// and binds none of its keys.
std::string EnvironmentsText(const EvidenceFacts& facts, bool colour);

nlohmann::ordered_json EnvironmentsJson(const EvidenceFacts& facts);

}  // namespace mps::cli
