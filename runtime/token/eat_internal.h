// Shared between the files of the EAT layer; not for others.
#pragma once

#include "token/eat.h"

namespace mps::eat {

// A problem of one claim: `claim eat_nonce: ...`.
Status ClaimError(std::string_view name, std::string message);

// Submodules (RFC 9711 4.2.18), depth counted in tokens within tokens.
Status CheckSubmods(const Item& submods, Encoding encoding, const Rules& rules, std::size_t depth);

Status CheckClaimsAt(const ClaimsSet& claims, const Rules& rules, std::size_t depth);

// Detached-Submodule-Digest: [algorithm of the COSE registry by number or name, digest].
struct DetachedDigest {
  DigestAlg alg;
  Bytes value;
};
Result<DetachedDigest> DecodeDetachedDigest(const Item& item, Encoding encoding);
// The digest that the submodule `name` of a token holds, if it is a detached one.
Result<std::optional<DetachedDigest>> DetachedDigestOf(const ClaimsSet& claims, const std::string& name);

// The shape of a tagged CBOR token that is nested in another (61, 18, 602 ...). No signature is checked.
Status CheckNestedCbor(ByteView bytes, const Rules& rules, std::size_t depth);
// The shape of a JSON-Selector that is nested: "JWT", "CBOR", "BUNDLE", and "DIGEST" where `digest_allowed`.
Status CheckSelector(const Item& selector, const Rules& rules, std::size_t depth, bool digest_allowed);

}  // namespace mps::eat
