// In place of endorsed.cpp in a runtime that is built without runtime/endorse (-DMPS_ENDORSEMENTS=OFF). What endorsers
// say is never left out silently: whatever may depend on it is refused by name.
#include "appraise/endorsed.h"
#include "program/program.h"

namespace mps::appraise {
namespace {

Status Refused(const std::string& what) {
  return Status::Unsupported("endorsements", what + ", and this runtime is built without endorsements");
}

// Whether rules read a claim that endorsers may assert.
bool ReadsEndorsed(const schema::ReadPlan& plan) {
  for (const schema::ReadNode& node : plan.nodes) {
    if (!node.by.empty()) return true;
    for (const auto& [field, child] : node.fields) {
      if (plan.types[node.type].fields[field].asserter != Asserter::kEvidence) return true;
    }
  }
  return false;
}

}  // namespace

Result<Endorsed> Endorsed::Create(const program::Program& program, EndorsementInput input) {
  if (!program.endorsements.empty()) return Refused("the definition has endorsers");
  if (!input.sets.empty() || !input.policy.endorsers.empty()) return Refused("endorsements were given");
  if (ReadsEndorsed(program.plan)) return Refused("rules read what endorsers say");
  return Endorsed();
}

// Answers come with what Create refuses.
std::vector<endorse::Answered> Endorsed::AnswersFor(const evidence::Facts&, std::vector<IgnoredEndorsement>*) const {
  return {};
}

const schema::ReadPlan& Endorsed::PlanOf(const program::Program& program) const { return program.plan; }

}  // namespace mps::appraise

namespace mps {

Result<std::vector<endorse::Endorser>> EndorsersOf(const program::Program& program) {
  if (!program.endorsements.empty()) return appraise::Refused("the definition has endorsers");
  return std::vector<endorse::Endorser>();
}

Result<EndorsementInput> GivenEndorsements(ByteView bytes, const std::vector<std::string>& untrusted) {
  if (!bytes.empty() || !untrusted.empty()) return appraise::Refused("endorsements were given");
  return EndorsementInput();
}

}  // namespace mps
