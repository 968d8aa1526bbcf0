// Phase 1 of the appraisal ("Input Validation and Transformation"): which CoRIMs and which of their tags count, and
// the relations that they give.
#pragma once

#include <string>
#include <vector>

#include "corim/ect.h"
#include "corim/signed.h"

namespace mps::corim {

// A CoRIM, and who vouches for it: the verified signer's key, or the authority of the channel that an unsigned one came
// through ("Signer authority of securely conveyed unsigned CoRIM").
struct Source {
  const Document* document = nullptr;
  Keys authority;
};

struct StageOptions {
  std::int64_t now = 0;
  bool require_cotl = false;  // only tags that a valid CoTL activates count
};

struct Discarded {
  std::string what;
  Status why;
};

struct Staged {
  Relations relations;
  std::vector<Discarded> discarded;
};

// Discards what the draft discards: CoRIMs without authority, outside their validity, of an unknown profile or against
// its rules; tags that no CoTL activates (by option), that a newer version or a `replaces` link of the same authority
// supersedes, or whose CoSWIDs are not there. Never fails for a reason of one input: the others go on.
Staged Stage(const std::vector<Source>& sources, const StageOptions& options);

}  // namespace mps::corim
