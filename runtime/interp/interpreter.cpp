// One evaluation: parameters, configurations, then the rules that the level selects.
#include "interp/interpreter.h"

#include <algorithm>

#include "base/level_verdict.h"
#include "builtins/logic.h"
#include "builtins/outcome.h"
#include "builtins/reasons.h"
#include "interp/explain.h"
#include "interp/values.h"
#include "schema/types.h"
#include "schema/verify_plan.h"

namespace mps::interp {
namespace {

using program::Op;

// The node that entry `entry` of a configuration reads: its StoreConfig takes the register of a Column of table 0.
std::vector<schema::NodeId> EntryNodes(const program::Program& program, std::uint32_t configuration,
                                       const std::vector<std::vector<schema::NodeId>>& nodes) {
  const program::ConfigurationSpec& spec = program.configurations[configuration];
  std::vector<schema::NodeId> out(spec.paths.size(), schema::kNone);
  for (std::uint32_t pc = spec.first; pc < spec.last; ++pc) {
    const program::Instr& store = program.code[pc];
    if (store.op != Op::kStoreConfig || schema::IsScalar(program.plan.types[spec.types[store.imm & 0xffff]].kind))
      continue;
    for (std::uint32_t at = spec.first; at < pc; ++at) {
      const program::Instr& read = program.code[at];
      if (read.op != Op::kColumn || read.dst != store.a || read.a != program::kNoReg) continue;
      const schema::ColumnRef column = program.columns[read.imm];
      out[store.imm & 0xffff] = nodes[column.table][column.column];
    }
  }
  return out;
}

}  // namespace

std::string_view ReasonText(const ActualState& state, ReasonId reason) {
  return reason >= builtins::kFirstEvaluationReason ? builtins::EvaluationReason(reason) : state.reasons[reason];
}

Interpreter::Interpreter(const builtins::Prepared& prepared)
    : prepared_(prepared), machine_(prepared), parameters_(prepared) {
  const program::Program& p = prepared.program();
  const auto hidden = std::find_if(p.rules.begin(), p.rules.end(), [](const auto& rule) { return rule.hidden; });
  shown_ = static_cast<std::uint32_t>(hidden - p.rules.begin());
  if (p.configurations.empty()) return;
  const auto nodes = schema::NodesOfColumns(p.plan);
  for (std::uint32_t i = 0; i < p.configurations.size(); ++i) entry_nodes_.push_back(EntryNodes(p, i, nodes));
}

bool Interpreter::Runs(const program::RuleSpec& rule) const {
  if (rule.hidden) return options_.hidden;
  if (!options_.level) return !(program().tailoring && rule.levels.empty());  // dropped rules are of no level
  const std::vector<std::uint32_t>& selects = program().levels[*options_.level].selects;
  return std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t level) {
    return std::find(selects.begin(), selects.end(), level) != selects.end();
  });
}

std::uint32_t Interpreter::LevelOf(const program::RuleSpec& rule) const {
  if (options_.level) return *options_.level;
  return rule.levels.empty() ? 0 : rule.levels.front();
}

// Parameters and the grade policy of a level; nothing is done twice.
Status Interpreter::UseLevel(std::uint32_t level) {
  if (level_in_use_ == level) return Status();
  MPS_TRY(parameters_.SetLevel(level));
  level_in_use_ = level;
  MachineInput input;
  input.now = options_.now;
  input.accept_warning = level < program().levels.size() && program().levels[level].accept_warning;
  input.params = &parameters_.cells();
  input.digests = digests_.empty() ? nullptr : &digests_;
  input.max_steps = options_.max_steps;
  machine_.SetInput(input);
  if (native_ran_) native_->SetInput(input);
  return Status();
}

Status Interpreter::UseNative(NativeCode code, ByteView digest) {
  MPS_TRY(CheckNative(code.image, digest));
  native_ = std::make_unique<NativeRunner>(prepared_, machine_, std::move(code));
  return Status();
}

void Interpreter::Bind(const ActualState& state) { machine_.Bind(state); }

Result<Evaluation> Interpreter::Evaluate(const ActualState& state, const EvaluateOptions& options) {
  Evaluation out;
  MPS_TRY(Evaluate(state, options, out));
  return out;
}

