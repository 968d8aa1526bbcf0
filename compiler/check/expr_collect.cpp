// Quantifiers, counts and comprehensions: what they range over, and the binders they open.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {
namespace {

using model::Expr;
using model::ExprKind;

model::Quantifier ModelQuantifier(ast::Quantifier quantifier) {
  switch (quantifier) {
    case ast::Quantifier::kAll:
      return model::Quantifier::kAll;
    case ast::Quantifier::kAny:
      return model::Quantifier::kAny;
    case ast::Quantifier::kNo:
      return model::Quantifier::kNo;
    case ast::Quantifier::kOne:
      return model::Quantifier::kOne;
    case ast::Quantifier::kDistinct:
      return model::Quantifier::kDistinct;
  }
  return model::Quantifier::kAll;
}

std::string BinderText(const ast::Binding& binding) {
  std::string out;
  for (const ast::Name& name : binding.names) out += (out.empty() ? "" : ", ") + name.text;
  return out;
}

}  // namespace

bool Checker::CheckShadow(const ast::Name& name, const Frame& frame, std::string_view what) {
  if (name.empty()) return false;
  auto hidden =
      std::find_if(frame.locals.begin(), frame.locals.end(), [&](const Local& l) { return l.name == name.text; });
  Span first;
  if (hidden != frame.locals.end()) {
    first = hidden->span;
  } else if (const Symbol* symbol = frame.module->Find(Space::kValue, name.text)) {
    first = symbol->span;
  } else {
    return true;
  }
  if (!expanding()) {
    Report(diag::Id::kShadow, name.span, {name.text, std::string(what)})
        .At("choose another name")
        .WithLabel(first, "it would hide this");
  }
  return false;
}

ExprId Checker::CheckCollection(const ast::Expr& expr, Frame& frame) {
  ExprId id = CheckExpr(expr, frame);
  if (id == kNone) return kNone;
  TypeKind kind = KindOf(T(id));
  bool collection = kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kMap;
  if (collection && E(id).kind != ExprKind::kTableRef) return id;
  diag::Diagnostic& d = Report(diag::Id::kNotACollection, expr.span, {TypeName(T(id))}).At("a list, set or map is due");
  if (E(id).kind == ExprKind::kTableRef) d.WithHelp("a table is looked up by its key: `" + E(id).text + "[key]`");
  return kNone;
}

bool Checker::OpenBinders(const ast::Binding& binding, ExprId collection, Frame& frame, Expr* node) {
  std::vector<TypeId> types;
  bool ok = collection != kNone;
  if (ok) {
    const schema::TypeDef def = Def(T(collection));
    bool map = def.kind == TypeKind::kMap;
    if (map && !binding.names.empty() && binding.names.size() <= 2) {
      types = {def.key, def.element};
      // One binder takes the keys; the value has a number all the same, so that there is one form of a walk over a map.
      if (binding.names.size() == 1) node->value_var = next_var_++;
    } else if (binding.names.size() == 1) {
      types = {def.element};
    } else {
      Span span = binding.names.empty() ? binding.collection->span : binding.names[0].span;
      Report(diag::Id::kBinders, span, {TypeName(T(collection)), static_cast<std::int64_t>(binding.names.size())})
          .At("only a map has two binders")
          .WithHelp("write `x in " + E(collection).text + "`");
      ok = false;
    }
  }
  for (std::size_t i = 0; i < binding.names.size(); ++i) {
    Local local;
    local.name = binding.names[i].text;
    local.span = binding.names[i].span;
    local.is_binder = true;
    local.poisoned = !ok;
    if (!CheckShadow(binding.names[i], frame, "binder") && !binding.names[i].empty() && !expanding()) ok = false;
    if (!local.poisoned) {
      Expr var;
      var.kind = ExprKind::kVar;
      var.type = types[i];
      var.text = local.name;
      var.index = next_var_++;
      (i == 0 ? node->var : node->value_var) = var.index;
      if (i == 1 && MayBeInstances(collection)) instances_.insert(var.index);
      if (E(collection).kind == ExprKind::kSetRef) walked_set_[var.index] = E(collection).index;
      local.value = Add(std::move(var), local.span);
      local.poisoned = local.value == kNone;
    }
    frame.locals.push_back(std::move(local));
  }
  return ok;
}

