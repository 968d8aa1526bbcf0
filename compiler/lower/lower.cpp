// Lowering: configurations, then rules in the order of their ids, then hidden rules; then the plan that came of it.
#include "lower/lower.h"

#include <algorithm>

#include "endorse/codec.h"
#include "lower/endorsements.h"
#include "lower/expressions.h"
#include "lower/specs.h"
#include "program/verify.h"
#include "schema/types.h"

namespace mps::lower {
namespace {

using model::kNone;
using model::Model;
using program::Program;
using program::RuleSpec;

class Lowering {
 public:
  Lowering(const Model& model, const Options& options)
      : model_(model),
        options_(options),
        reads_(model),
        constants_(program_),
        emitter_(program_),
        expressions_(model_, options_, reads_, constants_, emitter_) {}

  Result<Program> Run() {
    LowerHead(model_, program_);
    MPS_TRY(LowerParams(model_, reads_.types(), constants_, program_));
    for (std::uint32_t c = 0; c < model_.configurations.size(); ++c) MPS_TRY(Configuration(c));
    MPS_TRY(Rules());
    if (options_.hidden_rules) MPS_TRY(HiddenRules());
    MPS_TRY(Endorsements());
    if (model_.tailoring) LowerTailoring(*model_.tailoring, program_);
    program_.plan = reads_.Take();
    if (Status status = program::Verify(program_); !status.ok())
      return std::move(status).Within("lowering is at fault");
    return std::move(program_);
  }

 private:
  Status Configuration(std::uint32_t index);
  Status Rules();
  Status HiddenRules();
  Status Endorsements();
  schema::NodeId NodeOf(model::ExprId claim);
  void AddParams(RuleSpec& spec) const;
  void Body(const model::Rule& rule, std::uint32_t index);
  Reg Manual();
  Reg Parts(const model::Rule& rule);
  Reg Grades(const model::Rule& rule);
  Reg Part(const model::Part& part);

  const Model& model_;
  const Options& options_;
  Program program_;
  Reads reads_;
  Constants constants_;
  Emitter emitter_;
  Expressions expressions_;
};

Status Lowering::Configuration(std::uint32_t index) {
  const model::Configuration& from = model_.configurations[index];
  program::ConfigurationSpec to;
  to.id = from.id;
  to.title = from.title;
  to.environment = from.environment;
  to.first = emitter_.size();
  emitter_.Begin();
  expressions_.Begin();
  if (index > 0xffff || from.entries.size() > 0xffff) {
    return Status(Code::kLimit, "configuration " + from.id + ": more than 65535 entries");
  }
  std::vector<std::pair<std::string, model::ExprId>> entries = from.entries;
  std::sort(entries.begin(), entries.end());
  for (std::uint32_t entry = 0; entry < entries.size(); ++entry) {
    const model::Expr& e = model_.exprs[entries[entry].second];
    to.paths.push_back(entries[entry].first);
    to.types.push_back(reads_.types().Of(e.type));
    const Reg value = expressions_.LowerWhole(entries[entry].second).reg;
    emitter_.SetNote(&e.text);
    emitter_.Effect({.op = Op::kStoreConfig, .a = value, .imm = index << 16 | entry});
  }
  emitter_.End();
  to.last = emitter_.size();
  program_.configurations.push_back(std::move(to));
  if (!emitter_.failed()) return {};
  Status status = emitter_.status();
  return std::move(status).Within("configuration " + from.id);
}

Status Lowering::Rules() {
  std::vector<const model::Rule*> rules;
  for (const model::Rule& rule : model_.rules) rules.push_back(&rule);
  std::sort(rules.begin(), rules.end(), [](auto* a, auto* b) { return a->id < b->id; });
  for (const model::Rule* rule : rules) {
    const auto index = static_cast<std::uint32_t>(program_.rules.size());
    RuleSpec spec = SpecOf(*rule);
    spec.first = emitter_.size();
    const bool dropped = model_.tailoring && model_.tailoring->DropOf(rule->id) != nullptr;
    if (dropped) {  // nothing of it is read, and nothing runs
      spec.levels.clear();
      spec.params.clear();
      spec.inserts.clear();
    } else if (!rule->is_manual || rule->when != kNone) {
      Body(*rule, index);
    }
    spec.last = emitter_.size();
    AddParams(spec);
    program_.rules.push_back(std::move(spec));
    if (!emitter_.failed()) continue;
    Status status = emitter_.status();
    return std::move(status).Within("rule " + rule->id);
  }
  return {};
}

// Parameters that the code reads, also through a configuration.
void Lowering::AddParams(RuleSpec& spec) const {
  auto add = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (program_.code[i].op == Op::kParam) spec.params.push_back(program_.code[i].imm);
    }
  };
  add(spec.first, spec.last);
  for (std::uint32_t i = spec.first; i < spec.last; ++i) {
    const program::Instr& instr = program_.code[i];
    if (instr.op != Op::kConfigDigest || instr.imm >= program_.configurations.size()) continue;
    add(program_.configurations[instr.imm].first, program_.configurations[instr.imm].last);
  }
  std::sort(spec.params.begin(), spec.params.end());
  spec.params.erase(std::unique(spec.params.begin(), spec.params.end()), spec.params.end());
}

