// What a caller says of an appraisal, looked up in the program: the level and the parameters.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mps/status.h"
#include "mps/value.h"

namespace mps::program {
struct Program;
}

namespace mps::appraise {

using TextParams = std::vector<std::pair<std::string, std::string>>;
using Params = std::vector<std::pair<std::string, Value>>;

// kUsage, with the nearest name and those there are.
Result<std::uint32_t> LevelIndex(const program::Program& program, const std::string& name);

// `typed`, and behind them the values that `texts` stand for. kUsage: no such parameter, or no value of its type.
Result<Params> TypedParams(const program::Program& program, const TextParams& texts, Params typed);

}  // namespace mps::appraise
