// Named sets and tables: their members, from the source or from a pinned file.
#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {

bool Checker::ReadSetLiteral(const ast::SetDecl& decl, const Symbol& symbol, model::Set& set) {
  Frame frame{symbol.module, {}};
  TypeId want = set.element == kNoType ? kNoType : SetOf(set.element);
  if (decl.value == nullptr) return false;
  if (decl.value->kind == ast::ExprKind::kSet && want == kNoType) {
    // No type is written: the first member has it.
    const auto& items = decl.value->As<ast::SetExpr>().items;
    if (items.empty()) {
      Report(diag::Id::kEmptySetType, decl.value->span)
          .At("of what?")
          .WithHelp("write its type: `set " + symbol.name + " of text = { }`");
      return false;
    }
    ExprId first = CheckExpr(*items[0], frame);
    if (first == kNone) return false;
    set.element = T(first);
    want = SetOf(set.element);
  }
  if (decl.value->kind != ast::ExprKind::kSet) {
    ExprId id = CheckExpr(*decl.value, frame, want);
    if (id == kNone) return false;
    auto value = ValueOfNode(id);
    if (!value || value->kind != TypeKind::kSet) {
      Report(diag::Id::kNotConstant, decl.value->span).At("a set of constants is due here");
      return false;
    }
    if (want != kNoType && !Fits(T(id), want)) {
      Report(diag::Id::kTypeMismatch, decl.value->span, {TypeName(want), TypeName(T(id))})
          .At("`" + TypeName(want) + "` is due");
      return false;
    }
    set.element = want == kNoType ? Def(T(id)).element : set.element;
    set.members = std::move(value->items);
    return true;
  }
  bool ok = true;
  std::vector<std::pair<Value, Span>> seen;
  for (const ast::Expr* item : decl.value->As<ast::SetExpr>().items) {
    auto value = ConstantOf(*item, set.element, frame, false);
    ok = ok && value.has_value();
    if (value) seen.emplace_back(std::move(*value), item->span);
  }
  if (!ok) return false;
  std::stable_sort(seen.begin(), seen.end(),
                   [](const auto& a, const auto& b) { return model::Compare(a.first, b.first) < 0; });
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (i != 0 && model::Equal(seen[i - 1].first, seen[i].first)) {
      Report(diag::Id::kRepeatedMember, seen[i].second, {model::Spell(seen[i].first)})
          .At("again here")
          .WithLabel(seen[i - 1].second, "first here");
    }
    set.members.push_back(seen[i].first);
  }
  model::SortUnique(set.members);
  return true;
}

const model::Set* Checker::SetOfSymbol(const Symbol& symbol) {
  Resolved& state = StateOf(symbol);
  if (state.stage == Stage::kDone) return state.ok ? &sets_[&symbol] : nullptr;
  if (state.stage == Stage::kRunning) {
    Report(diag::Id::kRecursion, symbol.span, {symbol.name}).At("uses itself");
    return nullptr;
  }
  state.stage = Stage::kRunning;
  const auto& decl = symbol.decl->As<ast::SetDecl>();
  model::Set set;
  set.name = FullName(symbol);
  if (decl.prose) set.prose = decl.prose->value;
  bool ok = symbol.decl->ok;
  if (check_depth_ >= limit::kNesting) {
    if (!over_limit_)
      Report(diag::Id::kTooDeep, symbol.span, {static_cast<std::int64_t>(limit::kNesting)})
          .At("sets are made of each other too deeply here");
    over_limit_ = true;
    ok = false;
  }
  ++check_depth_;
  if (ok && decl.element != nullptr) {
    set.element = ResolveType(*decl.element, *symbol.module, false);
    ok = set.element != kNoType;
    if (ok && !IsScalarKind(set.element)) {
      Report(diag::Id::kSetElement, decl.element->span, {TypeName(set.element)})
          .At("members of a set are single values");
      ok = false;
    }
  }
  if (ok) ok = decl.from ? ReadPinnedSet(decl, symbol, set) : ReadSetLiteral(decl, symbol, set);
  --check_depth_;
  Resolved& after = StateOf(symbol);
  after.stage = Stage::kDone;
  after.ok = ok;
  after.type = set.element;
  if (!ok) return nullptr;
  return &(sets_[&symbol] = std::move(set));
}

