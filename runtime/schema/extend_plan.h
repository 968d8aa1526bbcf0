// Places that a read plan gets after it was made: claims that endorsements of others speak of, and that no rule reads.
#pragma once

#include <string>
#include <vector>

#include "mps/status.h"
#include "schema/place_step.h"
#include "schema/read_plan.h"

namespace mps::schema {

// The node of that claim, with a column for its value (of a set or list of scalars also for its members), added where
// it is not there yet. What stood in the plan keeps its numbers. REQUIRES: VerifyPlan(plan).ok().
// Errors: kInvalid for an environment, field or key that there is none of; kLimit for limit::kReadNodes.
Result<NodeId> AddPlace(ReadPlan& plan, const std::string& environment, const std::vector<PlaceStep>& steps);

// Whether the members of a map on the way there are read as rows, too. The way is as for AddPlace, and in the plan.
bool PassesRows(const ReadPlan& plan, const std::string& environment, const std::vector<PlaceStep>& steps);

}  // namespace mps::schema
