// CoRIMs as endorsements of one definition: the relations of "Input Transformation" with the definition's claims for
// what they speak of, so that the one function that computes the actual state (endorse/stage.h) takes them with all
// others. docs/corim.md, "In a definition's terms".
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corim/ect.h"
#include "endorse/endorsement.h"
#include "schema/read_plan.h"

namespace mps::corim {

// LIMIT: ways in which one triple's environments can be environments of the definition.
inline constexpr std::size_t kMaxBindings = 64;

// What was not taken, or only in part.
struct PassedOver {
  std::string what, reason;  // `CoMID door-1: endorsed value 2`
};
struct InTerms {
  std::vector<endorse::Endorsement> endorsements;
  std::vector<Bytes> authorities;  // under whose key each of them is said: Typed::encoded, empty where nobody's
  std::vector<PassedOver> passed_over;
};

// The names of endorsers that a signer is, of those that the definition has.
using EndorsersOf = std::function<std::vector<std::string>(const Keys& authority)>;

// `known` are the definition's endorsers, of whom conditions may ask (`authorized-by`). A relation speaks of every
// environment of the definition whose schema has a claim for each attribute that it names (class, instance, group);
// that the claims are so becomes a condition. Relations that no environment fits, that ask for what no condition can
// say, or give what no claim holds, are passed over and listed.
InTerms EndorsementsOf(const Relations& relations, const schema::ReadPlan& plan, const EndorsersOf& endorsers,
                       const std::vector<endorse::Endorser>& known);

}  // namespace mps::corim
