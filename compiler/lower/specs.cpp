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

}  // namespace

void LowerHead(const model::Model& model, program::Program& program) {
  program.name = model.name;
  program.version = model.version;
  program.title = model.title;
  program.publisher = model.publisher;
  program.source_uri = model.source_uri;
  program.definition_digest = model.definition_digest;
  program.package_digest = model.package_digest;
  for (const model::Level& from : model.levels) {
    program::LevelSpec to;
    to.name = from.name;
    to.title = from.title;
    to.registered = from.registered;
    to.selects = from.selects;
    to.accept_warning = from.accept_warning;
    program.levels.push_back(std::move(to));
  }
}

Status LowerParams(const model::Model& model, const TypeMap& types, Constants& constants, program::Program& program) {
  for (const model::Param& param : model.params) {
    MPS_ASSIGN(program::ParamDef def, LowerParam(model, param, types, constants));
    program.params.push_back(std::move(def));
  }
  return {};
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
