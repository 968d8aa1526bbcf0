// Expressions: dispatch, conditions, logic, absence. Names and paths: expr_names.cpp; sums, sets and lists:
// expr_values.cpp; comparisons: expr_compare.cpp; quantifiers: expr_collect.cpp.
#include "check/checker.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

ExprId Checker::CheckExpr(const ast::Expr& expr, Frame& frame, TypeId want) {
  if (over_limit_) return kNone;
  switch (expr.kind) {
    case ast::ExprKind::kError:
      return kNone;
    case ast::ExprKind::kLiteral: {
      const ast::Literal& literal = expr.As<ast::LiteralExpr>().value;
      TypeId type = kNoType;
      auto value = LiteralValue(literal, want, &type);
      if (!value) return kNone;
      WarnPattern(literal);
      return AddConst(std::move(*value), type, expr.span);
    }
    case ast::ExprKind::kName:
      return CheckName(expr.As<ast::NameExpr>(), frame, want);
    case ast::ExprKind::kNow: {
      Expr node;
      node.kind = ExprKind::kNow;
      node.type = Simple(TypeKind::kTime);
      return Add(std::move(node), expr.span);
    }
    case ast::ExprKind::kPath:
      return CheckPath(expr.As<ast::PathExpr>(), frame, want);
    case ast::ExprKind::kElse:
      return CheckElse(expr.As<ast::ElseExpr>(), frame, want);
    case ast::ExprKind::kNot: {
      const auto& node = expr.As<ast::NotExpr>();
      return node.operand == nullptr ? kNone : AddNot(CheckCondition(*node.operand, frame), expr.span);
    }
    case ast::ExprKind::kLogic:
      return CheckLogic(expr.As<ast::LogicExpr>(), frame);
    case ast::ExprKind::kCompare:
      return CheckCompare(expr.As<ast::CompareExpr>(), frame);
    case ast::ExprKind::kRange:
      Report(diag::Id::kRangeAlone, expr.span).At("a range stands only after `in`");
      return kNone;
    case ast::ExprKind::kPresence:
      return CheckPresence(expr.As<ast::PresenceExpr>(), frame);
    case ast::ExprKind::kSum:
      return CheckSum(expr.As<ast::SumExpr>(), frame, want);
    case ast::ExprKind::kMask:
      return CheckMask(expr.As<ast::MaskExpr>(), frame, want);
    case ast::ExprKind::kQuantifier:
      return CheckQuantifier(expr.As<ast::QuantifierExpr>(), frame);
    case ast::ExprKind::kCount:
      return CheckCount(expr.As<ast::CountExpr>(), frame);
    case ast::ExprKind::kComprehension:
      return CheckComprehension(expr.As<ast::ComprehensionExpr>(), frame, want);
    case ast::ExprKind::kSet:
      return CheckSetExpr(expr.As<ast::SetExpr>(), frame, want);
    case ast::ExprKind::kList:
      return CheckListExpr(expr.As<ast::ListExpr>(), frame, want);
    case ast::ExprKind::kMap:
    case ast::ExprKind::kRecord:
      Report(diag::Id::kDataLiteral, expr.span, {std::string(expr.kind == ast::ExprKind::kMap ? "map" : "record")})
          .At("stands only in a `given` of a test");
      return kNone;
  }
  return kNone;
}

bool Checker::IsBool(ExprId id) const { return id != kNone && T(id) != kNoType && KindOf(T(id)) == TypeKind::kBool; }

ExprId Checker::CheckCondition(const ast::Expr& expr, Frame& frame) {
  ExprId id = CheckExpr(expr, frame);
  if (id == kNone || IsBool(id)) return id;
  diag::Diagnostic& d = Report(diag::Id::kNotACondition, expr.span, {TypeName(T(id))}).At("is neither true nor false");
  if (KindOf(T(id)) == TypeKind::kScalar)
    d.WithHelp("say what it must be: `" + E(id).text + " == true`");
  else if (KindOf(T(id)) == TypeKind::kRecord || !IsScalarKind(T(id)))
    d.WithHelp("ask for its presence, `" + E(id).text + " is present`, or for something in it");
  else
    d.WithHelp("compare it: `" + E(id).text + " == ...`");
  return kNone;
}