void Checker::CloseBinders(const ast::Binding& binding, Frame& frame) {
  std::size_t count = binding.names.size();
  std::size_t first = frame.locals.size() - count;
  bool used = false, poisoned = false;
  for (std::size_t i = first; i < frame.locals.size(); ++i) {
    used = used || frame.locals[i].used;
    poisoned = poisoned || frame.locals[i].poisoned;
  }
  if (!used && !poisoned && count != 0 && !expanding()) {
    const Local& local = frame.locals[first];
    Report(diag::Id::kUnusedBinder, local.span, {local.name}).At("what follows does not depend on it");
  }
  frame.locals.resize(first);
}

// Patterns are constants, so a quantifier over a list of them becomes a chain: all -> and, any -> or, no -> not or.
ExprId Checker::UnrollPatterns(const ast::QuantifierExpr& expr, const Value& list, Frame& frame) {
  bool chain = expr.quantifier == ast::Quantifier::kAll || expr.quantifier == ast::Quantifier::kAny ||
               expr.quantifier == ast::Quantifier::kNo;
  if (!chain || expr.binding.names.size() != 1) {
    Report(diag::Id::kPatternList, expr.span)
        .At("a list of patterns is ranged over by `all`, `any` and `no`, with one binder");
    return kNone;
  }
  bool all = expr.quantifier == ast::Quantifier::kAll;
  TypeId pattern = Simple(TypeKind::kPattern);
  CheckShadow(expr.binding.names[0], frame, "binder");
  std::vector<ExprId> members;
  bool ok = true, used = list.items.empty();
  for (const Value& item : list.items) {
    Local local{
        expr.binding.names[0].text, expr.binding.names[0].span, AddConst(item, pattern, expr.span), false, true, false};
    frame.locals.push_back(local);
    ExprId where = expr.binding.where == nullptr ? kNone : CheckCondition(*expr.binding.where, frame);
    ExprId body = expr.body == nullptr ? kNone : CheckCondition(*expr.body, frame);
    used = used || frame.locals.back().used;
    frame.locals.pop_back();
    ok = ok && body != kNone && (expr.binding.where == nullptr || where != kNone);
    if (!ok) return kNone;
    if (where != kNone && all) body = AddChain(ExprKind::kOr, {AddNot(where, expr.span), body}, expr.span);
    if (where != kNone && !all) body = AddChain(ExprKind::kAnd, {where, body}, expr.span);
    members.push_back(body);
  }
  if (!used && !expanding())
    Report(diag::Id::kUnusedBinder, expr.binding.names[0].span, {expr.binding.names[0].text})
        .At("what follows does not depend on it");
  if (members.empty()) return AddBool(expr.quantifier != ast::Quantifier::kAny, expr.span);
  ExprId folded = AddChain(all ? ExprKind::kAnd : ExprKind::kOr, std::move(members), expr.span);
  return expr.quantifier == ast::Quantifier::kNo ? AddNot(folded, expr.span) : folded;
}

bool Checker::CheckRepeats(ExprId collection, Span span) {
  if (collection == kNone || E(collection).kind != ExprKind::kConst || KindOf(T(collection)) != TypeKind::kList)
    return true;
  std::vector<Value> items = E(collection).value.items;
  std::sort(items.begin(), items.end(), [](const Value& a, const Value& b) { return model::Compare(a, b) < 0; });
  const auto twice = std::adjacent_find(items.begin(), items.end(),
                                        [](const Value& a, const Value& b) { return model::Compare(a, b) == 0; });
  if (twice == items.end()) return true;
  Report(diag::Id::kListRepeat, span, {model::Spell(*twice)}).At("counted by members, each of which has to stand once");
  return false;
}

