// What may be absent in a condition, what guards it, and what a condition comes to whatever is read.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

// The presence tests that hold where `id` comes to `holds`: conjuncts of what is true, disjuncts of what is false.
void Checker::GuardsOf(ExprId id, bool holds, std::vector<ExprId>& guards) const {
  const Expr& expr = E(id);
  switch (expr.kind) {
    case ExprKind::kIsPresent:
      if (holds) guards.push_back(expr.args[0]);
      break;
    case ExprKind::kIsAbsent:
      if (!holds) guards.push_back(expr.args[0]);
      break;
    case ExprKind::kNot:
      GuardsOf(expr.args[0], !holds, guards);
      break;
    case ExprKind::kAnd:
      if (!holds) break;
      for (ExprId arg : expr.args) GuardsOf(arg, true, guards);
      break;
    case ExprKind::kOr:
      if (holds) break;
      for (ExprId arg : expr.args) GuardsOf(arg, false, guards);
      break;
    default:
      break;
  }
}

// A read is there if something tested for presence is it, or lies below it.
bool Checker::Guarded(ExprId read, const std::vector<ExprId>& guards) const {
  for (ExprId guard : guards) {
    for (ExprId at = guard;;) {
      if (SameExpr(at, read)) return true;
      ExprKind kind = E(at).kind;
      if (kind != ExprKind::kField && kind != ExprKind::kIndex && kind != ExprKind::kLookup) break;
      at = E(at).args[0];
    }
  }
  return false;
}

ExprId Checker::UnguardedPath(ExprId id, std::vector<ExprId>& guards) const {
  const Expr& expr = E(id);
  ExprId base = UnguardedAbsence(expr.args[0], guards);
  if (base != kNone) return base;
  if (expr.kind != ExprKind::kField) {
    ExprId key = UnguardedAbsence(expr.args[1], guards);
    if (key != kNone) return key;
    return Guarded(id, guards) ? kNone : id;
  }
  bool optional = Def(T(expr.args[0])).fields[expr.index].optional;
  return optional && !Guarded(id, guards) ? id : kNone;
}

ExprId Checker::UnguardedAbsence(ExprId id, std::vector<ExprId>& guards) const {
  const Expr& expr = E(id);
  if (!expr.may_be_absent) return kNone;
  std::size_t outer = guards.size();
  ExprId found = kNone;
  switch (expr.kind) {
    case ExprKind::kField:
    case ExprKind::kIndex:
    case ExprKind::kLookup:
      return UnguardedPath(id, guards);
    case ExprKind::kBy:  // that the claim is there says nothing of who says it
      return Guarded(id, guards) ? kNone : id;
    case ExprKind::kIsPresent:
    case ExprKind::kIsAbsent:
      return kNone;
    case ExprKind::kElse:
      return UnguardedAbsence(expr.args[1], guards);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      // Nothing short-circuits: a false conjunct wins wherever it stands, so every guard serves all the others.
      for (ExprId arg : expr.args) GuardsOf(arg, expr.kind == ExprKind::kAnd, guards);
      for (ExprId arg : expr.args) {
        if (found == kNone) found = UnguardedAbsence(arg, guards);
      }
      break;
    case ExprKind::kQuantifier:
    case ExprKind::kBuildSet:
      found = UnguardedAbsence(expr.args[0], guards);
      if (found == kNone && expr.has_where) found = UnguardedAbsence(expr.args[2], guards);
      if (expr.has_where) GuardsOf(expr.args[2], true, guards);
      if (found == kNone) found = UnguardedAbsence(expr.args[1], guards);
      break;
    default:
      for (ExprId arg : expr.args) {
        if (found == kNone) found = UnguardedAbsence(arg, guards);
      }
      break;
  }
  guards.resize(outer);
  return found;
}

void Checker::RequireGuards(ExprId condition, Span span) {
  if (condition == kNone) return;
  std::vector<ExprId> guards;
  ExprId read = UnguardedAbsence(condition, guards);
  if (read == kNone) return;
  Span place = expanding() ? span : E(read).span;
  std::string text = E(read).text;
  Report(diag::Id::kUnguardedAbsence, place, {text})
      .At("may be absent")
      .WithHelp("in a `when` say what then: `" + text + " is present and ...`, or `(" + text + " else ...)`");
}

std::optional<bool> Checker::ConstantCompare(const Expr& expr) const {
  std::vector<const Value*> values;
  for (ExprId arg : expr.args) {
    if (E(arg).kind != ExprKind::kConst) return std::nullopt;
    values.push_back(&E(arg).value);
  }
  auto order = [&](std::size_t a, std::size_t b) { return model::Compare(*values[a], *values[b]); };
  switch (expr.kind) {
    case ExprKind::kEqual:
    case ExprKind::kNotEqual: {
      bool digests = values[0]->kind == TypeKind::kDigest && values[0]->digest_alg != values[1]->digest_alg;
      if (digests || (values[0]->kind != values[1]->kind && !(values[0]->text.empty() || values[1]->text.empty())))
        return std::nullopt;
      return (order(0, 1) == 0) == (expr.kind == ExprKind::kEqual);
    }
    case ExprKind::kLess:
      return order(0, 1) < 0;
    case ExprKind::kLessEqual:
      return order(0, 1) <= 0;
    case ExprKind::kGreater:
      return order(0, 1) > 0;
    case ExprKind::kGreaterEqual:
      return order(0, 1) >= 0;
    case ExprKind::kInRange:
      return order(1, 0) <= 0 && order(0, 2) <= 0;
    case ExprKind::kWithin:
      return (values[0]->number & ~values[1]->number) == 0;
    default:
      return std::nullopt;
  }
}

std::optional<bool> Checker::ConstantTruth(ExprId id) const {
  const Expr& expr = E(id);
  switch (expr.kind) {
    case ExprKind::kConst:
      if (expr.value.kind != TypeKind::kBool) return std::nullopt;
      return expr.value.number != 0;
    case ExprKind::kNot: {
      auto inner = ConstantTruth(expr.args[0]);
      if (!inner) return std::nullopt;
      return !*inner;
    }
    case ExprKind::kAnd:
    case ExprKind::kOr: {
      bool wins = expr.kind == ExprKind::kOr, all = true;
      for (ExprId arg : expr.args) {
        auto truth = ConstantTruth(arg);
        if (truth && *truth == wins) return wins;
        all = all && truth.has_value();
      }
      return all ? std::optional<bool>(!wins) : std::nullopt;
    }
    case ExprKind::kEqual:
    case ExprKind::kNotEqual:
    case ExprKind::kLess:
    case ExprKind::kLessEqual:
    case ExprKind::kGreater:
    case ExprKind::kGreaterEqual:
    case ExprKind::kInRange:
    case ExprKind::kWithin:
      return ConstantCompare(expr);
    default:
      return std::nullopt;
  }
}

}  // namespace mps::check
