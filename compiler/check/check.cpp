// One module to one model: the order in which everything is checked. Entry point: Check.
#include "check/check.h"

#include <algorithm>

#include "check/checker.h"
#include "model/canonical.h"

namespace mps::check {

Checker::Checker(Session& session, Module& module, diag::Sink& sink) : session_(session), module_(module), sink_(sink) {
  errors_before_ = sink.error_count();
}

void Checker::FillHeaders() {
  const ast::File& file = *module_.ast;
  model_.is_library = file.kind == ast::FileKind::kLibrary;
  model_.name = file.name.value;
  if (file.version) model_.version = file.version->text;
  const auto take = [](const std::optional<ast::Str>& from, std::string& to) {
    if (from) to = from->value;
  };
  take(file.headers.title, model_.title);
  take(file.headers.publisher, model_.publisher);
  take(file.headers.source, model_.source_uri);
  if (file.headers.description) model_.notes.push_back(file.headers.description->value);
  for (const ast::Str& note : file.headers.notes) model_.notes.push_back(note.value);
  AddRefs(file.headers.refs, model_.refs);
  if (!model_.is_library && (file.complete || !file.name.value.empty()))
    CheckAscii(model_.name, file.name.span, "the name of a definition");
}

// Every declaration by itself, used or not, so that a fault shows where it stands.
void Checker::CheckLibrary() {
  for (const auto& [name, symbol] : module_.spaces[static_cast<std::size_t>(Space::kType)]) {
    if (symbol.module != &module_) continue;
    const TypeId type = TypeOf(symbol);
    if (model_.is_library && type != kNoType) model_.named_types.push_back({name, type});
  }
  for (const auto& [name, symbol] : module_.spaces[static_cast<std::size_t>(Space::kValue)]) {
    if (symbol.module != &module_) continue;
    if (symbol.kind == ast::DeclKind::kSet && model_.is_library) SetIndex(symbol);
    if (symbol.kind == ast::DeclKind::kSet && !model_.is_library) SetOfSymbol(symbol);
    if (symbol.kind == ast::DeclKind::kTable) {
      const bool used = StateOf(symbol).used;
      TableIndex(symbol);
      StateOf(symbol).used = used;
    }
  }
  for (const Space space : {Space::kValue, Space::kTemplate}) {
    for (const auto& [name, symbol] : module_.spaces[static_cast<std::size_t>(space)]) {
      if (symbol.module == &module_ &&
          (symbol.kind == ast::DeclKind::kDefine || symbol.kind == ast::DeclKind::kTemplate))
        EnsureChecked(symbol);
    }
  }
  const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  std::sort(model_.functions.begin(), model_.functions.end(), by_name);
  std::sort(model_.templates.begin(), model_.templates.end(), by_name);
}

bool Checker::Run(std::span<const ast::File* const> tests, const ast::File* endorsements) {
  FillHeaders();
  DeclareAll(module_);
  for (const ast::File* file : tests) {
    for (const ast::Decl* decl : file->decls) {
      if (decl->kind == ast::DeclKind::kFixture)
        Declare(module_, Space::kFixture, decl->As<ast::FixtureDecl>().name, *decl);
      if (decl->kind == ast::DeclKind::kImport)
        Declare(module_, Space::kValue, decl->As<ast::ImportDecl>().alias, *decl);
    }
  }
  LoadImports(module_);
  if (!model_.is_library) {
    CheckEnvironments();
    for (const ast::Decl* decl : module_.ast->decls) {
      if (decl->kind == ast::DeclKind::kEndorser) endorser_names_.push_back(decl->As<ast::EndorserDecl>().name.text);
    }
    std::sort(endorser_names_.begin(), endorser_names_.end());
    for (const ast::Decl* decl : module_.ast->decls) {
      if (decl->kind != ast::DeclKind::kParam) continue;
      const Symbol* symbol = module_.Find(Space::kValue, decl->As<ast::ParamDecl>().name.text);
      if (symbol != nullptr && symbol->decl == decl) ParamOf(*symbol);
    }
    CheckLevels();
    CheckLevelParams();
  }
  CheckLibrary();
  if (!model_.is_library) {
    CheckEndorsers();
    CheckEndorsements(*module_.ast, model_.endorsements);
    if (endorsements != nullptr) CheckEndorsements(*endorsements, model_.filed_endorsements);
    CheckConfigurations();
    CheckDefinitionWhens();
    CheckRules();
    CheckAnswerGrants();
    if (endorsements != nullptr) CheckAnswers(*endorsements);
    CheckTests(*module_.ast, module_);
    for (const ast::File* file : tests) CheckTests(*file, module_);
    if (module_.ast->complete && sink_.error_count() == errors_before_) CheckLevelsHaveRules();
    // After an error much seems unused that is not.
    if (module_.ast->complete && sink_.error_count() == errors_before_) WarnUnused();
  }
  for (const Symbol* symbol : module_.order) {
    if (symbol->target == nullptr) continue;
    const auto& decl = symbol->decl->As<ast::ImportDecl>();
    model::Import import;
    import.name = symbol->name;
    import.source = symbol->target->identity;
    if (decl.version) import.version = decl.version->text;
    if (decl.digest) import.pin = decl.digest->bytes;
    import.definition_digest = symbol->target->definition_digest;
    import.environments = symbol->target->environments;
    model_.imports.push_back(std::move(import));
  }
  if (sink_.error_count() != errors_before_) return false;
  const Status status = module_.owned ? model::FillDefinitionDigest(model_) : model::FillDigests(model_);
  // A literal that the parser has refused (`sha256'00'`) is in the model as it was written.
  if (!status.ok() && !sink_.has_errors()) Report(diag::Id::kNoDigest, module_.ast->head, {status.message()});
  if (status.ok() && endorsements != nullptr) CheckEndorsementsBase(*endorsements);
  return status.ok() && sink_.error_count() == errors_before_;
}

namespace {

bool RefuseKind(const ast::File& file, diag::Sink& sink) {
  switch (file.kind) {
    case ast::FileKind::kTailor:
      sink.Report(
              diag::Id::kBaseNotFound, file.head,
              {file.base ? file.base->name.value : "", file.base && file.base->version ? file.base->version->text : ""})
          .At("a tailoring is checked with the definition that it tailors");
      return true;
    case ast::FileKind::kEndorsements:
      sink.Report(diag::Id::kEndorsementsFileAlone, file.head, {file.name.value})
          .At("endorsements belong to a definition");
      return true;
    case ast::FileKind::kTests:
      sink.Report(diag::Id::kTestsAlone, file.head).At("tests belong to a definition: check that, and this with it");
      return true;
    default:
      return false;
  }
}

std::string BaseName(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string NameOf(const ast::File& file, const CheckEnvironment& environment) {
  const SourceFile* source = environment.sources->Find(file.file);
  return source != nullptr ? source->name() : "";
}

// The tests that say that they are of the file at `path`; `complete` is taken back where one was not read to its end.
std::vector<const ast::File*> TestsOf(const std::string& path, std::span<const ast::File* const> tests,
                                      diag::Sink& sink, bool* complete) {
  std::vector<const ast::File*> own;
  for (const ast::File* test : tests) {
    *complete = *complete && test->complete;
    if (test->kind == ast::FileKind::kTests && test->base && BaseName(test->base->name.value) == BaseName(path)) {
      own.push_back(test);
      continue;
    }
    sink.Report(diag::Id::kTestsOfOther, test->base ? test->base->name.span : test->head, {BaseName(path)})
        .At("not the definition that is checked");
  }
  return own;
}

// Errors wherever they are; of warnings those that are not in the definition, whose author has seen them.
void ForwardTailored(const diag::Sink& from, FileId definition, diag::Sink& sink) {
  for (const diag::Diagnostic& d : from.Finish()) {
    if (d.severity == diag::Severity::kError || d.span.file != definition) Forward(d, sink);
  }
}

}  // namespace

std::optional<model::Model> Check(const ast::File& file, const CheckEnvironment& environment, diag::Sink& sink,
                                  std::span<const ast::File* const> tests, const ast::File* endorsements) {
  const ast::File* tailor = environment.tailor;
  if (tailor == nullptr ? RefuseKind(file, sink) : !IsBaseOf(file, *tailor, NameOf(file, environment), sink))
    return std::nullopt;
  Module module;
  module.path = NameOf(file, environment);
  module.identity = "file " + module.path;
  module.ast = &file;
  module.loading = true;
  bool complete =
      file.complete && (tailor == nullptr || tailor->complete) && (endorsements == nullptr || endorsements->complete);
  const auto own_tests =
      TestsOf(tailor == nullptr ? module.path : NameOf(*tailor, environment), tests, sink, &complete);
  Session session(environment);
  diag::Sink own;
  Checker checker(session, module, tailor == nullptr ? sink : own);
  bool ok = checker.Run(tailor == nullptr ? own_tests : std::vector<const ast::File*>(), endorsements);
  if (tailor != nullptr) {
    ok = ok && file.complete && checker.Tailor(*tailor, own_tests);
    ForwardTailored(own, file.file, sink);
  }
  if (!ok || !complete || sink.has_errors()) return std::nullopt;
  return checker.Take();
}

}  // namespace mps::check
