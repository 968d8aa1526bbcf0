// Expressions: sums, masks, sets, lists and patterns.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

void Checker::WarnPattern(const ast::Literal& literal) {
  if (literal.kind != ast::LiteralKind::kRegex || expanding()) return;
  int weight = 0;
  bool in_class = false;
  const std::string& text = literal.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      continue;
    }
    if (in_class) {
      in_class = text[i] != ']';
      continue;
    }
    in_class = text[i] == '[';
    if (std::string_view("[({|*+?").find(text[i]) != std::string_view::npos) ++weight;
    if (text.compare(i, 3, "(?i") == 0) i += 2;
  }
  constexpr int kReadable = 10;
  if (weight <= kReadable) return;
  Report(diag::Id::kHardPattern, literal.span, {static_cast<std::int64_t>(weight)})
      .At("hard to review")
      .WithHelp(
          "compare fields of a parsed claim, or list the values in a set; if it must be, say why: `allow MPS2104 "
          "because \"...\"`");
}

TypeId Checker::SumType(TypeId a, TypeId b, bool minus, const ast::SumTerm& term) {
  TypeKind x = KindOf(a), y = KindOf(b);
  if (x == TypeKind::kTime && y == TypeKind::kTime && minus) return Simple(TypeKind::kDuration);
  if (x == TypeKind::kTime && y == TypeKind::kDuration) return Simple(TypeKind::kTime);
  if (x == TypeKind::kDuration && y == TypeKind::kTime && !minus) return Simple(TypeKind::kTime);
  if (x == TypeKind::kDuration && y == TypeKind::kDuration) return Simple(TypeKind::kDuration);
  if (x == TypeKind::kInt && y == TypeKind::kInt) {
    if (!CheckUnits(a, b, term.op_span)) return kNoType;
    schema::TypeDef def;
    def.kind = TypeKind::kInt;
    return Intern(std::move(def), UnitOf(a).empty() ? UnitOf(b) : UnitOf(a));
  }
  Report(diag::Id::kCannotAdd, term.op_span, {TypeName(a), TypeName(b)})
      .At(minus ? "cannot be subtracted" : "cannot be added")
      .WithHelp("`+` and `-` take ints, times and durations: `now - t <= 90 days`");
  return kNoType;
}

ExprId Checker::CheckSum(const ast::SumExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  ExprId sum = kNone;
  bool ok = true;
  for (std::size_t i = 0; i < expr.terms.size(); ++i) {
    const ast::SumTerm& term = expr.terms[i];
    ExprId id = term.operand == nullptr ? kNone : CheckExpr(*term.operand, frame);
    ok = ok && id != kNone;
    if (!ok) continue;
    if (i == 0) {
      sum = id;
      continue;
    }
    TypeId type = SumType(T(sum), T(id), term.minus, term);
    if (type == kNoType) return kNone;
    sum = AddBinary(term.minus ? ExprKind::kSub : ExprKind::kAdd, sum, id, type, Cover(expr.span, term.operand->span));
    ok = sum != kNone;
  }
  return ok ? sum : kNone;
}

ExprId Checker::CheckMask(const ast::MaskExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  if (expr.left == nullptr || expr.right == nullptr) return kNone;
  ExprId left = CheckExpr(*expr.left, frame);
  TypeKind kind = left == kNone ? TypeKind::kBool : KindOf(T(left));
  bool maskable = kind == TypeKind::kInt || kind == TypeKind::kMode || kind == TypeKind::kBytes;
  ExprId right = CheckExpr(*expr.right, frame, maskable ? T(left) : kNoType);
  if (left == kNone || right == kNone) return kNone;
  if (!maskable || KindOf(T(right)) != kind) {
    Report(diag::Id::kCannotMask, expr.span, {TypeName(T(left)), TypeName(T(right))})
        .At("`&` takes two modes, two ints, or bytes of one length");
    return kNone;
  }
  const Expr &a = E(left), &b = E(right);
  if (kind == TypeKind::kBytes && a.kind == ExprKind::kConst && b.kind == ExprKind::kConst &&
      a.value.text.size() != b.value.text.size()) {
    Report(diag::Id::kMaskLength, expr.span,
           {static_cast<std::int64_t>(a.value.text.size()), static_cast<std::int64_t>(b.value.text.size())})
        .At("unequal lengths");
    return kNone;
  }
  return AddBinary(ExprKind::kBitAnd, left, right, Simple(kind), expr.span);
}

