// The registers that a token says (`pcr`) against the quote that it carries in `lem` (docs/tokens.md, "pcr and fma"):
// the verifier's side of ProveForToken (carried_quote.h). Entry point: CheckTokenQuote.
#pragma once

#include <vector>

#include "crypto/key.h"
#include "token/mps_token.h"
#include "token/verify.h"

namespace mps::roots {

// Failed: the token carries several quotes, or one that is no quote, is over another nonce than the token's, covers
// other registers than `pcr` has, has other values, or is signed by none of the keys. Not checked, with the reason: no
// key was given (the rest was compared), no quote is in the token, registers of a bank that tokens do not know.
// REQUIRES: the claims were read under a good signature.
token::RegisterFinding CheckTokenQuote(const token::TokenClaims& claims, const std::vector<crypto::PublicKey>& aks);

}  // namespace mps::roots
