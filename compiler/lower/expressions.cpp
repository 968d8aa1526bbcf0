// Expressions: dispatch, comparisons, logic, arithmetic and text.
#include "lower/expressions.h"

#include <algorithm>

#include "schema/types.h"

namespace mps::lower {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using program::Compare;
using program::kNoReg;

void Expressions::Begin() {
  scopes_.assign(1, Scope());
  bindings_.clear();
  depends_ = 0;
  depth_ = 0;
  bodies_ = 1;
}

Operand Expressions::Fail(Code code, const std::string& message) {
  emitter_.Fail(Status(code, message));
  return {};
}

Operand Expressions::Refused(const std::string& what) {
  emitter_.Fail(Status(Code::kInternal, "lowering met what the checker refuses: " + what + ": " + emitter_.note()));
  return {};
}

std::uint32_t Expressions::Index(Result<std::uint32_t> index) {
  if (index.ok()) return *index;
  emitter_.Fail(index.TakeStatus());
  return 0;
}

bool Expressions::Recall(ExprId id, Operand& operand) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    auto found = scope->known.find(id);
    if (found == scope->known.end()) continue;
    operand = found->second.operand;
    depends_ = std::max(depends_, found->second.depends);
    return true;
  }
  return false;
}

// Kept as far out as its binders allow, but not beyond a loop: what is computed inside one does not hold after it.
void Expressions::Remember(ExprId id, const Operand& operand, std::size_t depends) {
  std::size_t at = scopes_.size() - 1;
  while (at > depends && !scopes_[at].is_loop) --at;
  scopes_[at].known[id] = {operand, depends};
}

Operand Expressions::Lower(ExprId id) {
  Operand operand;
  if (emitter_.failed() || Recall(id, operand)) return operand;
  if (++steps_ > limit::kLoweringSteps) return Fail(Code::kLimit, "more expressions than limit::kLoweringSteps");
  if (++depth_ > limit::kExpressionDepth)
    return Fail(Code::kLimit, "expressions nest deeper than limit::kExpressionDepth");
  const Expr& e = model_.exprs[id];
  const std::string* note = emitter_.note_text();
  const std::size_t outer = depends_;
  depends_ = 0;
  emitter_.SetNote(&e.text);
  operand = Dispatch(e);
  emitter_.SetNote(note);
  Remember(id, operand, depends_);
  depends_ = std::max(depends_, outer);
  --depth_;
  return operand;
}

Operand Expressions::Dispatch(const Expr& e) {
  switch (e.kind) {
    case ExprKind::kConst:
      return Constant(e);
    case ExprKind::kSetRef:
      return SetConstant(model_.sets[e.index].members, ElementCompare(IdOf(e)));
    case ExprKind::kTableRef:
      return Fail(Code::kInternal, "a table is not a value");
    case ExprKind::kParam:
      return Param(e);
    case ExprKind::kNow:
      return Emit(e, {.op = Op::kNow});
    case ExprKind::kConfigDigest:
      return Emit(e, {.op = Op::kConfigDigest, .imm = e.index});
    case ExprKind::kEnvironment:
    case ExprKind::kBy:
    case ExprKind::kField:
    case ExprKind::kIndex:
    case ExprKind::kVar:
      return Variable(e);
    case ExprKind::kLookup:
      return Lookup(e);
    case ExprKind::kEqual:
    case ExprKind::kNotEqual:
    case ExprKind::kLess:
    case ExprKind::kLessEqual:
    case ExprKind::kGreater:
    case ExprKind::kGreaterEqual:
      return Comparison(e);
    case ExprKind::kInRange: {
      const Reg a = Lower(e.args[0]).reg, low = Lower(e.args[1]).reg, high = Lower(e.args[2]).reg;
      return Emit(e,
                  {.op = Op::kInRange, .aux = static_cast<std::uint8_t>(CompareArgs(e)), .a = a, .b = low, .c = high});
    }
    case ExprKind::kInSet:
      return InSet(e);
    case ExprKind::kInCidr:
      return Binary(e, Op::kInCidr, 0);
    case ExprKind::kWithin:
      return Binary(e, Op::kWithin, 0);
    case ExprKind::kMatches:
    case ExprKind::kContains:
    case ExprKind::kStartsWith:
    case ExprKind::kEndsWith:
      return TextTest(e);
    case ExprKind::kIsPresent:
      return Unary(e, Op::kIsPresent);
    case ExprKind::kIsAbsent:
      return Unary(e, Op::kIsAbsent);
    case ExprKind::kElse:
      return Else(e);
    case ExprKind::kAdd:
    case ExprKind::kSub:
      return Arithmetic(e);
    case ExprKind::kBitAnd:
      return Binary(e, Op::kBitAnd, static_cast<std::uint8_t>(TypeOf(e.args[0]).kind));
    case ExprKind::kToInt:
      return Unary(e, Op::kToInt);
    case ExprKind::kLower:
      return Unary(e, Op::kLower);
    case ExprKind::kNot:
      return Unary(e, Op::kNot);
    case ExprKind::kAnd:
      return Logic(e, Op::kAnd);
    case ExprKind::kOr:
      return Logic(e, Op::kOr);
    case ExprKind::kQuantifier:
      return Quantifier(e);
    case ExprKind::kCount:
      return Count(e);
    case ExprKind::kBuildSet:
      return Looped(e, program::LoopKind::kBuild, CompareOf(TypeOf(e.args[1]), TypeOf(e.args[1])));
    case ExprKind::kMakeSet:
      return MakeSet(e, ElementCompare(IdOf(e)));
  }
  return Fail(Code::kInternal, "an unknown kind of expression");
}

