// Conditional endorsements as data (LANGUAGE: Conditional endorsements; docs/endorsements.md): what a definition, a
// signed endorsement file and an imported CoRIM all come to before anything is made of them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "mps/bytes.h"
#include "mps/value.h"
#include "schema/place_step.h"

namespace mps::endorse {

using Step = schema::PlaceStep;

// A claim: `board.certification`. Without steps: the whole environment (grants only).
struct ClaimPath {
  std::string environment;
  std::vector<Step> steps;
  auto operator<=>(const ClaimPath&) const = default;
  // Whether `other` is this claim or something within it.
  bool Covers(const ClaimPath& other) const;
  // `board.certification`, `host.sysctl["x"].live`.
  std::string Text() const;
};

// How a value has to be. Every form can be told of one value by itself, so conditions are monotone: more values never
// make one false that held.
enum class MatchKind : std::uint8_t {
  kEqual,    // values[0]
  kInSet,    // some of values
  kInRange,  // values[0] .. values[1], both included
  kLess,     // than values[0]
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kInCidr,  // an address in the network values[0]
  kMasked,  // octets & values[0] == values[1], all of one length
  kHas,     // a set claim has the member values[0]
  // Evidence's set of digests shares an algorithm with values, and for every one that it shares it has the digest
  // (CoRIM "Comparison for digests entries"). More digests could make it false, so it is of evidence alone.
  kAgrees,
};
inline constexpr std::uint8_t kMatchKinds = 10;  // that files can say: kAgrees is none of them

// Who must have said what a condition asks for: any of these endorsers; without names evidence, which has to say that
// the environment of the claim is attested by `attester` (`sha256:<hex>` of the key), unless that is empty.
struct Authority {
  std::vector<std::string> endorsers;
  std::string attester;
  auto operator<=>(const Authority&) const = default;
};

struct Match {
  ClaimPath claim;
  MatchKind kind = MatchKind::kEqual;
  std::vector<Value> values;
  // All of them say one value that is as the condition has it; empty: it is all the same who does. CoRIM
  // `authorized-by`; has no form in files.
  std::vector<Authority> by = {};
};

// `then claim = value`, or `then claim includes value`; or the endorser says of the claim what evidence says, as far as
// the endorsement's own conditions on it hold for that (CoRIM reference values). The last has no form in files.
struct Addition {
  ClaimPath claim;
  bool includes = false;
  Value value;
  bool corroborates = false;  // instead of `value`
};

// Where all of `when` holds, what follows. A plain endorsement has one case; of a series only the first case that
// matches counts (CoRIM conditional-endorsement-series).
struct Case {
  std::vector<Match> when;
  std::vector<Addition> then;
};
struct Endorsement {
  std::string id;        // `board_serials`
  std::string endorser;  // as the definition names it
  std::vector<Match> when;
  std::vector<Case> cases;
  bool series = false;
  // Claims of which it says that nobody says anything more: they were looked at.
  std::vector<ClaimPath> speaks_of;
};

// What an assessor found of a control that is checked by hand (docs/language.md, L14.13).
struct Answer {
  std::string rule;      // its id
  std::string endorser;  // as the definition names it
  bool pass = false;
  std::string because;
};

// Who may say what. The key is that of the signer's key, or of a certificate that its chain leads to.
struct Endorser {
  std::string name, key_kind, key_digest;  // `thumbprint` / `chain`; `sha256:<hex>`
  std::vector<ClaimPath> grants;
  std::vector<std::string> answers;  // ids of manual controls that it may answer, ascending
};

// Of one definition, one file or one CoRIM.
struct EndorsementSet {
  std::vector<Endorser> endorsers;  // definitions only
  std::vector<Endorsement> endorsements;
  std::vector<Answer> answers;  // files only
  std::string origin;           // for reports: empty for the definition's own, else the file
  // For these devices only (signed files): those that evidence names; of any where both are empty.
  std::vector<Bytes> ueids;
  std::vector<std::string> keys;  // of an environment, as evidence names it
  // What an in-language test is given: needs no endorser and no grant, and nobody else is heard on its claims.
  bool given = false;
};

// LIMIT: of all sets of one appraisal.
inline constexpr std::size_t kEndorsements = 1u << 16;
inline constexpr std::size_t kAnswers = 1u << 16;
inline constexpr std::size_t kConditions = 1u << 20;  // conditions, members of their sets, and additions

}  // namespace mps::endorse
