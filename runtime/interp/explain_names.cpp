// Names and values in explanations: claim paths with their members, parameters, and where the evidence found them.
#include "builtins/logic.h"
#include "builtins/set_object.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "schema/types.h"

namespace mps::interp {

using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Reg;

namespace {

constexpr std::size_t kSteps = 64;  // of one chain of derived values

}  // namespace

// The claim whose value a register holds or was computed from.
Reg Explainer::ClaimOf(Reg reg) const {
  for (std::size_t step = 0; step < kSteps; ++step) {
    const Instr* in = Def(reg);
    if (in == nullptr) return kNoReg;
    switch (in->op) {
      case Op::kColumn:
      case Op::kProbe:
      case Op::kRowKey:
        return reg;
      case Op::kLoop:
        return ClaimOf(in->a) == kNoReg ? kNoReg : reg;
      case Op::kLoopEnd:
        reg = program_.code[in->imm].a;
        break;
      case Op::kBitAnd:
      case Op::kAdd:
      case Op::kSub:
        if (const Reg left = ClaimOf(in->a); left != kNoReg) return left;
        reg = in->b;
        break;
      case Op::kElse:
      case Op::kElseEmpty:
      case Op::kMove:
      case Op::kToInt:
      case Op::kLower:
      case Op::kCount:
        reg = in->a;
        break;
      default:
        return kNoReg;
    }
  }
  return kNoReg;
}

int Explainer::Rank(Reg reg) const {
  const Instr* in = Def(reg);
  if (in == nullptr || in->op == Op::kConst || in->op == Op::kConstSet || in->op == Op::kNow) return 0;
  if (ClaimOf(reg) != kNoReg) return 3;
  if (in->op == Op::kParam || in->op == Op::kMakeSet || in->op == Op::kLookup) return 1;
  return in->op == Op::kLoop ? Rank(in->a) : 2;
}

const Instr* Explainer::Defaulted(Reg reg) const {
  for (std::size_t step = 0; step < kSteps; ++step) {
    const Instr* in = Def(reg);
    if (in == nullptr) return nullptr;
    switch (in->op) {
      case Op::kElse:
      case Op::kElseEmpty:
        if (machine_.reg(in->a).state == State::kAbsent) return in;
        reg = in->a;
        break;
      case Op::kMove:
      case Op::kToInt:
      case Op::kLower:
      case Op::kBitAnd:
      case Op::kCount:
        reg = in->a;
        break;
      default:
        return nullptr;
    }
  }
  return nullptr;
}

// `["/etc/shadow"]` of a map, `[3]` of a list, with a text of the row that tells it to a reader.
std::string Explainer::MemberLabel(const Instr& loop, Reg row, bool labels) {
  const Cell& collection = Value(loop.a);
  if (collection.kind != CellKind::kRows) return "";
  const std::uint32_t index = Value(row).rows.first_row;
  std::string label = "[" + std::to_string(index - collection.rows.first_row) + "]";
  const auto table = static_cast<std::uint16_t>(collection.aux);
  const schema::Table& plan = program_.plan.tables[table];
  const auto& columns = state_.tables[table].columns;
  if (plan.key != schema::kNone) {
    const Cell& key = columns[plan.key][index];
    if (key.kind == CellKind::kInt) return "[" + std::to_string(key.i) + "]";
    // What looks the place up in the evidence needs the whole key; what a person reads does not.
    return "[" + (labels ? DescribeCell(key, TypeKind::kText) : schema::Quoted(key.text())) + "]";
  }
  const std::string name = labels ? LabelPath(table) : "";
  // The state may hold more columns than the plan names.
  for (std::size_t c = 0; c < plan.columns.size() && !name.empty(); ++c) {
    const Cell& cell = columns[c][index];
    if (plan.columns[c].path != name || cell.kind != CellKind::kText || !cell.has_value()) continue;
    return label + " (" + name.substr(1) + " " + DescribeCell(cell, TypeKind::kText) + ")";
  }
  return label;
}

// The column path of the field that names the members of a table, or nothing.
std::string Explainer::LabelPath(std::uint32_t table) const {
  for (const schema::ReadNode& node : program_.plan.nodes) {
    if (node.members != table || node.element == schema::kNone) continue;
    const schema::TypeDef& type = program_.plan.types[program_.plan.nodes[node.element].type];
    const std::uint32_t field = schema::LabelField(type);
    return field == schema::kNone ? "" : "." + type.fields[field].name;
  }
  return "";
}

std::string Explainer::RowPath(Reg row, bool labels) {
  const Instr* in = Def(row);
  if (in == nullptr) return "";
  const std::string collection = Path(in->a, labels);
  if (in->op == Op::kProbe) return collection + "[" + Shown(in->b, in->b) + "]";
  if (in->op != Op::kLoop || collection.empty()) return "";
  return Value(in->a).kind == CellKind::kSet && labels ? "a member of " + collection
                                                       : collection + MemberLabel(*in, row, labels);
}

std::string Explainer::Path(Reg reg, bool labels) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  switch (in->op) {
    case Op::kColumn: {
      const auto& ref = program_.columns[in->imm];
      const std::string& own = program_.plan.tables[ref.table].columns[ref.column].path;
      return schema::ReadablePath(in->a == kNoReg ? own : RowPath(in->a, labels) + own);
    }
    case Op::kProbe:
    case Op::kLoop:
      return RowPath(reg, labels);
    case Op::kRowKey: {
      const Instr* row = Def(in->a);
      const std::string map = row == nullptr ? "" : Path(row->a, labels);
      return !labels || map.empty() ? RowPath(in->a, labels) : "a key of " + map;
    }
    case Op::kElse:
    case Op::kElseEmpty:
    case Op::kMove:
      return Path(in->a, labels);
    case Op::kLoopEnd: {
      // A set made of a collection's members as they are.
      const Instr& loop = program_.code[in->imm];
      const Instr* body = Def(in->a);
      const bool plain = static_cast<LoopKind>(loop.aux) == LoopKind::kBuild && in->b == kNoReg && body != nullptr &&
                         (in->a == loop.dst || (body->op == Op::kColumn && body->a == loop.dst));
      return plain ? Path(loop.a, labels) : "";
    }
    default:
      return DerivedPath(*in, labels);
  }
}