ExprId Checker::CheckLogic(const ast::LogicExpr& expr, Frame& frame) {
  std::vector<ExprId> args;
  bool ok = true;
  for (const ast::Expr* operand : expr.operands) {
    ExprId id = operand == nullptr ? kNone : CheckCondition(*operand, frame);
    ok = ok && id != kNone;
    args.push_back(id);
  }
  if (!ok) return kNone;
  return AddChain(expr.op == ast::LogicOp::kAnd ? ExprKind::kAnd : ExprKind::kOr, std::move(args), expr.span);
}

ExprId Checker::CheckElse(const ast::ElseExpr& expr, Frame& frame, TypeId want) {
  if (expr.value == nullptr || expr.fallback == nullptr) return kNone;
  ExprId value = CheckExpr(*expr.value, frame, want);
  if (value == kNone) return kNone;
  ExprId fallback = CheckExpr(*expr.fallback, frame, T(value));
  if (fallback == kNone) return kNone;
  if (!Fits(T(fallback), T(value))) {
    Report(diag::Id::kTypeMismatch, expr.fallback->span, {TypeName(T(value)), TypeName(T(fallback))})
        .At("`" + TypeName(T(value)) + "` is due, as before `else`");
    return kNone;
  }
  if (!E(value).may_be_absent && !expanding() && !abstract_) {
    Report(diag::Id::kNeverAbsent, expr.value->span, {E(value).text})
        .At("never absent, so what follows `else` is never used");
  }
  if (!CheckElseForm(value, fallback, expr)) return kNone;
  return AddBinary(ExprKind::kElse, value, fallback, T(value), expr.span);
}

// What the program can carry: a default for single values and sets of them; for wider collections an empty one.
bool Checker::CheckElseForm(ExprId value, ExprId fallback, const ast::ElseExpr& expr) {
  const schema::TypeDef& type = Def(T(value));
  const bool record = type.kind == TypeKind::kRecord;
  const bool list = type.kind == TypeKind::kList || type.kind == TypeKind::kSet;
  if (!record && type.kind != TypeKind::kMap && (!list || IsScalarKind(type.element))) return true;
  const Expr& other = E(fallback);
  const bool empty = other.kind == ExprKind::kConst && other.value.items.empty();
  if (!record && empty) return true;
  diag::Diagnostic& d = Report(diag::Id::kElseForm, expr.fallback->span, {TypeName(T(value))});
  d.At(record ? "a record has no default" : "only an empty default can stand here");
  const std::string& text = E(value).text;
  if (record) {
    const bool has_fields = !type.fields.empty() && !schema::IsDocumentField(type.fields[0]);
    const std::string field = has_fields ? type.fields[0].name : "field";
    d.WithHelp("take the field first, `(" + text + "." + field + " else ...)`, or ask for `" + text + " is present`");
  } else {
    d.WithHelp("write `(" + text + " else " + (type.kind == TypeKind::kMap ? "{}" : "[]") +
               ")`, and say the same of the other place with `and` or `or`");
  }
  return false;
}

ExprId Checker::CheckPresence(const ast::PresenceExpr& expr, Frame& frame) {
  if (expr.operand == nullptr) return kNone;
  ExprId id = CheckExpr(*expr.operand, frame);
  if (id == kNone) return kNone;
  ExprKind kind = E(id).kind;
  bool claim = kind == ExprKind::kField || kind == ExprKind::kIndex || kind == ExprKind::kLookup ||
               kind == ExprKind::kVar || kind == ExprKind::kEnvironment || kind == ExprKind::kBy;
  if (!claim && !(expanding() && kind == ExprKind::kConst)) {
    Report(diag::Id::kNotAClaim, expr.operand->span, {E(id).text})
        .At("only what is read from evidence can be present or absent");
    return kNone;
  }
  if (!E(id).may_be_absent && !expanding() && !abstract_) {
    Report(diag::Id::kNeverAbsent, expr.operand->span, {E(id).text})
        .At("never absent: it is not declared with `?`, and no key is looked up");
  }
  return AddUnary(expr.present ? ExprKind::kIsPresent : ExprKind::kIsAbsent, id, Simple(TypeKind::kBool), expr.span);
}

}  // namespace mps::check
