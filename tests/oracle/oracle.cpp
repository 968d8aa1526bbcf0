// The oracle's evaluation: expressions, rules, levels. Reads like docs/language.md; speed is no concern.
#include "oracle.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <utility>

#include "mps/limits.h"
#include "oracle_claims.h"
#include "oracle_endorsements.h"
#include "oracle_evidence.h"
#include "oracle_operations.h"
#include "oracle_value.h"

namespace mps::oracle {
namespace {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using model::Quantifier;

class Judge_ {
 public:
  Judge_(const model::Model& model, const nlohmann::json& evidence, const Options& options)
      : model_(model), options_(options) {
    Open(evidence);
    if (model_.endorsers.empty()) return;
    overlay_ = ActualClaims(model_, [this](ExprId id, const Overlay& overlay) {
      const Overlay before = std::exchange(overlay_, overlay);
      const Known known = Eval(id);
      overlay_ = before;
      return known;
    });
  }

  Outcome Run() {
    Outcome outcome;
    const auto level = std::find_if(model_.levels.begin(), model_.levels.end(),
                                    [&](const auto& l) { return l.name == options_.level; });
    level_ = &*level;
    for (const auto& rule : model_.rules) {
      if (Selected(rule)) outcome.rules[rule.id] = RunRule(rule);
    }
    if (model_.tailoring) Waive(outcome.rules);
    outcome.level = LevelOf(outcome.rules);
    outcome.claim_set = Claims(outcome);
    return outcome;
  }

 private:
  // -------------------------------------------------------------- evidence
  void Open(const nlohmann::json& evidence) {
    documents_.resize(model_.environments.size());
    instances_.resize(model_.environments.size());
    const bool wrapped = evidence.is_object() && evidence.contains("mps_evidence");
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const auto& def = model_.environments[i];
      documents_[i].model = &model_;
      if (!wrapped) {
        documents_[i].claims = &evidence;
        documents_[i].complete = true;
        continue;
      }
      const auto& all = evidence.at("environments");
      if (!all.contains(def.name)) continue;
      const auto& environment = all.at(def.name);
      // Who says nothing of a nonce has none; the nearest that says something is heard.
      documents_[i].nonce = Known::Of(State::kAbsent);
      ReadBeside(evidence, documents_[i]);
      ReadBeside(environment, documents_[i]);
      if (!def.many) {
        OpenDocument(environment, documents_[i]);
        continue;
      }
      if (environment.contains("instances_state"))
        instance_state_[i] = environment["instances_state"].is_string()
                                 ? environment["instances_state"].get<std::string>()
                                 : environment["instances_state"].begin().key();
      for (const auto& [id, instance] : environment.at("instances").items()) {
        instances_[i][id] = documents_[i];
        OpenDocument(instance, instances_[i][id]);
        ReadBeside(instance, instances_[i][id]);
      }
    }
  }
  static void OpenDocument(const nlohmann::json& environment, Document& document) {
    if (environment.contains("claims")) document.claims = &environment.at("claims");
    if (environment.contains("state")) document.states = ParseStates(environment.at("state"));
  }
  static Known Root(const Document& document, schema::TypeId schema) {
    Place place;
    place.document = &document;
    place.json = document.claims;
    place.type = schema;
    Known root = Read(place);
    if (document.claims == nullptr) {  // the environment is missing: unknown whatever is asked
      root.state = State::kUnknown;
    } else if (root.state == State::kError && document.claims->is_object()) {
      root.state = State::kValue;  // claims outside the schema are counted, not an error, at the top
    }
    return root;
  }
  Known Environment(std::uint32_t index) {
    const auto& def = model_.environments[index];
    if (!def.many) return Root(documents_[index], def.schema);
    Known out;
    out.shape = Known::Shape::kCollection;
    out.incomplete = instance_state_[index] != "complete";
    if (instances_[index].empty() && instance_state_[index] == "unknown") return Known::Of(State::kUnknown);
    for (const auto& [id, document] : instances_[index]) {
      Value key;
      key.kind = TypeKind::kText;
      key.text = id;
      out.keys.push_back(Known::Scalar(key));
      out.members.push_back(Root(document, def.schema));
    }
    return out;
  }

  // -------------------------------------------------------------- expressions
  const Expr& E(ExprId id) const { return model_.exprs[id]; }
  Truth True(ExprId id) { return TruthOf(Eval(id)); }

