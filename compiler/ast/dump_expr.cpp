// Expressions and literals on one line; see dump.h. Depth is bounded by limit::kNesting.
#include "ast/dump.h"
#include "ast/dump_parts.h"
#include "base/hex.h"
#include "base/spelling.h"

namespace mps::ast {
namespace {

std::string Dump(const Expr* expr) { return expr != nullptr ? DumpExpr(*expr) : "(none)"; }

template <class T, class F>
std::string Each(const std::vector<T>& items, F&& one) {
  std::string out;
  for (const T& item : items) out += " " + one(item);
  return out;
}

std::string DumpArg(const Arg& arg) { return (arg.name ? arg.name->text + "=" : "") + Dump(arg.value); }

std::string DumpPath(const PathExpr& path) {
  std::string out = "(path " + Dump(path.base);
  for (const Step& step : path.steps) {
    switch (step.kind) {
      case StepKind::kField:
        out += " ." + step.name.text;
        break;
      case StepKind::kIndex:
        out += " [" + Dump(step.index) + "]";
        break;
      case StepKind::kCall:
        out += " (call" + Each(step.args, DumpArg) + ")";
        break;
      case StepKind::kBy:
        out += " by " + step.name.text;
        break;
    }
  }
  return out + ")";
}

std::string DumpBinding(const Binding& binding) {
  std::string out = "(";
  for (const Name& name : binding.names) out += name.text + " ";
  out += "in " + Dump(binding.collection);
  if (binding.where != nullptr) out += " where " + Dump(binding.where);
  return out + ")";
}

std::string DumpSum(const SumExpr& sum) {
  std::string out = "(sum";
  for (const SumTerm& term : sum.terms)
    out += (&term == &sum.terms.front() ? " " : term.minus ? " - " : " + ") + Dump(term.operand);
  return out + ")";
}

}  // namespace

std::string DumpLiteral(const Literal& literal) {
  const std::string name(LiteralKindName(literal.kind));
  switch (literal.kind) {
    case LiteralKind::kBool:
      return literal.boolean ? "true" : "false";
    case LiteralKind::kInt:
      return std::to_string(literal.integer);
    case LiteralKind::kText:
      return QuotedText(literal.text);
    case LiteralKind::kBytes:
      return "(bytes " + HexEncode(literal.bytes) + ")";
    case LiteralKind::kDigest:
      return "(" + std::string(DigestAlgName(literal.digest_alg)) + " " + HexEncode(literal.bytes) + ")";
    case LiteralKind::kRegex:
    case LiteralKind::kGlob:
      return "(" + name + " " + QuotedText(literal.text) + ")";
    case LiteralKind::kIp:
      return "(ip " + HexEncode(literal.bytes) + ")";
    case LiteralKind::kCidr:
      return "(cidr " + HexEncode(literal.bytes) + "/" + std::to_string(literal.prefix) + ")";
    case LiteralKind::kMode:
      return "(mode " + ModeText(literal.integer) + ")";
    case LiteralKind::kVersion:
      return "(" + std::string(OrderingName(literal.ordering)) + " " + QuotedText(literal.text) + ")";
    case LiteralKind::kTime:
    case LiteralKind::kDuration:
      return "(" + name + " " + std::to_string(literal.integer) + ")";
  }
  return "?";
}

std::string DumpExpr(const Expr& expr) {
  const auto items = [](const std::vector<const Expr*>& list) {
    return Each(list, [](const Expr* e) { return Dump(e); });
  };
  switch (expr.kind) {
    case ExprKind::kError:
      return "(error)";
    case ExprKind::kLiteral:
      return DumpLiteral(expr.As<LiteralExpr>().value);
    case ExprKind::kName:
      return expr.As<NameExpr>().name.text;
    case ExprKind::kNow:
      return "(now)";
    case ExprKind::kPath:
      return DumpPath(expr.As<PathExpr>());
    case ExprKind::kElse:
      return "(else " + Dump(expr.As<ElseExpr>().value) + " " + Dump(expr.As<ElseExpr>().fallback) + ")";
    case ExprKind::kNot:
      return "(not " + Dump(expr.As<NotExpr>().operand) + ")";
    case ExprKind::kLogic: {
      const auto& logic = expr.As<LogicExpr>();
      return (logic.op == LogicOp::kAnd ? "(and" : "(or") + items(logic.operands) + ")";
    }
    case ExprKind::kCompare: {
      const auto& compare = expr.As<CompareExpr>();
      return "(" + std::string(CompareOpName(compare.op)) + " " + Dump(compare.left) + " " + Dump(compare.right) + ")";
    }
    case ExprKind::kRange:
      return "(range " + Dump(expr.As<RangeExpr>().low) + " " + Dump(expr.As<RangeExpr>().high) + ")";
    case ExprKind::kPresence: {
      const auto& presence = expr.As<PresenceExpr>();
      return (presence.present ? "(present " : "(absent ") + Dump(presence.operand) + ")";
    }
    case ExprKind::kSum:
      return DumpSum(expr.As<SumExpr>());
    case ExprKind::kMask:
      return "(& " + Dump(expr.As<MaskExpr>().left) + " " + Dump(expr.As<MaskExpr>().right) + ")";
    case ExprKind::kQuantifier: {
      const auto& q = expr.As<QuantifierExpr>();
      return "(" + std::string(QuantifierName(q.quantifier)) + " " + DumpBinding(q.binding) + " " + Dump(q.body) + ")";
    }
    case ExprKind::kCount:
      return "(count " + DumpBinding(expr.As<CountExpr>().binding) + ")";
    case ExprKind::kComprehension: {
      const auto& c = expr.As<ComprehensionExpr>();
      return "(comprehension " + Dump(c.element) + " " + DumpBinding(c.binding) + ")";
    }
    case ExprKind::kSet:
      return "(set" + items(expr.As<SetExpr>().items) + ")";
    case ExprKind::kMap:
      return "(map" +
             Each(expr.As<MapExpr>().entries, [](const MapEntry& e) { return Dump(e.key) + ":" + Dump(e.value); }) +
             ")";
    case ExprKind::kRecord:
      return "(record" +
             Each(expr.As<RecordExpr>().members,
                  [](const RecordMember& m) { return m.name.text + "=" + Dump(m.value); }) +
             ")";
    case ExprKind::kList:
      return "(list" + items(expr.As<ListExpr>().items) + ")";
  }
  return "?";
}

}  // namespace mps::ast
