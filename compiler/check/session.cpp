// Imports: what may be read, once each, without cycles, and pinned by what it means (not by its bytes).
#include "check/session.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "base/hex.h"
#include "check/checker.h"
#include "crypto/hash.h"
#include "parse/parse.h"

namespace mps::check {
namespace {

bool BadPathCharacter(char c) {
  auto u = static_cast<unsigned char>(c);
  return u < 0x20 || u == 0x7f || c == '\\' || c == ':';
}

bool VersionFits(const ast::Version& wanted, const std::optional<ast::Version>& found) {
  if (!found || found->parts.empty() || wanted.parts.empty()) return false;
  if (found->parts[0] != wanted.parts[0]) return false;
  for (std::size_t i = 1; i < wanted.parts.size(); ++i) {
    std::uint32_t have = i < found->parts.size() ? found->parts[i] : 0;
    if (have != wanted.parts[i]) return have > wanted.parts[i];
  }
  return true;
}

Span PlaceOf(const ast::ImportDecl& import) {
  if (import.library) return import.library->span;
  return import.file ? import.file->span : import.span;
}

}  // namespace

bool GoodRelativePath(std::string_view path, std::string* why) {
  if (path.empty()) return *why = "it is empty", false;
  if (path.size() > 1024) return *why = "it is longer than 1024 bytes", false;
  if (path.front() == '/') return *why = "it is absolute", false;
  if (std::any_of(path.begin(), path.end(), BadPathCharacter))
    return *why = "it holds a backslash, a colon or a control character", false;
  std::size_t at = 0;
  while (at <= path.size()) {
    std::size_t end = std::min(path.find('/', at), path.size());
    std::string_view part = path.substr(at, end - at);
    if (part.empty()) return *why = "it has an empty part", false;
    if (part == ".." || part == ".") return *why = "it has a part `" + std::string(part) + "`", false;
    at = end + 1;
  }
  return true;
}

std::string BesideFile(std::string_view file, std::string_view path) {
  std::size_t slash = file.rfind('/');
  std::string out(slash == std::string_view::npos ? "" : file.substr(0, slash + 1));
  return out.append(path);
}

void Forward(const diag::Diagnostic& diagnostic, diag::Sink& sink) {
  diag::Diagnostic& copy = sink.Report(diagnostic.id, diagnostic.span, diagnostic.args);
  copy.labels = diagnostic.labels;
  copy.helps = diagnostic.helps;
  copy.suggestion = diagnostic.suggestion;
  copy.primary = diagnostic.primary;
}

Module* Session::Import(const ast::ImportDecl& import, Module& from, diag::Sink& sink) {
  if (depth_ >= limit::kImportDepth) {
    sink.Report(diag::Id::kImportDepth, import.span, {static_cast<std::int64_t>(limit::kImportDepth)})
        .At("too deep here");
    return nullptr;
  }
  if (modules_.size() >= limit::kImports) {
    sink.Report(diag::Id::kTooManyImports, import.span, {static_cast<std::int64_t>(limit::kImports)})
        .At("one too many");
    return nullptr;
  }
  ++depth_;
  Module* module = Load(import, from, sink);
  --depth_;
  if (module == nullptr) return nullptr;
  if (module->loading) {
    sink.Report(diag::Id::kImportCycle, import.span, {module->identity}).At("imports what imports it");
    return nullptr;
  }
  if (module->wrong_kind) {
    sink.Report(diag::Id::kImportKind, PlaceOf(import), {std::string(ast::FileKindName(module->ast->kind))})
        .At("only libraries and definitions can be imported");
    return nullptr;
  }
  if (module->failed) {
    sink.Report(diag::Id::kImportBroken, PlaceOf(import), {module->identity}).At("has errors of its own");
    return nullptr;
  }
  if (import.version && !VersionFits(*import.version, module->ast->version)) {
    std::string found = module->ast->version ? module->ast->version->text : "none";
    sink.Report(diag::Id::kImportVersion, import.version->span, {import.version->text, found})
        .At("the same major version and at least this minor version is due");
    return nullptr;
  }
  if (!import.digest) {
    if (import.file) {
      sink.Report(diag::Id::kUnpinnedImport, import.file->span, {import.file->value})
          .At("not pinned")
          .WithHelp("a bundle needs it pinned: sha256'" + HexEncode(module->definition_digest) + "'");
    }
    return module;
  }
  if (import.digest->digest_alg != DigestAlg::kSha256 || import.digest->bytes != module->definition_digest) {
    sink.Report(diag::Id::kImportPin, import.digest->span, {module->identity})
        .At("another digest")
        .WithHelp("the imported typed model has sha256'" + HexEncode(module->definition_digest) +
                  "': review the change, then pin that");
    return nullptr;
  }
  return module;
}

Module* Session::Load(const ast::ImportDecl& import, Module& from, diag::Sink& sink) {
  std::string identity, path;
  if (import.library) {
    identity = "library " + import.library->text;
  } else if (import.file) {
    std::string why;
    if (!GoodRelativePath(import.file->value, &why)) {
      sink.Report(diag::Id::kImportPath, import.file->span, {import.file->value, why})
          .At("write a path below this file's folder");
      return nullptr;
    }
    if (from.origin == Module::Origin::kLibrary) {
      sink.Report(diag::Id::kImportPath, import.file->span,
                  {import.file->value, std::string("the standard library has no files beside it")});
      return nullptr;
    }
    path = BesideFile(from.path, import.file->value);
    identity = "file " + path;
  } else {
    return nullptr;
  }
  if (from.loading && from.identity == identity) return &from;
  auto found = modules_.find(identity);
  if (found != modules_.end()) return found->second.get();
  auto module = std::make_unique<Module>();
  module->path = path;
  std::string text;
  if (!ReadSource(import, from, identity, *module, &text, sink)) return nullptr;
  Module* raw = (modules_[identity] = std::move(module)).get();
  raw->failed = !CheckModule(import, *raw, std::move(text), sink);
  return raw;
}

bool Session::ReadSource(const ast::ImportDecl& import, const Module& from, std::string identity, Module& module,
                         std::string* text, diag::Sink& sink) {
  (void)from;
  module.identity = std::move(identity);
  if (import.library) {
    module.origin = Module::Origin::kLibrary;
    module.path = import.library->text + ".mps";
    auto library = env_.loader->Library(import.library->text);
    if (library) return *text = std::move(*library), true;
    std::vector<std::string> names = env_.loader->LibraryNames();
    diag::Diagnostic& d =
        sink.Report(diag::Id::kUnknownLibrary, import.library->span, {import.library->text}).At("no such library");
    if (auto nearest = Nearest(import.library->text, std::span<const std::string>(names))) {
      d.WithHelp("did you mean `" + std::string(*nearest) + "`?").Suggest(import.library->span, std::string(*nearest));
    } else {
      d.WithHelp("a file beside this one is imported by its name in quotes: `import \"" + import.library->text +
                 ".mps\" as " + import.library->text + "`");
    }
    return false;
  }
  module.origin = Module::Origin::kFile;
  auto file = env_.loader->File(module.path, limit::kSourceBytes);
  if (file.ok()) return *text = std::move(*file), true;
  sink.Report(diag::Id::kImportUnreadable, import.file->span, {import.file->value, file.status().message()})
      .At("cannot be read");
  return false;
}

bool Session::CheckModule(const ast::ImportDecl& import, Module& module, std::string text, diag::Sink& sink) {
  const SourceFile& source =
      env_.sources->Add(import.library ? "<" + import.library->text + ">" : module.path, std::move(text));
  diag::Sink own;
  module.owned = parse::Parse(source, own);
  module.ast = module.owned.get();
  bool ok = module.ast->complete && !own.has_errors();
  if (ok && module.ast->kind != ast::FileKind::kLibrary && module.ast->kind != ast::FileKind::kDefinition) {
    module.wrong_kind = true;  // said at each import of it
    return false;
  }
  if (ok && import.library && module.ast->name.value != import.library->text) {
    own.Report(diag::Id::kLibraryName, module.ast->name.span, {import.library->text, module.ast->name.value});
    ok = false;
  }
  module.prefix = module.ast->name.value + ".";
  if (ok) {
    module.loading = true;
    Checker checker(*this, module, own);
    ok = checker.Run({}, nullptr);
    module.loading = false;
    model::Model model = checker.Take();
    module.definition_digest = model.definition_digest;
    module.environments = static_cast<std::uint32_t>(model.environments.size());
  }
  for (const diag::Diagnostic& d : own.Finish()) {
    if (d.severity == diag::Severity::kError) Forward(d, sink);
  }
  return ok;
}

std::optional<std::string> Session::Pinned(const ast::PinnedFile& file, const Module& from, diag::Sink& sink) {
  std::string why;
  if (!GoodRelativePath(file.file.value, &why)) {
    sink.Report(diag::Id::kImportPath, file.file.span, {file.file.value, why})
        .At("write a path below this file's folder");
    return std::nullopt;
  }
  auto text = from.origin == Module::Origin::kLibrary
                  ? env_.loader->LibraryFile(file.file.value, limit::kPinnedFileBytes)
                  : env_.loader->File(BesideFile(from.path, file.file.value), limit::kPinnedFileBytes);
  if (!text.ok()) {
    sink.Report(diag::Id::kPinnedUnreadable, file.file.span, {file.file.value, text.status().message()})
        .At("cannot be read");
    return std::nullopt;
  }
  auto digest = crypto::Hash(file.digest.digest_alg, AsBytes(*text));
  if (!digest.ok()) {
    sink.Report(diag::Id::kPinnedUnreadable, file.file.span, {file.file.value, digest.status().message()});
    return std::nullopt;
  }
  if (file.digest.digest_alg == DigestAlg::kSha1) {
    sink.Report(diag::Id::kPinnedSha1, file.digest.span, {file.file.value}).At("pin it by sha256");
    return std::nullopt;
  }
  if (*digest == file.digest.bytes) return std::move(*text);
  sink.Report(diag::Id::kPinnedDigest, file.digest.span, {file.file.value})
      .At("another digest")
      .WithHelp("the file has " + std::string(crypto::DigestName(file.digest.digest_alg)) + "'" + HexEncode(*digest) +
                "': review the change, then pin that");
  return std::nullopt;
}

}  // namespace mps::check
