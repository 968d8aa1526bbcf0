// In-language tests: what a test gives becomes an evidence document like any other.
#pragma once

#include <optional>
#include <string>

#include "endorse/endorsement.h"
#include "model/model.h"
#include "mps/status.h"

namespace mps::lower {

// The document as JSON text (docs/evidence.md). Later givens override earlier ones; a whole collection or a constant
// record is as given; what no given mentions is unknown, fields left out of a record too. kType for a value that
// evidence cannot hold.
Result<std::string> TestEvidence(const model::Model& model, const model::Test& test);

// What a test gives of claims that only endorsers may assert, as the endorsements of nobody in particular. Nothing
// where it gives none. kType for a state that no endorsement brings about.
Result<std::optional<endorse::EndorsementSet>> TestEndorsements(const model::Model& model, const model::Test& test);

}  // namespace mps::lower
