// The glue: evidence to actual state to verdicts to claim set. Entry point: Appraiser::Appraise.
#include "appraise/appraise.h"

#include <algorithm>
#include <span>

#include "appraise/configuration_digest.h"
#include "appraise/endorsed.h"
#include "appraise/engine.h"
#include "appraise/request_input.h"
#include "appraise/tailoring.h"
#include "base/value_spelling.h"
#include "claims/sealed.h"
#include "crypto/hash.h"
#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "evidence/state/dump.h"
#include "interp/interpreter.h"
#include "interp/values.h"
#include "mps/limits.h"
#include "program/program.h"
#include "program/verify.h"

namespace mps {

struct Appraiser::Impl {
  Impl(std::shared_ptr<const program::Program> p, builtins::Prepared ready, appraise::Endorsed e)
      : program(std::move(p)),
        prepared(std::move(ready)),
        interpreter(prepared),
        endorsed(std::move(e)),
        index(endorsed.PlanOf(*program)) {}

  std::shared_ptr<const program::Program> program;
  builtins::Prepared prepared;
  interp::Interpreter interpreter;
  appraise::Endorsed endorsed;
  evidence::PlanIndex index;
  std::optional<claims::Layout> layout;  // of the rules that are not hidden; made when first needed
  // Of the last document, whose memory the next one uses.
  evidence::Evidence evidence;
  interp::Evaluation evaluation;
};

namespace {

using appraise::LevelIndex;
using appraise::TypedParams;
using program::Program;
using program::RuleSpec;

constexpr std::string_view kJsonEvidence = "application/vnd.mps.evidence+json";
constexpr std::string_view kCborEvidence = "application/vnd.mps.evidence+cbor";

// ---------------------------------------------------------------- report
// A definition binds the attesting key of an environment by `key`; by `parent` the key that vouches for it.
EnvironmentReport EnvironmentOf(const schema::EnvironmentDef& def, const evidence::Facts& facts) {
  EnvironmentReport report;
  report.name = def.name, report.layer = def.layer, report.parent = def.parent, report.many = def.many;
  report.part.environment = def.name;
  if (!def.key_digest.empty()) report.key_check = KeyCheck::kNotStated;
  if (!def.parent.empty()) report.signed_check = KeyCheck::kNotStated;
  for (const evidence::EnvironmentFacts& one : facts.environments) {
    if (one.name != def.name) continue;
    report.in_evidence = true;
    report.instances = one.instances;
    report.layer_stated = one.layer, report.key = one.key, report.signed_by = one.signed_by;
    report.part = one.part;
    // Decoding has compared them, and refused what differs.
    if (!def.key_digest.empty() && !one.key.empty()) report.key_check = KeyCheck::kChecked;
    if (!def.parent.empty() && !one.signed_by.empty()) report.signed_check = KeyCheck::kChecked;
  }
  return report;
}

EvidenceFacts FactsOf(const Program& program, const evidence::Facts& from, ByteView bytes, Bytes sha256) {
  EvidenceFacts facts;
  facts.collected_at = from.collected_at;
  facts.nonce = from.nonce;
  facts.ueid = from.ueid;
  facts.sha256 = std::move(sha256);
  facts.media_type = evidence::LooksLikeJson(bytes) ? kJsonEvidence : kCborEvidence;
  for (const auto& problem : from.problems) facts.problems.push_back(problem.path + ": " + problem.what);
  if (from.problem_count > from.problems.size()) {
    facts.problems.push_back("and " + std::to_string(from.problem_count - from.problems.size()) + " more");
  }
  facts.unnamed_claims = from.unnamed_claims;
  facts.unnamed_paths = from.unnamed_paths;
  for (const auto& environment : program.plan.environments)
    facts.environments.push_back(EnvironmentOf(environment.def, from));
  return facts;
}

std::string_view EnvironmentName(const Program& program, std::uint32_t index) {
  return index == schema::kNone ? std::string_view() : program.plan.environments[index].def.name;
}

// Puts the values in force where the texts have defaults. `spent` counts the octets of all reported texts.
Status InsertValues(const RuleSpec& spec, const std::vector<std::optional<Value>>& params, RuleReport& rule,
                    std::size_t& spent) {
  for (auto insert = spec.inserts.rbegin(); insert != spec.inserts.rend(); ++insert) {
    const auto& value = params[insert->param];
    if (!value) continue;
    std::string& text = insert->text == 0 ? rule.title : rule.fixes[insert->text - 1].second;
    const std::string shown = insert->shell ? ShellWords(*value) : Plain(*value);
    text.replace(insert->at, insert->size, shown);
    spent += shown.size();
    if (spent > limit::kModelText)
      return Status(Code::kLimit, "values put into texts: more octets than limit::kModelText");
  }
  return {};
}

RuleReport ReportOf(const Program& program, const RuleSpec& spec, const RuleResult& result) {
  RuleReport rule;
  rule.id = spec.id, rule.name = spec.name, rule.title = spec.title, rule.severity = spec.severity;
  rule.verdict = result.verdict, rule.grade = result.grade, rule.waiver = result.waiver;
  rule.environment = EnvironmentName(program, spec.environment);
  for (const auto& ref : spec.refs) rule.refs.emplace_back(ref.scheme, ref.id);
  rule.fixes = spec.fixes;
  return rule;
}

Result<claims::Layout> LayoutOf(const Program& program) {
  std::vector<claims::Place> rules, configurations;
  for (const RuleSpec& spec : program.rules) {
    if (!spec.hidden) rules.push_back({EnvironmentName(program, spec.environment), spec.id});
  }
  for (const auto& spec : program.configurations)
    configurations.push_back({EnvironmentName(program, spec.environment), spec.id});
  return claims::Layout::Create(rules, configurations);
}

// One appraisal in the making.
class Run {
 public:
  Run(interp::Interpreter& interpreter, const Program& program, const claims::Layout& layout, const Request& request,
      std::uint32_t level, const std::vector<endorse::Answered>& answered, interp::Evaluation& evaluation)
      : interpreter_(interpreter),
        program_(program),
        layout_(layout),
        request_(request),
        level_(level),
        answered_(answered),
        evaluation_(evaluation) {}

