// Domains and units: a type narrowed to a range or to some words.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {
namespace {

bool IsNumber(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kTime || kind == TypeKind::kDuration || kind == TypeKind::kMode;
}

}  // namespace

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