// `lower(host.x)`, `now - host.x`: computed from a claim.
std::string Explainer::DerivedPath(const Instr& in, bool labels) {
  if (ClaimOf(in.dst) == kNoReg) return "";
  const auto side = [&](Reg reg) {
    const std::string path = Path(reg, labels);
    return path.empty() ? Def(reg) != nullptr && Def(reg)->op == Op::kNow ? "now" : Shown(reg, in.dst) : path;
  };
  const std::string inner = Path(in.a, labels);
  switch (in.op) {
    case Op::kToInt:
      return inner.empty() ? "" : "int(" + inner + ")";
    case Op::kLower:
      return inner.empty() ? "" : "lower(" + inner + ")";
    case Op::kCount:
      return inner.empty() ? "" : "count(" + inner + ")";
    case Op::kBitAnd:
      return side(in.a) + " & " + side(in.b);
    case Op::kAdd:
      return side(in.a) + " + " + side(in.b);
    case Op::kSub:
      return side(in.a) + " - " + side(in.b);
    default:
      return "";
  }
}

std::string Explainer::NameOf(Reg reg) {
  std::string path = Path(reg);
  if (!path.empty()) return path;
  const Instr* in = Def(reg);
  if (in == nullptr) return "a value";
  if (in->op == Op::kLoop) return "member " + Shown(reg, reg);  // of a constant set
  if (in->op == Op::kParam) return "parameter " + program_.params[in->imm].name;
  return Text(*in).empty() ? Shown(reg, reg) : Text(*in);
}

std::string Explainer::CollectionName(Reg reg) {
  const Instr* absent = Defaulted(reg);
  return absent == nullptr ? Subject(reg) : Subject(absent->a) + " is absent (taken as empty)";
}

std::string Explainer::From(Reg reg) {
  const Reg claim = ClaimOf(reg);
  return claim == kNoReg ? "" : DescribeProvenance(state_, Path(claim, false));
}

// The type of what a register holds, as far as it tells a mode, a time or a duration from a plain int.
TypeKind Explainer::KindOf(Reg reg) const {
  const Instr* in = Def(reg);
  if (in == nullptr) return TypeKind::kScalar;
  switch (in->op) {
    case Op::kColumn: {
      const auto& ref = program_.columns[in->imm];
      const schema::TypeId type = program_.plan.tables[ref.table].columns[ref.column].type;
      return type == schema::kNoType ? TypeKind::kScalar : program_.plan.types[type].kind;
    }
    case Op::kParam: {
      const schema::TypeId type = program_.params[in->imm].type;
      if (type == schema::kNoType) return TypeKind::kScalar;
      const schema::TypeDef& def = program_.plan.types[type];
      return def.element != schema::kNoType ? program_.plan.types[def.element].kind : def.kind;
    }
    case Op::kElse:
    case Op::kMove:
      return KindOf(in->a);
    case Op::kAdd:
    case Op::kSub:
    case Op::kBitAnd:
      return static_cast<TypeKind>(in->aux);
    case Op::kNow:
      return TypeKind::kTime;
    default:
      return TypeKind::kScalar;
  }
}

std::string Explainer::RowsShown(const Cell& rows, std::uint32_t column, TypeKind kind) {
  if (column == program::kNoColumn) return DescribeCell(rows, kind);
  const schema::ColumnRef ref = program_.columns[column];
  return DescribeMembers(rows.len, [&](std::size_t i) {
    const Cell& cell = state_.At(ref, rows.rows.first_row + static_cast<std::uint32_t>(i));
    return cell.has_value() ? DescribeCell(cell, kind) : std::string(StateName(cell.state));
  });
}

std::string Explainer::Shown(Reg reg, Reg beside) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "?";
  const Cell& cell = Value(reg);
  if (!Usable(cell)) return Text(*in);
  if (cell.kind == CellKind::kRows) return NameOf(reg);
  TypeKind kind = KindOf(reg);
  if (kind != TypeKind::kMode && kind != TypeKind::kTime && kind != TypeKind::kDuration) kind = KindOf(beside);
  return DescribeCell(cell, kind);
}

std::string Explainer::Due(Reg reg, Reg beside) {
  const std::string value = Shown(reg, beside);
  return value == NameOf(reg) ? value : value + Of(reg);
}

std::string Explainer::Of(Reg reg) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  if (in->op == Op::kParam) return " (parameter " + program_.params[in->imm].name + ")";
  return Rank(reg) < 3 || in->op == Op::kLoop || in->op == Op::kRowKey ? "" : " (" + Subject(reg) + ")";
}

std::string Explainer::Is(Reg reg, Reg beside) {
  if (const Instr* absent = Defaulted(reg)) {
    const std::string taken = absent->op == Op::kElseEmpty ? "empty" : Shown(absent->b, beside);
    return Subject(absent->a) + " is absent (taken as " + taken + ")";
  }
  const bool holds = Usable(Value(reg)) && Value(reg).kind == CellKind::kSet;
  return Subject(reg) + (holds ? " holds " : " is ") + Shown(reg, beside);
}

}  // namespace mps::interp
