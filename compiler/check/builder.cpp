// Nodes of the model: their text, their size after expansion, and whether two of them are the same.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {
namespace {

using model::Expr;
using model::ExprKind;

// How tightly a node's text holds together: an operand looser than its place wants parentheses.
enum Tightness : int { kLoose, kChain, kCompare, kSum, kTight };

int TightnessOf(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kQuantifier:
      return expr.quantifier == model::Quantifier::kCount ? kTight : kLoose;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      return kChain;
    case ExprKind::kNot:
    case ExprKind::kEqual:
    case ExprKind::kNotEqual:
    case ExprKind::kLess:
    case ExprKind::kLessEqual:
    case ExprKind::kGreater:
    case ExprKind::kGreaterEqual:
    case ExprKind::kInRange:
    case ExprKind::kInSet:
    case ExprKind::kInCidr:
    case ExprKind::kWithin:
    case ExprKind::kMatches:
    case ExprKind::kContains:
    case ExprKind::kStartsWith:
    case ExprKind::kEndsWith:
    case ExprKind::kIsPresent:
    case ExprKind::kIsAbsent:
      return kCompare;
    case ExprKind::kAdd:
    case ExprKind::kSub:
    case ExprKind::kBitAnd:
      return kSum;
    default:
      return kTight;
  }
}

std::string_view InfixOf(ExprKind kind) {
  switch (kind) {
    case ExprKind::kEqual:
      return " == ";
    case ExprKind::kNotEqual:
      return " != ";
    case ExprKind::kLess:
      return " < ";
    case ExprKind::kLessEqual:
      return " <= ";
    case ExprKind::kGreater:
      return " > ";
    case ExprKind::kGreaterEqual:
      return " >= ";
    case ExprKind::kInSet:
    case ExprKind::kInCidr:
      return " in ";
    case ExprKind::kWithin:
      return " within ";
    case ExprKind::kMatches:
      return " matches ";
    case ExprKind::kContains:
      return " contains ";
    case ExprKind::kStartsWith:
      return " starts with ";
    case ExprKind::kEndsWith:
      return " ends with ";
    case ExprKind::kAdd:
      return " + ";
    case ExprKind::kSub:
      return " - ";
    case ExprKind::kBitAnd:
      return " & ";
    case ExprKind::kAnd:
      return " and ";
    case ExprKind::kOr:
      return " or ";
    default:
      return " ? ";
  }
}

void Cut(std::string& text) {
  if (text.size() <= limit::kExprText) return;
  std::size_t end = limit::kExprText - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  text += "...";
}

}  // namespace

std::string Checker::Operand(ExprId id, int tightness) const {
  const Expr& expr = E(id);
  // The text may have been cut: then its closing parenthesis is gone, and the whole is cut again anyway.
  if (TightnessOf(expr) < tightness) return "(" + expr.text + ")";
  return expr.text;
}

std::string Checker::TextOf(const Expr& expr) const {
  auto arg = [&](std::size_t i, int tightness) { return Operand(expr.args[i], tightness); };
  switch (expr.kind) {
    case ExprKind::kConst:
      return model::Spell(expr.value);
    case ExprKind::kSetRef:
      return model_.sets[expr.index].name;
    case ExprKind::kTableRef:
      return model_.tables[expr.index].name;
    case ExprKind::kParam:
      return model_.params[expr.index].name;
    case ExprKind::kNow:
      return "now";
    case ExprKind::kEnvironment:
      return model_.environments[expr.index].name;
    case ExprKind::kConfigDigest:
    case ExprKind::kBy:
      return expr.text;
    case ExprKind::kField:
      return schema::FieldPath(arg(0, kTight), Def(T(expr.args[0])).fields[expr.index]);
    case ExprKind::kIndex:
    case ExprKind::kLookup:
      return arg(0, kTight) + "[" + arg(1, kLoose) + "]";
    case ExprKind::kVar:
      return expr.text;
    case ExprKind::kInRange:
      return arg(0, kSum) + " in " + arg(1, kSum) + ".." + arg(2, kSum);
    case ExprKind::kIsPresent:
      return arg(0, kSum) + " is present";
    case ExprKind::kIsAbsent:
      return arg(0, kSum) + " is absent";
    case ExprKind::kElse:
      return "(" + arg(0, kLoose) + " else " + arg(1, kLoose) + ")";
    case ExprKind::kToInt:
      return "int(" + arg(0, kLoose) + ")";
    case ExprKind::kLower:
      return "lower(" + arg(0, kLoose) + ")";
    case ExprKind::kNot: {
      const Expr& inner = E(expr.args[0]);
      if (inner.kind == ExprKind::kInSet || inner.kind == ExprKind::kInCidr) {
        return Operand(inner.args[0], kSum) + " not in " + Operand(inner.args[1], kSum);
      }
      if (inner.kind == ExprKind::kInRange) {
        return Operand(inner.args[0], kSum) + " not in " + Operand(inner.args[1], kSum) + ".." +
               Operand(inner.args[2], kSum);
      }
      return "not " + arg(0, kTight);
    }
    case ExprKind::kAnd:
    case ExprKind::kOr: {
      std::string out;
      for (std::size_t i = 0; i < expr.args.size() && out.size() <= limit::kExprText; ++i) {
        if (i != 0) out += InfixOf(expr.kind);
        out += arg(i, kCompare);
      }
      return out;
    }
    case ExprKind::kCount:
      return "count(" + arg(0, kLoose) + ")";
    case ExprKind::kMakeSet: {
      std::string out = "{ ";
      for (std::size_t i = 0; i < expr.args.size() && out.size() <= limit::kExprText; ++i)
        out += (i == 0 ? "" : ", ") + arg(i, kLoose);
      return out + " }";
    }
    case ExprKind::kQuantifier:
    case ExprKind::kBuildSet:
      return expr.text;  // made where the binders' names are known
    default:
      return arg(0, kSum) + std::string(InfixOf(expr.kind)) + arg(1, kSum);
  }
}

