// CoRIMs among --endorsements: who signed them, and what they come to in the definition's terms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "endorsements_input.h"
#include "trust/anchor.h"

namespace mps::cli {

// Who may have signed.
struct CorimSigners {
  std::vector<std::string> keys;                        // public keys of signers whose CoRIMs carry no certificate
  const std::vector<trust::Anchor>* anchors = nullptr;  // that they have to reach; null: the definition alone decides
};

// What nobody known signed, is not in force, is not what the anchors let its signer say or has a
// profile that is not known is ignored and listed, and so is each triple that the definition has no claims for.
// Errors: files that are no CoRIM, with the offset; keys that cannot be read.
Status LoadCorims(const std::vector<std::pair<std::string, std::string>>& files,  // path, octets
                  const CorimSigners& signers, const program::Program& program, std::int64_t now,
                  LoadedEndorsements& out);

}  // namespace mps::cli
