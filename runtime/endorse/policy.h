// The trust policy of a verifier owner: whom of a definition's endorsers it believes, and what. It only narrows what
// the definition grants.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "endorse/endorsement.h"
#include "mps/status.h"

namespace mps::endorse {

struct TrustPolicy {
  struct Endorser {
    bool trusted = true;
    // Nothing: all that the definition grants.
    std::optional<std::vector<ClaimPath>> claims;
    std::optional<std::vector<std::string>> answers;  // ids of manual controls
  };
  std::map<std::string, Endorser> endorsers;  // those that it does not name: as the definition has them
};

// `board.certification`, `board`, `host.sysctl["net.ipv4.ip_forward"].live`: steps are fields as evidence spells them.
// kMalformed, with the index of the fault.
Result<ClaimPath> ParseClaimPath(std::string_view text);

// {"mps_trust_policy": 1, "endorsers": {NAME: {"trusted": BOOL, "claims": [PATH ..], "answers": [ID ..]}}}, as JSON.
// Unknown members are refused. Errors: those of the JSON reader, kType, kUnsupported (`policy_version`), kMalformed for
// a path.
Result<TrustPolicy> ParseTrustPolicy(std::string_view json);

}  // namespace mps::endorse