  Result<Appraisal> Finish(const ActualState& state, const evidence::Facts& facts,
                           std::vector<std::pair<std::string, Value>> params) {
    interp::EvaluateOptions options;
    options.level = level_;
    options.params = params;
    options.now = request_.now;
    options.digest = appraise::ConfigurationDigestValue;
    options.hidden = request_.report;
    std::vector<interp::HandVerdict> by_hand;
    appraise::HandVerdictsOf(answered_, by_hand);
    options.by_hand = by_hand;
    const auto start = std::chrono::steady_clock::now();
    MPS_TRY(interpreter_.Evaluate(state, options, evaluation_));
    out_.judging = std::chrono::steady_clock::now() - start;
    if (!evaluation_.verdict) {
      return Status(Code::kUsage, "level `" + program_.levels[level_].name + "` selects no rule");
    }
    FillHead();
    if (request_.report) {
      MPS_TRY(FillRules());
      FillAnswers();
    }
    MPS_TRY(FillConfigurations());
    MPS_TRY(FillParams(params));
    MPS_TRY(FillTailoring());
    MPS_TRY(FillClaimSet());
    MPS_ASSIGN(auto sha256, crypto::Sha256(request_.evidence));
    out_.evidence = FactsOf(program_, facts, request_.evidence, std::move(sha256));
    return std::move(out_);
  }

 private:
  void FillHead() {
    const auto& level = program_.levels[level_];
    out_.set_name = program_.name, out_.version = program_.version, out_.level = level.name;
    out_.mps = level.registered;
    out_.verdict = *evaluation_.verdict;
    out_.counts = evaluation_.counts;
    out_.engine = interpreter_.engine();
    out_.definition_digest = program_.definition_digest;
    out_.package_digest = program_.package_digest;
    for (const auto& environment : program_.plan.environments) out_.environments.push_back(environment.def.name);
  }

  Status FillRules() {
    std::size_t spent = 0;
    for (std::uint32_t i = 0; i < program_.rules.size(); ++i) {
      const RuleSpec& spec = program_.rules[i];
      RuleReport rule = ReportOf(program_, spec, evaluation_.rules[i]);
      MPS_TRY(InsertValues(spec, evaluation_.params, rule, spent));
      if (request_.explain && rule.verdict != Verdict::kNotSelected) rule.reason = interpreter_.Explain(i);
      (spec.hidden ? out_.hidden : out_.rules).push_back(std::move(rule));
    }
    return {};
  }

