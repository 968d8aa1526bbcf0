// Names: what a module declares, and how a name in it finds its declaration.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {

std::string_view SpaceNoun(Space space) {
  switch (space) {
    case Space::kValue:
      return "name";
    case Space::kType:
      return "type";
    case Space::kTemplate:
      return "template";
    case Space::kLevel:
      return "level";
    case Space::kEndorser:
      return "endorser";
    case Space::kFixture:
      return "fixture";
  }
  return "name";
}

namespace {

// Words that mean something by themselves where a type or a value stands.
constexpr std::string_view kTypeWords[] = {"bool", "int",      "text", "path", "bytes",  "digest", "mode",
                                           "time", "duration", "ip",   "cidr", "scalar", "pattern"};

bool IsBuiltIn(Space space, std::string_view name) {
  if (space == Space::kValue) return name == "int" || name == "lower";
  if (space == Space::kType)
    return std::find(std::begin(kTypeWords), std::end(kTypeWords), name) != std::end(kTypeWords);
  return false;
}

// Declarations that only a definition may hold, not a library.
bool OnlyInDefinitions(ast::DeclKind kind) {
  switch (kind) {
    case ast::DeclKind::kEnvironment:
    case ast::DeclKind::kEndorser:
    case ast::DeclKind::kLevel:
    case ast::DeclKind::kParam:
    case ast::DeclKind::kWhen:
    case ast::DeclKind::kSection:
    case ast::DeclKind::kRule:
    case ast::DeclKind::kConfiguration:
    case ast::DeclKind::kEndorsement:
    case ast::DeclKind::kAnswer:
    case ast::DeclKind::kFixture:
    case ast::DeclKind::kTest:
      return true;
    default:
      return false;
  }
}

struct Declared {
  Space space;
  const ast::Name* name;
};
// The space and name of a declaration that has one.
std::optional<Declared> NameOf(const ast::Decl& decl) {
  switch (decl.kind) {
    case ast::DeclKind::kImport:
      return Declared{Space::kValue, &decl.As<ast::ImportDecl>().alias};
    case ast::DeclKind::kType:
      return Declared{Space::kType, &decl.As<ast::TypeDecl>().name};
    case ast::DeclKind::kEnum:
      return Declared{Space::kType, &decl.As<ast::EnumDecl>().name};
    case ast::DeclKind::kRecord:
      return Declared{Space::kType, &decl.As<ast::RecordDecl>().name};
    case ast::DeclKind::kEnvironment:
      return Declared{Space::kValue, &decl.As<ast::EnvironmentDecl>().name};
    case ast::DeclKind::kEndorser:
      return Declared{Space::kEndorser, &decl.As<ast::EndorserDecl>().name};
    case ast::DeclKind::kLevel:
      return Declared{Space::kLevel, &decl.As<ast::LevelDecl>().name};
    case ast::DeclKind::kParam:
      return Declared{Space::kValue, &decl.As<ast::ParamDecl>().name};
    case ast::DeclKind::kSet:
      return Declared{Space::kValue, &decl.As<ast::SetDecl>().name};
    case ast::DeclKind::kTable:
      return Declared{Space::kValue, &decl.As<ast::TableDecl>().name};
    case ast::DeclKind::kDefine:
      return Declared{Space::kValue, &decl.As<ast::DefineDecl>().name};
    case ast::DeclKind::kTemplate:
      return Declared{Space::kTemplate, &decl.As<ast::TemplateDecl>().name};
    case ast::DeclKind::kConfiguration:
      return Declared{Space::kValue, &decl.As<ast::ConfigurationDecl>().name};
    case ast::DeclKind::kFixture:
      return Declared{Space::kFixture, &decl.As<ast::FixtureDecl>().name};
    default:
      return std::nullopt;
  }
}

}  // namespace

void Checker::Declare(Module& module, Space space, const ast::Name& name, const ast::Decl& decl) {
  if (name.empty()) return;
  if (IsBuiltIn(space, name.text)) {
    Report(diag::Id::kBuiltInName, name.span, {name.text}).At("choose another name");
    return;
  }
  auto& names = module.spaces[static_cast<std::size_t>(space)];
  auto [place, fresh] = names.try_emplace(name.text);
  if (!fresh) {
    Report(diag::Id::kDuplicateName, name.span, {name.text, std::string(SpaceNoun(space))})
        .At("again here")
        .WithLabel(place->second.span, "first declared here");
    return;
  }
  place->second = {name.text, decl.kind, &decl, &module, name.span, nullptr};
  if (decl.kind == ast::DeclKind::kImport) module.order.push_back(&place->second);
}