  Known Eval(ExprId id) {
    const Expr& e = E(id);
    if (!overlay_.empty() && (e.kind == ExprKind::kField || e.kind == ExprKind::kIndex || e.kind == ExprKind::kBy)) {
      const auto endorsed = overlay_.find(ClaimKey(model_, id));
      if (endorsed != overlay_.end()) return endorsed->second;
    }
    switch (e.kind) {
      case ExprKind::kBy:
        return Known::Of(State::kUnknown);  // of whom nobody heard
      case ExprKind::kConst:
        return Constant(e.value);
      case ExprKind::kSetRef:
        return ConstantSet(model_.sets[e.index].members);
      case ExprKind::kParam:
        return Param(e.index);
      case ExprKind::kNow: {
        Value now;
        now.kind = TypeKind::kTime;
        now.number = options_.now;
        return Known::Scalar(now);
      }
      case ExprKind::kEnvironment:
        return Environment(e.index);
      case ExprKind::kConfigDigest:
        return ConfigDigest(e.index);
      case ExprKind::kField:
        return ReadField(Eval(e.args[0]), e.index);
      case ExprKind::kIndex:
        return Index(Eval(e.args[0]), Eval(e.args[1]), IsConstant(E(e.args[1])));
      case ExprKind::kLookup:
        return Lookup(model_.tables[E(e.args[0]).index], Eval(e.args[1]));
      case ExprKind::kVar:
        return vars_.at(e.index);
      case ExprKind::kQuantifier:
        return Quantified(e);
      case ExprKind::kBuildSet:
        return Build(e);
      case ExprKind::kMakeSet: {
        Known set;
        set.shape = Known::Shape::kCollection;
        for (const ExprId arg : e.args) set.members.push_back(SingleCount(Eval(arg)));
        return Folded(set);
      }
      case ExprKind::kCount:
        return Count(Eval(e.args[0]));
      case ExprKind::kNot:
        return Known::Truth(Not(True(e.args[0])));
      case ExprKind::kAnd:
      case ExprKind::kOr:
        return Chain(e);
      case ExprKind::kIsPresent:
      case ExprKind::kIsAbsent:
        return Presence(Eval(e.args[0]), e.kind == ExprKind::kIsPresent);
      case ExprKind::kElse: {
        Known k = Eval(e.args[0]);
        return k.state == State::kAbsent ? Eval(e.args[1]) : k;
      }
      case ExprKind::kInSet:
        return In(Eval(e.args[0]), Eval(e.args[1]));
      case ExprKind::kTableRef:
        return Known::Of(State::kError);
      default:
        return Strict(e);
    }
  }

  Known Param(std::uint32_t index) {
    const auto& param = model_.params[index];
    if (const auto found = options_.params.find(param.name); found != options_.params.end())
      return Constant(found->second);
    return Constant(*OwnValue(index));
  }

  Known Chain(const Expr& e) {
    Truth all = True(e.args[0]);
    for (std::size_t i = 1; i < e.args.size(); ++i)
      all = e.kind == ExprKind::kAnd ? And(all, True(e.args[i])) : Or(all, True(e.args[i]));
    return Known::Truth(all);
  }

  static Known Presence(const Known& k, bool present) {
    if (k.shape == Known::Shape::kCollection && k.state == State::kValue && k.incomplete && k.members.empty())
      return Known::Of(State::kUnknown);
    if (k.state == State::kValue) return Known::Bool(present);
    return k.state == State::kAbsent ? Known::Bool(!present) : Known::Of(k.state);
  }

  // A key is constant if it is written down, also as a member of a small constant set that a quantifier goes through.
  bool IsConstant(const Expr& key) const {
    return key.kind == ExprKind::kConst || (key.kind == ExprKind::kVar && constant_vars_.contains(key.index));
  }
  // A constant key sees what evidence lists for that very member; a computed one sees members only.
  static Known Index(const Known& map, const Known& key, bool constant) {
    if (key.state != State::kValue) return Known::Of(Worst(map.state, key.state));
    for (std::size_t i = 0; i < map.keys.size() && map.state == State::kValue; ++i) {
      if (CompareValues(map.keys[i].scalar, key.scalar, false) == 0) return map.members[i];
    }
    if (constant && map.place != nullptr) return ReadMissingMember(map, key.scalar);
    if (map.state != State::kValue) return Known::Of(map.state);
    return Known::Of(map.incomplete ? State::kUnknown : State::kAbsent);
  }

  static Known Lookup(const model::Table& table, const Known& key) {
    if (key.state != State::kValue) return Known::Of(key.state);
    for (const auto& [name, values] : table.rows) {
      if (name == key.scalar.text) return ConstantSet(values);
    }
    return Known::Of(State::kAbsent);
  }

