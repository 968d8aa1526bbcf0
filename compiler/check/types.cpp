// Types: declarations and references become entries of the model's type table; equal types are one entry.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {
namespace {

struct BuiltIn {
  std::string_view name;
  TypeKind kind;
};
constexpr BuiltIn kBuiltIns[] = {
    {"bool", TypeKind::kBool},       {"int", TypeKind::kInt},     {"text", TypeKind::kText},
    {"path", TypeKind::kPath},       {"bytes", TypeKind::kBytes}, {"digest", TypeKind::kDigest},
    {"mode", TypeKind::kMode},       {"time", TypeKind::kTime},   {"duration", TypeKind::kDuration},
    {"ip", TypeKind::kIp},           {"cidr", TypeKind::kCidr},   {"scalar", TypeKind::kScalar},
    {"pattern", TypeKind::kPattern},
};

void AppendNumber(std::string& key, std::uint64_t number) {
  key += std::to_string(number);
  key += ',';
}
void AppendText(std::string& key, const std::string& text) {
  AppendNumber(key, text.size());
  key += text;
}
void AppendBound(std::string& key, const std::optional<std::int64_t>& bound) {
  key += bound ? std::to_string(*bound) + "," : "-,";
}

// Two types are one entry if everything but fields agrees; records are entered once each and never looked up.
std::string KeyOf(const schema::TypeDef& def, const std::string& unit) {
  std::string key;
  AppendNumber(key, static_cast<std::uint64_t>(def.kind));
  AppendNumber(key, static_cast<std::uint64_t>(def.ordering));
  AppendNumber(key, def.open ? 1 : 0);
  AppendBound(key, def.low);
  AppendBound(key, def.high);
  AppendNumber(key, def.key);
  AppendNumber(key, def.element);
  AppendText(key, def.name);
  AppendText(key, unit);
  for (const std::string& word : def.words) AppendText(key, word);
  return key;
}

bool IsNumber(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kTime || kind == TypeKind::kDuration || kind == TypeKind::kMode;
}

std::optional<Ordering> OrderingFromName(std::string_view name) {
  for (Ordering o : {Ordering::kDpkg, Ordering::kRpm, Ordering::kSemver, Ordering::kDotted}) {
    if (OrderingName(o) == name) return o;
  }
  return std::nullopt;
}

}  // namespace

TypeId Checker::Intern(schema::TypeDef def, const std::string& unit) {
  bool shared = def.kind != TypeKind::kRecord;
  std::string key = shared ? KeyOf(def, unit) : std::string();
  if (shared) {
    if (auto found = interned_.find(key); found != interned_.end()) return found->second;
  }
  auto id = static_cast<TypeId>(model_.types.types.size());
  model_.types.types.push_back(std::move(def));
  model_.type_prose.emplace_back();
  units_.push_back(unit);
  if (shared) interned_[key] = id;
  return id;
}