void Checker::DeclareAll(Module& module) {
  if (module.names_ready) return;
  module.names_ready = true;
  bool library = module.ast->kind == ast::FileKind::kLibrary;
  for (const ast::Decl* decl : module.ast->decls) {
    if (library && OnlyInDefinitions(decl->kind)) {
      Report(diag::Id::kNotInLibrary, decl->span, {std::string(ast::DeclKindName(decl->kind))})
          .WithHelp(
              "a library holds types, sets, tables, functions and templates; move this to the definition that uses it");
      continue;
    }
    if (auto declared = NameOf(*decl)) Declare(module, declared->space, *declared->name, *decl);
  }
}

void Checker::LoadImports(Module& module) {
  for (Symbol* symbol : module.order) {
    if (symbol->target == nullptr && symbol->decl->ok) {
      symbol->target = session_.Import(symbol->decl->As<ast::ImportDecl>(), module, sink_);
    }
  }
}

std::vector<std::string> Checker::NamesOf(const Module& module, Space space, const std::string& prefix) const {
  std::vector<std::string> out;
  if (suggest_work_ > kSuggestWork) return out;
  for (const auto& [name, symbol] : module.spaces[static_cast<std::size_t>(space)]) {
    if (!prefix.empty() && symbol.kind == ast::DeclKind::kImport) continue;
    out.push_back(prefix + name);
  }
  return out;
}

std::vector<std::string> Checker::VisibleValues(const Frame& frame) const {
  std::vector<std::string> out = NamesOf(*frame.module, Space::kValue);
  for (const Local& local : frame.locals) out.push_back(local.name);
  return out;
}

const Symbol* Checker::LookUp(const ast::Name& name, Space space, const Module& module, diag::Id unknown) {
  if (const Symbol* found = module.Find(space, name.text)) {
    if (found->kind != ast::DeclKind::kImport) return found;
  }
  std::vector<std::string> candidates = NamesOf(module, space);
  if (space != Space::kValue) {
    for (const Symbol* import : module.order) {
      if (import->target == nullptr) continue;
      if (import->target->Find(space, name.text) == nullptr) continue;
      Report(unknown, name.span, {name.text})
          .At("no such " + std::string(SpaceNoun(space)) + " here")
          .WithHelp("imported names are written with their import: `" + import->name + "." + name.text + "`")
          .Suggest(name.span, import->name + "." + name.text);
      return nullptr;
    }
  }
  diag::Diagnostic& d = Report(unknown, name.span, {name.text}).At("no such " + std::string(SpaceNoun(space)));
  SuggestNearest(d, name.span, name.text, candidates);
  return nullptr;
}

const Symbol* Checker::LookUp(const ast::QName& name, Space space, const Module& module, diag::Id unknown) {
  if (name.parts.empty() || name.parts[0].empty()) return nullptr;
  if (name.parts.size() == 1) return LookUp(name.parts[0], space, module, unknown);
  const Symbol* import = module.Find(Space::kValue, name.parts[0].text);
  if (import == nullptr || import->kind != ast::DeclKind::kImport) {
    std::vector<std::string> aliases;
    for (const Symbol* symbol : module.order) aliases.push_back(symbol->name);
    diag::Diagnostic& d = Report(diag::Id::kUnknownImport, name.parts[0].span, {name.parts[0].text}).At("not imported");
    SuggestNearest(d, name.parts[0].span, name.parts[0].text, aliases);
    return nullptr;
  }
  if (import->target == nullptr) return nullptr;  // reported at the import
  StateOf(*import).used = true;
  if (name.parts.size() == 2) {
    if (const Symbol* found = import->target->Find(space, name.parts[1].text)) {
      if (found->kind != ast::DeclKind::kImport) return found;
    }
  }
  diag::Diagnostic& d = Report(unknown, name.parts[1].span, {name.Join()});
  d.At("`" + import->name + "` has no such " + std::string(SpaceNoun(space)));
  if (name.parts.size() == 2) {
    std::vector<std::string> candidates = NamesOf(*import->target, space);
    std::erase_if(candidates,
                  [&](const std::string& c) { return import->target->Find(space, c)->kind == ast::DeclKind::kImport; });
    SuggestNearest(d, name.parts[1].span, name.parts[1].text, candidates);
  }
  return nullptr;
}

}  // namespace mps::check