  // -------------------------------------------------------------- collections
  struct Row {
    Truth where = Truth::kTrue;
    Known body;
  };

  // Every member with its filter and body evaluated; the collection's own state in `whole`.
  std::vector<Row> Rows(const Expr& e, Known& whole) {
    whole = Eval(e.args[0]);
    std::vector<Row> rows;
    if (whole.state != State::kValue) return rows;
    if (IsSmallConstant(E(e.args[0]))) constant_vars_.insert(e.var);
    for (std::size_t i = 0; i < whole.members.size(); ++i) {
      if (whole.place == nullptr && whole.members[i].shape == Known::Shape::kScalar &&
          whole.members[i].state != State::kValue) {  // nothing to bind: it counts as its state
        rows.push_back({Truth::kTrue, Known::Truth(And(whole.members[i].filter, TruthOf(whole.members[i])))});
        continue;
      }
      const bool map = !whole.keys.empty();
      vars_[e.var] = map && (e.value_var != model::kNone || KeysBound(e)) ? whole.keys[i] : whole.members[i];
      if (e.value_var != model::kNone) vars_[e.value_var] = whole.members[i];
      Row row;
      if (e.has_where) row.where = True(e.args[2]);
      row.where = And(whole.members[i].filter, row.where);
      row.body = Eval(e.args[1]);
      rows.push_back(std::move(row));
    }
    return rows;
  }
  bool IsSmallConstant(const Expr& e) const {
    if (e.kind == ExprKind::kSetRef) return model_.sets[e.index].members.size() <= limit::kUnroll;
    return e.kind == ExprKind::kConst && e.value.items.size() <= limit::kUnroll;
  }
  // One binder over a map takes the keys (docs/language.md, quantifiers).
  bool KeysBound(const Expr& e) const { return model_.types[E(e.args[0]).type].kind == TypeKind::kMap; }

  Known Quantified(const Expr& e) {
    Known whole;
    const auto rows = Rows(e, whole);
    if (whole.state != State::kValue) return Known::Of(whole.state);
    switch (e.quantifier) {
      case Quantifier::kAll:
        return Known::Truth(All(rows, whole.incomplete));
      case Quantifier::kAny:
        return Known::Truth(Any(rows, whole.incomplete));
      case Quantifier::kNo:
        return Known::Truth(Not(Any(rows, whole.incomplete)));
      case Quantifier::kDistinct:
        return Known::Truth(Distinct(rows, whole.incomplete));
      case Quantifier::kCount:
        return CountRows(rows, whole.incomplete);
      case Quantifier::kOne:
        break;
    }
    return EqualsOne(CountRows(rows, whole.incomplete));
  }

  static Truth All(const std::vector<Row>& rows, bool incomplete) {
    Truth out = incomplete ? Truth::kUnknown : Truth::kTrue;
    for (const Row& row : rows) out = And(out, Or(Not(row.where), TruthOf(row.body)));
    return out;
  }
  static Truth Any(const std::vector<Row>& rows, bool incomplete) {
    Truth out = incomplete ? Truth::kUnknown : Truth::kFalse;
    for (const Row& row : rows) out = Or(out, And(row.where, TruthOf(row.body)));
    return out;
  }
  static Known CountRows(const std::vector<Row>& rows, bool incomplete) {
    Known count;
    count.shape = Known::Shape::kCount;
    for (const Row& row : rows) CountOne(count, And(row.where, TruthOf(row.body)));
    if (incomplete) OpenCount(count);
    return count;
  }
  static Truth Distinct(const std::vector<Row>& rows, bool incomplete) {
    bool error = false, unknown = incomplete, absent = false;
    std::vector<const Value*> seen;
    for (const Row& row : rows) {
      if (row.where == Truth::kFalse) continue;
      const State key = row.body.state;
      if (row.where == Truth::kError || key == State::kError) {
        error = true;
      } else if (row.where == Truth::kUnknown || key == State::kUnknown) {
        unknown = true;
      } else if (row.where == Truth::kAbsent || key == State::kAbsent) {
        absent = true;
      } else {
        for (const Value* other : seen) {
          const auto same = CompareValues(*other, row.body.scalar, false);
          if (same == 0) return Truth::kFalse;
        }
        seen.push_back(&row.body.scalar);
      }
    }
    return error ? Truth::kError : unknown ? Truth::kUnknown : absent ? Truth::kAbsent : Truth::kTrue;
  }