  // Who answered the manual controls whose verdicts are from answers. Both lists are by rule, and so are the reports.
  void FillAnswers() {
    for (const endorse::Answered& one : answered_) {
      if (!std::binary_search(evaluation_.by_hand.begin(), evaluation_.by_hand.end(), one.rule)) continue;
      RuleReport& rule = out_.rules[one.rule];
      if (request_.explain) rule.reason = one.reason;
      for (std::size_t i = 0; i < one.answers.size(); ++i) {
        const endorse::Answer& answer = *one.answers[i];
        rule.answers.push_back({answer.endorser, answer.pass, answer.because, *one.origins[i]});
      }
    }
  }

  Status FillConfigurations() {
    for (std::size_t i = 0; i < program_.configurations.size(); ++i) {
      const auto& spec = program_.configurations[i];
      const auto& result = evaluation_.configurations[i];
      ConfigurationReport report;
      report.id = spec.id;
      report.environment = EnvironmentName(program_, spec.environment);
      report.verdict = result.verdict;
      if (result.verdict == Verdict::kPass) {
        MPS_ASSIGN(report.digest, appraise::HashOfConfiguration(spec, result.entries));
      }
      out_.configurations.push_back(std::move(report));
    }
    return {};
  }

  // Only parameters that selected rules read; a value other than the level's own makes the name `+custom`.
  Status FillParams(const std::vector<std::pair<std::string, Value>>& given) {
    std::vector<bool> read(program_.params.size());
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      if (program_.rules[i].hidden || evaluation_.rules[i].verdict == Verdict::kNotSelected) continue;
      for (const std::uint32_t param : program_.rules[i].params) read[param] = true;
    }
    for (std::uint32_t i = 0; i < program_.params.size(); ++i) {
      if (!read[i] || !evaluation_.params[i]) continue;
      out_.params.emplace_back(program_.params[i].name, *evaluation_.params[i]);
      const bool is_given =
          std::any_of(given.begin(), given.end(), [&](const auto& g) { return g.first == program_.params[i].name; });
      if (!is_given) continue;
      MPS_TRY(FillChange(i));
    }
    if (!out_.changes.empty()) {
      out_.base = out_.mps;
      out_.mps += claims::kCustomSuffix;
    }
    return {};
  }

  // The official name is that of the level that was tailored, whatever the caller changed besides.
  Status FillTailoring() {
    if (!program_.tailoring) return {};
    out_.base = program_.tailoring->base_names[level_];
    MPS_ASSIGN(out_.tailoring, appraise::ReportTailoring(program_, level_, evaluation_.rules, request_.now));
    if (!request_.report) return {};
    for (const WaiverReport& waiver : out_.tailoring->waivers) {
      const auto rule = std::lower_bound(out_.rules.begin(), out_.rules.end(), waiver.id,
                                         [](const RuleReport& r, const std::string& id) { return r.id < id; });
      if (rule->verdict == Verdict::kFail) rule->waived = waiver;
    }
    return {};
  }

  // Notes a value in force that is not the one that the level gives by itself.
  Status FillChange(std::uint32_t index) {
    const auto& param = program_.params[index];
    auto change = appraise::ChangeOf(param, interp::LevelValue(program_, index, level_), *evaluation_.params[index]);
    if (change) out_.changes.push_back(std::move(*change));
    return {};
  }

  Status FillClaimSet() {
    claims::ClaimSetHead head;
    head.name = out_.mps, head.version = out_.version, head.level = out_.level;
    head.definition = {DigestAlg::kSha256, out_.definition_digest};
    if (!out_.base.empty()) head.base_name = out_.base;
    if (out_.tailoring) head.tailoring = claims::Digest{DigestAlg::kSha256, out_.tailoring->digest};
    for (const auto& [name, value] : out_.params) MPS_TRY(head.SetParameter(name, value));
    std::vector<claims::ConfigurationResult> configurations;
    for (const auto& configuration : out_.configurations) {
      if (configuration.verdict == Verdict::kPass) {
        configurations.emplace_back(claims::Digest{DigestAlg::kSha256, configuration.digest});
      } else {
        configurations.emplace_back(configuration.verdict);
      }
    }
    const auto shown = std::span(evaluation_.rules).first(layout_.rules());  // hidden rules are the last ones
    MPS_ASSIGN(out_.claim_set, layout_.Seal(head, shown, configurations));
    MPS_ASSIGN(auto hash, claims::HashClaimSet(out_.claim_set.bytes()));
    out_.hsh = std::move(hash.value);
    return {};
  }

  interp::Interpreter& interpreter_;
  const Program& program_;
  const claims::Layout& layout_;
  const Request& request_;
  std::uint32_t level_;
  const std::vector<endorse::Answered>& answered_;
  interp::Evaluation& evaluation_;
  Appraisal out_;
};

}  // namespace

