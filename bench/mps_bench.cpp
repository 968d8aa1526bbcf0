// The driver of the posture workload: mps_bench MODE POLICY.mps EVIDENCE.json SECONDS VERDICTS_OUT
//
// MODE: interpreter; jit is native code made in this process at O1 (jit0, jit2: at O0, O2); aot is the same as a shared
// library, made by `cc`; cbor and cbor-jit are the interpreter and jit over the same document encoded as CBOR before
// the timed loops.
// Prints one JSON line with the medians, in microseconds, of: compile_us (source text to a program that is ready to
// run), eval_us (a verdict for every rule from the decoded document), parse_us (bytes to actual state), eval_parse_us
// (bytes to verdicts). Writes {rule id: true where it passes}. Exit 2 on a usage error, 1 on any other. Files that
// the policy names are read from its folder. `mps_bench cwt|cwt-jit POLICY.mps EVIDENCE.json SECONDS` takes a whole
// attestation (token_bench.h); `mps_bench ima DIR [interpreter|jit|jit0|jit2|aot]` is the IMA workload (ima_bench.h).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "appraise/engine.h"
#include "appraise/stages.h"
#include "ima_bench.h"
#include "jit/open.h"
#include "mps/compiler/compile.h"
#include "timing.h"
#include "token_bench.h"

