// Explanations of what has no value: the claim that is absent, unknown or in error, and why the evidence says so.
#include "builtins/logic.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "interp/interpreter.h"

namespace mps::interp {

using builtins::Severity;
using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::Op;
using program::Reg;

namespace {

constexpr std::size_t kDepth = 64;

bool ReadsClaim(Op op) { return op == Op::kColumn || op == Op::kProbe || op == Op::kRowKey; }

}  // namespace

// The first claim on the way that has none, in the state that won.
std::string Explainer::Missing(Reg reg, Wish wish, std::size_t depth) {
  const Cell cell = Value(reg);
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  // A column of a row that was not found: the row says more.
  if (in->op == Op::kColumn && in->a != kNoReg && !Usable(Value(in->a)) && depth <= kDepth) {
    if (const Instr* row = Def(in->a); row != nullptr && row->op == Op::kProbe) return Missing(in->a, wish, depth + 1);
  }
  const bool absent = cell.state == State::kAbsent;
  if (!ReadsClaim(in->op) && depth <= kDepth) {
    const std::string told = MissingOperand(*in, wish, depth);
    if (!told.empty()) return told + (absent && Comparable(*in) ? Expectation(*in, in->dst, wish) : "");
  }
  const std::string reason = DescribeReason(ReasonText(state_, cell.why.reason));
  if (absent) {
    if (in->op == Op::kLookup) return "`" + Text(*in) + "`: the table has no row for " + Due(in->a, in->a);
    return Subject(reg) + " is absent" + (in->op == Op::kColumn ? Expectation(*in, reg, wish) : "");
  }
  return Subject(reg) + (cell.state == State::kUnknown ? " is unknown" : " is in error") + reason;
}

// Said of the operand in the state that won; nothing if they all have values.
std::string Explainer::MissingOperand(const Instr& in, Wish wish, std::size_t depth) {
  if (in.op == Op::kLoopEnd) {
    // Its operands are of the body, which did not run for a collection without value: they hold what was before.
    const Instr& loop = program_.code[in.imm];
    return Usable(Value(loop.a)) ? "" : Missing(loop.a, Wish::kNone, depth + 1);
  }
  const std::uint8_t severity = Severity(Value(in.dst));
  for (const Reg operand : {in.a, in.b, in.c}) {
    const Instr* def = Def(operand);
    if (def == nullptr || Severity(Value(operand)) != severity) continue;
    if (def->op == Op::kLoopEnd) return Loop(*def, Wish::kTrue, depth + 1);
    if (def->op == Op::kAnd || def->op == Op::kOr) return Chain(*def, Wish::kNone, depth + 1);
    // What is expected is said of the whole condition, not of its operand.
    return Missing(operand, Comparable(in) || !Comparable(*def) ? Wish::kNone : wish, depth + 1);
  }
  for (const Reg operand : {in.a, in.b, in.c}) {
    if (Def(operand) == nullptr) continue;
    for (const Reg member : Tallied(operand)) {
      if (!Usable(Value(member))) return Why(member, Wish::kNone, depth + 1);
    }
    std::string told = Incomplete(operand);
    if (told.empty()) continue;
    if (in.op == Op::kInSet) told += "; " + Due(in.a, in.a) + " is not among the members that are known";
    return told;
  }
  return "";
}

// `host.x is incomplete: permission denied` of a collection, a set built from one, or its count; else nothing.
std::string Explainer::Incomplete(Reg reg) {
  const Instr* in = Def(reg);
  const Cell& cell = Value(reg);
  if (in == nullptr) return "";
  if (cell.kind == CellKind::kCount && cell.has_value()) {
    const std::string found = NameOf(reg) + " is " + DescribeCell(cell, TypeKind::kInt);
    const Reg collection = in->op == Op::kLoopEnd ? program_.code[in->imm].a : in->a;
    const std::string why = collection == kNoReg ? "" : Incomplete(collection);
    return why.empty() ? found : found + ": " + why;
  }
  if (cell.kind != CellKind::kRows && cell.kind != CellKind::kSet) return "";
  const Cell open = Machine::Completeness(cell, Cell::Bool(true));
  if (open.has_value()) return "";
  // A set that a rule makes is no wider than what it is made of.
  if (in->op == Op::kLoopEnd) {
    const std::string source = Incomplete(program_.code[in->imm].a);
    if (!source.empty()) return source;
  }
  const char* how = open.state == State::kError    ? " has a member in error"
                    : open.state == State::kAbsent ? " has a member without value"
                                                   : " is incomplete";
  return Subject(reg) + how + DescribeReason(ReasonText(state_, open.why.reason));
}

// What would have been due in the place of an absent value: `, expected at most 4`.
std::string Explainer::Expectation(const Instr& in, Reg missing, Wish wish) {
  if (wish == Wish::kNone) return "";
  if (in.op == Op::kColumn) {
    const Sides self{missing, missing, false};
    return KindOf(missing) == TypeKind::kBool ? Verdict_(in, self, wish == Wish::kFalse, wish) : "";
  }
  const Sides sides = SidesOf(in);
  if (in.op == Op::kElse || HasValue(sides.subject)) return "";
  for (const Reg other : {in.a, in.b, in.c}) {
    if (other != sides.subject && Def(other) != nullptr && !HasValue(other)) return "";
  }
  return Verdict_(in, sides, wish == Wish::kFalse, wish);
}

}  // namespace mps::interp