Status Interpreter::Evaluate(const ActualState& state, const EvaluateOptions& options, Evaluation& out) {
  if (options.level && *options.level >= program().levels.size()) return Status(Code::kUsage, "no such level");
  state_ = &state;
  options_ = options;
  level_in_use_.reset();
  digests_.clear();
  digest_octets_.Reset();
  machine_.Begin(state, options.bound);
  native_ran_ = native_ != nullptr && native_->Holds(options.level);
  if (native_ran_) native_->Begin();
  MPS_TRY(parameters_.Begin(options.params));
  MPS_TRY(UseLevel(options.level.value_or(0)));
  out.counts = {};
  out.params.clear();
  out.configurations.clear();
  for (std::uint32_t i = 0; i < program().params.size(); ++i) out.params.push_back(parameters_.ValueOf(i));
  MPS_TRY(RunConfigurations(out));
  level_in_use_.reset();
  MPS_TRY(RunRules(out));
  ApplyHandVerdicts(out);
  ApplyWaivers(out);
  Summarise(out);
  out.steps = machine_.steps() + (native_ran_ ? native_->steps() : 0);
  return Status();
}

Status Interpreter::RunConfigurations(Evaluation& out) {
  for (std::uint32_t i = 0; i < program().configurations.size(); ++i) {
    const program::ConfigurationSpec& spec = program().configurations[i];
    MPS_TRY(native_ran_ ? native_->RunConfiguration(i) : machine_.Run(spec.first, spec.last));
    MPS_ASSIGN(ConfigurationResult result, ResultOfConfiguration(i));
    out.configurations.push_back(std::move(result));
  }
  return Status();
}

ConfigurationEntry Interpreter::EntryOf(std::uint32_t configuration, std::uint32_t entry) {
  const Cell& cell = machine_.entries(configuration)[entry];
  const schema::NodeId node = entry_nodes_[configuration][entry];
  Gathered gathered{cell, {}};
  if (node != schema::kNone) {
    gathered = Gather(program().plan, *state_, node, 0);
  } else if (cell.has_value()) {
    gathered.value = ValueOf(program().plan.types, program().configurations[configuration].types[entry], cell);
  }
  ConfigurationEntry out;
  out.state = gathered.state.state;
  if (out.state == State::kConflict) out.state = State::kError;
  if (!gathered.state.has_value()) out.reason = std::string(ReasonText(*state_, gathered.state.why.reason));
  out.value = std::move(gathered.value);
  return out;
}

Result<ConfigurationResult> Interpreter::ResultOfConfiguration(std::uint32_t index) {
  const program::ConfigurationSpec& spec = program().configurations[index];
  ConfigurationResult out;
  Cell digest = Cell::Error(builtins::kReasonNoDigest);
  for (std::uint32_t entry = 0; entry < spec.paths.size(); ++entry) {
    ConfigurationEntry e = EntryOf(index, entry);
    if (e.state == State::kError && out.verdict != Verdict::kError) {
      out.verdict = Verdict::kError;
      digest = Cell::Error(machine_.entries(index)[entry].why.reason);
    } else if (e.state == State::kUnknown && out.verdict == Verdict::kPass) {
      out.verdict = Verdict::kUnknown;
      digest = Cell::Unknown(machine_.entries(index)[entry].why.reason);
    }
    out.entries.push_back(std::move(e));
  }
  if (out.verdict == Verdict::kPass && options_.digest) {
    MPS_ASSIGN(out.digest, options_.digest(spec, out.entries));
    MPS_ASSIGN(digest, CellOf(out.digest, digest_octets_));
  }
  digests_.push_back(digest);
  return out;
}

// By rule: 1 where its code runs. Hand-checked rules without code, and those that the level leaves out, are 0.
const std::vector<std::uint8_t>& Interpreter::SelectedOf() {
  if (selection_.made && selection_.level == options_.level && selection_.hidden == options_.hidden)
    return selection_.runs;
  const std::vector<program::RuleSpec>& rules = program().rules;
  selection_ = {options_.level, options_.hidden, true, std::vector<std::uint8_t>(rules.size(), 0), {}, {}};
  std::vector<bool> known(program().params.size());
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (!Runs(rules[i])) continue;
    if (rules[i].is_manual && rules[i].first == rules[i].last) {
      selection_.by_hand.push_back(i);
      continue;
    }
    selection_.runs[i] = rules[i].is_manual ? kRunsByHand : kRuns;
    for (const std::uint32_t param : rules[i].params) {
      if (!known[param]) selection_.params.push_back(param);
      known[param] = true;
    }
  }
  return selection_.runs;
}

Status Interpreter::RunRule(std::uint32_t rule) {
  const program::RuleSpec& spec = program().rules[rule];
  const bool planned = spec.planned_first != spec.planned_last;
  return planned ? machine_.Run(spec.planned_first, spec.planned_last) : machine_.Run(spec.first, spec.last);
}