std::uint32_t Checker::SetIndex(const Symbol& symbol) {
  const model::Set* set = SetOfSymbol(symbol);
  Resolved& state = StateOf(symbol);
  state.used = true;
  if (set == nullptr) return kNone;
  if (state.index == kNone) {
    state.index = static_cast<std::uint32_t>(model_.sets.size());
    model_.sets.push_back(*set);
    set_symbols_.push_back(&symbol);
  }
  return state.index;
}

void Checker::CheckSetWords(ExprId a, TypeId word, Span use) {
  if (Def(word).words.empty()) return;
  std::uint32_t index = kNone;
  if (E(a).kind == model::ExprKind::kSetRef) index = E(a).index;
  if (E(a).kind == model::ExprKind::kVar) {
    if (auto walked = walked_set_.find(E(a).index); walked != walked_set_.end()) index = walked->second;
  }
  if (index == kNone || !Def(model_.sets[index].element).words.empty()) return;  // checked where it is declared
  std::size_t told = 0;
  for (const Value& member : model_.sets[index].members) {
    if (IsWord(member.text, word)) continue;
    ReportMember(member.text, *set_symbols_[index], word, use);
    if (++told == limit::kDiagnostics) return;
  }
}

void Checker::ReportMember(const std::string& member, const Symbol& set, TypeId word, Span use) {
  if (set.module != &module_) {  // its file is not here to be mended
    diag::Diagnostic& d = ReportWord(member, word, use);
    d.At("a member of `" + FullName(set) + "`");
    d.suggestion.reset();
    return;
  }
  Span span = set.span;
  const ast::Expr* value = set.decl->As<ast::SetDecl>().value;
  if (value != nullptr && value->kind == ast::ExprKind::kSet) {
    for (const ast::Expr* item : value->As<ast::SetExpr>().items) {
      if (item->kind == ast::ExprKind::kLiteral && item->As<ast::LiteralExpr>().value.text == member) span = item->span;
    }
  }
  diag::Diagnostic& d = ReportWord(member, word, span);
  if (span == set.span) d.suggestion.reset();  // a line of a file
  d.WithLabel(use, "compared with " + TypeName(word) + " here");
}

std::uint32_t Checker::TableIndex(const Symbol& symbol) {
  Resolved& state = StateOf(symbol);
  state.used = true;
  if (state.stage == Stage::kDone) return state.index;
  state.stage = Stage::kDone;
  if (!symbol.decl->ok) return kNone;
  const auto& decl = symbol.decl->As<ast::TableDecl>();
  if (decl.key == nullptr || decl.value == nullptr) return kNone;
  model::Table table;
  table.name = FullName(symbol);
  if (decl.prose) table.prose = decl.prose->value;
  table.key = ResolveType(*decl.key, *symbol.module, false);
  TypeId value = ResolveType(*decl.value, *symbol.module, false);
  if (table.key == kNoType || value == kNoType) return kNone;
  if (!IsTextual(table.key)) {
    Report(diag::Id::kTableShape, decl.key->span).At("keys of a table are text or paths");
    return kNone;
  }
  if (KindOf(value) != TypeKind::kSet) {
    Report(diag::Id::kTableShape, decl.value->span).At("a table leads to sets: `set of digest`");
    return kNone;
  }
  table.element = Def(value).element;
  TypeId type = MapOf(table.key, value);
  if (!ReadPinnedTable(decl, symbol, table)) return kNone;
  Resolved& after = StateOf(symbol);
  after.ok = true;
  after.type = type;
  after.index = static_cast<std::uint32_t>(model_.tables.size());
  model_.tables.push_back(std::move(table));
  return after.index;
}

}  // namespace mps::check
