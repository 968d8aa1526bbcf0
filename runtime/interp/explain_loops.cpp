// Explanations of quantifiers, and the names of what was read.
#include <optional>

#include "builtins/logic.h"
#include "builtins/set_object.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "interp/interpreter.h"
#include "schema/types.h"

namespace mps::interp {

using builtins::TruthOf;
using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Reg;

// ---------------------------------------------------------------- loops
// Puts a member in place and runs the body for it. A filter that is false makes it vacuous under `all`.
Truth Explainer::MemberTruth(const Instr& loop, std::uint32_t member) {
  const auto begin = static_cast<std::uint32_t>(&loop - program_.code.data());
  const Instr& end = program_.code[loop.imm];
  Value(loop.dst) = Machine::Member(Value(loop.a), member);
  if (!machine_.Run(begin + 1, loop.imm).ok()) return Truth::kError;
  const Cell presence = Machine::Presence(Value(loop.a), member);
  const Cell where = end.b == kNoReg ? presence : builtins::And(presence, Value(end.b));
  if (static_cast<LoopKind>(loop.aux) == LoopKind::kAll)
    return TruthOf(builtins::Or(builtins::Not(where), Value(end.a)));
  return TruthOf(builtins::And(where, Value(end.a)));
}

bool Explainer::Considered(const Instr& loop, std::uint32_t member) {
  MemberTruth(loop, member);
  const Instr& end = program_.code[loop.imm];
  return end.b == kNoReg || TruthOf(Value(end.b)) != Truth::kFalse;
}

std::string Explainer::ConsideredText(const Instr& loop) {
  constexpr std::uint32_t kCounted = 10000;  // members looked at again for the sake of a sentence
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  if (program_.code[loop.imm].b == kNoReg || members > kCounted) return std::to_string(members) + " considered";
  std::uint32_t considered = 0;
  for (std::uint32_t i = 0; i < members; ++i) considered += Considered(loop, i) ? 1 : 0;
  return std::to_string(considered) + " of " + std::to_string(members) + " considered";
}

std::string Explainer::CollectionState(const Instr& loop, std::size_t depth) {
  const Cell& collection = Value(loop.a);
  if (!Usable(collection)) return Missing(loop.a, depth + 1);
  const Cell open = Machine::Completeness(collection, Cell::Bool(true));
  const std::string_view reason = ReasonText(state_, open.why.reason);
  return NameOf(loop.a) + " is incomplete" + (reason.empty() ? "" : ": " + std::string(reason));
}

// The first member whose truth is `sought`, and why.
std::string Explainer::Members(const Instr& end, std::size_t depth, Truth sought, bool wanted) {
  const Instr& loop = program_.code[end.imm];
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  for (std::uint32_t i = 0; i < members; ++i) {
    if (MemberTruth(loop, i) != sought) continue;
    const bool filter =
        end.b != kNoReg && TruthOf(Value(end.b)) == sought && sought != Truth::kTrue && sought != Truth::kFalse;
    return Truth_(filter ? end.b : end.a, wanted, depth + 1);
  }
  return CollectionState(loop, depth);
}

std::string Explainer::Loop(const Instr& end, bool wanted, std::size_t depth) {
  const Instr& loop = program_.code[end.imm];
  const Truth truth = TruthOf(Value(end.dst));
  if (!Usable(Value(loop.a))) return Missing(loop.a, depth + 1);
  switch (static_cast<LoopKind>(loop.aux)) {
    case LoopKind::kAll:
      if (truth == Truth::kTrue) return NameOf(loop.a) + ": every member fits (" + ConsideredText(loop) + ")";
      return Members(end, depth, truth, true);
    case LoopKind::kAny:
      if (truth != Truth::kFalse) return Members(end, depth, truth, wanted);
      return NameOf(loop.a) + ": no member fits (" + ConsideredText(loop) + ")";
    default:
      return Counted(end, wanted);
  }
}

std::string Explainer::Counted(const Instr& end, bool wanted) {
  const Instr& loop = program_.code[end.imm];
  const Truth truth = TruthOf(Value(end.dst));
  const auto kind = static_cast<LoopKind>(loop.aux);
  const bool settled = truth == Truth::kTrue || truth == Truth::kFalse;
  if (!settled) {
    const std::uint32_t members = Machine::MemberCount(Value(loop.a));
    for (std::uint32_t i = 0; i < members; ++i) {
      const Truth member = MemberTruth(loop, i);
      if (kind != LoopKind::kDistinct && member == truth) return Truth_(end.a, wanted, 1);
      if (kind == LoopKind::kDistinct && !Usable(Value(end.a))) return Missing(end.a, 1);
    }
    return CollectionState(loop, 0);
  }
  if (kind == LoopKind::kDistinct) {
    return NameOf(loop.a) +
           (truth == Truth::kTrue ? ": no two members agree" : ": two members have the same value of " + NameOf(end.a));
  }
  std::uint32_t fits = 0;
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  for (std::uint32_t i = 0; i < members; ++i) fits += MemberTruth(loop, i) == Truth::kTrue ? 1 : 0;
  return NameOf(loop.a) + ": " + std::to_string(fits) + " of " + std::to_string(members) + " fit, expected " +
         (wanted ? "exactly one" : "another number");
}

// ---------------------------------------------------------------- names
// `["/etc/shadow"]` of a map, `[3]` of a list, with a text of the row that tells it to a reader.
std::string Explainer::MemberLabel(const Instr& loop, Reg row) {
  const Cell& collection = Value(loop.a);
  if (collection.kind != CellKind::kRows) return "";
  const std::uint32_t index = Value(row).rows.first_row;
  const Instr* source = Def(loop.a);
  if (source == nullptr || source->op != Op::kColumn)
    return "[" + std::to_string(index - collection.rows.first_row) + "]";
  const auto table = static_cast<std::uint16_t>(collection.aux);
  const schema::Table& plan = program_.plan.tables[table];
  const auto& columns = state_.tables[table].columns;
  if (plan.key != schema::kNone) {
    const Cell& key = columns[plan.key][index];
    return key.kind == CellKind::kText ? "[" + schema::Quoted(key.text()) + "]" : "[" + std::to_string(key.i) + "]";
  }
  std::string label = "[" + std::to_string(index - collection.rows.first_row) + "]";
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Cell& cell = columns[c][index];
    if (plan.columns[c].path.empty() || cell.kind != CellKind::kText || !cell.has_value()) continue;
    return label + " (" + DescribeCell(cell, TypeKind::kText) + ")";
  }
  return label;
}

