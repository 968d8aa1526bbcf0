// Decode and Judge over one program.
#include "appraise/stages.h"

#include <optional>

#include "appraise/configuration_digest.h"
#include "appraise/endorsed.h"
#include "appraise/engine.h"
#include "appraise/request_input.h"
#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "interp/interpreter.h"
#include "program/program.h"
#include "program/verify.h"

namespace mps {

struct Stages::Impl {
  Impl(std::shared_ptr<const program::Program> p, builtins::Prepared ready, appraise::Endorsed e)
      : program(std::move(p)),
        prepared(std::move(ready)),
        interpreter(prepared),
        endorsed(std::move(e)),
        index(endorsed.PlanOf(*program)) {
    for (const auto& rule : program->rules) {
      if (!rule.hidden) ids.push_back(rule.id);
    }
  }

  std::shared_ptr<const program::Program> program;
  builtins::Prepared prepared;
  interp::Interpreter interpreter;
  appraise::Endorsed endorsed;
  evidence::PlanIndex index;
  interp::EvaluateOptions options;
  evidence::Evidence evidence;
  bool decoded = false;
  interp::Evaluation evaluation;
  std::vector<interp::HandVerdict> by_hand;
  std::vector<std::string> ids;
};

Stages::Stages(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stages::Stages(Stages&&) noexcept = default;
Stages& Stages::operator=(Stages&&) noexcept = default;
Stages::~Stages() = default;

Result<Stages> Stages::Create(std::shared_ptr<const program::Program> program, const std::string& level,
                              const std::vector<std::pair<std::string, std::string>>& params,
                              EndorsementInput endorsements) {
  if (program == nullptr) return Status(Code::kUsage, "no program");
  if (!program->verified) MPS_TRY(program::Verify(*program));
  MPS_ASSIGN(const auto index, appraise::LevelIndex(*program, level));
  MPS_ASSIGN(auto typed, appraise::TypedParams(*program, params, {}));
  MPS_ASSIGN(auto prepared, builtins::Prepared::Create(*program));
  MPS_ASSIGN(auto endorsed, appraise::Endorsed::Create(*program, std::move(endorsements)));
  auto impl = std::make_unique<Impl>(std::move(program), std::move(prepared), std::move(endorsed));
  impl->options.level = index;
  impl->options.bound = true;
  impl->options.params = std::move(typed);
  impl->options.digest = appraise::ConfigurationDigestValue;
  return Stages(std::move(impl));
}

Status Stages::UseNative(interp::NativeCode code) {
  MPS_ASSIGN(const Bytes digest, ProgramDigest(*impl_->program));
  return UseNative(std::move(code), digest);
}

Status Stages::UseNative(interp::NativeCode code, ByteView digest) {
  if (code.image != nullptr && code.image->level != interp::kNativeAllLevels &&
      code.image->level != *impl_->options.level)
    return Status::Unsupported("native", "the compiled program holds another level's rules");
  MPS_TRY(impl_->interpreter.UseNative(std::move(code), digest));
  if (impl_->decoded) impl_->interpreter.Bind(impl_->evidence.state);
  return {};
}

std::string_view Stages::engine() const { return impl_->interpreter.engine(); }

Status Stages::Decode(ByteView evidence) {
  impl_->decoded = false;
  MPS_TRY(evidence::DecodeEvidence(impl_->index, evidence, impl_->evidence));
  MPS_TRY(evidence::SettleStates(impl_->index, impl_->evidence, impl_->endorsed.stage()));
  impl_->interpreter.Bind(impl_->evidence.state);
  impl_->decoded = true;
  return {};
}

Status Stages::Judge(std::int64_t now) {
  if (!impl_->decoded) return Status(Code::kUsage, "nothing was decoded");
  impl_->options.now = now;
  appraise::HandVerdictsOf(impl_->endorsed.AnswersFor(impl_->evidence.facts), impl_->by_hand);
  impl_->options.by_hand = impl_->by_hand;
  return impl_->interpreter.Evaluate(impl_->evidence.state, impl_->options, impl_->evaluation);
}

const std::vector<RuleResult>& Stages::results() const { return impl_->evaluation.rules; }
std::optional<Verdict> Stages::verdict() const { return impl_->evaluation.verdict; }
const VerdictCounts& Stages::counts() const { return impl_->evaluation.counts; }
const std::vector<std::string>& Stages::rule_ids() const { return impl_->ids; }

}  // namespace mps
