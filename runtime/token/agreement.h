// Whether the claims of a token and its claim set say the same (docs/tokens.md, "Agreement").
#pragma once

#include <string>

#include "claims/claim_set.h"
#include "token/mps_token.h"

namespace mps::token {

// What they say differently, in a sentence; empty if nothing. Compared: name, verdict, counts, submodules, measres.
// REQUIRES: `token` was read by ReadClaims, `set` by DecodeClaimSet.
std::string Disagreement(const TokenClaims& token, const claims::ClaimSet& set);

}  // namespace mps::token