ExprId Checker::CheckSetExpr(const ast::SetExpr& expr, Frame& frame, TypeId want) {
  if (want != kNoType && (KindOf(want) == TypeKind::kList || KindOf(want) == TypeKind::kMap) && expr.items.empty()) {
    Value value;
    value.kind = KindOf(want);
    return AddConst(std::move(value), want, expr.span);
  }
  TypeId element = want != kNoType && KindOf(want) == TypeKind::kSet ? Def(want).element : kNoType;
  if (want != kNoType && KindOf(want) != TypeKind::kSet) {
    diag::Diagnostic& d = Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string("set")})
                              .At("`" + TypeName(want) + "` is due");
    if (KindOf(want) == TypeKind::kList)
      d.WithHelp("a list is written in square brackets: `[ ... ]`");
    else if (IsScalarKind(want))
      d.WithHelp("for one of several values write `in { ... }`");
    return kNone;
  }
  if (expr.items.empty()) {
    if (element == kNoType) {
      Report(diag::Id::kEmptySetType, expr.span)
          .At("of what?")
          .WithHelp("declare it, so that it has a type: `set none of text = { }`");
      return kNone;
    }
    Value value;
    value.kind = TypeKind::kSet;
    return AddConst(std::move(value), want, expr.span);
  }
  std::vector<ExprId> members;
  bool ok = true, constant = true;
  for (const ast::Expr* item : expr.items) {
    ExprId id = item == nullptr ? kNone : CheckExpr(*item, frame, element);
    ok = ok && id != kNone;
    if (id == kNone) continue;
    if (element == kNoType) element = T(id);
    if (!IsScalarKind(T(id))) {
      Report(diag::Id::kSetElement, item->span, {TypeName(T(id))}).At("members of a set are single values");
      ok = false;
    } else if (!Fits(T(id), element)) {
      Report(diag::Id::kTypeMismatch, item->span, {TypeName(element), TypeName(T(id))}).At("unlike the others");
      ok = false;
    }
    constant = constant && E(id).kind == ExprKind::kConst;
    members.push_back(id);
  }
  if (!ok) return kNone;
  TypeId type = want != kNoType ? want : SetOf(element);
  if (!constant) {
    Expr node;
    node.kind = ExprKind::kMakeSet;
    node.type = type;
    node.args = std::move(members);
    return Add(std::move(node), expr.span);
  }
  Value value;
  value.kind = TypeKind::kSet;
  for (ExprId id : members) value.items.push_back(E(id).value);
  std::size_t repeats = model::SortUnique(value.items);
  if (repeats != 0 && !expanding()) {
    Report(diag::Id::kRepeatedMember, expr.span, {model::Spell(value)}).At("a member stands here twice");
  }
  return AddConst(std::move(value), type, expr.span);
}

ExprId Checker::CheckListExpr(const ast::ListExpr& expr, Frame& frame, TypeId want) {
  if (want != kNoType && KindOf(want) != TypeKind::kList) {
    diag::Diagnostic& d = Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string("list")})
                              .At("`" + TypeName(want) + "` is due");
    if (KindOf(want) == TypeKind::kSet) d.WithHelp("a set is written in braces: `{ ... }`");
    return kNone;
  }
  TypeId element = want == kNoType ? kNoType : Def(want).element;
  if (expr.items.empty() && element == kNoType) {
    Report(diag::Id::kEmptySetType, expr.span).At("of what?");
    return kNone;
  }
  Value value;
  value.kind = TypeKind::kList;
  bool ok = true;
  for (const ast::Expr* item : expr.items) {
    ExprId id = item == nullptr ? kNone : CheckExpr(*item, frame, element);
    ok = ok && id != kNone;
    if (id == kNone) continue;
    if (element == kNoType) element = T(id);
    bool scalar = IsScalarKind(T(id)) || KindOf(T(id)) == TypeKind::kPattern;
    if (E(id).kind != ExprKind::kConst || !scalar) {
      Report(diag::Id::kListLiteral, item->span)
          .At("members of a list are written-out single values")
          .WithHelp("a set may hold parameters and claims: `{ ... }`");
      ok = false;
    } else if (!Fits(T(id), element)) {
      Report(diag::Id::kTypeMismatch, item->span, {TypeName(element), TypeName(T(id))}).At("unlike the others");
      ok = false;
    } else {
      value.items.push_back(E(id).value);
    }
  }
  if (!ok) return kNone;
  return AddConst(std::move(value), want != kNoType ? want : ListOf(element), expr.span);
}

}  // namespace mps::check
