// Declared types: enums, records and named types.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {

TypeId Checker::TypeOf(const Symbol& symbol) {
  Resolved& state = StateOf(symbol);
  state.used = true;
  if (state.stage == Stage::kDone) return state.type;
  if (state.stage == Stage::kRunning) {
    Report(diag::Id::kTypeCycle, symbol.span, {symbol.name})
        .At("is made of itself")
        .WithHelp("evidence is finite: types cannot hold themselves");
    state.type = kNoType;
    return kNoType;
  }
  if (check_depth_ >= limit::kNesting) {
    Report(diag::Id::kTooDeep, symbol.span, {static_cast<std::int64_t>(limit::kNesting)})
        .At("types are nested too deeply here");
    return kNoType;
  }
  state.stage = Stage::kRunning;
  ++check_depth_;
  TypeId type = kNoType;
  if (symbol.decl->ok) {
    if (symbol.kind == ast::DeclKind::kEnum) type = DeclareEnum(symbol.decl->As<ast::EnumDecl>(), symbol);
    if (symbol.kind == ast::DeclKind::kRecord) type = DeclareRecord(symbol.decl->As<ast::RecordDecl>(), symbol);
    if (symbol.kind == ast::DeclKind::kType) type = DeclareAlias(symbol.decl->As<ast::TypeDecl>(), symbol);
  }
  --check_depth_;
  Resolved& after = StateOf(symbol);
  after.stage = Stage::kDone;
  after.ok = type != kNoType;
  after.type = type;
  return type;
}

TypeId Checker::DeclareEnum(const ast::EnumDecl& decl, const Symbol& symbol) {
  schema::TypeDef def;
  def.kind = TypeKind::kEnum;
  def.open = decl.open;
  def.name = FullName(symbol);
  std::map<std::string, Span> seen;
  for (const ast::Str& word : decl.words) {
    auto [place, fresh] = seen.try_emplace(word.value, word.span);
    if (!fresh) {
      Report(diag::Id::kDuplicateWord, word.span, {word.value}).At("again here").WithLabel(place->second, "first here");
      continue;
    }
    def.words.push_back(word.value);
  }
  std::sort(def.words.begin(), def.words.end());
  TypeId id = Intern(std::move(def));
  if (decl.prose) model_.type_prose[id] = decl.prose->value;
  return id;
}

TypeId Checker::DeclareRecord(const ast::RecordDecl& decl, const Symbol& symbol) {
  schema::TypeDef def;
  def.kind = TypeKind::kRecord;
  def.open = decl.open;
  def.name = FullName(symbol);
  std::map<std::string, Span> names, wires;
  std::vector<const Symbol*> known;
  bool ok = true;
  for (const ast::Field& field : decl.fields) {
    auto [place, fresh] = names.try_emplace(field.name.text, field.name.span);
    std::string wire = field.wire ? field.wire->value : field.name.text;
    auto [wire_place, fresh_wire] = wires.try_emplace(wire, field.wire ? field.wire->span : field.name.span);
    if (!fresh || !fresh_wire) {
      Report(diag::Id::kDuplicateField, field.name.span, {fresh ? wire : field.name.text, symbol.name})
          .At("again here")
          .WithLabel(fresh ? wire_place->second : place->second, "first here");
      continue;
    }
    TypeId type = field.type == nullptr ? kNoType : ResolveType(*field.type, *symbol.module, false);
    if (type != kNoType) {
      type = Refine(type, field.domain ? &*field.domain : nullptr, field.unit ? &*field.unit : nullptr, *symbol.module,
                    "");
    }
    if (type == kNoType) {
      ok = false;  // a record with a faulty field is poisoned whole: what reads it would report nonsense
      continue;
    }
    const Symbol* set = nullptr;
    if (field.known) {
      set = LookUp(*field.known, Space::kValue, *symbol.module, diag::Id::kUnknownSet);
      if (set != nullptr && set->kind != ast::DeclKind::kSet) {
        Report(diag::Id::kWrongKind, field.known->span,
               {field.known->Join(), std::string(ast::DeclKindName(set->kind)), std::string("set")});
        set = nullptr;
      }
      if (set != nullptr) StateOf(*set).used = true;
      if (KindOf(type) != TypeKind::kMap) {
        Report(diag::Id::kKnownOfMap, field.known->span, {field.name.text}).At("`known` names the known keys of a map");
      }
    }
    known.push_back(set);
    if (field.prose) model_.field_prose[FullName(symbol) + "." + field.name.text] = field.prose->value;
    std::optional<CorimClaim> corim = field.corim ? CorimOf(*field.corim, type) : std::nullopt;
    def.fields.push_back(
        {field.name.text, std::move(wire), type, field.optional, field.is_volatile, field.asserter, std::move(corim)});
  }
  if (!ok) return kNoType;
  TypeId id = Intern(std::move(def));
  for (std::uint32_t i = 0; i < known.size(); ++i) {
    if (known[i] != nullptr) known_[{id, i}] = known[i];
  }
  if (decl.prose) model_.type_prose[id] = decl.prose->value;
  return id;
}

TypeId Checker::DeclareAlias(const ast::TypeDecl& decl, const Symbol& symbol) {
  if (decl.type == nullptr) return kNoType;
  TypeId base = ResolveType(*decl.type, *symbol.module, true);
  if (base == kNoType) return kNoType;
  TypeId id = Refine(base, decl.domain ? &*decl.domain : nullptr, decl.unit ? &*decl.unit : nullptr, *symbol.module,
                     FullName(symbol));
  if (id != kNoType && decl.prose) model_.type_prose[id] = decl.prose->value;
  return id;
}

}  // namespace mps::check
