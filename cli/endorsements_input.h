// --endorsements and --trust-policy: signed endorsement files and whom a verifier trusts, for `eval`, `attest` and
// batches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "command.h"

namespace mps::cli {

struct EndorsementArguments {
  std::vector<std::string> files;  // signed endorsement files and CoRIMs
  std::vector<std::string> keys;   // of who signed CoRIMs
  bool require_cotl = false;       // of CoRIMs only tags that a CoTL activates count
  std::string policy;
};
void AddEndorsementOptions(CLI::App& command, EndorsementArguments& arguments);

// A file that counts, for `lem`.
struct UsedEndorsements {
  std::string origin, type;
  Bytes digest;  // SHA-256 of the file
};
struct LoadedEndorsements {
  EndorsementInput input;
  std::vector<UsedEndorsements> used;
  std::vector<IgnoredEndorsement> ignored;  // whole files
};
// Files that are not well-formed are errors; what is signed by another key, is not in force or is of another definition
// is ignored, and listed.
Result<LoadedEndorsements> LoadEndorsements(const EndorsementArguments& arguments, const program::Program& program,
                                            std::int64_t now);

}  // namespace mps::cli