  Known Build(const Expr& e) {
    Known whole;
    const auto rows = Rows(e, whole);
    if (whole.state != State::kValue) return Known::Of(whole.state);
    Known set;
    set.shape = Known::Shape::kCollection;
    set.incomplete = whole.incomplete;
    for (const Row& row : rows) {
      if (row.where == Truth::kFalse) continue;
      set.members.push_back(SingleCount(row.body));
      set.members.back().filter = row.where;  // a member that may or may not belong
    }
    return Folded(set);
  }

  // -------------------------------------------------------------- strict operators
  Known Strict(const Expr& e) {
    std::vector<Known> args;
    State worst = State::kValue;
    for (const ExprId arg : e.args) {
      args.push_back(Eval(arg));
      worst = Worst(worst, args.back().state);
    }
    if (worst != State::kValue) return Known::Of(worst);
    if (args[0].shape == Known::Shape::kCollection && args.size() > 1 && args[1].shape == Known::Shape::kCollection) {
      const Known same = SetEqual(args[0], args[1]);
      return e.kind == ExprKind::kNotEqual ? Known::Truth(Not(TruthOf(same))) : same;
    }
    const bool counted =
        std::any_of(args.begin(), args.end(), [](const Known& k) { return k.shape == Known::Shape::kCount; });
    if (counted && IsComparison(e.kind)) return CompareCounts(e.kind, args);
    for (Known& arg : args) {
      arg = SingleCount(arg);
      if (arg.state != State::kValue) return arg;
    }
    return Apply(e, args);
  }

  // -------------------------------------------------------------- configurations
  Known ConfigDigest(std::uint32_t index) {
    const auto result = Configure(model_.configurations[index]);
    if (result.verdict != Verdict::kPass)
      return Known::Of(result.verdict == Verdict::kError ? State::kError : State::kUnknown);
    Value digest;
    digest.kind = TypeKind::kDigest;
    digest.text.assign(result.digest.begin(), result.digest.end());
    return Known::Scalar(digest);
  }
  ConfigurationResult Configure(const model::Configuration& configuration) {
    std::vector<std::pair<std::string, std::optional<Value>>> entries;
    bool unknown = false;
    for (const auto& [path, expr] : configuration.entries) {
      const Known k = Eval(expr);
      if (k.state == State::kError) return {Verdict::kError, {}};
      std::optional<Value> value;
      unknown = unknown || k.state == State::kUnknown || !Plain(k, value);
      entries.emplace_back(path, value);
    }
    if (unknown) return {Verdict::kUnknown, {}};
    return {Verdict::kPass, ConfigurationDigest(configuration.id, entries)};
  }
  // An entry's value as a constant; absent is null. A collection must be complete and of scalars.
  static bool Plain(const Known& k, std::optional<Value>& out) {
    if (k.state == State::kAbsent) return true;
    if (k.shape == Known::Shape::kScalar) {
      out = k.scalar;
      return true;
    }
    if (k.shape != Known::Shape::kCollection || k.incomplete || !k.keys.empty()) return false;
    out.emplace();
    out->kind = TypeKind::kSet;
    for (const Known& member : k.members) {
      if (member.state != State::kValue || member.shape != Known::Shape::kScalar) return false;
      out->items.push_back(member.scalar);
    }
    return true;
  }

  // -------------------------------------------------------------- rules and levels
  // The level's value of a parameter, or the one that a tailoring gives in its place.
  std::optional<Value> OwnValue(std::uint32_t param) const {
    if (model_.tailoring) {
      for (const auto& setting : model_.tailoring->settings) {
        if (setting.param == param) return setting.value;
      }
    }
    return model_.params[param].level_value[static_cast<std::size_t>(level_ - model_.levels.data())];
  }

  // A fail is waived while it is earlier than the waiver's end.
  void Waive(std::map<std::string, RuleResult>& rules) const {
    for (const auto& waiver : model_.tailoring->waivers) {
      const auto rule = rules.find(waiver.rule);
      if (rule != rules.end() && rule->second.verdict == Verdict::kFail && options_.now < waiver.until)
        rule->second.waiver = waiver.rule;
    }
  }

