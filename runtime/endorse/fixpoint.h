// The actual state of claims that endorsers speak of: evidence and endorsements, until nothing is added
// (docs/endorsements.md, Meaning). Nothing here knows of documents, plans or engines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "endorse/endorsement.h"
#include "mps/kinds.h"
#include "mps/status.h"

namespace mps::endorse {

// What is asked: claims and endorsements by number. Sources are numbers of the caller's.
struct Problem {
  struct Claim {
    std::vector<Value> evidence;             // the value that evidence gives; of a set its members
    State evidence_state = State::kUnknown;  // of the claim, as evidence has it
    bool endorsable = false;
    bool endorsed_only = false;  // evidence has no say
    bool is_set = false;
  };
  struct Condition {
    std::uint32_t claim = 0;
    const Match* match = nullptr;
    // Each group stands for one whose word is asked for, the sources in it for all that it may be.
    std::vector<std::vector<std::uint32_t>> by = {};
  };
  struct Effect {
    std::uint32_t claim = 0;
    const Value* value = nullptr;  // null: what evidence says, where the case's conditions on the claim hold for it
  };
  struct Case {
    std::vector<Condition> when;
    std::vector<Effect> then;
  };
  struct Relation {
    std::string id;  // for messages
    std::uint32_t source = 0;
    std::vector<Condition> when;
    std::vector<Case> cases;
    bool series = false;
    std::vector<std::uint32_t> speaks_of;  // claims, beside those of the cases
  };
  std::vector<Claim> claims;
  std::vector<Relation> relations;
};
inline constexpr std::uint32_t kFromEvidence = 0;  // a source

// What a value rests on.
enum class Ground : std::uint8_t {
  kFirm,       // on nothing that is in doubt
  kContested,  // every derivation rests on a claim that an undecided endorsement may contradict
  kConflict,   // every derivation rests on a claim with two values
};
// A value that somebody gives a claim.
struct Said {
  Value value;
  std::uint32_t source = kFromEvidence;
  Ground ground = Ground::kFirm;
};
struct Settled {
  std::vector<Said> said;               // by the values' canonical bytes, then sources
  std::vector<Said> open;               // what endorsements that are undecided may yet say; `ground` means nothing
  std::vector<std::uint32_t> unsure;    // sources that may yet say something, nobody knows what; ascending
  std::vector<std::uint32_t> speakers;  // whose endorsements speak of it, ascending
};
struct Solution {
  std::vector<Settled> claims;
};

// Ready for any number of states of evidence.
class Solver {
 public:
  // kInvalid for a series inside a circle of endorsements, with the circle: a series asks what does not match.
  static Result<Solver> Create(const Problem& problem);

  // `claims` are those of the problem, with their evidence; the rest is as it was for Create. Linear in the pairs of a
  // condition and a value of its claim.
  Solution Solve(const Problem& problem, const std::vector<Problem::Claim>& claims) const;

 private:
  friend class Stage;
  Solver() = default;
  // Relations in groups that depend on each other, each group after those that it depends on.
  std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace mps::endorse
