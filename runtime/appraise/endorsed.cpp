#include "appraise/endorsed.h"

#include "endorse/codec.h"
#include "program/program.h"

namespace mps::appraise {
namespace {

// Sets without their endorsements, which are the stage's.
Result<endorse::Answers> AnswersOf(const program::Program& program, const std::vector<endorse::EndorsementSet>& sets,
                                   const endorse::TrustPolicy& policy) {
  std::vector<endorse::EndorsementSet> own;
  for (const endorse::EndorsementSet& from : sets) {
    endorse::EndorsementSet& to = own.emplace_back();
    to.endorsers = from.endorsers, to.answers = from.answers;
    to.origin = from.origin, to.ueids = from.ueids, to.keys = from.keys, to.given = from.given;
  }
  return endorse::Answers::Create(program, std::move(own), policy);
}

}  // namespace

Result<Endorsed> Endorsed::Create(const program::Program& program, EndorsementInput input) {
  Endorsed out;
  if (program.endorsements.empty() && input.sets.empty() && input.policy.endorsers.empty()) return out;
  std::vector<endorse::EndorsementSet> sets(1);
  if (!program.endorsements.empty()) {
    MPS_ASSIGN(sets[0], endorse::DecodeEndorsements(program.endorsements));
  }
  for (endorse::EndorsementSet& set : input.sets) sets.push_back(std::move(set));
  MPS_ASSIGN(out.answers_, AnswersOf(program, sets, input.policy));
  out.ignored_ = out.answers_.ignored();
  out.plan_ = std::make_unique<schema::ReadPlan>(program.plan);
  MPS_ASSIGN(out.stage_, endorse::Stage::Create(*out.plan_, std::move(sets), input.policy));
  for (const endorse::Ignored& one : out.stage_->ignored()) out.ignored_.push_back(one);
  return out;
}

std::vector<endorse::Answered> Endorsed::AnswersFor(const evidence::Facts& facts,
                                                    std::vector<IgnoredEndorsement>* others) const {
  if (answers_.empty()) return {};
  return answers_.Of(endorse::DeviceOf(facts), others);
}

const schema::ReadPlan& Endorsed::PlanOf(const program::Program& program) const {
  return plan_ == nullptr ? program.plan : *plan_;
}

}  // namespace mps::appraise

namespace mps {

Result<std::vector<endorse::Endorser>> EndorsersOf(const program::Program& program) {
  if (program.endorsements.empty()) return std::vector<endorse::Endorser>();
  MPS_ASSIGN(auto set, endorse::DecodeEndorsements(program.endorsements));
  return std::move(set.endorsers);
}

Result<EndorsementInput> GivenEndorsements(ByteView bytes, const std::vector<std::string>& untrusted) {
  EndorsementInput out;
  if (!bytes.empty()) {
    MPS_ASSIGN(out.sets.emplace_back(), endorse::DecodeEndorsements(bytes));
    out.sets[0].given = true;
  }
  for (const std::string& name : untrusted) out.policy.endorsers[name].trusted = false;
  return out;
}

}  // namespace mps