std::string_view KeyCheckName(KeyCheck check) {
  switch (check) {
    case KeyCheck::kNotBound:
      return "not bound";
    case KeyCheck::kNotStated:
      return "not stated";
    case KeyCheck::kChecked:
      return "checked";
  }
  return "";
}

Appraiser::Appraiser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Appraiser::Appraiser(Appraiser&&) noexcept = default;
Appraiser& Appraiser::operator=(Appraiser&&) noexcept = default;
Appraiser::~Appraiser() = default;

Result<Appraiser> Appraiser::Create(std::shared_ptr<const program::Program> program) {
  return Create(std::move(program), {});
}

Result<Appraiser> Appraiser::Create(std::shared_ptr<const program::Program> program, EndorsementInput endorsements) {
  if (program == nullptr) return Status(Code::kUsage, "no program");
  if (!program->verified) MPS_TRY(program::Verify(*program));
  MPS_ASSIGN(auto endorsed, appraise::Endorsed::Create(*program, std::move(endorsements)));
  MPS_ASSIGN(auto prepared, builtins::Prepared::Create(*program));
  return Appraiser(std::make_unique<Impl>(std::move(program), std::move(prepared), std::move(endorsed)));
}

Status Appraiser::UseNative(interp::NativeCode code) {
  MPS_ASSIGN(const Bytes digest, ProgramDigest(*impl_->program));
  return UseNative(std::move(code), digest);
}

Status Appraiser::UseNative(interp::NativeCode code, ByteView digest) {
  return impl_->interpreter.UseNative(std::move(code), digest);
}

const std::vector<RuleResult>& Appraiser::results() const { return impl_->evaluation.rules; }

const program::Program& Appraiser::program() const { return *impl_->program; }

Result<Appraisal> Appraiser::Appraise(const Request& request) {
  MPS_ASSIGN(const auto level, LevelIndex(*impl_->program, request.level));
  MPS_ASSIGN(auto params, TypedParams(*impl_->program, request.params, request.typed_params));
  if (!impl_->layout) {
    MPS_ASSIGN(impl_->layout, LayoutOf(*impl_->program));
  }
  evidence::Evidence& evidence = impl_->evidence;
  MPS_TRY(evidence::DecodeEvidence(impl_->index, request.evidence, evidence));
  std::vector<IgnoredEndorsement> ignored = impl_->endorsed.ignored();
  const auto answered = impl_->endorsed.AnswersFor(evidence.facts, &ignored);
  MPS_TRY(evidence::SettleStates(impl_->index, evidence, impl_->endorsed.stage()));
  Run run(impl_->interpreter, *impl_->program, *impl_->layout, request, level, answered, impl_->evaluation);
  MPS_ASSIGN(auto appraisal, run.Finish(evidence.state, evidence.facts, std::move(params)));
  appraisal.ignored = std::move(ignored);
  return appraisal;
}

Result<std::string> Appraiser::DumpState(const Request& request) {
  MPS_ASSIGN(auto evidence, evidence::DecodeEvidence(impl_->index, request.evidence));
  MPS_ASSIGN(const auto state,
             evidence::ComputeActualState(impl_->index, std::move(evidence), impl_->endorsed.stage()));
  return evidence::DumpState(impl_->index.plan(), state);
}

std::vector<ReadRequest> ReadsOf(const program::Program& program) {
  std::vector<ReadRequest> reads;
  for (const auto& request : program.plan.requests) {
    reads.push_back({std::string(EnvironmentName(program, request.environment)), request.collection, request.key});
  }
  return reads;
}

std::vector<std::string> EnvironmentsOf(const program::Program& program, std::string_view schema_name) {
  std::vector<std::string> names;
  for (const auto& environment : program.plan.environments) {
    if (environment.def.schema_name == schema_name && !environment.def.many) names.push_back(environment.def.name);
  }
  return names;
}

Bytes DefinitionDigestOf(const program::Program& program) { return program.definition_digest; }

const schema::ReadPlan& PlanOf(const program::Program& program) { return program.plan; }

std::pair<std::string, std::string> NameOf(const program::Program& program) { return {program.name, program.version}; }

std::vector<std::string> LevelsOf(const program::Program& program) {
  std::vector<std::string> names;
  for (const auto& level : program.levels) names.push_back(level.name);
  return names;
}

}  // namespace mps
