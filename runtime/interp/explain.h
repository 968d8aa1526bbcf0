// Explain: why a rule came to its verdict, in one sentence of plain words.
#pragma once

#include <cstdint>
#include <string>

#include "interp/machine.h"
#include "schema/actual_state.h"

namespace mps::interp {

// REQUIRES: `machine` has just run the instructions of rule `rule` over `state`. Runs parts of them again.
std::string ExplainRule(Machine& machine, const ActualState& state, std::uint32_t rule);

}  // namespace mps::interp
