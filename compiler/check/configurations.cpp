// Configuration sets: settings measured as one value.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

// Indexes are given in the order of names, so that the model does not depend on the order of declarations.
void Checker::CheckConfigurations() {
  std::vector<const Symbol*> symbols;
  for (const auto& [name, symbol] : module_.spaces[static_cast<std::size_t>(Space::kValue)]) {
    if (symbol.kind == ast::DeclKind::kConfiguration && symbol.module == &module_) symbols.push_back(&symbol);
  }
  for (const Symbol* symbol : symbols) {
    Resolved& state = StateOf(*symbol);
    state.stage = Stage::kDone;
    state.index = static_cast<std::uint32_t>(model_.configurations.size());
    model::Configuration out;
    out.id = symbol->name;
    out.span = symbol->span;
    model_.configurations.push_back(std::move(out));
  }
  for (const Symbol* symbol : symbols) {
    const auto& decl = symbol->decl->As<ast::ConfigurationDecl>();
    model::Configuration out = model_.configurations[StateOf(*symbol).index];
    if (decl.prose) out.title = decl.prose->value;
    bool ok = decl.ok;
    for (const ast::Expr* include : decl.includes)
      ok = (include == nullptr || ConfigurationEntry(*include, out) != kNone) && ok;
    if (decl.includes.empty() && decl.ok)
      Report(diag::Id::kEmptyConfiguration, decl.name.span, {out.id}).At("measures nothing");
    std::sort(out.entries.begin(), out.entries.end());
    StateOf(*symbol).ok = ok;
    model_.configurations[StateOf(*symbol).index] = std::move(out);
  }
}

std::uint32_t Checker::ConfigurationOf(const Symbol& symbol) {
  const Resolved& state = StateOf(symbol);
  StateOf(symbol).used = true;
  return state.ok ? state.index : kNone;
}

ExprId Checker::ConfigurationEntry(const ast::Expr& expr, model::Configuration& out) {
  if (!GrantPath(expr, true)) return kNone;
  Frame frame{&module_, {}};
  const ExprId id = CheckExpr(expr, frame);
  if (id == kNone) return kNone;
  std::string field;
  if (FirstVolatile(id, &field)) {
    Report(diag::Id::kVolatileInConfiguration, expr.span, {field}).At("differs between hosts in the same state");
    return kNone;
  }
  if (VolatileWithin(T(id), &field)) {
    Report(diag::Id::kVolatileInConfiguration, expr.span, {field})
        .At("holds `" + field + "`, which differs between hosts in the same state")
        .WithHelp("include the fields that count one by one");
    return kNone;
  }
  ExprId root = id;
  while (E(root).kind != ExprKind::kEnvironment) root = E(root).args[0];
  if (out.environment != kNone && out.environment != E(root).index) {
    Report(diag::Id::kConfigurationEnvironments, expr.span, {out.id}).At("of another environment than the others");
    return kNone;
  }
  out.environment = E(root).index;
  const std::string whole = PathOf(id);
  for (const auto& [path, other] : out.entries) {
    if (path == whole) {
      Report(diag::Id::kDuplicateName, expr.span, {path, std::string("entry of this configuration")}).At("again here");
      return kNone;
    }
  }
  out.entries.emplace_back(whole, id);
  return id;
}

// The place as it is written, whole: Expr::text is cut where it is long, and the path is part of the digest.
std::string Checker::PathOf(ExprId id) const {
  const model::Expr& expr = E(id);
  switch (expr.kind) {
    case ExprKind::kField:
      return PathOf(expr.args[0]) + "." + Def(T(expr.args[0])).fields[expr.index].name;
    case ExprKind::kIndex:
      if (E(expr.args[1]).kind == ExprKind::kConst)
        return PathOf(expr.args[0]) + "[" + model::Spell(E(expr.args[1]).value) + "]";
      break;
    default:
      break;
  }
  return expr.text;
}

bool Checker::VolatileWithin(TypeId type, std::string* field) const {
  const schema::TypeDef& def = Def(type);
  for (const auto& member : def.fields) {
    if (schema::IsDocumentField(member)) continue;  // no part of what the record is
    if (member.is_volatile) return *field = member.name, true;
    if (VolatileWithin(member.type, field)) return true;
  }
  return def.element != kNoType && VolatileWithin(def.element, field);
}

bool Checker::FirstVolatile(ExprId id, std::string* field) const {
  for (ExprId at = id; E(at).kind != ExprKind::kEnvironment; at = E(at).args[0]) {
    if (E(at).kind != ExprKind::kField) continue;
    const auto& def = Def(T(E(at).args[0])).fields[E(at).index];
    if (!def.is_volatile) continue;
    *field = def.name;
    return true;
  }
  return false;
}

}  // namespace mps::check
