// The driver of the posture workload: mps_bench MODE POLICY.mps EVIDENCE.json SECONDS VERDICTS_OUT
//
// MODE: interpreter; cbor is the interpreter over the same document encoded as CBOR before the timed loops. Prints one
// JSON line with the medians, in microseconds, of: compile_us (source text to a program that is ready to run), eval_us
// (a verdict for every rule from the decoded document), parse_us (bytes to actual state), eval_parse_us (bytes to
// verdicts). Writes {rule id: true where it passes}. Exit 2 on a usage error, 1 on any other.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "appraise/stages.h"
#include "mps/compiler/compile.h"

namespace {

using Clock = std::chrono::steady_clock;

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

class OneFile : public mps::compiler::FileReader {
 public:
  explicit OneFile(const std::string& text) : text_(text) {}
  mps::Result<std::string> Read(const std::string& path, std::size_t) override {
    if (path == "policy.mps") return text_;
    return mps::Status(mps::Code::kIo, "the workload imports nothing");
  }

 private:
  const std::string& text_;
};

// The median of runs that go on for `seconds`, at least five of them, after one that does not count.
double Median(double seconds, const std::function<void()>& run) {
  run();
  std::vector<double> micros;
  const auto begin = Clock::now();
  const auto since = [](Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); };
  while (micros.size() < 5 || since(begin) < seconds) {
    const auto start = Clock::now();
    run();
    micros.push_back(since(start) * 1e6);
  }
  std::nth_element(micros.begin(), micros.begin() + static_cast<std::ptrdiff_t>(micros.size() / 2), micros.end());
  return micros[micros.size() / 2];
}

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
  auto stages = mps::Stages::Create(compilation.program(), "all_rules");
  if (!stages.ok()) Fail(stages.status().ToString());
  return std::move(stages).value();
}

void WriteVerdicts(const std::string& path, const mps::Stages& stages) {
  nlohmann::json verdicts = nlohmann::json::object();
  for (std::size_t i = 0; i < stages.rule_ids().size(); ++i)
    verdicts[stages.rule_ids()[i]] = stages.results()[i].verdict == mps::Verdict::kPass;
  std::ofstream out(path);
  out << verdicts.dump();
  if (!out.flush()) Fail("cannot write " + path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) Fail("usage: mps_bench interpreter|cbor POLICY EVIDENCE SECONDS VERDICTS_OUT", 2);
  const std::string mode = argv[1];
  if (mode == "jit" || mode == "aot") Fail("mode " + mode + ": not supported yet", 2);
  if (mode != "interpreter" && mode != "cbor") Fail("no mode " + mode, 2);
  const std::string source = ReadFile(argv[2]);
  std::string document = ReadFile(argv[3]);
  if (mode == "cbor") {
    const auto cbor = nlohmann::json::to_cbor(nlohmann::json::parse(document));
    document.assign(cbor.begin(), cbor.end());
  }
  const double seconds = std::atof(argv[4]);

  const auto compilation = CompileOrFail(source);
  const double compile = Median(std::min(seconds, 1.0), [&] { Ready(CompileOrFail(source)); });
  mps::Stages stages = Ready(compilation);
  const mps::ByteView bytes = mps::AsBytes(document);
  Check(stages.Decode(bytes));
  Check(stages.Judge(0));
  WriteVerdicts(argv[5], stages);
  const double eval = Median(seconds, [&] { Check(stages.Judge(0)); });
  const double parse = Median(std::min(seconds, 0.5), [&] { Check(stages.Decode(bytes)); });
  const double both = Median(seconds, [&] {
    Check(stages.Decode(bytes));
    Check(stages.Judge(0));
  });
  std::printf("{\"engine\":\"mps-%s\",\"compile_us\":%.2f,\"eval_us\":%.2f,\"parse_us\":%.2f,\"eval_parse_us\":%.2f}\n",
              mode.c_str(), compile, eval, parse, both);
  return 0;
}