void Lowering::Body(const model::Rule& rule, std::uint32_t index) {
  emitter_.Begin();
  expressions_.Begin();
  Reg outcome = rule.is_manual ? Manual() : rule.arms.empty() ? Parts(rule) : Grades(rule);
  if (rule.when != kNone) {
    const Reg when = expressions_.Lower(rule.when).reg;
    emitter_.SetNote(&model_.exprs[rule.when].text);
    outcome = emitter_.Value({.op = Op::kGovern, .a = when, .b = outcome});
  }
  emitter_.SetNote(nullptr);
  emitter_.Effect({.op = Op::kStoreVerdict, .a = outcome, .imm = index});
  emitter_.End();
}

// Under a `when`: passes where that is true, which the engine reports as notchecked.
Reg Lowering::Manual() { return emitter_.Value({.op = Op::kRequire, .a = expressions_.True()}); }

Reg Lowering::Parts(const model::Rule& rule) {
  if (rule.parts.empty()) {
    emitter_.Fail(Status(Code::kInternal, "neither requirements nor grades"));
    return 0;
  }
  Reg outcome = Part(rule.parts[0]);
  for (std::size_t i = 1; i < rule.parts.size() && !emitter_.failed(); ++i) {
    const Reg next = Part(rule.parts[i]);
    emitter_.SetNote(nullptr);
    outcome = emitter_.Value({.op = Op::kJoin, .a = outcome, .b = next});
  }
  return outcome;
}

Reg Lowering::Part(const model::Part& part) {
  const Reg when = part.when == kNone ? program::kNoReg : expressions_.Lower(part.when).reg;
  const Reg require = part.require == kNone ? expressions_.True() : expressions_.Lower(part.require).reg;
  emitter_.SetNote(part.require == kNone ? nullptr : &model_.exprs[part.require].text);
  if (part.when == kNone) return emitter_.Value({.op = Op::kRequire, .a = require});
  return emitter_.Value({.op = Op::kApply, .a = when, .b = require});
}

// Conditions in the order of the source; outcomes from `otherwise` back to the first arm.
Reg Lowering::Grades(const model::Rule& rule) {
  std::vector<Reg> conditions;
  for (const model::GradeArm& arm : rule.arms) {
    const bool last = &arm == &rule.arms.back();
    if (last != (arm.condition == kNone)) {
      emitter_.Fail(Status(Code::kInternal, "`otherwise` is not the last arm"));
      return 0;
    }
    conditions.push_back(last ? program::kNoReg : expressions_.Lower(arm.condition).reg);
  }
  emitter_.SetNote(nullptr);
  Reg outcome = emitter_.Value({.op = Op::kGraded, .imm = static_cast<std::uint32_t>(rule.arms.back().grade)});
  for (std::size_t i = rule.arms.size() - 1; i-- > 0;) {
    const model::GradeArm& arm = rule.arms[i];
    emitter_.SetNote(&model_.exprs[arm.condition].text);
    outcome = emitter_.Value(
        {.op = Op::kArm, .a = conditions[i], .b = outcome, .imm = static_cast<std::uint32_t>(arm.grade)});
  }
  return outcome;
}

