// Endorsements: from the typed model to the data that the runtime applies.
#pragma once

#include "endorse/endorsement.h"
#include "model/model.h"
#include "mps/status.h"

namespace mps::lower {

// The claim as a path, with names as evidence spells them. REQUIRES: fields and constant keys of an environment.
endorse::ClaimPath PathOf(const model::Model& model, model::ExprId claim);

// Endorsers and endorsements of the model. kInternal for a condition that the checker should have refused.
Result<endorse::EndorsementSet> EndorsementsOf(const model::Model& model);
// Those of an endorsements file, with its answers.
Result<endorse::EndorsementSet> FiledOf(const model::Model& model);
// Some endorsements alone.
Result<endorse::EndorsementSet> EndorsementsOf(const model::Model& model,
                                               const std::vector<model::Endorsement>& endorsements);

}  // namespace mps::lower
