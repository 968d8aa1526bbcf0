// One line a fact, in the order of the model.
#include "model/dump.h"

#include "base/hex.h"
#include "model/spell.h"

namespace mps::model {
namespace {

std::string Text(const Model& model, ExprId id) { return id == kNone ? "-" : model.exprs[id].text; }

std::string LevelNames(const Model& model, const std::vector<std::uint32_t>& levels) {
  std::string out;
  for (const std::uint32_t level : levels) out += (out.empty() ? "" : ", ") + model.levels[level].name;
  return out;
}

void DumpRule(const Model& model, const Rule& rule, std::string& out) {
  out += "rule " + Quoted(rule.id) + " " + rule.name + " (" + LevelNames(model, rule.levels) + "; " + rule.severity +
         ")\n";
  out += "  title " + Quoted(rule.title) + "\n";
  if (rule.is_manual) out += "  manual " + Quoted(rule.manual) + "\n";
  if (rule.environment != kNone) out += "  environment " + model.environments[rule.environment].name + "\n";
  for (const std::uint32_t param : rule.params) out += "  reads " + model.params[param].name + "\n";
  if (rule.when != kNone) out += "  when " + Text(model, rule.when) + "\n";
  for (const Part& part : rule.parts) {
    out += "  part" + (part.from.empty() ? "" : " of " + part.from) + "\n";
    if (part.when != kNone) out += "    when " + Text(model, part.when) + "\n";
    out += "    require " + Text(model, part.require) + "\n";
  }
  for (const GradeArm& arm : rule.arms) {
    out += "  " + std::string(GradeName(arm.grade)) +
           (arm.condition == kNone ? " otherwise" : " when " + Text(model, arm.condition)) + "\n";
  }
  for (const Ref& ref : rule.refs) out += "  ref " + ref.scheme + " " + Quoted(ref.id) + "\n";
  for (const auto& [kind, text] : rule.fixes) out += "  fix " + kind + " " + Quoted(text) + "\n";
}

void DumpParam(const Model& model, const Param& param, std::string& out) {
  out += "param " + param.name + " : " + TypeText(model.types, param.type);
  if (param.default_value) out += " = " + Spell(*param.default_value);
  if (param.stricter != 0) out += param.stricter < 0 ? " stricter lower" : " stricter higher";
  out += "\n";
  for (std::size_t l = 0; l < param.level_value.size(); ++l) {
    out += "  " + model.levels[l].name + " = " +
           (param.level_value[l] ? Spell(*param.level_value[l]) : "(the caller's)") + "\n";
  }
}

void DumpTailoring(const Model& model, const Tailoring& tailoring, std::string& out) {
  out += "tailor " + Quoted(tailoring.name) + " version " + tailoring.version + "\ntailoring sha256 " +
         HexEncode(tailoring.digest) + "\n";
  const auto because = [](const std::string& text) { return text.empty() ? "" : " because " + Quoted(text); };
  for (const Setting& s : tailoring.settings)
    out += "  param " + model.params[s.param].name + " = " + Spell(s.value) + because(s.because) + "\n";
  for (const Drop& d : tailoring.drops) out += "  drop " + Quoted(d.rule) + because(d.because) + "\n";
  for (const Waiver& w : tailoring.waivers) {
    out += "  waive " + Quoted(w.rule) + " until " + std::to_string(w.until) + because(w.because) + " approved " +
           Quoted(w.approved) + (w.ticket.empty() ? "" : " ticket " + Quoted(w.ticket)) + "\n";
  }
}

}  // namespace

std::string Dump(const Model& model) {
  std::string out = (model.is_library ? "library " : "mps ") + Quoted(model.name) + " version " + model.version + "\n";
  out += "definition sha256 " + HexEncode(model.definition_digest) + "\npackage sha256 " +
         HexEncode(model.package_digest) + "\n";
  if (model.tailoring) DumpTailoring(model, *model.tailoring, out);
  for (const auto& def : model.environments) {
    out += "environment " + def.name + (def.many ? " many" : "") + " : " + def.schema_name +
           (def.complete ? " complete" : "") + (def.layer.empty() ? "" : " layer " + def.layer) +
           (def.parent.empty() ? "" : " parent " + def.parent) + "\n";
  }
  for (const Endorser& e : model.endorsers) {
    out += "endorser " + e.name + " " + e.key_kind + " " + e.key_digest + "\n";
    for (const std::string& id : e.may_answer) out += "  may answer " + id + "\n";
  }
  for (const Endorsement& e : model.endorsements) {
    out += "endorsement " + e.name + " by " + model.endorsers[e.endorser].name + "\n";
    for (const ExprId condition : e.when) out += "  when " + Text(model, condition) + "\n";
    for (const Then& effect : e.then)
      out +=
          "  then " + Text(model, effect.claim) + (effect.includes ? " includes " : " = ") + Spell(effect.value) + "\n";
  }
  for (const Level& level : model.levels)
    out +=
        "level " + level.name + " " + Quoted(level.registered) + " selects " + LevelNames(model, level.selects) + "\n";
  for (const Param& param : model.params) DumpParam(model, param, out);
  for (const Set& set : model.sets)
    out += "set " + set.name + " of " + TypeText(model.types, set.element) + ": " + std::to_string(set.members.size()) +
           " members\n";
  for (const Table& table : model.tables)
    out += "table " + table.name + ": " + std::to_string(table.rows.size()) + " keys\n";
  for (const Configuration& configuration : model.configurations) {
    out += "configuration " + configuration.id + "\n";
    for (const auto& [path, expr] : configuration.entries) out += "  " + path + "\n";
  }
  for (const Rule& rule : model.rules) DumpRule(model, rule, out);
  for (const NamedType& type : model.named_types)
    out += "type " + type.name + " = " + TypeText(model.types, type.type) + "\n";
  for (const Function& function : model.functions)
    out += "define " + function.name + " = " + Text(model, function.body) + "\n";
  for (const Template& entry : model.templates) {
    out += "template " + entry.name + "\n";
    for (const Part& part : entry.parts) out += "  require " + Text(model, part.require) + "\n";
  }
  for (const Test& test : model.tests) {
    out += "test " + Quoted(test.title) + ": " + std::to_string(test.givens.size()) + " givens, " +
           std::to_string(test.expectations.size()) + " expectations\n";
  }
  return out;
}

}  // namespace mps::model