ExprId Checker::CheckQuantifier(const ast::QuantifierExpr& expr, Frame& frame) {
  if (expr.binding.collection == nullptr) return kNone;
  ExprId collection = CheckCollection(*expr.binding.collection, frame);
  if (collection != kNone && E(collection).kind == ExprKind::kConst && E(collection).value.kind == TypeKind::kList &&
      KindOf(Def(T(collection)).element) == TypeKind::kPattern) {
    Value list = E(collection).value;
    return UnrollPatterns(expr, list, frame);
  }
  const bool counts = expr.quantifier == ast::Quantifier::kOne || expr.quantifier == ast::Quantifier::kDistinct;
  if (counts && !CheckRepeats(collection, expr.binding.collection->span)) collection = kNone;
  Expr node;
  node.kind = ExprKind::kQuantifier;
  node.quantifier = ModelQuantifier(expr.quantifier);
  bool ok = OpenBinders(expr.binding, collection, frame, &node);
  ExprId where = expr.binding.where == nullptr ? kNone : CheckCondition(*expr.binding.where, frame);
  ExprId body = kNone;
  if (expr.body != nullptr) {
    body = expr.quantifier == ast::Quantifier::kDistinct ? CheckExpr(*expr.body, frame)
                                                         : CheckCondition(*expr.body, frame);
  }
  CloseBinders(expr.binding, frame);
  if (!ok || body == kNone || (expr.binding.where != nullptr && where == kNone)) return kNone;
  if (expr.quantifier == ast::Quantifier::kDistinct && !IsScalarKind(T(body))) {
    Report(diag::Id::kDistinctKey, expr.body->span, {TypeName(T(body))}).At("the key is a single value");
    return kNone;
  }
  node.type = Simple(TypeKind::kBool);
  node.args = {collection, body};
  node.has_where = where != kNone;
  if (node.has_where) node.args.push_back(where);
  node.text = std::string(ast::QuantifierName(expr.quantifier)) + " " + BinderText(expr.binding) + " in " +
              Operand(collection, 3) + (where == kNone ? "" : " where " + E(where).text) + " : " + E(body).text;
  return Add(std::move(node), expr.span);
}

ExprId Checker::CheckCount(const ast::CountExpr& expr, Frame& frame) {
  if (expr.binding.collection == nullptr) return kNone;
  ExprId collection = CheckCollection(*expr.binding.collection, frame);
  if (expr.binding.names.empty()) {
    if (collection == kNone) return kNone;
    return AddUnary(ExprKind::kCount, collection, Simple(TypeKind::kInt), expr.span);
  }
  if (!CheckRepeats(collection, expr.binding.collection->span)) collection = kNone;
  Expr node;
  node.kind = ExprKind::kQuantifier;
  node.quantifier = model::Quantifier::kCount;
  bool ok = OpenBinders(expr.binding, collection, frame, &node);
  ExprId where = expr.binding.where == nullptr ? kNone : CheckCondition(*expr.binding.where, frame);
  CloseBinders(expr.binding, frame);
  if (!ok || (expr.binding.where != nullptr && where == kNone)) return kNone;
  if (where == kNone) return AddUnary(ExprKind::kCount, collection, Simple(TypeKind::kInt), expr.span);
  node.type = Simple(TypeKind::kInt);
  node.args = {collection, AddBool(true, expr.span), where};
  if (node.args[1] == kNone) return kNone;
  node.has_where = true;
  node.text = "count(" + BinderText(expr.binding) + " in " + Operand(collection, 3) + " where " + E(where).text + ")";
  return Add(std::move(node), expr.span);
}

ExprId Checker::CheckComprehension(const ast::ComprehensionExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  if (expr.binding.collection == nullptr || expr.element == nullptr) return kNone;
  ExprId collection = CheckCollection(*expr.binding.collection, frame);
  Expr node;
  node.kind = ExprKind::kBuildSet;
  bool ok = OpenBinders(expr.binding, collection, frame, &node);
  ExprId where = expr.binding.where == nullptr ? kNone : CheckCondition(*expr.binding.where, frame);
  ExprId element = CheckExpr(*expr.element, frame);
  CloseBinders(expr.binding, frame);
  if (!ok || element == kNone || (expr.binding.where != nullptr && where == kNone)) return kNone;
  if (!IsScalarKind(T(element))) {
    Report(diag::Id::kSetElement, expr.element->span, {TypeName(T(element))}).At("members of a set are single values");
    return kNone;
  }
  node.type = SetOf(T(element));
  node.args = {collection, element};
  node.has_where = where != kNone;
  if (node.has_where) node.args.push_back(where);
  node.text = "{ " + E(element).text + " for " + BinderText(expr.binding) + " in " + Operand(collection, 3) +
              (where == kNone ? "" : " where " + E(where).text) + " }";
  return Add(std::move(node), expr.span);
}

}  // namespace mps::check