// What endorsements ask and say is read, though no rule may read it.
Status Lowering::Endorsements() {
  if (model_.endorsers.empty()) return {};
  std::vector<model::ExprId> open;
  for (const model::Endorsement& endorsement : model_.endorsements) {
    open.insert(open.end(), endorsement.when.begin(), endorsement.when.end());
    for (const model::Then& effect : endorsement.then) open.push_back(effect.claim);
  }
  while (!open.empty()) {
    const model::Expr& e = model_.exprs[open.back()];
    const model::ExprId id = open.back();
    open.pop_back();
    if (e.kind == model::ExprKind::kField || e.kind == model::ExprKind::kIndex) {
      const schema::NodeId node = NodeOf(id);
      reads_.Value(node);
      if (reads_.Type(node).kind == TypeKind::kSet) reads_.Value(reads_.Element(node));
      continue;
    }
    open.insert(open.end(), e.args.begin(), e.args.end());
  }
  MPS_ASSIGN(const auto set, EndorsementsOf(model_));
  MPS_ASSIGN(program_.endorsements, endorse::EncodeEndorsements(set));
  return {};
}

// REQUIRES: a claim by fields and constant keys.
schema::NodeId Lowering::NodeOf(model::ExprId claim) {
  const model::Expr& e = model_.exprs[claim];
  if (e.kind == model::ExprKind::kEnvironment) return reads_.Environment(e.index);
  const schema::NodeId base = NodeOf(e.args[0]);
  if (e.kind == model::ExprKind::kField) return reads_.Field(base, e.index);
  const Value& key = model_.exprs[e.args[1]].value;
  return reads_.Key(base, key.kind == TypeKind::kInt ? std::to_string(key.number) : key.text);
}

Status Lowering::HiddenRules() {
  struct Hidden {
    std::string id;
    const model::Expectation* expectation;
  };
  std::vector<Hidden> hidden;
  for (std::size_t t = 0; t < model_.tests.size(); ++t) {
    const auto& expectations = model_.tests[t].expectations;
    for (std::size_t i = 0; i < expectations.size(); ++i) {
      if (expectations[i].kind == model::Expectation::Kind::kThat)
        hidden.push_back({HiddenRuleId(t, i), &expectations[i]});
    }
  }
  std::sort(hidden.begin(), hidden.end(), [](const Hidden& a, const Hidden& b) { return a.id < b.id; });
  for (const Hidden& one : hidden) {
    model::Rule rule;
    rule.id = one.id;
    rule.name = one.id;
    rule.title = model_.exprs[one.expectation->that].text;
    rule.parts.push_back({kNone, one.expectation->that, ""});
    const auto index = static_cast<std::uint32_t>(program_.rules.size());
    RuleSpec spec = SpecOf(rule);
    spec.hidden = true;
    spec.first = emitter_.size();
    Body(rule, index);
    spec.last = emitter_.size();
    AddParams(spec);
    program_.rules.push_back(std::move(spec));
    if (!emitter_.failed()) continue;
    Status status = emitter_.status();
    return std::move(status).Within("expectation " + rule.title);
  }
  return {};
}

}  // namespace

std::string HiddenRuleId(std::size_t test, std::size_t expectation) {
  return "that/" + std::to_string(test) + "/" + std::to_string(expectation);
}

Result<Program> Lower(const Model& model, const Options& options) { return Lowering(model, options).Run(); }

}  // namespace mps::lower
