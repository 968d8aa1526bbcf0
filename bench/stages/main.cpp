// Google Benchmark over the stages, one by one: mps_stages POLICY.mps EVIDENCE.json [--benchmark_...]
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mps/compiler/compile.h"
#include "stages/workload.h"

namespace mps::bench {
namespace {

WorkloadInputs inputs;

std::string ReadFile(const char* path) {
  std::ifstream in(path, std::ios::binary);
  Must(static_cast<bool>(in), path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class OneFile : public compiler::FileReader {
 public:
  Result<std::string> Read(const std::string&, std::size_t) override { return inputs.policy; }
};

}  // namespace

const WorkloadInputs& Inputs() { return inputs; }

static std::shared_ptr<const program::Program> Compile() {
  OneFile reader;
  auto compilation = compiler::Compile("policy.mps", reader);
  Must(compilation.ok(), "the policy does not compile");
  return compilation.program();
}

std::shared_ptr<const program::Program> Compiled() {
  static const std::shared_ptr<const program::Program> program = Compile();
  return program;
}

Stages ReadyFromSource() {
  auto stages = Stages::Create(Compile(), kLevel);
  if (!stages.ok()) Must(stages.status());
  return std::move(stages).value();
}

void Must(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "mps_stages: %s\n", what);
  std::exit(1);
}

void Must(const Status& status) { Must(status.ok(), status.ToString().c_str()); }

int Run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::fprintf(stderr, "usage: mps_stages POLICY.mps EVIDENCE.json [--benchmark_...]\n");
    return 2;
  }
  inputs.policy = ReadFile(argv[1]);
  inputs.json = ReadFile(argv[2]);
  const auto cbor = nlohmann::json::to_cbor(nlohmann::json::parse(inputs.json));
  inputs.cbor.assign(cbor.begin(), cbor.end());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace mps::bench

int main(int argc, char** argv) { return mps::bench::Run(argc, argv); }
