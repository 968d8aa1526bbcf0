// CoRIMs among --endorsements: who signed them, and what they come to in the definition's terms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "appraise/appraise.h"
#include "endorse/load.h"
#include "mps/status.h"

namespace mps::cli {

// `keys`: of signers whose CoRIMs carry no certificate (--endorser-key). What does not count is listed, as of
// corim::LoadCorims. Errors: files that are no CoRIM, with the offset; keys that cannot be read.
Status LoadCorims(const std::vector<std::pair<std::string, std::string>>& files,  // path, octets
                  const std::vector<std::string>& keys, bool require_cotl, const schema::ReadPlan& plan,
                  const endorse::LoadOptions& options, endorse::Loaded& out);

}  // namespace mps::cli
