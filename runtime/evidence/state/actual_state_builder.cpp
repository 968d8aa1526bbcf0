// Evidence to actual state.
#include "evidence/state/actual_state_builder.h"

#include "evidence/state/resolver.h"

namespace mps::evidence {

namespace {

// What single endorsers say, of whom nobody has been heard yet.
void SettleByEndorser(const PlanIndex& index, ActualState& state, ReasonId reason) {
  for (const schema::NodeId node : index.by_endorser()) {
    const schema::ColumnRef value = index.node(node).column;
    state.tables[value.table].columns[value.column][0] = Cell::Unknown(reason);
  }
}

}  // namespace

Status SettleStates(const PlanIndex& index, Evidence& evidence, const EndorsementStage* endorsements) {
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
  SettleByEndorser(index, state, reasons.endorsed);
  state.unnamed_claims = evidence.facts.unnamed_claims;
  state.unnamed_paths = evidence.facts.unnamed_paths;
  return endorsements == nullptr ? Status() : endorsements->Apply(index, evidence);
}

Result<ActualState> ComputeActualState(const PlanIndex& index, Evidence&& evidence,
                                       const EndorsementStage* endorsements) {
  MPS_TRY(SettleStates(index, evidence, endorsements));
  return std::move(evidence.state);
}

}  // namespace mps::evidence
