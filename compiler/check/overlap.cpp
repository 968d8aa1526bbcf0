// What can be shown without evidence: allowed sets that meet disallowed ones. Arms of grades: arms.cpp.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

// The claim a condition is about, as text; the members of one collection are all one subject.
std::string Checker::SubjectKey(ExprId id, VarId element) const {
  const Expr& expr = E(id);
  const auto below = [&](const std::string& step) {
    const std::string base = SubjectKey(expr.args[0], element);
    return base.empty() || step.empty() ? std::string() : base + step;
  };
  switch (expr.kind) {
    case ExprKind::kVar:
      return expr.index == element ? "*" : "var " + std::to_string(expr.index);
    case ExprKind::kField:
      return below("." + std::to_string(expr.index));
    case ExprKind::kIndex: {
      const std::string key = SubjectKey(expr.args[1], element);
      return below(key.empty() ? "" : "[" + key + "]");
    }
    case ExprKind::kEnvironment:
      return "environment " + std::to_string(expr.index);
    case ExprKind::kParam:
      return "param " + std::to_string(expr.index);
    case ExprKind::kConst:
      if (!expr.value.items.empty()) return "";
      return model::Quoted(model::Spell(expr.value));
    default:
      return "";  // not a claim: nothing is shown of it
  }
}

bool Checker::AtomOf(ExprId id, Atom* atom) const {
  const Expr& expr = E(id);
  if (expr.kind != ExprKind::kInSet && expr.kind != ExprKind::kInRange && expr.kind != ExprKind::kEqual) return false;
  atom->expr = id;
  atom->shown = expr.text;
  if (expr.kind == ExprKind::kInRange) {
    if (E(expr.args[1]).kind != ExprKind::kConst || E(expr.args[2]).kind != ExprKind::kConst) return false;
    atom->is_range = true;
    atom->low = E(expr.args[1]).value;
    atom->high = E(expr.args[2]).value;
    return true;
  }
  const Expr& right = E(expr.args[1]);
  if (right.kind == ExprKind::kSetRef) {
    atom->members = &model_.sets[right.index].members;
    return true;
  }
  if (right.kind != ExprKind::kConst || right.value.kind == TypeKind::kList) return false;
  if (right.value.kind == TypeKind::kSet) {
    atom->members = &right.value.items;
  } else {
    atom->single = right.value;
  }
  return true;
}

// The memberships that must hold for `id` to hold: conjuncts, and what holds for each member of a collection.
void Checker::MembershipAtoms(ExprId id, bool negated, std::vector<Atom>& out) const {
  const Expr& expr = E(id);
  if (expr.kind == ExprKind::kNot) return MembershipAtoms(expr.args[0], !negated, out);
  if ((expr.kind == ExprKind::kAnd && !negated) || (expr.kind == ExprKind::kOr && negated)) {
    for (const ExprId arg : expr.args) MembershipAtoms(arg, negated, out);
    return;
  }
  VarId element = kNone;
  std::string collection;
  ExprId body = id;
  if (expr.kind == ExprKind::kQuantifier && !expr.has_where && !negated &&
      (expr.quantifier == model::Quantifier::kAll || expr.quantifier == model::Quantifier::kNo)) {
    element = expr.value_var != kNone ? expr.value_var : expr.var;
    collection = SubjectKey(expr.args[0], kNone);
    if (collection.empty()) return;
    body = expr.args[1];
    negated = expr.quantifier == model::Quantifier::kNo;
    while (E(body).kind == ExprKind::kNot) {
      body = E(body).args[0];
      negated = !negated;
    }
  }
  Atom atom;
  if (!AtomOf(body, &atom)) return;
  const std::string subject = SubjectKey(E(body).args[0], element);
  if (subject.empty()) return;
  atom.subject = collection + " " + subject;
  atom.negated = negated;
  out.push_back(std::move(atom));
}

// Whether one value can satisfy both: a merge of two sorted sets, or a search in one.
std::optional<bool> Checker::AtomsMeet(const Atom& a, const Atom& b) const {
  const auto inside = [](const Atom& range, const Value& v) {
    return model::Compare(range.low, v) <= 0 && model::Compare(v, range.high) <= 0;
  };
  if (a.is_range && b.is_range) return model::Compare(a.low, b.high) <= 0 && model::Compare(b.low, a.high) <= 0;
  if (b.is_range) return AtomsMeet(b, a);
  if (a.is_range) {
    if (b.members == nullptr) return inside(a, b.single);
    return std::any_of(b.members->begin(), b.members->end(), [&](const Value& v) { return inside(a, v); });
  }
  if (a.members == nullptr && b.members == nullptr) return model::Equal(a.single, b.single);
  if (b.members == nullptr) return model::ContainsMember(*a.members, b.single);
  if (a.members == nullptr) return model::ContainsMember(*b.members, a.single);
  for (std::size_t i = 0, j = 0; i < a.members->size() && j < b.members->size();) {
    const int order = model::Compare((*a.members)[i], (*b.members)[j]);
    if (order == 0) return true;
    ++(order < 0 ? i : j);
  }
  return false;
}

// LIMIT: pairs of conditions compared in one rule; a rule with more is no rule that a person wrote.
constexpr std::size_t kPairs = 20000;

void Checker::CheckAllowDeny(const model::Rule& rule, Span span) {
  std::vector<Atom> atoms;
  for (const model::Part& part : rule.parts) {
    if (part.require != kNone) MembershipAtoms(part.require, false, atoms);
  }
  std::size_t pairs = 0;
  for (const Atom& allowed : atoms) {
    if (allowed.negated) continue;
    for (const Atom& denied : atoms) {
      if (++pairs > kPairs) return;
      if (!denied.negated || denied.subject != allowed.subject || !AtomsMeet(allowed, denied).value_or(false)) continue;
      Report(diag::Id::kAllowedMeetsDisallowed, span, {allowed.shown, denied.shown})
          .At("some values are allowed and disallowed")
          .WithLabel(E(allowed.expr).span, "allowed here")
          .WithLabel(E(denied.expr).span, "disallowed here");
      return;
    }
  }
}

}  // namespace mps::check
