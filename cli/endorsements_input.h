// --endorsements and --trust-policy: signed endorsement files and whom a verifier trusts, for `eval`, `attest` and
// batches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "command.h"
#include "endorse/load.h"

namespace mps::cli {

struct EndorsementArguments {
  std::vector<std::string> files;  // signed endorsement files and CoRIMs
  std::vector<std::string> keys;   // of who signed CoRIMs
  bool require_cotl = false;       // of CoRIMs only tags that a CoTL activates count
  std::string policy;
  std::string trust;  // folder of the trust store that endorsers have to reach; empty: the definition alone decides
};
void AddEndorsementOptions(CLI::App& command, EndorsementArguments& arguments);

struct LoadedEndorsements {
  EndorsementInput input;
  std::vector<endorse::Used> used;
  std::vector<IgnoredEndorsement> ignored;  // whole files
};
// Files that are not well-formed are errors, as is a trust store that cannot be read; what is signed by another key, is
// not in force, is of another definition or is not what the trust store lets its signer say is ignored, and listed.
Result<LoadedEndorsements> LoadEndorsements(const EndorsementArguments& arguments, const program::Program& program,
                                            std::int64_t now);

}  // namespace mps::cli
