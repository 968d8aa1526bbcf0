// One measured value of a CoRIM as what conditions and endorsements of MPS are made of: the claim that it speaks of by
// its CoRIM name, how the claim's value has to be, and the values that it would be given. docs/corim.md, "In a
// definition's terms".
#pragma once

#include <string>
#include <vector>

#include "corim/ect.h"
#include "endorse/endorsement.h"
#include "mps/corim_claim.h"
#include "mps/status.h"
#include "mps/types.h"

namespace mps::corim {

using Constant = mps::Value;  // of the language; corim::Value is a measured one

// What an element or an environment says of one claim.
struct Term {
  CorimClaim name;
  // Shared by all: `claims` of an element may hold several for one code point (flags, registers).
  std::variant<std::string, std::int64_t, bool, Bytes, Version, Svn, Digests, RawValue, IntRange, Keys, Typed> value;
};

// The attributes of an environment. unsupported:corim-term for identifiers that no claim can hold.
Result<std::vector<Term>> TermsOf(const Environment& environment);
// The claims of an element. unsupported:corim-term for code points that are not known or have no claim, with the
// reason.
Result<std::vector<Term>> TermsOf(const Element& element);
// `attest_keys` or `identity_keys`, with the keys.
Term KeysTerm(KeyType type, const Keys& keys);

// A claim of a definition that stands for a CoRIM name.
struct Place {
  endorse::ClaimPath claim;
  CorimClaim name;
  TypeKind kind = TypeKind::kBool;  // of a set: of its members
  Ordering ordering = Ordering::kNone;
  bool is_set = false;
  bool endorsable = false;  // it is not for evidence alone
};

// How the claim has to be for the term to match ("Rules of Comparison"). `of_evidence`: what evidence says of it is
// asked for, and nobody else's word. kInvalid with the reason where no condition can say it.
Result<std::vector<endorse::Match>> MatchesOf(const Term& term, const Place& place, bool of_evidence);
// What the term gives the claim. kInvalid with the reason where it is no one value, such as a range.
Result<std::vector<endorse::Addition>> AdditionsOf(const Term& term, const Place& place);

// What a thumbprint by SHA-256 holds (tags 557, 559, 561); nothing for other algorithms and for what is no thumbprint.
std::optional<Bytes> Sha256ThumbprintIn(const Typed& key);
// SHA-256 of the DER SubjectPublicKeyInfo of a key, certificate or COSE_Key; a thumbprint by SHA-256 as it is.
Result<Constant> ThumbprintOf(const Typed& key);

}  // namespace mps::corim
