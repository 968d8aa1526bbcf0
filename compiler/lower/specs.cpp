// Specs: the parts of a program that are not code.
#include "lower/specs.h"

#include "schema/types.h"

namespace mps::lower {
namespace {

// The index that ParamDef::level_value holds: of a constant, of a set parameter of a constant set.
Result<std::uint32_t> ValueIndex(const Value& value, const program::ParamDef& param, Constants& constants) {
  if (!param.is_set) return constants.Scalar(value);
  return constants.Set(value.items, param.compare);
}

Result<program::ParamDef> LowerParam(const model::Model& model, const model::Param& from, const TypeMap& types,
                                     Constants& constants) {
  program::ParamDef to;
  const schema::TypeDef& type = model.types[from.type];
  if (!schema::IsScalar(type.kind) && type.kind != TypeKind::kSet) {
    return Status(Code::kInternal, "parameter " + from.name + " is neither a scalar nor a set");
  }
  const schema::TypeDef& element = type.kind == TypeKind::kSet ? model.types[type.element] : type;
  to.name = from.name;
  to.prose = from.prose;
  to.type = types.Of(from.type);
  to.is_set = type.kind == TypeKind::kSet;
  to.compare = CompareOf(element, element);
  to.stricter = from.stricter;
  to.low.assign(model.levels.size(), from.low);
  to.high.assign(model.levels.size(), from.high);
  if (!from.allowed.empty()) {
    MPS_ASSIGN(to.domain_set, constants.Set(from.allowed, to.compare));
  }
  for (std::size_t level = 0; level < model.levels.size(); ++level) {
    const std::optional<Value> none;
    const std::optional<Value>& value = level < from.level_value.size() ? from.level_value[level] : none;
    to.level_value.emplace_back();
    if (!value) continue;
    MPS_ASSIGN(to.level_value.back(), ValueIndex(*value, to, constants));
  }
  return to;
}

// The setting's value at every level; what stood there before is kept in the program's tailoring.
Status LowerSetting(const model::Setting& setting, program::ParamDef& param, Constants& constants,
                    program::Program& program) {
  program::SettingSpec spec;
  spec.param = setting.param;
  spec.because = setting.because;
  spec.base_value = param.level_value;
  MPS_ASSIGN(const std::uint32_t value, ValueIndex(setting.value, param, constants));
  for (auto& own : param.level_value) own = value;
  program.tailoring->settings.push_back(std::move(spec));
  return {};
}

}  // namespace

void LowerHead(const model::Model& model, program::Program& program) {
  program.name = model.name;
  program.version = model.version;
  program.title = model.title;
  program.publisher = model.publisher;
  program.source_uri = model.source_uri;
  program.definition_digest = model.definition_digest;
  program.package_digest = model.package_digest;
  if (model.tailoring) {
    program::TailoringSpec& to = program.tailoring.emplace();
    to.name = model.tailoring->name;
    to.version = model.tailoring->version;
    to.title = model.tailoring->title;
    to.digest = model.tailoring->digest;
    for (const model::Level& from : model.levels) to.base_names.push_back(from.registered);
  }
  for (const model::Level& from : model.levels) {
    program::LevelSpec to;
    to.name = from.name;
    to.title = from.title;
    to.registered = model.tailoring ? model.tailoring->RegisteredName(from.name) : from.registered;
    to.selects = from.selects;
    to.accept_warning = from.accept_warning;
    program.levels.push_back(std::move(to));
  }
}

Status LowerParams(const model::Model& model, const TypeMap& types, Constants& constants, program::Program& program) {
  for (std::uint32_t i = 0; i < model.params.size(); ++i) {
    MPS_ASSIGN(program::ParamDef def, LowerParam(model, model.params[i], types, constants));
    const model::Setting* setting = model.tailoring ? model.tailoring->SettingOf(i) : nullptr;
    if (setting != nullptr) MPS_TRY(LowerSetting(*setting, def, constants, program));
    program.params.push_back(std::move(def));
  }
  return {};
}

void LowerTailoring(const model::Tailoring& from, program::Program& program) {
  program::TailoringSpec& to = *program.tailoring;
  for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
    if (program.rules[i].hidden) continue;
    if (const model::Drop* drop = from.DropOf(program.rules[i].id)) to.drops.push_back({i, drop->because});
    if (const model::Waiver* waiver = from.WaiverOf(program.rules[i].id))
      to.waivers.push_back({i, waiver->until, waiver->because, waiver->approved, waiver->ticket});
  }
}

program::RuleSpec SpecOf(const model::Rule& rule) {
  program::RuleSpec spec;
  spec.id = rule.id;
  spec.name = rule.name;
  spec.title = rule.title;
  spec.severity = rule.severity;
  spec.rationale = rule.rationale;
  spec.manual = rule.manual;
  spec.deprecated = rule.deprecated;
  for (const model::Ref& ref : rule.refs) spec.refs.push_back({ref.scheme, ref.id});
  spec.levels = rule.levels;
  spec.environment = rule.environment;
  spec.params = rule.params;
  spec.is_manual = rule.is_manual;
  spec.fixes = rule.fixes;
  for (const model::Insert& from : rule.inserts)
    spec.inserts.push_back({from.text, from.at, from.size, from.param, from.shell});
  return spec;
}

}  // namespace mps::lower
