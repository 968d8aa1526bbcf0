// Stage: endorsements tied to the read plan of one program, and applied to the evidence of any number of devices.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <vector>

#include "endorse/endorsement.h"
#include "endorse/fixpoint.h"
#include "endorse/ignored.h"
#include "endorse/policy.h"
#include "endorse/settle.h"
#include "evidence/state/actual_state_builder.h"
#include "schema/read_plan.h"

namespace mps::endorse {

class Stage : public evidence::EndorsementStage {
 public:
  // `sets[0]` is the definition's own and names the endorsers; the others are believed to be signed by the endorsers
  // that they name (signed_file.h). Adds to `plan` the claims that they speak of. REQUIRES: VerifyPlan(plan).ok(); the
  // plan outlives the stage.
  //
  // What is outside its endorser's grant, of an endorser that is not trusted, or does not fit the schema is ignored
  // whole and listed; in the definition's own set the last is an error. Errors: kUsage for an endorser that the policy
  // names and the definition does not, with the nearest; kInvalid; kLimit; and those of Solver::Create.
  static Result<std::unique_ptr<Stage>> Create(schema::ReadPlan& plan, std::vector<EndorsementSet> sets,
                                               const TrustPolicy& policy);

  Status Apply(const evidence::PlanIndex& index, evidence::Evidence& evidence) const override;

  const std::vector<Ignored>& ignored() const { return ignored_; }
  // Whether anything is left to apply.
  bool empty() const { return problem_.relations.empty() && slots_.empty(); }

 private:
  friend class Binder;
  // A claim of the problem and where it stands in the plan.
  struct Slot {
    // kUeid, kKey: of the device, as the document names it; kAttester: who attests `environment`.
    enum class Kind : std::uint8_t { kClaim, kUeid, kKey, kAttester };
    Kind kind = Kind::kClaim;
    schema::NodeId node = schema::kNone;
    bool optional = false;
    bool endorsed_only = false;
    std::string environment;
    bool has_parent = false;
  };
  Stage() = default;
  Status Write(const evidence::PlanIndex& index, ActualState& state, schema::NodeId node, const Problem::Claim& asked,
               const Spoken& spoken) const;
  Problem::Claim Asked(const evidence::PlanIndex& index, const evidence::Evidence& evidence, std::uint32_t claim) const;
  Problem::Claim AskedOfDevice(const evidence::Facts& facts, std::uint32_t claim) const;

  std::vector<EndorsementSet> sets_;
  Problem problem_;
  std::vector<Slot> slots_;            // per claim of the problem
  std::vector<std::string> speakers_;  // per source: 0 evidence, then endorsers
  std::list<Match> devices_;           // conditions on them
  Solver solver_;
  std::vector<Ignored> ignored_;
};

}  // namespace mps::endorse
