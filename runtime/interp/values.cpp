// Crossings between cells and owned values.
#include "interp/values.h"

#include <algorithm>

#include "builtins/logic.h"
#include "schema/types.h"

namespace mps::interp {
namespace {

Gathered Stopped(const Cell& cell) {
  // An incomplete collection has no value that could be written down.
  if (cell.state == State::kIncomplete) return {Cell::Unknown(cell.rows.row_reason), {}};
  if (builtins::Severity(cell) == 3) return {Cell::Error(cell.why.reason), {}};
  return {cell, {}};
}

Gathered Done(Value value) { return {Cell::Bool(true), std::move(value)}; }

Value KeyValue(const schema::TypeTable& types, schema::TypeId map, const Cell& key) {
  return ValueOf(types, types[map].key, key);
}

Gathered GatherRows(const schema::ReadPlan& plan, const ActualState& state, const schema::ReadNode& node,
                    const Cell& rows) {
  Value out;
  out.kind = plan.types[node.type].kind;
  const schema::ColumnId key = plan.tables[node.members].key;
  for (std::uint32_t i = 0; i < rows.len; ++i) {
    const std::uint32_t row = rows.rows.first_row + i;
    if (out.kind == TypeKind::kMap && key != schema::kNone) {
      out.items.push_back(KeyValue(plan.types, node.type, state.At({node.members, key}, row)));
    }
    Gathered member = Gather(plan, state, node.element, row);
    if (!member.state.has_value()) return Stopped(member.state);
    out.items.push_back(std::move(member.value));
  }
  return Done(std::move(out));
}

Gathered GatherRecord(const schema::ReadPlan& plan, const ActualState& state, const schema::ReadNode& node,
                      std::uint32_t row) {
  Value out;
  out.kind = TypeKind::kRecord;
  for (const auto& [field, child] : node.fields) {
    if (schema::IsDocumentField(plan.types[node.type].fields[field])) continue;  // no part of the record
    Gathered member = Gather(plan, state, child, row);
    if (member.state.state == State::kAbsent) continue;
    if (!member.state.has_value()) return member;
    out.fields.emplace_back(plan.types[node.type].fields[field].name, std::move(member.value));
  }
  return Done(std::move(out));
}

bool InDomain(const schema::TypeDef& type, std::int64_t number) {
  return (!type.low || number >= *type.low) && (!type.high || number <= *type.high);
}

bool IsNumber(TypeKind kind) { return schema::CellKindOf(kind) == CellKind::kInt || kind == TypeKind::kBool; }

Status CheckScalar(const schema::TypeTable& types, schema::TypeId id, const Value& value) {
  const schema::TypeDef& type = types[id];
  if (IsNumber(type.kind) && type.kind != TypeKind::kBool && !InDomain(type, value.number))
    return Status(Code::kUsage, "is not in the domain of " + schema::TypeText(types, id));
  const bool words = type.kind == TypeKind::kEnum ? !type.open : !type.words.empty();
  if (words && std::find(type.words.begin(), type.words.end(), value.text) == type.words.end())
    return Status(Code::kUsage, "is not one of the words of " + schema::TypeText(types, id));
  return Status();
}

}  // namespace

Result<Cell> CellOf(const Value& value, Arena& arena) {
  const CellKind kind = schema::CellKindOf(value.kind);
  if (kind == CellKind::kNone || kind == CellKind::kRows || value.kind == TypeKind::kRecord)
    return Status(Code::kUsage, "a value that no cell can hold");
  if (kind == CellKind::kBool) return Cell::Bool(value.number != 0);
  if (kind == CellKind::kInt) return Cell::Int(value.number);
  std::int16_t aux = 0;
  if (kind == CellKind::kDigest) aux = static_cast<std::int16_t>(value.digest_alg);
  if (kind == CellKind::kCidr) aux = static_cast<std::int16_t>(value.number);
  return Cell::Text(arena.CopyText(value.text), kind, aux);
}

Value ValueOf(const schema::TypeTable& types, schema::TypeId type, const Cell& cell) {
  Value out;
  out.kind = types[type].kind;
  if (out.kind == TypeKind::kScalar) {
    out.kind = cell.kind == CellKind::kBool  ? TypeKind::kBool
               : cell.kind == CellKind::kInt ? TypeKind::kInt
                                             : TypeKind::kText;
  }
  out.ordering = types[type].ordering;
  if (cell.kind == CellKind::kBool || cell.kind == CellKind::kInt) {
    out.number = cell.i;
    return out;
  }
  out.text = std::string(cell.text());
  if (cell.kind == CellKind::kDigest) out.digest_alg = static_cast<DigestAlg>(cell.aux);
  if (cell.kind == CellKind::kCidr) out.number = cell.aux;
  return out;
}

Gathered Gather(const schema::ReadPlan& plan, const ActualState& state, schema::NodeId id, std::uint32_t row) {
  const schema::ReadNode& node = plan.nodes[id];
  const TypeKind kind = plan.types[node.type].kind;
  if (!node.value.exists())
    return kind == TypeKind::kRecord ? GatherRecord(plan, state, node, row) : Stopped(Cell::Error(0));
  const Cell& cell = state.At(node.value, row);
  if (!cell.has_value()) return Stopped(cell);
  if (schema::IsCollection(kind)) return GatherRows(plan, state, node, cell);
  if (kind == TypeKind::kRecord) return GatherRecord(plan, state, node, row);
  return Done(ValueOf(plan.types, node.type, cell));
}

Status CheckValue(const schema::TypeTable& types, schema::TypeId id, const Value& value) {
  const schema::TypeDef& type = types[id];
  const auto wrong = [&] { return Status(Code::kUsage, "is not of type " + schema::TypeText(types, id)); };
  if (type.kind == TypeKind::kScalar) {
    const bool fits = value.kind == TypeKind::kBool || value.kind == TypeKind::kInt || value.kind == TypeKind::kText;
    return fits ? Status() : wrong();
  }
  if (type.kind != value.kind) return wrong();
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) {
    for (const Value& item : value.items) {
      Status status = CheckValue(types, type.element, item);
      if (!status.ok()) return std::move(status).Within("a member");
    }
    return Status();
  }
  if (!schema::IsScalar(type.kind) || value.ordering != type.ordering) return wrong();
  return CheckScalar(types, id, value);
}

std::optional<Value> LevelValue(const program::Program& program, std::uint32_t param, std::uint32_t level) {
  return ParamValue(program, program.params[param], program.params[param].level_value[level]);
}

std::optional<Value> ParamValue(const program::Program& program, const program::ParamDef& def,
                                const std::optional<std::uint32_t>& index) {
  if (!index) return std::nullopt;
  if (!def.is_set) return ValueOf(program.plan.types, def.type, program.constants[*index]);
  Value set;
  set.kind = TypeKind::kSet;
  for (const Cell& member : program.sets[*index].members) {
    set.items.push_back(ValueOf(program.plan.types, program.plan.types[def.type].element, member));
  }
  return set;
}

}  // namespace mps::interp