Operand Expressions::Emit(const Expr& e, const Instr& instr) {
  emitter_.SetNote(&e.text);
  return {emitter_.Value(instr)};
}

Operand Expressions::Unary(const Expr& e, Op op) {
  const Reg a = Lower(e.args[0]).reg;
  return Emit(e, {.op = op, .a = a});
}

Operand Expressions::Binary(const Expr& e, Op op, std::uint8_t aux) {
  const Reg a = Lower(e.args[0]).reg;
  const Reg b = Lower(e.args[1]).reg;
  return Emit(e, {.op = op, .aux = aux, .a = a, .b = b});
}

// There is no Greater: the operands change places, but are computed in the order of the source.
Operand Expressions::Ordered(const Expr& e, Op op, bool swap) {
  Reg a = Lower(e.args[0]).reg;
  Reg b = Lower(e.args[1]).reg;
  if (swap) std::swap(a, b);
  return Emit(e, {.op = op, .aux = static_cast<std::uint8_t>(CompareArgs(e)), .a = a, .b = b});
}

Operand Expressions::Comparison(const Expr& e) {
  const bool equality = e.kind == ExprKind::kEqual || e.kind == ExprKind::kNotEqual;
  if (schema::IsCollection(TypeOf(e.args[0]).kind) || schema::IsCollection(TypeOf(e.args[1]).kind)) {
    return equality ? SetEqual(e) : Refused("collections have no order");
  }
  if (!schema::IsScalar(TypeOf(e.args[0]).kind) || !schema::IsScalar(TypeOf(e.args[1]).kind)) {
    return Refused("only scalars and sets compare");
  }
  switch (e.kind) {
    case ExprKind::kEqual:
      return Ordered(e, Op::kEqual, false);
    case ExprKind::kNotEqual:
      return Ordered(e, Op::kNotEqual, false);
    case ExprKind::kLess:
      return Ordered(e, Op::kLess, false);
    case ExprKind::kLessEqual:
      return Ordered(e, Op::kLessEqual, false);
    case ExprKind::kGreater:
      return Ordered(e, Op::kLess, true);
    default:
      return Ordered(e, Op::kLessEqual, true);
  }
}

Operand Expressions::Logic(const Expr& e, Op op) {
  if (e.args.empty()) return Fail(Code::kInternal, "`and` and `or` need operands");
  Reg all = Lower(e.args[0]).reg;
  for (std::size_t i = 1; i < e.args.size() && !emitter_.failed(); ++i) {
    const Reg next = Lower(e.args[i]).reg;
    all = Emit(e, {.op = op, .a = all, .b = next}).reg;
  }
  return {all};
}

// Chains such as a + b - c lean to the left and may be long: they are walked, not recursed into.
Operand Expressions::Arithmetic(const Expr& e) {
  std::vector<const Expr*> chain = {&e};
  auto leans = [&] {
    const Expr& left = Arg(*chain.back(), 0);
    Operand known;
    return (left.kind == ExprKind::kAdd || left.kind == ExprKind::kSub) && !Recall(chain.back()->args[0], known);
  };
  while (leans()) chain.push_back(&Arg(*chain.back(), 0));
  Reg sum = Lower(chain.back()->args[0]).reg;
  for (auto at = chain.rbegin(); at != chain.rend() && !emitter_.failed(); ++at) {
    const Reg next = Lower((*at)->args[1]).reg;
    const auto kind = static_cast<std::uint8_t>(model_.types[(*at)->type].kind);
    sum = Emit(**at, {.op = (*at)->kind == ExprKind::kAdd ? Op::kAdd : Op::kSub, .aux = kind, .a = sum, .b = next}).reg;
  }
  return {sum};
}

Operand Expressions::TextTest(const Expr& e) {
  const Expr& right = Arg(e, 1);
  if (right.kind == ExprKind::kConst && right.value.kind == TypeKind::kPattern) {
    if (e.kind != ExprKind::kMatches && e.kind != ExprKind::kContains) return Refused("a pattern is not due here");
    const Reg text = Lower(e.args[0]).reg;
    const Op op = e.kind == ExprKind::kMatches ? Op::kMatch : Op::kContainsMatch;
    return Emit(e, {.op = op, .a = text, .imm = Index(constants_.Pattern(right.value))});
  }
  switch (e.kind) {
    case ExprKind::kContains:
      return Binary(e, Op::kContains, 0);
    case ExprKind::kStartsWith:
      return Binary(e, Op::kStartsWith, 0);
    case ExprKind::kEndsWith:
      return Binary(e, Op::kEndsWith, 0);
    default:
      return Refused("`matches` needs a constant pattern");
  }
}

Operand Expressions::ScalarConstant(const Value& value) {
  const std::uint32_t index = Index(constants_.Scalar(value));
  return {emitter_.Value({.op = Op::kConst, .imm = index})};
}

Operand Expressions::Constant(const Expr& e) {
  if (e.value.kind == TypeKind::kSet || e.value.kind == TypeKind::kList) {
    return SetConstant(e.value.items, ElementCompare(IdOf(e)));
  }
  return ScalarConstant(e.value);
}

Operand Expressions::Param(const Expr& e) {
  Operand operand = Emit(e, {.op = Op::kParam, .imm = e.index});
  const schema::TypeDef& type = model_.types[model_.params[e.index].type];
  if (schema::IsCollection(type.kind)) {
    operand.compare = CompareOf(model_.types[type.element], model_.types[type.element]);
  }
  return operand;
}

Reg Expressions::True() { return emitter_.Value({.op = Op::kConst, .imm = constants_.Bool(true)}); }

}  // namespace mps::lower