TypeId Checker::Simple(TypeKind kind, Ordering ordering) {
  auto [found, is_new] = simple_.try_emplace({kind, ordering});
  if (is_new) {
    schema::TypeDef def;
    def.kind = kind;
    def.ordering = ordering;
    found->second = Intern(std::move(def));
  }
  return found->second;
}
TypeId Checker::ListOf(TypeId element) {
  if (element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kList;
  def.element = element;
  return Intern(std::move(def));
}
TypeId Checker::SetOf(TypeId element) {
  if (element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kSet;
  def.element = element;
  return Intern(std::move(def));
}
TypeId Checker::MapOf(TypeId key, TypeId element) {
  if (key == kNoType || element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kMap;
  def.key = key;
  def.element = element;
  return Intern(std::move(def));
}

bool Checker::IsTextual(TypeId type) const {
  TypeKind kind = KindOf(type);
  return kind == TypeKind::kText || kind == TypeKind::kPath || kind == TypeKind::kEnum;
}

bool Checker::IsScalarKind(TypeId type) const {
  switch (KindOf(type)) {
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kMap:
    case TypeKind::kRecord:
    case TypeKind::kPattern:
      return false;
    default:
      return true;
  }
}

bool Checker::IsOrdered(TypeId type) const {
  switch (KindOf(type)) {
    case TypeKind::kInt:
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kBytes:
    case TypeKind::kVersion:
    case TypeKind::kTime:
    case TypeKind::kDuration:
    case TypeKind::kIp:
    case TypeKind::kScalar:
      return true;
    default:
      return false;
  }
}

bool Checker::Fits(TypeId have, TypeId want) const {
  if (have == want) return true;
  if (have == kNoType || want == kNoType) return false;
  const schema::TypeDef &a = Def(have), &b = Def(want);
  // Text, paths and enum words are all text, compared by bytes; but words of two enums are never meant to be compared.
  if (a.kind == TypeKind::kEnum && b.kind == TypeKind::kEnum) return false;
  if (IsTextual(have) && IsTextual(want)) return true;
  auto in_scalar = [](TypeKind kind) {
    return kind == TypeKind::kBool || kind == TypeKind::kInt || kind == TypeKind::kText;
  };
  if (a.kind == TypeKind::kScalar && in_scalar(b.kind)) return true;
  if (b.kind == TypeKind::kScalar && in_scalar(a.kind)) return true;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::kVersion:
      return a.ordering == b.ordering;
    case TypeKind::kList:
    case TypeKind::kSet:
      return Fits(a.element, b.element);
    case TypeKind::kMap:
      return Fits(a.key, b.key) && Fits(a.element, b.element);
    case TypeKind::kRecord:
      return false;
    default:
      return true;
  }
}

TypeId Checker::ResolveType(const ast::TypeRef& ref, Module& module, bool allow_pattern) {
  switch (ref.kind) {
    case ast::TypeRefKind::kVersion: {
      auto ordering = OrderingFromName(ref.ordering.text);
      if (ordering) return Simple(TypeKind::kVersion, *ordering);
      diag::Diagnostic& d = Report(diag::Id::kUnknownOrdering, ref.ordering.span, {ref.ordering.text});
      SuggestNearest(d.At("one of dpkg, rpm, semver, dotted is due"), ref.ordering.span, ref.ordering.text,
                     {"dpkg", "rpm", "semver", "dotted"});
      return kNoType;
    }
    case ast::TypeRefKind::kNamed: {
      TypeId type = ResolveNamed(ref.name, module);
      if (type != kNoType && !allow_pattern && KindOf(type) == TypeKind::kPattern) {
        Report(diag::Id::kPatternAsClaim, ref.span).At("a pattern can only be a formal or a constant");
        return kNoType;
      }
      return type;
    }
    case ast::TypeRefKind::kList:
      return ref.element == nullptr ? kNoType : ListOf(ResolveType(*ref.element, module, allow_pattern));
    case ast::TypeRefKind::kSet: {
      if (ref.element == nullptr) return kNoType;
      TypeId element = ResolveType(*ref.element, module, false);
      if (element != kNoType && !IsScalarKind(element)) {
        Report(diag::Id::kSetElement, ref.element->span, {TypeName(element)}).At("members of a set are single values");
        return kNoType;
      }
      return SetOf(element);
    }
    case ast::TypeRefKind::kMap: {
      if (ref.key == nullptr || ref.element == nullptr) return kNoType;
      TypeId key = ResolveType(*ref.key, module, false);
      TypeId element = ResolveType(*ref.element, module, false);
      if (key != kNoType && !IsTextual(key) && KindOf(key) != TypeKind::kInt) {
        Report(diag::Id::kMapKey, ref.key->span, {TypeName(key)}).At("keys are text, paths, ints or words of an enum");
        return kNoType;
      }
      return MapOf(key, element);
    }
  }
  return kNoType;
}

// Types as other languages call them.
static std::string_view TypeElsewhere(std::string_view word) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"string", "text is of type `text`"},
      {"str", "text is of type `text`"},
      {"char", "text is of type `text`"},
      {"integer", "whole numbers are of type `int`"},
      {"number", "whole numbers are of type `int`; there are no fractions"},
      {"float", "whole numbers are of type `int`; there are no fractions"},
      {"double", "whole numbers are of type `int`; there are no fractions"},
      {"decimal", "whole numbers are of type `int`; there are no fractions"},
      {"long", "whole numbers are of type `int`"},
      {"boolean", "true and false are of type `bool`"},
      {"array", "a list is written `list of text`"},
      {"vector", "a list is written `list of text`"},
      {"list", "a list is written `list of text`"},
      {"set", "a set is written `set of text`"},
      {"dict", "a map is written `map of text to int`"},
      {"object", "a map is written `map of text to int`; several fields together are a `record`"},
      {"struct", "several fields together are a `record`"},
      {"date", "a date is of type `time`: its midnight, UTC"},
      {"datetime", "a point in time is of type `time`"},
      {"timestamp", "a point in time is of type `time`"},
      {"hash", "a hash value is of type `digest`"},
      {"permissions", "permission bits are of type `mode`"},
      {"octal", "permission bits are of type `mode`"},
      {"any", "a value of several types is of type `scalar`"},
  };
  for (const auto& [theirs, ours] : kWords) {
    if (theirs == word) return ours;
  }
  return "";
}

