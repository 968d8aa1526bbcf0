// Evidence to actual state.
#include "evidence/state/actual_state_builder.h"

#include "evidence/state/resolver.h"

namespace mps::evidence {

Status SettleStates(const PlanIndex& index, Evidence& evidence, const std::vector<Endorsement>& endorsements) {
  if (!endorsements.empty()) return Status::Unsupported("endorsements", "endorsements are not supported yet");
  ActualState& state = evidence.state;
  const ResolutionReasons reasons(state.reasons);
  Resolver resolver(index, state.tables, reasons, evidence.resolution);
  std::vector<bool>& there = evidence.there;
  there.assign(index.plan().environments.size(), false);
  for (const ClaimsSet& set : evidence.sets) {
    there[set.environment] = true;
    resolver.Resolve(set);
  }
  for (std::size_t i = 0; i < there.size(); ++i) {
    const schema::EnvironmentPlan& environment = index.plan().environments[i];
    if (environment.root == schema::kNone) continue;
    if (environment.def.many) {
      resolver.ResolveInstances(environment.root, evidence.instances[i]);
    } else if (!there[i]) {
      resolver.ResolveMissing(environment.root, false);
    }
  }
  state.unnamed_claims = evidence.facts.unnamed_claims;
  state.unnamed_paths = evidence.facts.unnamed_paths;
  return {};
}

Result<ActualState> ComputeActualState(const PlanIndex& index, Evidence&& evidence,
                                       const std::vector<Endorsement>& endorsements) {
  MPS_TRY(SettleStates(index, evidence, endorsements));
  return std::move(evidence.state);
}

}  // namespace mps::evidence
