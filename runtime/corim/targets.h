// The environments of a definition by what CoRIMs call their claims. Used by endorsements.cpp and evidence.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corim/claim_terms.h"
#include "schema/read_plan.h"

namespace mps::corim {

struct Target {
  std::string name, schema;  // `board`, `r7.board`
  std::multimap<CorimClaim, Place> places;
  // Claims of members of maps, by what they are of a measurement; its key takes the place of the step `key_at`.
  struct Member {
    Place place;
    std::size_t key_at = 0;
    bool int_key = false;
  };
  std::multimap<CorimClaim, Member> members;

  // The claims of the definition that stand for it: those that name its key, else members of maps.
  std::vector<Place> Find(const CorimClaim& claim) const;
};

// Those with a claim that says how CoRIMs speak of it. Environments of many instances are left out: an instance has no
// name that a definition could know.
std::vector<Target> TargetsOf(const schema::ReadPlan& plan);

// `board` has no claim with `corim svn`.
Status NoClaim(const Target& target, const CorimClaim& name);

// Conditions that all the terms hold in the target, asked of those whose authority is demanded, by whom everybody is
// heard where it is none. kInvalid for a term that it has no claim for, or that no condition
// can say.
Result<std::vector<endorse::Match>> Conditions(const std::vector<Term>& terms, const Target& target,
                                               const std::vector<endorse::Authority>& by = {});

// The targets that have a claim for each attribute of the environment; kInvalid, with the reason, if there is none.
Result<std::vector<const Target*>> Candidates(const std::vector<Target>& targets, const Environment& environment);

}  // namespace mps::corim
