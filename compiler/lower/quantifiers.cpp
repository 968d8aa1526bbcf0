// Expressions: quantifiers and built sets, as loops or, over small constant sets, one body after the other.
#include <algorithm>

#include "lower/expressions.h"
#include "model/compare.h"
#include "schema/types.h"

namespace mps::lower {

using model::Expr;
using program::Compare;
using program::LoopKind;
using QuantifierKind = model::Quantifier;

Reg Expressions::Negate(Reg truth) { return emitter_.Value({.op = Op::kNot, .a = truth}); }
Reg Expressions::Fold(Op op, Reg a, Reg b) { return emitter_.Value({.op = op, .a = a, .b = b}); }

bool Expressions::HasRepeats(const std::vector<Value>& members) {
  std::vector<Value> sorted = members;
  return model::SortUnique(sorted) != 0;
}

Operand Expressions::Quantifier(const Expr& e) {
  if (const std::vector<Value>* members = ConstantMembers(e.args[0])) {
    if (MayUnroll(e, *members)) return Unrolled(e, *members);
    const bool counts = e.quantifier == QuantifierKind::kOne || e.quantifier == QuantifierKind::kCount ||
                        e.quantifier == QuantifierKind::kDistinct;
    // Looped over as a set, a list would lose its repeats.
    if (counts && HasRepeats(*members)) return Refused("a list that is counted holds a member twice");
  }
  switch (e.quantifier) {
    case QuantifierKind::kAll:
      return Looped(e, LoopKind::kAll, Compare::kInt);
    case QuantifierKind::kAny:
      return Looped(e, LoopKind::kAny, Compare::kInt);
    case QuantifierKind::kOne:
      return Looped(e, LoopKind::kOne, Compare::kInt);
    case QuantifierKind::kCount:
      return Looped(e, LoopKind::kCount, Compare::kInt);
    case QuantifierKind::kDistinct:
      return Looped(e, LoopKind::kDistinct, CompareOf(TypeOf(e.args[1]), TypeOf(e.args[1])));
    case QuantifierKind::kNo: {
      const Reg any = Looped(e, LoopKind::kAny, Compare::kInt).reg;
      return Emit(e, {.op = Op::kNot, .a = any});
    }
  }
  return Fail(Code::kInternal, "an unknown quantifier");
}

// One binder over a map takes the keys; two take key and value.
void Expressions::Bind(const Expr& e, const Operand& collection, Reg member) {
  Binding binding;
  binding.scope = scopes_.size() - 1;
  const bool is_rows = collection.rows != schema::kNone;
  const bool is_map = is_rows && reads_.Type(collection.rows).kind == TypeKind::kMap;
  if (e.value_var != model::kNone && !is_map) {
    Refused("two binders need a map");
    return;
  }
  if (!is_rows) {
    binding.kind = Binding::Kind::kRegister;
    binding.reg = member;
    bindings_[e.var] = binding;
    return;
  }
  // Reports name a member by its key, or by the field that tells it from others, whatever the rule itself reads of it.
  if (is_map) reads_.KeyColumn(collection.rows);
  const schema::NodeId member_node = reads_.Element(collection.rows);
  const std::uint32_t label = schema::LabelField(reads_.Type(member_node));
  if (!is_map && label != schema::kNone) reads_.Value(reads_.Field(member_node, label));
  if (is_map) {
    binding.kind = Binding::Kind::kKey;
    binding.place = {member, collection.rows};
    bindings_[e.var] = binding;
    if (e.value_var == model::kNone) return;
  }
  binding.kind = Binding::Kind::kMember;
  binding.place = {member, reads_.Element(collection.rows)};
  bindings_[is_map ? e.value_var : e.var] = binding;
}

Operand Expressions::Looped(const Expr& e, LoopKind kind, Compare compare) {
  const bool keyed = kind == LoopKind::kDistinct || kind == LoopKind::kBuild;
  if (keyed && !schema::IsScalar(TypeOf(e.args[1]).kind)) return Refused("keys and members of sets are scalars");
  const Operand collection = Lower(e.args[0]);
  if (emitter_.failed()) return {};
  emitter_.SetNote(&e.text);
  Emitter::OpenLoop loop = emitter_.BeginLoop(kind, collection.reg);
  scopes_.emplace_back();
  scopes_.back().is_loop = true;
  const std::size_t scope = scopes_.size() - 1;
  Bind(e, collection, loop.member);
  const Reg where = e.has_where ? Lower(e.args[2]).reg : program::kNoReg;
  const Reg body = Lower(e.args[1]).reg;
  scopes_.pop_back();
  // What depends on the loop's own binders depends, from outside, on what is around it.
  if (depends_ == scope) depends_ = scope - 1;
  emitter_.SetNote(&e.text);
  Operand result{emitter_.EndLoop(loop, body, where, compare)};
  result.compare = compare;
  return result;
}

bool Expressions::MayUnroll(const Expr& e, const std::vector<Value>& members) const {
  if (e.quantifier == QuantifierKind::kDistinct || e.value_var != model::kNone) return false;
  if (members.empty()) return true;
  return members.size() <= options_.unroll && bodies_ * members.size() <= kUnrolledBodies;
}

// The truth of one member, its `where` taken in: `not where or body` under all, else `where and body`.
Reg Expressions::Turn(const Expr& e) {
  if (!e.has_where) return Lower(e.args[1]).reg;
  const Reg where = Lower(e.args[2]).reg;
  const Reg body = Lower(e.args[1]).reg;
  emitter_.SetNote(&e.text);
  return e.quantifier == QuantifierKind::kAll ? Fold(Op::kOr, Negate(where), body) : Fold(Op::kAnd, where, body);
}

Operand Expressions::Unrolled(const Expr& e, const std::vector<Value>& members) {
  const bool counts = e.quantifier == QuantifierKind::kOne || e.quantifier == QuantifierKind::kCount;
  const bool is_all = e.quantifier == QuantifierKind::kAll;
  bodies_ *= std::max<std::size_t>(members.size(), 1);
  Reg result = 0;
  if (counts) result = emitter_.Value({.op = Op::kConst, .imm = constants_.Int(0)});
  if (!counts && members.empty()) result = emitter_.Value({.op = Op::kConst, .imm = constants_.Bool(is_all)});
  for (std::size_t i = 0; i < members.size() && !emitter_.failed(); ++i) {
    scopes_.emplace_back();
    Binding binding;
    binding.kind = Binding::Kind::kConstant;
    binding.constant = &members[i];
    binding.scope = scopes_.size() - 1;
    bindings_[e.var] = binding;
    const Reg truth = Turn(e);
    scopes_.pop_back();
    emitter_.SetNote(&e.text);
    if (counts) {
      result = Fold(Op::kTally, result, truth);
    } else {
      result = i == 0 ? truth : Fold(is_all ? Op::kAnd : Op::kOr, result, truth);
    }
  }
  depends_ = std::min(depends_, scopes_.size() - 1);
  bodies_ /= std::max<std::size_t>(members.size(), 1);
  if (e.quantifier == QuantifierKind::kNo) result = Negate(result);
  if (e.quantifier == QuantifierKind::kOne) {
    const Reg one = emitter_.Value({.op = Op::kConst, .imm = constants_.Int(1)});
    result = emitter_.Value({.op = Op::kEqual, .aux = static_cast<std::uint8_t>(Compare::kInt), .a = result, .b = one});
  }
  return {result};
}

}  // namespace mps::lower
