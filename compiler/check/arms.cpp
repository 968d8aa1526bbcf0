// Arms of grades that provably overlap: there are values of the claims that make both conditions true.
//
// Each condition is taken as alternatives of conjuncts over claims. Two arms overlap where an alternative of one and
// one of the other speak of a common claim, and a value can be named for every claim in them. What cannot be taken
// apart so (counts, quantifiers, absence, two claims compared) proves nothing.
#include <algorithm>
#include <limits>
#include <map>

#include "check/checker.h"
#include "model/compare.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

namespace {

constexpr std::size_t kAlternatives = 32;  // LIMIT: of one arm; beyond them nothing is shown of it
constexpr std::size_t kWork = 200000;      // LIMIT: atoms looked at for one rule
constexpr std::size_t kTried = 64;         // values of a range that are tried against exceptions

bool IsCounted(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kTime || kind == TypeKind::kDuration;
}

Value Number(TypeKind kind, std::int64_t number) {
  Value v;
  v.kind = kind;
  v.number = number;
  return v;
}

}  // namespace

// `x < 5` and its like over numbers, as the range of what is left of the claim's own domain.
bool Checker::OrderAtom(ExprId id, bool negated, Atom* atom) const {
  const Expr& expr = E(id);
  ExprKind kind = expr.kind;
  const bool order = kind == ExprKind::kLess || kind == ExprKind::kLessEqual || kind == ExprKind::kGreater ||
                     kind == ExprKind::kGreaterEqual;
  if (!order || E(expr.args[1]).kind != ExprKind::kConst || !IsCounted(KindOf(T(expr.args[0])))) return false;
  if (negated) {
    kind = kind == ExprKind::kLess        ? ExprKind::kGreaterEqual
           : kind == ExprKind::kLessEqual ? ExprKind::kGreater
           : kind == ExprKind::kGreater   ? ExprKind::kLessEqual
                                          : ExprKind::kLess;
  }
  const schema::TypeDef& type = Def(T(expr.args[0]));
  std::int64_t low = type.low.value_or(std::numeric_limits<std::int64_t>::min());
  std::int64_t high = type.high.value_or(std::numeric_limits<std::int64_t>::max());
  const std::int64_t bound = E(expr.args[1]).value.number;
  const bool up = kind == ExprKind::kGreater || kind == ExprKind::kGreaterEqual;
  const bool open = kind == ExprKind::kGreater || kind == ExprKind::kLess;
  if (open && bound == (up ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min()))
    return false;
  if (up) low = std::max(low, open ? bound + 1 : bound);
  if (!up) high = std::min(high, open ? bound - 1 : bound);
  atom->is_range = true;
  atom->low = Number(type.kind, low);
  atom->high = Number(type.kind, high);
  atom->expr = id;
  return true;
}

bool Checker::ArmAtom(ExprId id, bool negated, Atom* atom) const {
  const Expr& expr = E(id);
  if (OrderAtom(id, negated, atom)) {
    atom->subject = SubjectKey(expr.args[0], kNone);
    return !atom->subject.empty();
  }
  atom->negated = negated;
  if (expr.kind == ExprKind::kField || expr.kind == ExprKind::kIndex) {  // a claim that is true or false
    atom->single = Number(TypeKind::kBool, 1);
    atom->expr = id;
    atom->subject = SubjectKey(id, kNone);
    return !atom->subject.empty();
  }
  if (expr.kind == ExprKind::kNotEqual) {
    if (E(expr.args[1]).kind != ExprKind::kConst || E(expr.args[1]).value.kind == TypeKind::kSet) return false;
    atom->single = E(expr.args[1]).value;
    atom->negated = !negated;
    atom->expr = id;
  } else if (!AtomOf(id, atom)) {
    return false;
  }
  // Equality of whole sets is no membership.
  const TypeKind left = KindOf(T(expr.args[0]));
  if (left == TypeKind::kSet || left == TypeKind::kList) return false;
  atom->subject = SubjectKey(expr.args[0], kNone);
  return !atom->subject.empty();
}

std::optional<std::vector<Checker::Atoms>> Checker::Alternatives(ExprId id, bool negated) const {
  const Expr& expr = E(id);
  if (expr.kind == ExprKind::kNot) return Alternatives(expr.args[0], !negated);
  if (expr.kind == ExprKind::kIsPresent && !negated) return std::vector<Atoms>{{}};  // so it is where it has a value
  if (expr.kind != ExprKind::kAnd && expr.kind != ExprKind::kOr) {
    Atom atom;
    if (!ArmAtom(id, negated, &atom)) return std::nullopt;
    return std::vector<Atoms>{{std::move(atom)}};
  }
  const bool conjunction = (expr.kind == ExprKind::kAnd) != negated;
  std::vector<Atoms> out;
  if (conjunction) out.emplace_back();
  for (const ExprId arg : expr.args) {
    auto part = Alternatives(arg, negated);
    // An alternative that shows nothing leaves the others as they are.
    if (!part && !conjunction) continue;
    if (!part) return std::nullopt;
    std::vector<Atoms> next = conjunction ? std::vector<Atoms>() : std::move(out);
    for (Atoms& more : *part) {
      if (!conjunction) next.push_back(std::move(more));
      for (std::size_t i = 0; conjunction && i < out.size(); ++i) {
        next.push_back(out[i]);
        next.back().insert(next.back().end(), more.begin(), more.end());
      }
    }
    out = std::move(next);
    if (out.size() > kAlternatives) return std::nullopt;
  }
  if (out.empty()) return std::nullopt;
  return out;
}

