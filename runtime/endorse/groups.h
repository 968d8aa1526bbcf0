// In which order endorsements are looked at: by what they depend on.
#pragma once

#include <cstdint>
#include <vector>

#include "endorse/fixpoint.h"

namespace mps::endorse {

// Relations that depend on each other together, each group after those that it depends on (Tarjan's strongly connected
// components over relations and claims, in time linear in conditions and effects). Errors as of Solver::Create.
Result<std::vector<std::vector<std::uint32_t>>> GroupsOf(const Problem& problem);

}  // namespace mps::endorse
