// Endorsements as the oracle has them: docs/endorsements.md read literally, everything tried again until nothing
// changes.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "model/model.h"
#include "oracle_value.h"

namespace mps::oracle {

// `host.os.id`, `board.certification by acme`: a claim, or what one endorser says of it; empty for other expressions.
std::string ClaimKey(const model::Model& model, model::ExprId id);

// What claims are instead of what evidence says, by ClaimKey.
using Overlay = std::map<std::string, Known>;

// `eval` gives an expression with an overlay in force.
Overlay ActualClaims(const model::Model& model, const std::function<Known(model::ExprId, const Overlay&)>& eval);

}  // namespace mps::oracle
