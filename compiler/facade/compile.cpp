// The compiler's face: runs the stages one after the other and keeps what each gave. Entry point: Compile.
#include "mps/compiler/compile.h"

#include "ast/ast.h"
#include "ast/dump.h"
#include "check/check.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "endorse/codec.h"
#include "facade/base_search.h"
#include "facade/tailoring_summary.h"
#include "lower/endorsements.h"
#include "lower/lower.h"
#include "lower/test_evidence.h"
#include "model/canonical.h"
#include "model/dump.h"
#include "mps/compiler/stdlib_files.h"
#include "mps/limits.h"
#include "parse/parse.h"
#include "plan/plan.h"
#include "program/dump.h"
#include "schema/dump.h"
#include "source/source.h"

namespace mps::compiler {

struct Compilation::Impl {
  SourceManager sources;
  diag::Sink sink;
  std::vector<diag::Diagnostic> diagnostics;  // of the finished sink
  std::size_t errors = 0, warnings = 0;
  std::unique_ptr<ast::File> file;
  std::unique_ptr<ast::File> tailor;  // then `file` is what it tailors
  std::vector<std::unique_ptr<ast::File>> tests_files;
  std::optional<model::Model> model;
  std::shared_ptr<const program::Program> program;
  std::vector<TestCase> tests;
  std::unique_ptr<ast::File> endorsements_file;
  std::optional<FiledEndorsements> endorsements;
  Status status;
  FileId main;
};

namespace {

std::string Folder(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

class DiskLoader : public check::Loader {
 public:
  DiskLoader(FileReader& reader, std::string folder) : reader_(reader), folder_(std::move(folder)) {}

  std::optional<std::string> Library(std::string_view name) override {
    const auto source = LibrarySource(name);
    return source ? std::optional<std::string>(*source) : std::nullopt;
  }
  std::vector<std::string> LibraryNames() override { return compiler::LibraryNames(); }
  Result<std::string> LibraryFile(std::string_view name, std::size_t max_bytes) override {
    for (const auto& file : StdlibFiles()) {
      if (file.name == name && file.bytes.size() <= max_bytes) return std::string(file.bytes);
    }
    return Status(Code::kIo, "the standard library has no file `" + std::string(name) + "`");
  }
  Result<std::string> File(const std::string& path, std::size_t max_bytes) override {
    return reader_.ReadBeneath(folder_, path, max_bytes);
  }

 private:
  FileReader& reader_;
  const std::string folder_;
};

// Parses what reading a file gave; null if it could not be read (impl.status says why).
std::unique_ptr<ast::File> ParseText(Compilation::Impl& impl, const std::string& path, Result<std::string> text) {
  if (!text.ok() && text.status().code() == Code::kLimit) text = std::string(limit::kSourceBytes + 1, ' ');
  if (!text.ok()) {
    impl.status = text.TakeStatus();
    return nullptr;
  }
  return parse::Parse(impl.sources.Add(path, std::move(text).value()), impl.sink);
}

// One byte more than the limit, so that the parser reports the limit with its own diagnostic.
constexpr std::size_t kReadBytes = limit::kSourceBytes + 1;

std::string PlaceText(const SourceManager& sources, const Span& span) {
  const SourceFile* file = sources.Find(span.file);
  if (file == nullptr) return "";
  const Position at = file->Locate(span.begin);
  return file->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

TestExpectation MakeExpectation(const Compilation::Impl& impl, const model::Expectation& from, std::size_t test,
                                std::size_t number) {
  TestExpectation to;
  switch (from.kind) {
    case model::Expectation::Kind::kRule:
      to.kind = TestExpectation::Kind::kRule;
      to.subject = from.subject;
      break;
    case model::Expectation::Kind::kLevel:
      to.kind = TestExpectation::Kind::kLevel;
      to.subject = from.subject;
      break;
    case model::Expectation::Kind::kThat:
      to.kind = TestExpectation::Kind::kThat;
      to.subject = lower::HiddenRuleId(test, number);
      break;
  }
  to.verdict = from.verdict;
  to.grade = from.grade;
  to.waived = from.waived;
  to.because = from.because;
  to.place = PlaceText(impl.sources, from.span);
  return to;
}

Status GivenEndorsements(const model::Model& model, const model::Test& test, Bytes& out) {
  MPS_ASSIGN(const auto set, lower::TestEndorsements(model, test));
  if (!set) return {};
  MPS_ASSIGN(out, endorse::EncodeEndorsements(*set));
  return {};
}

void MakeTests(Compilation::Impl& impl) {
  const model::Model& model = *impl.model;
  for (std::size_t i = 0; i < model.tests.size(); ++i) {
    const model::Test& from = model.tests[i];
    TestCase test;
    test.title = from.title;
    test.place = PlaceText(impl.sources, from.span);
    auto evidence = lower::TestEvidence(model, from);
    if (!evidence.ok()) {
      impl.status = std::move(evidence.TakeStatus()).Within("test \"" + from.title + "\"");
      return;
    }
    test.evidence = std::move(evidence).value();
    test.untrusted = from.untrusted;
    if (Status status = GivenEndorsements(model, from, test.endorsements); !status.ok()) {
      impl.status = std::move(status).Within("test \"" + from.title + "\"");
      return;
    }
    for (const auto& [param, value] : from.params) test.params.emplace_back(model.params[param].name, value);
    if (from.level) test.level = model.levels[*from.level].name;
    test.now = from.now;
    for (std::size_t e = 0; e < from.expectations.size(); ++e)
      test.expectations.push_back(MakeExpectation(impl, from.expectations[e], i, e));
    impl.tests.push_back(std::move(test));
  }
}

void LowerModel(Compilation::Impl& impl) {
  lower::Options options;
  options.hidden_rules = !impl.model->tests.empty();
  auto program = lower::Lower(*impl.model, options);
  if (!program.ok()) {
    impl.status = program.TakeStatus();
    return;
  }
  plan::Plan(*program);
  impl.program = std::make_shared<const program::Program>(std::move(program).value());
  MakeTests(impl);
}

Status FileEndorsements(Compilation::Impl& impl) {
  const model::Model& model = *impl.model;
  FiledEndorsements out{impl.endorsements_file->name.value, "", model.name, model.version, model.definition_digest, {}};
  if (impl.endorsements_file->version) out.version = impl.endorsements_file->version->text;
  MPS_ASSIGN(const auto set, lower::FiledOf(model));
  MPS_ASSIGN(out.set, endorse::EncodeEndorsements(set));
  impl.endorsements = std::move(out);
  return {};
}

// Puts the definition that a tailor file is of in its place; false after a diagnostic, or with impl.status.
bool OpenBase(Compilation::Impl& impl, const std::string& folder, FileReader& reader, const Options& options,
              std::string& definition) {
  impl.tailor = std::move(impl.file);
  auto base = options.base.empty() ? FindBase(*impl.tailor, folder, reader, impl.sink) : options.base;
  if (!base) return false;
  definition = std::move(*base);
  impl.file = ParseText(
      impl, definition,
      options.base.empty() ? reader.ReadBeneath(folder, definition, kReadBytes) : reader.Read(definition, kReadBytes));
  return impl.file != nullptr;
}

void RunStages(Compilation::Impl& impl, const std::string& path, FileReader& reader, const Options& options) {
  const std::string folder = Folder(path);
  impl.file = ParseText(impl, path, reader.Read(path, kReadBytes));
  if (impl.file == nullptr) return;
  impl.main = impl.file->file;
  if (impl.file->kind == ast::FileKind::kTests) {  // its definition is what is compiled
    impl.tests_files.push_back(std::move(impl.file));
    const auto& base = impl.tests_files.front()->base;
    if (!base) return;
    const std::string of = folder + std::string(base->name.value);
    impl.file = ParseText(impl, of, reader.ReadBeneath(folder, of, kReadBytes));
    if (impl.file == nullptr) return;
  }
  std::string definition = path;
  if (impl.file->kind != ast::FileKind::kTailor && !options.base.empty()) {
    impl.status = Status(Code::kUsage, "--base names what a tailor file tailors; `" + path + "` is none");
    return;
  }
  if (impl.file->kind == ast::FileKind::kTailor && !OpenBase(impl, folder, reader, options, definition)) return;
  const auto add_tests = [&](const std::string& file, Result<std::string> text) {
    auto parsed = ParseText(impl, file, std::move(text));
    if (parsed != nullptr) impl.tests_files.push_back(std::move(parsed));
    return impl.status.ok();
  };
  for (const auto& file : options.test_files) {
    if (!add_tests(file, reader.Read(file, kReadBytes))) return;
  }
  for (const auto& file : options.tests_beside) {
    if (!add_tests(file, reader.ReadBeneath(folder, file, kReadBytes))) return;
  }
  DiskLoader loader(reader, Folder(definition));
  check::CheckEnvironment environment;
  environment.sources = &impl.sources;
  environment.loader = &loader;
  environment.tailor = impl.tailor.get();
  std::vector<const ast::File*> tests;
  for (const auto& file : impl.tests_files) tests.push_back(file.get());
  if (!options.endorsements.empty()) {
    impl.endorsements_file = ParseText(impl, options.endorsements, reader.Read(options.endorsements, kReadBytes));
    if (impl.endorsements_file == nullptr) return;
    if (impl.endorsements_file->kind != ast::FileKind::kEndorsements) {
      impl.status = Status(Code::kUsage, "`" + options.endorsements + "` is no endorsements file: it begins with `" +
                                             std::string(ast::FileKindName(impl.endorsements_file->kind)) + "`");
      return;
    }
  }
  impl.model = check::Check(*impl.file, environment, impl.sink, tests, impl.endorsements_file.get());
  if (impl.endorsements_file != nullptr && impl.model) impl.status = FileEndorsements(impl);
  if (impl.model && !impl.sink.has_errors() && !impl.model->is_library) LowerModel(impl);
}

}  // namespace

Compilation::Compilation(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Compilation::Compilation(Compilation&&) noexcept = default;
Compilation& Compilation::operator=(Compilation&&) noexcept = default;
Compilation::~Compilation() = default;

bool Compilation::ok() const {
  return impl_->errors == 0 && impl_->status.ok() && impl_->model &&
         (impl_->model->is_library || impl_->program != nullptr);
}
std::size_t Compilation::errors() const { return impl_->errors; }
std::size_t Compilation::warnings() const { return impl_->warnings; }
std::string Compilation::RenderText(bool colour) const {
  diag::TextOptions options;
  options.colour = colour;
  return diag::RenderText(impl_->diagnostics, impl_->sources, options);
}
std::string Compilation::RenderJson() const {
  std::string out = "[";
  for (const auto& diagnostic : impl_->diagnostics)
    out += (out.size() > 1 ? ",\n " : "\n ") + diag::RenderJson(diagnostic, impl_->sources);
  return out + (out.size() > 1 ? "\n]" : "]");
}
std::shared_ptr<const program::Program> Compilation::program() const { return impl_->program; }
const model::Model* Compilation::model() const { return impl_->model ? &*impl_->model : nullptr; }
const std::vector<TestCase>& Compilation::tests() const { return impl_->tests; }
const std::optional<FiledEndorsements>& Compilation::endorsements() const { return impl_->endorsements; }
bool Compilation::is_library() const { return impl_->model && impl_->model->is_library; }
std::optional<TailoringSummary> Compilation::tailoring() const {
  if (!ok() || !impl_->model->tailoring) return std::nullopt;
  return Summarise(*impl_->model);
}
const Status& Compilation::status() const { return impl_->status; }

std::string Compilation::Dump(Stage stage) const {
  switch (stage) {
    case Stage::kTokens:
      if (const SourceFile* file = impl_->sources.Find(impl_->main)) return parse::DumpTokens(*file);
      return "";
    case Stage::kAst:
      if (impl_->tailor) return ast::Dump(*impl_->tailor);
      return impl_->file ? ast::Dump(*impl_->file) : "";
    case Stage::kModel:
      return impl_->model ? model::Dump(*impl_->model) : "";
    case Stage::kCanonical:
      return impl_->model ? model::DumpCanonical(*impl_->model) : "";
    case Stage::kPlan:
      return impl_->program ? schema::DumpPlan(impl_->program->plan) : "";
    case Stage::kProgram:
      return impl_->program ? program::DumpSpecs(*impl_->program) + program::DumpProgram(*impl_->program) : "";
  }
  return "";
}

Compilation Compile(const std::string& path, FileReader& reader, const Options& options) {
  auto impl = std::make_unique<Compilation::Impl>();
  RunStages(*impl, path, reader, options);
  impl->diagnostics = impl->sink.Finish();
  for (const auto& diagnostic : impl->diagnostics) {
    impl->errors += diagnostic.severity == diag::Severity::kError ? 1 : 0;
    impl->warnings += diagnostic.severity == diag::Severity::kWarning ? 1 : 0;
  }
  return Compilation(std::move(impl));
}

std::optional<std::string> ExplainDiagnostic(std::string_view code) {
  const auto id = diag::IdFromText(code);
  if (!id) return std::nullopt;
  const auto& info = diag::InfoOf(*id);
  return diag::CodeText(info.id) + " (" + std::string(diag::SeverityName(info.severity)) + ")\n\n" +
         std::string(info.explanation) + "\n";
}

std::vector<std::string> DiagnosticCodes() {
  std::vector<std::string> out;
  for (const auto& info : diag::AllInfos()) out.push_back(diag::CodeText(info.id));
  return out;
}

std::vector<std::string> LibraryNames() {
  std::vector<std::string> names;
  for (const auto& file : StdlibFiles()) {
    if (file.name.ends_with(".mps")) names.emplace_back(file.name.substr(0, file.name.size() - 4));
  }
  return names;
}

std::optional<std::string_view> LibrarySource(std::string_view name) {
  for (const auto& file : StdlibFiles()) {
    if (file.name.ends_with(".mps") && file.name.substr(0, file.name.size() - 4) == name) return file.bytes;
  }
  return std::nullopt;
}

}  // namespace mps::compiler
