// Claims of others' tokens as claims of the schemas of stdlib/eat.mps. Used by import.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "eat/cca.h"
#include "eat/psa.h"
#include "token/eat.h"
#include "token/evidence_document.h"

namespace mps::eat {

// The claims of schemas eat.psa, eat.cca_platform, eat.cca_realm.
Item PsaEvidence(const PsaClaims& claims, bool verified);
Item CcaPlatformEvidence(const CcaPlatformClaims& claims, bool verified);
Item CcaRealmEvidence(const CcaRealmClaims& claims, bool verified);

// What a nested token came to: its claims if one of the keys verifies it.
using OpenNested = Result<ClaimsSet> (*)(const void* context, ByteView token);

// Claims of schema eat.token, and the states of what could not be known: path -> reason.
struct TokenEvidence {
  Item claims;
  std::vector<std::pair<std::string, std::string>> unknown;
};
struct Nested {
  OpenNested open;
  const void* context;
};
Result<TokenEvidence> TokenClaimsEvidence(const Token& token, bool verified, const Nested& nested);

}  // namespace mps::eat
