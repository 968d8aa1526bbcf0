// Parameters: types, domains and defaults.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {
namespace {

bool IsNumber(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMode || kind == TypeKind::kTime || kind == TypeKind::kDuration;
}

}  // namespace

bool Checker::CheckParamDomain(const ast::ParamDecl& decl, const Symbol& symbol, model::Param& param) {
  TypeId member = KindOf(param.type) == TypeKind::kSet ? Def(param.type).element : param.type;
  const schema::TypeDef def = Def(member);
  param.low = def.low;
  param.high = def.high;
  for (const std::string& word : def.open ? std::vector<std::string>() : def.words) {
    Value value;
    value.kind = def.kind;
    value.text = word;
    param.allowed.push_back(std::move(value));
  }
  if (!decl.domain) return true;
  if (decl.domain->kind == ast::DomainKind::kRange && IsNumber(def.kind)) {
    schema::TypeDef narrowed = def;
    if (!ApplyRange(narrowed, *decl.domain)) return false;
    param.low = narrowed.low;
    param.high = narrowed.high;
    return true;
  }
  if (decl.domain->kind == ast::DomainKind::kRange) {
    Report(diag::Id::kNoDomain, decl.domain->span, {TypeName(member)})
        .At("only ints, modes, times and durations have a range")
        .WithHelp("list the allowed values: `in { ... }`");
    return false;
  }
  std::vector<Value> allowed;
  if (decl.domain->kind == ast::DomainKind::kNamed) {
    const Symbol* set_symbol = LookUp(decl.domain->name, Space::kValue, *symbol.module, diag::Id::kUnknownSet);
    if (set_symbol == nullptr) return false;
    if (set_symbol->kind != ast::DeclKind::kSet) {
      Report(diag::Id::kWrongKind, decl.domain->span,
             {decl.domain->name.Join(), std::string(ast::DeclKindName(set_symbol->kind)), std::string("set")});
      return false;
    }
    StateOf(*set_symbol).used = true;
    const model::Set* set = SetOfSymbol(*set_symbol);
    if (set == nullptr) return false;
    if (!Fits(set->element, member)) {
      Report(diag::Id::kTypeMismatch, decl.domain->span, {TypeName(member), TypeName(set->element)})
          .At("a set of `" + TypeName(member) + "` is due");
      return false;
    }
    allowed = set->members;
  }
  for (const ast::Literal& item : decl.domain->items) {
    auto value = LiteralValue(item, member, nullptr);
    if (!value) return false;
    allowed.push_back(std::move(*value));
  }
  model::SortUnique(allowed);
  if (!param.allowed.empty()) {
    std::erase_if(allowed, [&](const Value& v) { return !model::ContainsMember(param.allowed, v); });
  }
  if (allowed.empty()) {
    Report(diag::Id::kEmptyDomain, decl.domain->span).At("no value is allowed");
    return false;
  }
  param.allowed = std::move(allowed);
  return true;
}

bool Checker::InParamDomain(const model::Param& param, const Value& value, Span span, std::string_view whose) {
  const std::vector<Value> single = {value};
  for (const Value& member : value.kind == TypeKind::kSet ? value.items : single) {
    bool number = IsNumber(member.kind);
    bool inside =
        (!number || ((!param.low || member.number >= *param.low) && (!param.high || member.number <= *param.high))) &&
        (param.allowed.empty() || model::ContainsMember(param.allowed, member));
    if (inside) continue;
    std::string domain;
    if (!param.allowed.empty()) {
      Value set;
      set.kind = TypeKind::kSet;
      set.items = param.allowed;
      domain = model::Spell(set);
    } else {
      auto bound = [&](std::int64_t n) {
        Value b = member;
        b.number = n;
        return model::Spell(b);
      };
      domain = (param.low ? bound(*param.low) : "") + ".." + (param.high ? bound(*param.high) : "");
    }
    Report(diag::Id::kParamOutside, span, {model::Spell(member), param.name, domain})
        .At("the value of " + std::string(whose) + " lies outside")
        .WithLabel(param.span, "its domain is declared here");
    return false;
  }
  return true;
}

ExprId Checker::ForeignParam(const Symbol& symbol, Span span) {
  model::Param param;
  if (!ReadParam(symbol, param)) return kNone;
  if (param.default_value) return AddConst(std::move(*param.default_value), param.type, span);
  Report(diag::Id::kForeignParam, span, {symbol.name}).At("has no default").WithLabel(symbol.span, "declared here");
  return kNone;
}

bool Checker::ReadParam(const Symbol& symbol, model::Param& param) {
  const auto& decl = symbol.decl->As<ast::ParamDecl>();
  param.name = FullName(symbol);
  param.span = symbol.span;
  if (decl.prose) param.prose = decl.prose->value;
  param.stricter = decl.stricter == ast::Stricter::kLower ? -1 : (decl.stricter == ast::Stricter::kHigher ? 1 : 0);
  bool ok = symbol.decl->ok && decl.type != nullptr;
  if (ok) {
    param.type = ResolveType(*decl.type, *symbol.module, false);
    ok = param.type != kNoType;
  }
  if (ok && !IsScalarKind(param.type) && KindOf(param.type) != TypeKind::kSet) {
    Report(diag::Id::kParamType, decl.type->span, {TypeName(param.type)})
        .At("a single value, or a set of them, is due");
    ok = false;
  }
  if (ok) {
    TypeKind kind = KindOf(param.type);
    bool ordered = IsOrdered(param.type) || kind == TypeKind::kSet || kind == TypeKind::kBool;
    if (param.stricter != 0 && !ordered)
      Report(diag::Id::kNotOrdered, decl.type->span, {TypeName(param.type)})
          .At("neither lower nor higher: `stricter` means nothing here");
    ok = CheckParamDomain(decl, symbol, param);
  }
  if (ok && decl.default_value != nullptr) {
    Frame frame{symbol.module, {}};
    auto value = ConstantOf(*decl.default_value, param.type, frame, false);
    ok = value && InParamDomain(param, *value, decl.default_value->span, "the default");
    if (ok) param.default_value = std::move(value);
  }
  return ok;
}

bool Checker::ParamOf(const Symbol& symbol) {
  Resolved& state = StateOf(symbol);
  if (state.stage == Stage::kDone) return state.ok;
  if (state.stage == Stage::kRunning) {
    Report(diag::Id::kRecursion, symbol.span, {symbol.name}).At("uses itself");
    return false;
  }
  state.stage = Stage::kRunning;
  model::Param param;
  bool ok = ReadParam(symbol, param);
  Resolved& after = StateOf(symbol);
  after.stage = Stage::kDone;
  after.ok = ok;
  if (!ok) return false;
  after.type = param.type;
  after.index = static_cast<std::uint32_t>(model_.params.size());
  model_.params.push_back(std::move(param));
  return true;
}

}  // namespace mps::check
