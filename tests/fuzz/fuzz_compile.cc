// Fuzz target: any bytes as a definition, through every stage: parse, check, dumps, digests, lowering, verification,
// image and back, the evidence of its tests, and an evaluation where everything is unknown. Traps where a stage refuses
// what the one before it let through, or where the image does not give the program back.
//
// The input holds up to three files, parted by lines `%%`: the definition, a library that it may import as "own.mps",
// and a file of tests. If the first is a tailor file, the second is what it tailors, and the digest that it names is
// put right: no fuzzer would find it. `import linux` gives a small library here: the real one would take nearly all the
// time; a definition that wants it imports "linux.mps".
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ast/dump.h"
#include "builtins/prepared.h"
#include "check/check.h"
#include "diag/render.h"
#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "interp/interpreter.h"
#include "lower/lower.h"
#include "lower/test_evidence.h"
#include "model/canonical.h"
#include "model/dump.h"
#include "mps/compiler/compile.h"
#include "mps/limits.h"
#include "parse/parse.h"
#include "program/dump.h"
#include "program/image.h"
#include "program/verify.h"
#include "schema/dump.h"

namespace {

using namespace mps;

constexpr std::string_view kSmallLinux = R"(library linux version 1.0.0 language 1
type abs_path = text
record file { mode : mode  uid : int in 0..4294967295  size : int unit bytes  kind : text in { "file", "dir", "link" } }
record setting { live? : text  text? : text }
record package { state : text  version? : version dpkg  arch : text }
record user { name : text  uid : int  shell? : path  groups : set of text }
schema host open {
    os : record_os  real : bool
    files : map of path to file  sysctl : map of text to setting  packages : map of text to package
    accounts : list of user  modules : set of text  booted : time  grubby? : digest
}
record record_os { id : text  release : version dotted }
define closed(h : host, p : text) : bool = h.files[p].mode within 0640
template sysctl_is(h : host, key : text, value : int) {
    title "Ensure \{key} is \{value}"
    require int(h.sysctl[key].live) == value
}
template is_installed(h : host, name : text) { title "t" when h.real require h.packages[name].state == "installed" }
)";

constexpr std::string_view kPinnedLines = "a\nb\n";
constexpr std::uint64_t kSteps = 200000;

[[noreturn]] void Stop(const char* what, const Status& status) {
  std::fprintf(stderr, "%s: %s\n", what, status.ToString().c_str());
  std::abort();
}
void Require(bool holds, const char* what) {
  if (!holds) Stop(what, Status());
}

// Files out of memory.
class Loader : public check::Loader {
 public:
  explicit Loader(std::string_view own) : own_(own) {}
  std::optional<std::string> Library(std::string_view name) override {
    return name == "linux" ? std::optional<std::string>(kSmallLinux) : std::nullopt;
  }
  std::vector<std::string> LibraryNames() override { return {"linux"}; }
  Result<std::string> File(const std::string& path, std::size_t max_bytes) override {
    std::string text;
    if (path.ends_with("own.mps"))
      text = own_;
    else if (path.ends_with("linux.mps"))
      text = compiler::LibrarySource("linux").value_or("");
    else if (path.ends_with(".txt"))
      text = kPinnedLines;
    else
      return Status(Code::kIo, "no such file");
    if (text.size() > max_bytes) return Status(Code::kLimit, "too large");
    return text;
  }

 private:
  std::string_view own_;
};

std::vector<std::string_view> Split(std::string_view input) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; parts.size() < 2 && (at = input.find("\n%%\n")) != std::string_view::npos;) {
    parts.push_back(input.substr(0, at + 1));
    input.remove_prefix(at + 4);
  }
  parts.push_back(input);
  parts.resize(3);
  return parts;
}

void Evaluate(const program::Program& program, std::string_view evidence) {
  const evidence::PlanIndex index(program.plan);
  auto decoded = evidence::DecodeEvidence(index, AsBytes(evidence));
  if (!decoded.ok()) Stop("evidence of the test", decoded.status());
  auto state = evidence::ComputeActualState(index, std::move(decoded).value(), {});
  if (!state.ok()) Stop("state", state.status());
  auto prepared = builtins::Prepared::Create(program);
  if (!prepared.ok()) Stop("preparing", prepared.status());
  interp::Interpreter interpreter(*prepared);
  interp::EvaluateOptions options;
  options.max_steps = kSteps;
  options.hidden = true;
  auto result = interpreter.Evaluate(*state, options);
  // A parameter without value is the caller's to give.
  if (!result.ok() && result.status().code() != Code::kLimit && result.status().code() != Code::kUsage)
    Stop("evaluating", result.status());
  if (!result.ok()) return;
  for (std::uint32_t rule = 0; rule < result->rules.size() && rule < 16; ++rule) interpreter.Explain(rule);
}