  bool Selected(const model::Rule& rule) const {
    if (model_.tailoring) {
      for (const auto& drop : model_.tailoring->drops) {
        if (drop.rule == rule.id) return false;
      }
    }
    return std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t l) {
      return std::count(level_->selects.begin(), level_->selects.end(), l) != 0;
    });
  }

  RuleResult RunRule(const model::Rule& rule) {
    RuleResult result;
    if (rule.is_manual) {
      result.verdict = Verdict::kNotChecked;
    } else {
      result = rule.arms.empty() ? RunParts(rule) : RunArms(rule);
    }
    if (rule.when != model::kNone) Govern(True(rule.when), result);
    return result;
  }
  static void Govern(Truth when, RuleResult& result) {
    if (when == Truth::kTrue) return;
    result = {};
    result.verdict = when == Truth::kFalse     ? Verdict::kNotApplicable
                     : when == Truth::kUnknown ? Verdict::kUnknown
                                               : Verdict::kError;
  }
  static Verdict FromTruth(Truth t) {
    switch (t) {
      case Truth::kTrue:
        return Verdict::kPass;
      case Truth::kUnknown:
        return Verdict::kUnknown;
      case Truth::kError:
        return Verdict::kError;
      default:
        return Verdict::kFail;  // false and absent
    }
  }
  RuleResult RunParts(const model::Rule& rule) {
    std::set<Verdict> seen;
    for (const auto& part : rule.parts) {
      RuleResult one;
      one.verdict = FromTruth(True(part.require));
      if (part.when != model::kNone) Govern(True(part.when), one);
      seen.insert(one.verdict);
    }
    RuleResult result;
    for (const Verdict v :
         {Verdict::kFail, Verdict::kError, Verdict::kUnknown, Verdict::kPass, Verdict::kNotApplicable}) {
      if (!seen.contains(v)) continue;
      result.verdict = v;
      break;
    }
    return result;
  }
  RuleResult RunArms(const model::Rule& rule) {
    RuleResult result;
    for (const auto& arm : rule.arms) {
      const Truth t = arm.condition == model::kNone ? Truth::kTrue : True(arm.condition);
      if (t == Truth::kFalse) continue;
      if (t != Truth::kTrue) {
        result.verdict = FromTruth(t);
        return result;
      }
      result.grade = arm.grade;
      const bool passes = arm.grade == Grade::kAffirming || (arm.grade == Grade::kWarning && level_->accept_warning);
      result.verdict = passes ? Verdict::kPass : Verdict::kFail;
      return result;
    }
    result.verdict = Verdict::kError;
    return result;
  }
  static Verdict LevelOf(const std::map<std::string, RuleResult>& rules) {
    for (const Verdict v : {Verdict::kFail, Verdict::kError, Verdict::kUnknown, Verdict::kPass}) {
      for (const auto& [id, result] : rules) {
        if (result.verdict == v && result.waiver.empty()) return v;
      }
    }
    return Verdict::kNotApplicable;
  }

  Bytes Claims(const Outcome& outcome) {
    ClaimInput input;
    std::set<std::uint32_t> params;
    for (const auto& rule : model_.rules) {
      if (!outcome.rules.contains(rule.id)) continue;
      params.insert(rule.params.begin(), rule.params.end());
      input.rules[rule.environment == model::kNone ? "" : model_.environments[rule.environment].name][rule.id] =
          outcome.rules.at(rule.id);
    }
    bool custom = false;
    for (const std::uint32_t p : params) {
      const auto& param = model_.params[p];
      const auto given = options_.params.find(param.name);
      const auto own = OwnValue(p);
      input.parameters[param.name] = given != options_.params.end() ? given->second : *own;
      custom =
          custom || (given != options_.params.end() && (!own || EncodedValue(given->second) != EncodedValue(*own)));
    }
    for (const auto& configuration : model_.configurations) {
      input.configurations[configuration.environment == model::kNone
                               ? ""
                               : model_.environments[configuration.environment].name][configuration.id] =
          Configure(configuration);
    }
    input.name = model_.name, input.version = model_.version, input.level_name = level_->name;
    input.registered = level_->registered;
    if (model_.tailoring) {
      input.base = level_->registered;
      input.registered = model_.tailoring->name + "-" + level_->name;
      input.tailoring_digest = model_.tailoring->digest;
    }
    input.custom = custom;
    input.definition_digest = model_.definition_digest;
    input.level = outcome.level;
    return EncodeClaims(input);
  }

  const model::Model& model_;
  const Options& options_;
  const model::Level* level_ = nullptr;
  std::vector<Document> documents_;
  std::vector<std::map<std::string, Document>> instances_;
  std::map<std::size_t, std::string> instance_state_;
  std::map<model::VarId, Known> vars_;
  std::set<model::VarId> constant_vars_;
  Overlay overlay_;  // what is instead of evidence
};

}  // namespace

Outcome Judge(const model::Model& model, const nlohmann::json& evidence, const Options& options) {
  return Judge_(model, evidence, options).Run();
}

}  // namespace mps::oracle
