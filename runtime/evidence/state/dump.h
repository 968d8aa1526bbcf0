// The actual state as text, for `mps dump state`: one cell a line, `path = value` or its state and reason.
#pragma once

#include <string>

#include "schema/actual_state.h"
#include "schema/read_plan.h"

namespace mps::evidence {

std::string DumpState(const schema::ReadPlan& plan, const ActualState& state);

}  // namespace mps::evidence
