// Expressions: reads of claims. A path of fields and constant keys is one node of the plan; a computed key is a Probe.
#include <algorithm>

#include "lower/expressions.h"
#include "schema/types.h"

namespace mps::lower {

using model::Expr;
using model::ExprId;
using model::ExprKind;

const Expressions::Binding* Expressions::BindingOf(std::uint32_t var) {
  auto found = bindings_.find(var);
  if (found == bindings_.end()) {
    Fail(Code::kInternal, "a binder outside its quantifier");
    return nullptr;
  }
  depends_ = std::max(depends_, found->second.scope);
  return &found->second;
}

bool Expressions::IsPlace(const Expr& e) const {
  switch (e.kind) {
    case ExprKind::kEnvironment:
    case ExprKind::kField:
    case ExprKind::kIndex:
    case ExprKind::kBy:
      return true;
    case ExprKind::kVar: {
      auto found = bindings_.find(e.index);
      return found != bindings_.end() && found->second.kind == Binding::Kind::kMember;
    }
    default:
      return false;
  }
}

// REQUIRES: IsPlace. nullopt after a failure.
std::optional<Expressions::Place> Expressions::PlaceOf(ExprId id) {
  const Expr& e = model_.exprs[id];
  if (!IsPlace(e)) {
    Refused("only claims have fields");
    return std::nullopt;
  }
  if (e.kind == ExprKind::kEnvironment) return Place{program::kNoReg, reads_.Environment(e.index)};
  if (e.kind == ExprKind::kVar) {
    const Binding* binding = BindingOf(e.index);
    return binding->place;
  }
  if (e.kind == ExprKind::kIndex) return IndexPlace(e);
  std::optional<Place> base = PlaceOf(e.args[0]);
  if (!base) return std::nullopt;
  if (e.kind == ExprKind::kBy) {
    if (base->row != program::kNoReg) return Refused("endorsers speak of claims by their path"), std::nullopt;
    return Place{program::kNoReg, reads_.By(base->node, model_.endorsers[e.index].name)};
  }
  if (e.index >= reads_.Type(base->node).fields.size()) {
    Fail(Code::kInternal, "no such field: " + e.text);
    return std::nullopt;
  }
  return Place{base->row, reads_.Field(base->node, e.index)};
}

std::optional<Expressions::Place> Expressions::IndexPlace(const Expr& e) {
  const std::optional<std::string> key = ConstantKey(e.args[1]);
  Operand map;
  if (IsPlace(Arg(e, 0))) {
    std::optional<Place> base = PlaceOf(e.args[0]);
    if (!base) return std::nullopt;
    if (key) return Place{base->row, reads_.Key(base->node, *key)};
    map = ValueOf(*base);
  } else {
    map = Lower(e.args[0]);
  }
  if (emitter_.failed()) return std::nullopt;
  if (map.rows == schema::kNone || reads_.Type(map.rows).kind != TypeKind::kMap) {
    Refused("only maps of claims have keys");
    return std::nullopt;
  }
  const Reg at = Lower(e.args[1]).reg;
  const std::uint32_t column = emitter_.ColumnIndex(reads_.KeyColumn(map.rows));
  emitter_.SetNote(&e.text);
  const schema::NodeId element = reads_.Element(map.rows);
  const Reg row = emitter_.Value({.op = Op::kProbe, .a = map.reg, .b = at, .imm = column}, reads_.Path(element));
  return Place{row, element};
}

// The key as evidence spells it, if it is known now.
std::optional<std::string> Expressions::ConstantKey(ExprId id) {
  const Expr& e = model_.exprs[id];
  const Value* value = nullptr;
  if (e.kind == ExprKind::kConst) value = &e.value;
  if (e.kind == ExprKind::kVar) {
    auto found = bindings_.find(e.index);
    if (found != bindings_.end() && found->second.kind == Binding::Kind::kConstant) {
      value = BindingOf(e.index)->constant;
    }
  }
  if (value == nullptr) return std::nullopt;
  switch (schema::CellKindOf(value->kind)) {
    case CellKind::kText:
      return value->text;
    case CellKind::kInt:
      return std::to_string(value->number);
    default:
      return std::nullopt;
  }
}

Operand Expressions::ValueOf(const Place& place) {
  const schema::ColumnRef column = reads_.Value(place.node);
  Operand operand;
  operand.reg =
      emitter_.Value({.op = Op::kColumn, .a = place.row, .imm = emitter_.ColumnIndex(column)}, reads_.Path(place.node));
  if (schema::IsCollection(reads_.Type(place.node).kind)) operand.rows = place.node;
  return operand;
}

Operand Expressions::LowerWhole(ExprId id) {
  if (!IsPlace(model_.exprs[id])) return Lower(id);
  const std::optional<Place> place = PlaceOf(id);
  if (place && !reads_.ReadWhole(place->node)) return Fail(Code::kLimit, "reads more than limit::kReadNodes places");
  return Lower(id);
}

// Claims, and what binders stand for.
Operand Expressions::Variable(const Expr& e) {
  if (IsPlace(e)) {
    std::optional<Place> place = PlaceOf(IdOf(e));
    emitter_.SetNote(&e.text);
    return place ? ValueOf(*place) : Operand();
  }
  const Binding* binding = BindingOf(e.index);
  if (binding == nullptr) return {};
  switch (binding->kind) {
    case Binding::Kind::kConstant:
      return ScalarConstant(*binding->constant);
    case Binding::Kind::kRegister:
      return {binding->reg};
    case Binding::Kind::kKey: {
      const std::uint32_t column = emitter_.ColumnIndex(reads_.KeyColumn(binding->place.node));
      return {emitter_.Value({.op = Op::kRowKey, .a = binding->place.row, .imm = column})};
    }
    case Binding::Kind::kMember:
      break;
  }
  return Fail(Code::kInternal, "a binder of no kind");
}

}  // namespace mps::lower