namespace {

using mps::bench::Clock;
using mps::bench::Median;

[[noreturn]] void Fail(const std::string& why, int code = 1) {
  std::fprintf(stderr, "mps_bench: %s\n", why.c_str());
  std::exit(code);
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Fail("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

constexpr const char* kLevel = "all_rules";
std::string policy_folder;  // with its slash, or empty

class OneFile : public mps::compiler::FileReader {
 public:
  explicit OneFile(const std::string& text) : text_(text) {}
  mps::Result<std::string> Read(const std::string&, std::size_t) override { return text_; }
  mps::Result<std::string> ReadBeneath(const std::string&, const std::string& path, std::size_t) override {
    return ReadFile(policy_folder + path);
  }

 private:
  const std::string& text_;
};

mps::compiler::Compilation CompileOrFail(const std::string& source) {
  OneFile reader(source);
  auto compilation = mps::compiler::Compile("policy.mps", reader);
  if (!compilation.ok() || compilation.program() == nullptr)
    Fail(compilation.RenderText(false) + compilation.status().ToString());
  return compilation;
}

void Check(const mps::Status& status) {
  if (!status.ok()) Fail(status.ToString());
}

mps::Stages Ready(const mps::compiler::Compilation& compilation) {
  auto stages = mps::Stages::Create(compilation.program(), kLevel);
  if (!stages.ok()) Fail(stages.status().ToString());
  return std::move(stages).value();
}

// Compiles for the stages or the appraiser; the result is what it cost, as JSON members.
template <class Engine>
std::string UseJit(Engine& engine, const mps::program::Program& program, int optimisation) {
  auto compiler = mps::jit::OpenCompilerAt(MPS_JIT_LIBRARY);
  if (!compiler.ok()) Fail(compiler.status().ToString());
  const auto digest = mps::ProgramDigest(program);
  if (!digest.ok()) Fail(digest.status().ToString());
  mps::jit::JitOptions options;
  options.optimisation = optimisation;
  const char* cache = std::getenv("MPS_BENCH_CACHE");
  if (cache != nullptr) options.cache = cache;
  options.perf_map = std::getenv("MPS_BENCH_PERF") != nullptr;
  const auto start = Clock::now();
  const std::clock_t cpu = std::clock();
  mps::jit::JitReport report;
  auto code = (*compiler)->Compile(program, *digest, options, report);
  const double ready = std::chrono::duration<double>(Clock::now() - start).count();
  const double cpu_s = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  if (!code.ok()) Fail(code.status().ToString());
  Check(engine.UseNative(std::move(code).value()));
  char text[300];
  std::snprintf(text, sizeof text,
                ",\"jit_ready_us\":%.0f,\"jit_cpu_us\":%.0f,\"generate_us\":%.0f,\"optimise_us\":%.0f,\"link_us\":%.0f,"
                "\"object_bytes\":%llu,\"from_cache\":%s",
                ready * 1e6, cpu_s * 1e6, report.generate_s * 1e6, report.optimise_s * 1e6, report.link_s * 1e6,
                static_cast<unsigned long long>(report.object_size), report.from_cache ? "true" : "false");
  return text;
}

// The object as a shared library in a folder of its own, which is gone once it is open.
std::string UseAot(mps::Stages& stages, const mps::program::Program& program) {
  auto compiler = mps::jit::OpenCompilerAt(MPS_JIT_LIBRARY);
  if (!compiler.ok()) Fail(compiler.status().ToString());
  const auto digest = mps::ProgramDigest(program);
  if (!digest.ok()) Fail(digest.status().ToString());
  auto object = (*compiler)->EmitObject(program, *digest, {});
  if (!object.ok()) Fail(object.status().ToString());
  char folder[] = "/tmp/mps-bench-XXXXXX";
  if (mkdtemp(folder) == nullptr) Fail("no folder in /tmp");
  const std::string base = folder;
  std::ofstream(base + "/program.o", std::ios::binary)
      .write(reinterpret_cast<const char*>(object->data()), static_cast<std::streamsize>(object->size()));
  const std::string link = "cc -shared -o " + base + "/program.so " + base + "/program.o";
  const int linked = std::system(link.c_str());
  auto code = mps::OpenNativeLibrary(base + "/program.so", *digest);
  std::filesystem::remove_all(base);
  if (linked != 0 || !code.ok())
    Fail("no library: " + (code.ok() ? std::string("cc failed") : code.status().ToString()));
  Check(stages.UseNative(std::move(code).value()));
  return ",\"object_bytes\":" + std::to_string(object->size());
}

std::string UseNative(mps::Stages& stages, const mps::program::Program& program, const std::string& mode) {
  if (mode == "aot") return UseAot(stages, program);
  return UseJit(stages, program, mode == "jit0" ? 0 : mode == "jit2" ? 2 : 1);
}

void WriteVerdicts(const std::string& path, const mps::Stages& stages) {
  nlohmann::json verdicts = nlohmann::json::object();
  for (std::size_t i = 0; i < stages.rule_ids().size(); ++i)
    verdicts[stages.rule_ids()[i]] = stages.results()[i].verdict == mps::Verdict::kPass;
  std::ofstream out(path);
  out << verdicts.dump();
  if (!out.flush()) Fail("cannot write " + path);
}

int RunToken(const std::string& mode, const std::string& policy, const std::string& evidence, double seconds) {
  const auto compilation = CompileOrFail(policy);
  auto appraiser = mps::Appraiser::Create(compilation.program());
  if (!appraiser.ok()) Fail(appraiser.status().ToString());
  if (mode == "cwt-jit") UseJit(*appraiser, *compilation.program(), 1);
  std::printf("{\"engine\":\"mps-%s\",%s}\n", mode.c_str(),
              mps::bench::TokenFigures(*appraiser, mps::AsBytes(evidence), kLevel, seconds).c_str());
  return 0;
}

bool IsNative(const std::string& mode) { return mode == "jit" || mode == "jit0" || mode == "jit2" || mode == "aot"; }

int RunIma(const std::string& folder, const std::string& mode) {
  const bool native = IsNative(mode);
  if (!native && mode != "interpreter") Fail("no mode " + mode, 2);
  const std::string engine = mode == "aot" ? "aot" : native ? "jit" : "interpreter";
  return mps::bench::RunIma(folder, engine, [&](mps::Stages& stages, const mps::program::Program& program) {
    if (native) UseNative(stages, program, mode);
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 5 && std::string(argv[1]).starts_with("cwt"))
    return RunToken(argv[1], ReadFile(argv[2]), ReadFile(argv[3]), std::atof(argv[4]));
  if ((argc == 3 || argc == 4) && std::string(argv[1]) == "ima")
    return RunIma(argv[2], argc == 4 ? argv[3] : "interpreter");
  if (argc != 6)
    Fail("usage: mps_bench interpreter|cbor|cbor-jit|jit|jit0|jit2|aot POLICY EVIDENCE SECONDS VERDICTS_OUT", 2);
  const std::string mode = argv[1];
  const bool cbor = mode == "cbor" || mode == "cbor-jit";
  const std::string engine = mode == "cbor" ? "interpreter" : mode == "cbor-jit" ? "jit" : mode;
  const bool native = IsNative(engine);
  if (!native && engine != "interpreter") Fail("no mode " + mode, 2);
  const std::string source = ReadFile(argv[2]), policy_path = argv[2];
  policy_folder = policy_path.substr(0, policy_path.rfind('/') + 1);
  std::string document = ReadFile(argv[3]);
  if (cbor) {
    const auto octets = nlohmann::json::to_cbor(nlohmann::json::parse(document));
    document.assign(octets.begin(), octets.end());
  }
  const double seconds = std::atof(argv[4]);

  const auto compilation = CompileOrFail(source);
  const double compile = Median(std::min(seconds, 1.0), [&] { Ready(CompileOrFail(source)); });
  mps::Stages stages = Ready(compilation);
  std::string made;
  if (native) made = UseNative(stages, *compilation.program(), engine);
  const mps::ByteView bytes = mps::AsBytes(document);
  Check(stages.Decode(bytes));
  Check(stages.Judge(0));
  if (native && stages.engine() == "interpreter") Fail("the native code was not used");
  WriteVerdicts(argv[5], stages);
  const double eval = Median(seconds, [&] { Check(stages.Judge(0)); });
  const double parse = Median(std::min(seconds, 0.5), [&] { Check(stages.Decode(bytes)); });
  const double both = Median(seconds, [&] {
    Check(stages.Decode(bytes));
    Check(stages.Judge(0));
  });
  std::printf(
      "{\"engine\":\"mps-%s\",\"compile_us\":%.2f,\"eval_us\":%.2f,\"parse_us\":%.2f,\"eval_parse_us\":%.2f%s}\n",
      mode.c_str(), compile, eval, parse, both, made.c_str());
  return 0;
}
