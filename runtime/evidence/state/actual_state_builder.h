// The actual state: evidence plus endorsements, with the state of whatever has no value settled. The one function that
// stands between decoding and evaluation (LANGUAGE.md, Knowledge; docs/evidence.md, States).
#pragma once

#include "evidence/evidence.h"
#include "mps/status.h"
#include "schema/actual_state.h"

namespace mps::evidence {

// What endorsers add to settled evidence (runtime/endorse, which constrained runtimes leave out). One per program, used
// for any number of documents.
class EndorsementStage {
 public:
  virtual ~EndorsementStage() = default;
  // REQUIRES: the states of `evidence` are settled, by an index over the plan that the stage was made for.
  virtual Status Apply(const PlanIndex& index, Evidence& evidence) const = 0;
};

// Turns evidence.state into the actual state, in place. `endorsements` may be null: nobody endorses anything then.
// REQUIRES: `evidence` was decoded with `index`, and not settled since. Errors: those of the stage.
//
// Every cell comes out as a value, absent, unknown or error with a reason, by these rules, the first that fits:
//   - for endorsers alone to assert: an error if the document has it, else unknown until the endorsements are applied;
//   - in the document: null is absent on an optional field, else an error; what is of the wrong type, domain or
//   asserter is an
//     error; a value that is listed absent or unknown is a contradiction and an error, one listed in error is that
//     error; below a record or map in error everything is in error;
//   - not in the document, and the record or map around it has no value either: what that has, unless something is
//   listed
//     for a place at or above this one and below that record;
//   - else by the longest listed prefix of its path (an exact step before `[*]`): absent: absent, but an error for a
//   required
//     field; complete: absent if optional, an error if required; error: that error; unknown, incomplete or nothing:
//     unknown, and for a collection whose surroundings are there, incomplete and empty.
// A collection is complete only where its longest listed prefix says complete, and no key that it lacks is listed
// unknown, incomplete or in error. An empty complete collection whose schema forbids emptiness is an error. Members of
// a set that are equal are folded; a member in error puts its set in error.
Status SettleStates(const PlanIndex& index, Evidence& evidence, const EndorsementStage* endorsements);

// The same, and takes the state out of the evidence.
Result<ActualState> ComputeActualState(const PlanIndex& index, Evidence&& evidence,
                                       const EndorsementStage* endorsements);

}  // namespace mps::evidence