TypeId Checker::ResolveNamed(const ast::QName& name, Module& module) {
  if (name.parts.size() == 1) {
    if (module.Find(Space::kType, name.parts[0].text) == nullptr) {
      for (const BuiltIn& built_in : kBuiltIns) {
        if (built_in.name == name.parts[0].text) return Simple(built_in.kind);
      }
      if (name.parts[0].empty()) return kNoType;
      if (name.parts[0].text == "version") {
        Report(diag::Id::kVersionOrdering, name.span)
            .At("name its ordering")
            .WithHelp("`version dpkg`, `version rpm`, `version semver` or `version dotted`");
        return kNoType;
      }
    }
    const Symbol* symbol = module.Find(Space::kType, name.parts[0].text);
    if (symbol != nullptr) return TypeOf(*symbol);
    for (const Symbol* import : module.order) {
      if (import->target != nullptr && import->target->Find(Space::kType, name.parts[0].text) != nullptr) {
        LookUp(name.parts[0], Space::kType, module, diag::Id::kUnknownType);
        return kNoType;
      }
    }
    std::vector<std::string> candidates = NamesOf(module, Space::kType);
    for (const BuiltIn& built_in : kBuiltIns) candidates.emplace_back(built_in.name);
    diag::Diagnostic& d = Report(diag::Id::kUnknownType, name.span, {name.parts[0].text}).At("no such type");
    if (const std::string_view ours = TypeElsewhere(name.parts[0].text); !ours.empty()) {
      d.WithHelp(std::string(ours));
      return kNoType;
    }
    SuggestNearest(d, name.span, name.parts[0].text, candidates);
    return kNoType;
  }
  const Symbol* symbol = LookUp(name, Space::kType, module, diag::Id::kUnknownType);
  return symbol == nullptr ? kNoType : TypeOf(*symbol);
}

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
    def.fields.push_back({field.name.text, std::move(wire), type, field.optional, field.is_volatile, field.asserter});
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

TypeId Checker::Refine(TypeId base, const ast::Domain* domain, const ast::Name* unit, Module& module,
                       const std::string& name) {
  if (domain == nullptr && unit == nullptr && name.empty()) return base;
  TypeKind kind = KindOf(base);
  if (kind == TypeKind::kRecord) {
    if (domain == nullptr && unit == nullptr) return base;  // another name for a record
    Report(diag::Id::kNoDomain, domain != nullptr ? domain->span : unit->span, {TypeName(base)})
        .At("a record has neither domain nor unit");
    return kNoType;
  }
  if (kind == TypeKind::kList || kind == TypeKind::kSet) {
    schema::TypeDef def = Def(base);
    def.element = Refine(def.element, domain, unit, module, "");
    if (def.element == kNoType) return kNoType;
    if (!name.empty()) def.name = name;
    return Intern(std::move(def));
  }
  schema::TypeDef def = Def(base);
  std::string unit_text = unit != nullptr ? unit->text : UnitOf(base);
  if (domain != nullptr || unit != nullptr) def.name.clear();
  if (!name.empty()) def.name = name;
  if (domain != nullptr && !ApplyDomain(def, *domain, module)) return kNoType;
  if (unit != nullptr && !IsNumber(kind)) {
    Report(diag::Id::kNoDomain, unit->span, {TypeName(base)}).At("only numbers, times and durations have a unit");
    return kNoType;
  }
  return Intern(std::move(def), unit_text);
}