ExprId Checker::Add(Expr expr, Span span) {
  std::size_t size = 1, depth = 0;
  for (ExprId arg : expr.args) {
    size = std::min(size + tree_size_[arg], limit::kModelNodes + 1);
    depth = std::max<std::size_t>(depth, depth_[arg]);
    bool consumes = expr.kind == ExprKind::kIsPresent || expr.kind == ExprKind::kIsAbsent;
    if (expr.kind != ExprKind::kElse && !consumes) expr.may_be_absent = expr.may_be_absent || E(arg).may_be_absent;
  }
  if (expr.kind == ExprKind::kElse) expr.may_be_absent = E(expr.args[1]).may_be_absent;
  std::size_t nodes = session_.env().max_nodes;
  const std::size_t items = expr.value.items.size();
  if (size > nodes || model_.exprs.size() + const_items_ + items >= nodes || depth + 1 > limit::kModelDepth) {
    if (!over_limit_) {
      if (depth + 1 > limit::kModelDepth) {
        Report(diag::Id::kTooDeep, span, {static_cast<std::int64_t>(limit::kModelDepth)})
            .At("nested too deeply here, with what it uses put in");
      } else {
        Report(diag::Id::kTooManyNodes, span, {static_cast<std::int64_t>(nodes)})
            .At("too large here, with what it uses put in");
      }
    }
    over_limit_ = true;
    return kNone;
  }
  if (expanding()) {
    expr.span = use_span_;
  } else {
    expr.span = span;
  }
  if (expr.text.empty()) expr.text = TextOf(expr);
  Cut(expr.text);
  auto id = static_cast<ExprId>(model_.exprs.size());
  const_items_ += items;
  model_.exprs.push_back(std::move(expr));
  tree_size_.push_back(size);
  depth_.push_back(static_cast<std::uint16_t>(depth + 1));
  return id;
}

void Checker::Truncate(std::size_t nodes) {
  for (std::size_t i = nodes; i < model_.exprs.size(); ++i) const_items_ -= model_.exprs[i].value.items.size();
  model_.exprs.resize(nodes);
  tree_size_.resize(nodes);
  depth_.resize(nodes);
}

ExprId Checker::AddConst(Value value, TypeId type, Span span) {
  Expr expr;
  expr.kind = ExprKind::kConst;
  expr.type = type;
  expr.value = std::move(value);
  return Add(std::move(expr), span);
}

ExprId Checker::AddBool(bool value, Span span) {
  Value v;
  v.kind = TypeKind::kBool;
  v.number = value ? 1 : 0;
  return AddConst(std::move(v), Simple(TypeKind::kBool), span);
}

ExprId Checker::AddUnary(ExprKind kind, ExprId a, TypeId type, Span span) {
  if (a == kNone) return kNone;
  Expr expr;
  expr.kind = kind;
  expr.type = type;
  expr.args = {a};
  return Add(std::move(expr), span);
}

ExprId Checker::AddBinary(ExprKind kind, ExprId a, ExprId b, TypeId type, Span span) {
  if (a == kNone || b == kNone) return kNone;
  Expr expr;
  expr.kind = kind;
  expr.type = type;
  expr.args = {a, b};
  return Add(std::move(expr), span);
}

ExprId Checker::AddNot(ExprId a, Span span) { return AddUnary(ExprKind::kNot, a, Simple(TypeKind::kBool), span); }

ExprId Checker::AddChain(ExprKind kind, std::vector<ExprId> args, Span span) {
  std::erase(args, kNone);
  if (args.empty()) return kNone;
  if (args.size() == 1) return args[0];
  Expr expr;
  expr.kind = kind;
  expr.type = Simple(TypeKind::kBool);
  expr.args = std::move(args);
  return Add(std::move(expr), span);
}

bool Checker::SameExpr(ExprId a, ExprId b) const {
  if (a == b) return true;
  const Expr &x = E(a), &y = E(b);
  bool same = x.kind == y.kind && x.index == y.index && x.quantifier == y.quantifier && x.has_where == y.has_where &&
              x.args.size() == y.args.size();
  if (!same) return false;
  if (x.kind == ExprKind::kConst) return model::Equal(x.value, y.value);
  // Binders of two quantifiers are never the same variable: what is not shown to be the same is not.
  if (x.kind == ExprKind::kQuantifier || x.kind == ExprKind::kBuildSet) return false;
  for (std::size_t i = 0; i < x.args.size(); ++i) {
    if (!SameExpr(x.args[i], y.args[i])) return false;
  }
  return true;
}

}  // namespace mps::check
