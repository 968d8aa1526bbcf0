// Parameters of one evaluation.
#include "interp/parameters.h"

#include <algorithm>

#include "builtins/reasons.h"
#include "interp/values.h"
#include "program/cell_order.h"

namespace mps::interp {
namespace {

Status Refused(const program::ParamDef& param, const std::string& why) {
  return Status(Code::kUsage, "parameter `" + param.name + "` " + why);
}

bool InSet(const program::ConstSet& set, const Cell& value) {
  return std::any_of(set.members.begin(), set.members.end(),
                     [&](const Cell& m) { return program::CompareCells(m, value) == 0; });
}

}  // namespace

Status Parameters::Begin(const std::vector<std::pair<std::string, Value>>& given) {
  const std::vector<program::ParamDef>& params = prepared_.program().params;
  arena_.Reset();
  given_.assign(params.size(), std::nullopt);
  for (const auto& [name, value] : given) {
    const auto at = std::find_if(params.begin(), params.end(), [&n = name](const auto& p) { return p.name == n; });
    if (at == params.end()) return Status(Code::kUsage, "no parameter is named `" + name + "`");
    const auto index = static_cast<std::uint32_t>(at - params.begin());
    if (given_[index]) return Refused(*at, "is given twice");
    MPS_TRY(Take(index, value));
  }
  return Status();
}

Status Parameters::Take(std::uint32_t index, const Value& value) {
  const program::Program& program = prepared_.program();
  const program::ParamDef& param = program.params[index];
  const Status typed = CheckValue(program.plan.types, param.type, value);
  if (!typed.ok()) return Refused(param, typed.message());
  Given given;
  given.value = value;
  if (!param.is_set) {
    MPS_ASSIGN(given.cell, CellOf(value, arena_));
    MPS_TRY(CheckAllowed(param, given.cell));
    given_[index] = std::move(given);
    return Status();
  }
  builtins::SetBuilder builder;
  builder.Clear(param.compare);
  for (const Value& item : value.items) {
    MPS_ASSIGN(const Cell member, CellOf(item, arena_));
    MPS_TRY(CheckAllowed(param, member));
    builder.Add(member, Cell::Bool(true));
  }
  const builtins::SetObject* set = builder.Finish(arena_);
  if (set == nullptr) return Status(Code::kLimit, "out of memory");
  given.set = *set;
  given_[index] = std::move(given);
  return Status();
}

Status Parameters::CheckAllowed(const program::ParamDef& param, const Cell& value) const {
  if (!param.domain_set || InSet(prepared_.program().sets[*param.domain_set], value)) return Status();
  return Refused(param, "has a value outside its domain");
}

Status Parameters::CheckBounds(const program::ParamDef& param, const Value& value, std::uint32_t level) const {
  const auto low = level < param.low.size() ? param.low[level] : std::nullopt;
  const auto high = level < param.high.size() ? param.high[level] : std::nullopt;
  const auto check = [&](const Value& v) {
    if ((!low || v.number >= *low) && (!high || v.number <= *high)) return Status();
    return Refused(param, "is " + std::to_string(v.number) + ", outside " + (low ? std::to_string(*low) : "") + ".." +
                              (high ? std::to_string(*high) : ""));
  };
  if (!param.is_set) return check(value);
  for (const Value& item : value.items) MPS_TRY(check(item));
  return Status();
}

Status Parameters::SetLevel(std::uint32_t level) {
  const program::Program& program = prepared_.program();
  level_ = level;
  cells_.assign(program.params.size(), Cell::Error(builtins::kReasonNoParameter));
  has_value_.assign(program.params.size(), false);
  for (std::size_t i = 0; i < program.params.size(); ++i) {
    const program::ParamDef& param = program.params[i];
    if (given_[i]) {
      MPS_TRY(CheckBounds(param, given_[i]->value, level));
      cells_[i] = param.is_set ? builtins::SetCell(&given_[i]->set) : given_[i]->cell;
      has_value_[i] = true;
    } else if (level < param.level_value.size() && param.level_value[level]) {
      const std::uint32_t value = *param.level_value[level];
      cells_[i] = param.is_set ? builtins::SetCell(&prepared_.set(value)) : program.constants[value];
      has_value_[i] = true;
    }
  }
  return Status();
}

Status Parameters::Need(const std::vector<std::uint32_t>& params) const {
  for (const std::uint32_t index : params)
    if (!has_value_[index]) return Refused(prepared_.program().params[index], "has no value: it must be given");
  return Status();
}

std::optional<Value> Parameters::ValueOf(std::uint32_t param) const {
  if (!has_value_[param]) return std::nullopt;
  const program::Program& program = prepared_.program();
  const schema::TypeId type = program.params[param].type;
  if (!program.params[param].is_set) return interp::ValueOf(program.plan.types, type, cells_[param]);
  const builtins::SetObject& set = builtins::SetOf(cells_[param]);
  Value out;
  out.kind = TypeKind::kSet;
  for (std::uint32_t i = 0; i < set.count; ++i)
    out.items.push_back(interp::ValueOf(program.plan.types, program.plan.types[type].element, set.members[i]));
  return out;
}

}  // namespace mps::interp
