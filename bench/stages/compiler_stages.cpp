// What each stage of the compiler takes for one definition: text to tokens, tree, model, program, plan.
#include <antlr4-runtime.h>
#include <benchmark/benchmark.h>

#include "MpsLexer.h"
#include "MpsParser.h"
#include "check/check.h"
#include "diag/sink.h"
#include "lower/lower.h"
#include "mps/compiler/compile.h"
#include "parse/lex.h"
#include "parse/parse.h"
#include "plan/plan.h"
#include "program/image.h"
#include "program/verify.h"
#include "stages/workload.h"

namespace mps::bench {
namespace {

class Libraries : public check::Loader {
 public:
  std::optional<std::string> Library(std::string_view name) override {
    const auto source = compiler::LibrarySource(name);
    return source ? std::optional<std::string>(*source) : std::nullopt;
  }
  std::vector<std::string> LibraryNames() override { return compiler::LibraryNames(); }
  Result<std::string> File(const std::string& path, std::size_t) override {
    return Status(Code::kIo, "`" + path + "`: the workload pins no file");
  }
};

// A source and what the stages before the measured one make of it.
struct Front {
  SourceManager sources;
  diag::Sink sink;
  const SourceFile& file = sources.Add("policy.mps", Inputs().policy);

  std::unique_ptr<ast::File> Tree() { return parse::Parse(file, sink); }
  model::Model Model(const ast::File& tree) {
    Libraries loader;
    check::CheckEnvironment environment;
    environment.sources = &sources;
    environment.loader = &loader;
    auto model = check::Check(tree, environment, sink);
    Must(model.has_value(), "the policy does not check");
    return std::move(*model);
  }
};

void CountBytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * Inputs().policy.size()));
}

// ANTLR's own lexer and parser on the text, without a tree of ours: what the compiler is measured against.
void Antlr(benchmark::State& state) {
  for (auto _ : state) {
    antlr4::ANTLRInputStream input(Inputs().policy);
    grammar::MpsLexer lexer(&input);
    antlr4::CommonTokenStream tokens(&lexer);
    grammar::MpsParser parser(&tokens);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    benchmark::DoNotOptimize(parser.file());
    if (parser.getNumberOfSyntaxErrors() > 0) state.SkipWithError("syntax errors");
  }
  CountBytes(state);
}

void Lex(benchmark::State& state) {
  for (auto _ : state) {
    Front front;
    benchmark::DoNotOptimize(parse::LexAndMend(front.file, front.sink));
  }
  CountBytes(state);
}

void Parse(benchmark::State& state) {
  for (auto _ : state) {
    Front front;
    benchmark::DoNotOptimize(front.Tree());
  }
  CountBytes(state);
}

void Check(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    auto front = std::make_unique<Front>();
    const auto tree = front->Tree();
    state.ResumeTiming();
    auto model = std::make_unique<model::Model>(front->Model(*tree));
    benchmark::DoNotOptimize(model);
    state.PauseTiming();
    model.reset();
    front.reset();
    state.ResumeTiming();
  }
}

void Lower(benchmark::State& state) {
  Front front;
  const model::Model model = front.Model(*front.Tree());
  for (auto _ : state) {
    auto program = lower::Lower(model);
    Must(program.ok(), "lowering");
    benchmark::DoNotOptimize(program);
  }
}

void Plan(benchmark::State& state) {
  Front front;
  const model::Model model = front.Model(*front.Tree());
  for (auto _ : state) {
    state.PauseTiming();
    auto program = lower::Lower(model);
    Must(program.ok(), "lowering");
    state.ResumeTiming();
    plan::Plan(*program);
    benchmark::DoNotOptimize(*program);
  }
}

void VerifyProgram(benchmark::State& state) {
  const auto program = Compiled();
  for (auto _ : state) Must(program::Verify(*program).ok(), "verification");
}

// Text to a program that is ready to judge in the interpreter.
void SourceToReady(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ReadyFromSource());
  CountBytes(state);
}

void EncodeImage(benchmark::State& state) {
  const auto program = Compiled();
  for (auto _ : state) benchmark::DoNotOptimize(program::EncodeImage(*program));
}

void LoadImage(benchmark::State& state) {
  const mps::Bytes image = program::EncodeImage(*Compiled());
  for (auto _ : state) {
    auto program = program::LoadImage(image);
    Must(program.ok(), "image");
    benchmark::DoNotOptimize(program);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * image.size()));
}

BENCHMARK(Antlr)->Name("antlr alone")->Unit(benchmark::kMicrosecond);
BENCHMARK(Lex)->Name("lex")->Unit(benchmark::kMicrosecond);
BENCHMARK(Parse)->Name("parse (lex included)")->Unit(benchmark::kMicrosecond);
BENCHMARK(Check)->Name("check")->Unit(benchmark::kMicrosecond);
BENCHMARK(Lower)->Name("lower")->Unit(benchmark::kMicrosecond);
BENCHMARK(Plan)->Name("plan")->Unit(benchmark::kMicrosecond);
BENCHMARK(VerifyProgram)->Name("verify program")->Unit(benchmark::kMicrosecond);
BENCHMARK(SourceToReady)->Name("source to ready")->Unit(benchmark::kMicrosecond);
BENCHMARK(EncodeImage)->Name("encode image")->Unit(benchmark::kMicrosecond);
BENCHMARK(LoadImage)->Name("load image")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mps::bench