std::string Explainer::RowPath(Reg row) {
  const Instr* in = Def(row);
  if (in == nullptr) return "";
  if (in->op == Op::kLoop) return Path(in->a) + MemberLabel(*in, row);
  if (in->op == Op::kProbe) return Path(in->a) + "[" + Shown(in->b, in->b) + "]";
  return "";
}

std::string Explainer::Path(Reg reg) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  switch (in->op) {
    case Op::kColumn: {
      const auto& ref = program_.columns[in->imm];
      const std::string& own = program_.plan.tables[ref.table].columns[ref.column].path;
      return in->a == kNoReg ? own : RowPath(in->a) + own;
    }
    case Op::kProbe:
    case Op::kLoop:
      return RowPath(reg);
    case Op::kRowKey:
      return "the key of " + RowPath(in->a);
    case Op::kElse:
    case Op::kElseEmpty:
    case Op::kMove:
      return Path(in->a);
    case Op::kToInt:
    case Op::kLower: {
      const std::string inner = Path(in->a);
      return inner.empty() ? "" : (in->op == Op::kToInt ? "int(" : "lower(") + inner + ")";
    }
    case Op::kBitAnd: {
      const std::string inner = Path(in->a);
      return inner.empty() ? "" : inner + " & " + Shown(in->b, in->a);
    }
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
  return Text(*in).empty() ? Shown(reg, reg) : Text(*in);
}

std::string Explainer::From(Reg reg) {
  // Labels of list members are for readers; provenance is listed without them.
  std::string path = Path(reg);
  for (auto open = path.find("] ("); open != std::string::npos; open = path.find("] (")) {
    const auto close = path.find(')', open);
    if (close == std::string::npos) break;
    path.erase(open + 1, close - open);
  }
  return DescribeProvenance(state_, path);
}

// The type of what a register holds, as far as it tells a mode, a time or a duration from a plain int.
TypeKind Explainer::KindOf(Reg reg) {
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

std::string Explainer::Shown(Reg reg, Reg beside) {
  const Instr* in = Def(reg);
  const Cell& cell = Value(reg);
  if (!Usable(cell)) return in != nullptr ? Text(*in) : "?";
  if (cell.kind == CellKind::kRows && in != nullptr) return NameOf(reg);
  TypeKind kind = KindOf(reg);
  if (kind != TypeKind::kMode && kind != TypeKind::kTime && kind != TypeKind::kDuration) kind = KindOf(beside);
  return DescribeCell(cell, kind);
}

}  // namespace mps::interp