Status Interpreter::RunRules(Evaluation& out) {
  const std::vector<program::RuleSpec>& rules = program().rules;
  const std::vector<std::uint8_t>& runs = SelectedOf();
  if (options_.level) {
    MPS_TRY(UseLevel(*options_.level));
    MPS_TRY(parameters_.Need(selection_.params));
    if (native_ran_) {
      MPS_TRY(native_->RunRules(runs.data()));
    } else {
      for (std::uint32_t i = 0; i < rules.size(); ++i)
        if (runs[i] != 0) MPS_TRY(RunRule(i));
    }
  } else {
    MPS_TRY(RunRulesOfAnyLevel());
  }
  CollectResults(out);
  return Status();
}

// Without a level each rule is judged at the first that it names.
Status Interpreter::RunRulesOfAnyLevel() {
  const std::vector<program::RuleSpec>& rules = program().rules;
  std::vector<std::uint8_t> one(rules.size(), 0);
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (selection_.runs[i] == 0) continue;
    MPS_TRY(UseLevel(LevelOf(rules[i])));
    MPS_TRY(parameters_.Need(rules[i].params));
    one[i] = 1;
    MPS_TRY(native_ran_ ? native_->RunRule(one.data(), i) : RunRule(i));
    one[i] = 0;
  }
  return Status();
}

void Interpreter::CollectResults(Evaluation& out) {
  out.rules.resize(program().rules.size());
  for (std::uint32_t i = 0; i < out.rules.size(); ++i) {
    RuleResult& result = out.rules[i];
    const Cell& outcome = machine_.outcome(i);  // kNotSelected where nothing was stored
    result.verdict = builtins::VerdictOf(outcome);
    // A rule that is checked by hand and applies: that is all that a program can say of it.
    if (selection_.runs[i] == kRunsByHand && result.verdict == Verdict::kPass) result.verdict = Verdict::kNotChecked;
    result.grade = builtins::GradeOf(outcome);
    result.waiver.clear();
  }
  for (const std::uint32_t rule : selection_.by_hand) out.rules[rule].verdict = Verdict::kNotChecked;
}

// Where a `when` leaves the rule undecided, or does not let it apply, nobody was asked (docs/language.md, L14.14).
void Interpreter::ApplyHandVerdicts(Evaluation& out) const {
  out.by_hand.clear();
  for (const HandVerdict& given : options_.by_hand) {
    RuleResult& result = out.rules[given.rule];
    if (!program().rules[given.rule].is_manual || result.verdict != Verdict::kNotChecked) continue;
    result.verdict = given.verdict;
    out.by_hand.push_back(given.rule);
  }
}

// A waiver covers a fail until its time, that excluded; the verdict stays what it is (docs/language.md, L13.6).
void Interpreter::ApplyWaivers(Evaluation& out) const {
  out.waived = 0;
  if (!program().tailoring) return;
  for (const program::WaiverSpec& waiver : program().tailoring->waivers) {
    RuleResult& result = out.rules[waiver.rule];
    if (result.verdict != Verdict::kFail || options_.now >= waiver.until) continue;
    result.waiver = program().rules[waiver.rule].id;
    ++out.waived;
  }
}

void Interpreter::Summarise(Evaluation& out) const {
  for (std::uint32_t i = 0; i < shown_; ++i) ++out.counts[static_cast<std::size_t>(out.rules[i].verdict)];
  out.counts[static_cast<std::size_t>(Verdict::kNotSelected)] = 0;
  out.verdict = LevelVerdict(out.counts, out.waived);
}

std::string Interpreter::Explain(std::uint32_t rule) {
  const program::RuleSpec& spec = program().rules[rule];
  if (!Runs(spec)) return "not selected by the level";
  if (spec.is_manual && (spec.first == spec.last || builtins::VerdictOf(machine_.outcome(rule)) == Verdict::kPass))
    return spec.manual.empty() ? "to be checked by hand" : "to be checked by hand: " + spec.manual;
  // Parameters as the rule saw them; both calls succeeded in Evaluate.
  if (!UseLevel(LevelOf(spec)).ok()) return {};
  if (!machine_.Run(spec.first, spec.last).ok()) return "the explanation takes too many steps";
  return ExplainRule(machine_, *state_, rule);
}

Result<Evaluation> Evaluate(const program::Program& program, const ActualState& state, const EvaluateOptions& options) {
  MPS_ASSIGN(const builtins::Prepared prepared, builtins::Prepared::Create(program));
  Interpreter interpreter(prepared);
  return interpreter.Evaluate(state, options);
}

}  // namespace mps::interp