// Whether a value can be named that fits all of them. REQUIRES: all of one subject.
bool Checker::Satisfiable(const Atoms& atoms) const {
  const auto fits = [&](const Value& v) {
    return std::all_of(atoms.begin(), atoms.end(), [&](const Atom& atom) {
      const bool inside = atom.is_range ? model::Compare(atom.low, v) <= 0 && model::Compare(v, atom.high) <= 0
                          : atom.members != nullptr ? model::ContainsMember(*atom.members, v)
                                                    : model::Equal(atom.single, v);
      return inside != atom.negated;
    });
  };
  std::vector<Value> tried;
  for (const Atom& atom : atoms) {
    if (atom.is_range || atom.negated) continue;
    if (atom.members == nullptr) return fits(atom.single);
    return std::any_of(atom.members->begin(), atom.members->end(), fits);
  }
  // Ranges: the ends of each, and of numbers what follows them. Exceptions alone: values of the claim's own domain.
  for (const Atom& atom : atoms) {
    if (atom.is_range) {
      tried.push_back(atom.low);
      tried.push_back(atom.high);
    }
    const Expr& expr = E(atom.expr);
    const schema::TypeDef& type = Def(T(expr.args.empty() || KindOf(expr.type) != TypeKind::kBool ||
                                                expr.kind == ExprKind::kField || expr.kind == ExprKind::kIndex
                                            ? atom.expr
                                            : expr.args[0]));
    Value v = Number(type.kind, 0);
    if (type.kind == TypeKind::kBool) {
      tried.push_back(Number(TypeKind::kBool, 0));
      tried.push_back(Number(TypeKind::kBool, 1));
    }
    for (const std::string& word : type.words) {
      v.text = word;
      tried.push_back(v);
    }
    if (type.kind == TypeKind::kText && type.words.empty()) {
      v.text.assign(1, '\x01');  // some text that no author writes
      tried.push_back(v);
    }
    const std::int64_t first = atom.is_range ? atom.low.number : type.low.value_or(0);
    for (std::size_t i = 0; IsCounted(type.kind) && i < kTried; ++i) {
      const auto step = static_cast<std::int64_t>(i);
      if (first > std::numeric_limits<std::int64_t>::max() - step || first + step > type.high.value_or(first + step))
        break;
      tried.push_back(Number(type.kind, first + step));
    }
  }
  return std::any_of(tried.begin(), tried.end(), fits);
}

bool Checker::ArmsOverlap(const std::vector<Atoms>& a, const std::vector<Atoms>& b, std::size_t* work) const {
  for (const Atoms& x : a) {
    for (const Atoms& y : b) {
      std::map<std::string, Atoms> by_subject;
      for (const Atom& atom : x) by_subject[atom.subject].push_back(atom);
      bool common = false;
      for (const Atom& atom : y) {
        Atoms& of_claim = by_subject[atom.subject];
        common = common || !of_claim.empty();
        of_claim.push_back(atom);
      }
      *work += x.size() + y.size();
      if (*work > kWork) return false;
      const auto possible = [&](const auto& claim) { return Satisfiable(claim.second); };
      if (common && std::all_of(by_subject.begin(), by_subject.end(), possible)) return true;
    }
  }
  return false;
}

// Two arms that can both hold: the first would hide that the author meant another.
void Checker::CheckArms(const model::Rule& rule, const ast::GradeClause& clause) {
  std::vector<std::pair<std::vector<Atoms>, ExprId>> arms;
  std::size_t work = 0;
  for (const model::GradeArm& arm : rule.arms) {
    if (arm.condition == kNone) continue;
    auto alternatives = Alternatives(arm.condition, false);
    if (!alternatives) continue;
    for (const auto& [other, condition] : arms) {
      if (!ArmsOverlap(other, *alternatives, &work)) continue;
      Report(diag::Id::kOverlappingArms, clause.span, {E(arm.condition).text, E(condition).text})
          .At("both can hold")
          .WithLabel(E(arm.condition).span, "meets an earlier arm");
      return;
    }
    arms.emplace_back(std::move(*alternatives), arm.condition);
  }
}

}  // namespace mps::check
