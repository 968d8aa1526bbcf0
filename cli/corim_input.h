// CoRIMs among --endorsements: who signed them, and what they come to in the definition's terms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "endorsements_input.h"

namespace mps::cli {

// What nobody known signed, is not in force or has a profile that is not known is ignored and listed, and so is each
// triple that the definition has no claims for. Errors: files that are no CoRIM, with the offset; keys that cannot be
// read.
Status LoadCorims(const std::vector<std::pair<std::string, std::string>>& files,  // path, octets
                  const EndorsementArguments& arguments, const program::Program& program, std::int64_t now,
                  LoadedEndorsements& out);

}  // namespace mps::cli