void RoundTrip(const program::Program& program) {
  if (Status sound = program::Verify(program); !sound.ok()) Stop("what was lowered does not verify", sound);
  const Bytes image = program::EncodeImage(program);
  auto loaded = program::LoadImage(image);
  if (!loaded.ok()) Stop("the image does not load", loaded.status());
  Require(program::EncodeImage(*loaded) == image, "the image gives another program");
  Require(!program::DumpProgram(program).empty() || program.code.empty(), "no dump");
  program::DumpSpecs(program);
  schema::DumpPlan(program.plan);
}

// Only a limit, and what the language does not support yet, may end the lowering of a checked model.
void Lower(const model::Model& model, std::size_t unroll) {
  lower::Options options;
  options.hidden_rules = true;
  options.unroll = unroll;
  auto program = lower::Lower(model, options);
  if (!program.ok()) {
    if (program.status().code() != Code::kLimit) Stop("lowering", program.status());
    return;
  }
  RoundTrip(*program);
  Evaluate(*program, R"({"mps_evidence": 1, "collected_at": 0, "environments": {}})");
  std::size_t run = 0;
  for (const model::Test& test : model.tests) {
    auto evidence = lower::TestEvidence(model, test);
    if (evidence.ok() && ++run <= 4) Evaluate(*program, *evidence);
  }
}

void Render(const std::vector<diag::Diagnostic>& diagnostics, const SourceManager& sources) {
  for (const diag::Diagnostic& d : diagnostics) {
    Require(d.id != diag::Id::kParserFault, "a fault of the parser");
    const SourceFile* file = sources.Find(d.span.file);
    Require(!d.span.valid() || (file != nullptr && d.span.begin <= d.span.end && d.span.end <= file->text().size()),
            "a span outside its file");
    diag::RenderText(d, sources);
    diag::RenderJson(d, sources);
  }
}

// The definition that `tailor` tailors; null for any other file.
std::unique_ptr<ast::File> BaseOf(ast::File& tailor, std::string_view text, SourceManager& sources, Loader& loader,
                                  diag::Sink& sink) {
  if (tailor.kind != ast::FileKind::kTailor) return nullptr;
  auto base = parse::Parse(sources.Add("dir/own.mps", std::string(text)), sink);
  diag::Sink own;
  const auto model = check::Check(*base, {&sources, &loader}, own);
  if (model && !model->is_library && tailor.base && tailor.base->digest)
    tailor.base->digest->bytes = model->definition_digest;
  return base;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parts = Split(std::string_view(reinterpret_cast<const char*>(data), size));
  SourceManager sources;
  diag::Sink sink;
  const auto file = parse::Parse(sources.Add("dir/main.mps", std::string(parts[0])), sink);
  std::unique_ptr<ast::File> tests;
  std::vector<const ast::File*> test_files;
  if (!parts[2].empty()) {
    tests = parse::Parse(sources.Add("dir/main_tests.mps", std::string(parts[2])), sink);
    test_files.push_back(tests.get());
  }
  Loader loader(parts[1]);
  check::CheckEnvironment environment{&sources, &loader};
  const auto base = BaseOf(*file, parts[1], sources, loader, sink);
  if (base != nullptr) environment.tailor = file.get();
  const auto model = check::Check(base != nullptr ? *base : *file, environment, sink, test_files);
  Require(model.has_value() != sink.has_errors(), "a model with errors, or no model without");
  Render(sink.Finish(), sources);
  if (!model) return 0;
  model::Dump(*model);
  model::DumpCanonical(*model);
  Require(!model->tailoring || model->tailoring->digest.size() == 32, "no digest of the tailoring");
  Require(model->definition_digest.size() == 32 && model->package_digest.size() == 32, "no digest");
  if (model->is_library) return 0;
  Lower(*model, limit::kUnroll);
  Lower(*model, 0);
  return 0;
}