bool Checker::ApplyDomain(schema::TypeDef& def, const ast::Domain& domain, Module& module) {
  if (domain.kind == ast::DomainKind::kRange) {
    if (IsNumber(def.kind)) return ApplyRange(def, domain);
  } else if (def.kind == TypeKind::kText || def.kind == TypeKind::kPath || def.kind == TypeKind::kEnum) {
    return ApplyWords(def, domain, module);
  }
  Report(diag::Id::kNoDomain, domain.span, {std::string(TypeKindName(def.kind))})
      .At("no such domain here")
      .WithHelp("ints, modes, times and durations take a range `in 1..6`; text takes a set `in { \"a\", \"b\" }`");
  return false;
}

bool Checker::ApplyRange(schema::TypeDef& def, const ast::Domain& domain) {
  schema::TypeDef plain;
  plain.kind = def.kind;
  TypeId type = Intern(std::move(plain));
  auto bound = [&](const std::optional<ast::Literal>& literal, std::optional<std::int64_t>* out) {
    if (!literal) return true;
    auto value = LiteralValue(*literal, type, nullptr);
    if (!value) return false;
    *out = value->number;
    return true;
  };
  std::optional<std::int64_t> low, high;
  if (!bound(domain.low, &low) || !bound(domain.high, &high)) return false;
  if (low && (!def.low || *low > *def.low)) def.low = low;
  if (high && (!def.high || *high < *def.high)) def.high = high;
  if (!def.low || !def.high || *def.low <= *def.high) return true;
  Report(diag::Id::kEmptyRange, domain.span, {std::to_string(*def.low), std::to_string(*def.high)})
      .At("nothing lies in it");
  return false;
}

bool Checker::ApplyWords(schema::TypeDef& def, const ast::Domain& domain, Module& module) {
  std::vector<std::string> words;
  if (domain.kind == ast::DomainKind::kNamed) {
    const Symbol* symbol = LookUp(domain.name, Space::kValue, module, diag::Id::kUnknownSet);
    if (symbol == nullptr) return false;
    const model::Set* set = symbol->kind == ast::DeclKind::kSet ? SetOfSymbol(*symbol) : nullptr;
    if (symbol->kind != ast::DeclKind::kSet) {
      Report(diag::Id::kWrongKind, domain.span,
             {domain.name.Join(), std::string(ast::DeclKindName(symbol->kind)), std::string("set")});
    }
    if (set == nullptr) return false;
    StateOf(*symbol).used = true;
    for (const Value& member : set->members) {
      if (member.kind != TypeKind::kText && member.kind != TypeKind::kPath && member.kind != TypeKind::kEnum) {
        Report(diag::Id::kNoDomain, domain.span, {std::string(TypeKindName(def.kind))}).At("a set of text is due");
        return false;
      }
      words.push_back(member.text);
    }
  }
  for (const ast::Literal& item : domain.items) {
    if (item.kind != ast::LiteralKind::kText) {
      Report(diag::Id::kTypeMismatch, item.span, {std::string("text"), std::string(ast::LiteralKindName(item.kind))});
      return false;
    }
    words.push_back(item.text);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (!def.words.empty()) {
    std::erase_if(words, [&](const std::string& w) {
      return !def.open && !std::binary_search(def.words.begin(), def.words.end(), w);
    });
  }
  if (words.empty()) {
    Report(diag::Id::kEmptyDomain, domain.span).At("no value is allowed");
    return false;
  }
  def.words = std::move(words);
  return true;
}

}  // namespace mps::check
