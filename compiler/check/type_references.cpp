// References to types: what a name, or `list of ..`, stands for.
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

std::optional<Ordering> OrderingFromName(std::string_view name) {
  for (Ordering o : {Ordering::kDpkg, Ordering::kRpm, Ordering::kSemver, Ordering::kDotted}) {
    if (OrderingName(o) == name) return o;
  }
  return std::nullopt;
}

// Types as other languages call them: what to write in their place (empty: no one word), and more to say.
struct Elsewhere {
  std::string_view theirs, ours, more;
};
constexpr Elsewhere kElsewhere[] = {
    {"string", "text", ""},
    {"str", "text", ""},
    {"char", "text", ""},
    {"varchar", "text", ""},
    {"integer", "int", ""},
    {"number", "int", "there are no fractions"},
    {"float", "int", "there are no fractions"},
    {"double", "int", "there are no fractions"},
    {"decimal", "int", "there are no fractions"},
    {"long", "int", ""},
    {"uint", "int", "`in 0..` keeps it from being negative"},
    {"boolean", "bool", ""},
    {"array", "", "a list is written `list of text`"},
    {"vector", "", "a list is written `list of text`"},
    {"list", "", "a list is written `list of text`"},
    {"set", "", "a set is written `set of text`"},
    {"map", "", "a map is written `map of text to int`"},
    {"dict", "", "a map is written `map of text to int`"},
    {"object", "", "a map is written `map of text to int`; several fields together are a `record`"},
    {"struct", "", "several fields together are a `record`"},
    {"date", "time", "a date is its midnight, UTC"},
    {"datetime", "time", ""},
    {"timestamp", "time", ""},
    {"hash", "digest", ""},
    {"permissions", "mode", ""},
    {"octal", "mode", ""},
    {"any", "scalar", "it holds a bool, an int or a text"},
};

}  // namespace

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
    for (const Elsewhere& word : kElsewhere) {
      if (word.theirs != name.parts[0].text) continue;
      if (!word.ours.empty()) {
        d.WithHelp("did you mean `" + std::string(word.ours) + "`?");
        if (!expanding()) d.Suggest(name.span, std::string(word.ours));
      }
      if (!word.more.empty()) d.WithHelp(std::string(word.more));
      return kNoType;
    }
    SuggestNearest(d, name.span, name.parts[0].text, candidates);
    return kNoType;
  }
  const Symbol* symbol = LookUp(name, Space::kType, module, diag::Id::kUnknownType);
  return symbol == nullptr ? kNoType : TypeOf(*symbol);
}

}  // namespace mps::check
