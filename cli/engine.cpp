#include "engine.h"

#include <cstdlib>

#include "appraise/engine.h"
#include "appraise/tier.h"
#include "jit/open.h"
#include "terminal.h"

namespace mps::cli {
namespace {

// What the tier of a batch is to cost at most before it is bought, measured (docs/engines.md): opening LLVM; making
// code, which goes with the number of instructions.
constexpr std::int64_t kLoadMicros = 25000, kMakeMicros = 15000;
constexpr std::size_t kMakeNanosAnInstruction = 50000;
constexpr unsigned kTierShare = 20;

// The user's folder of cached data (XDG Base Directory Specification); empty where there is none.
std::string UserCache() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/mps";
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/mps" : "";
}

jit::JitOptions JitOptionsOf(const program::Program& program, const EngineArguments& arguments,
                             const std::string& level) {
  jit::JitOptions options;
  options.optimisation = arguments.optimise;
  // One that is unknown the appraisal refuses.
  if (const auto number = LevelNumber(program, level); number.ok()) options.level = *number;
  if (arguments.cache != "none") options.cache = arguments.cache.empty() ? UserCache() : arguments.cache;
  options.perf_map = std::getenv("MPS_JIT_PERF") != nullptr;
  options.debugger = std::getenv("MPS_JIT_DEBUGGER") != nullptr;
  return options;
}

void NoteOnCache(const std::string& note) {
  if (!note.empty()) Note("mps: engine jit: " + Printable(note));
}

Result<interp::NativeCode> MakeJit(const program::Program& program, const EngineArguments& arguments,
                                   const std::string& level) {
  MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  jit::JitReport report;
  MPS_ASSIGN(interp::NativeCode code,
             compiler->Compile(program, digest, JitOptionsOf(program, arguments, level), report));
  NoteOnCache(report.cache_note);
  return code;
}

// The code generator as a batch's tier asks it. What it has to say waits until the results are written.
class JitMaker : public NativeMaker {
 public:
  JitMaker(std::shared_ptr<const program::Program> program, const EngineArguments& arguments, const std::string& level)
      : program_(std::move(program)), options_(JitOptionsOf(*program_, arguments, level)) {}
  ~JitMaker() override { NoteOnCache(report_.cache_note); }

  Result<interp::NativeCode> Kept() override {
    MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
    jit::JitOptions options = options_;
    options.kept_only = true;
    return compiler->Compile(*program_, digest_, options, report_);
  }
  Result<interp::NativeCode> Make(const std::atomic<bool>& abandoned) override {
    MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
    jit::JitOptions options = options_;
    options.abandoned = &abandoned;
    report_ = {};
    return compiler->Compile(*program_, digest_, options, report_);
  }
  Result<Bytes> Digest() override {
    MPS_ASSIGN(digest_, ProgramDigest(*program_));
    return digest_;
  }

 private:
  const std::shared_ptr<const program::Program> program_;
  const jit::JitOptions options_;
  jit::JitReport report_;
  Bytes digest_;
};

// Measured: docs/engines.md.
TierPrice PriceOf(const program::Program& program) {
  using std::chrono::microseconds;
  return {.load = microseconds(kLoadMicros),
          .make = microseconds(kMakeMicros + program.code.size() * kMakeNanosAnInstruction / 1000),
          .share = kTierShare};
}

Result<interp::NativeCode> OpenAot(const program::Program& program, const EngineArguments& arguments) {
  if (arguments.native.empty()) return Status(Code::kUsage, "no library is given (--native FILE)");
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  return OpenNativeLibrary(arguments.native, digest);
}

nlohmann::ordered_json EngineJson(const std::string& ran, const EngineReport& report) {
  nlohmann::ordered_json out{{"ran", ran}, {"wanted", report.wanted}};
  out["refused"] = report.refused.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(report.refused);
  return out;
}

void Refused(EngineReport& report, const std::string& engine, const Status& status) {
  report.refused = status.message();
  Note("mps: engine " + engine + ": " + Printable(report.refused) + "; the interpreter judges");
}

}  // namespace

void AddEngineOptions(CLI::App& command, EngineArguments& arguments) {
  command.add_option("--engine", arguments.engine, "auto, interpreter, jit or aot: the verdicts are the same")
      ->check(OneOf({"auto", "interpreter", "jit", "aot"}))
      ->capture_default_str()
      ->type_name("E");
  command.add_option("--optimise", arguments.optimise, "how much jit optimises: 0, 1 or 2")
      ->check(CLI::Range(0, 2))
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--native", arguments.native, "the library that aot opens: runs what it holds")->type_name("FILE");
  command.add_option("--jit-cache", arguments.cache, "folder of compiled objects, or `none` (default: ~/.cache/mps)")
      ->type_name("DIR");
}

EngineReport UseEngine(Appraiser& appraiser, const EngineArguments& arguments, const std::string& level) {
  EngineReport report;
  report.wanted = arguments.engine;
  // One document is judged before code for it could be made.
  const std::string engine = arguments.engine != "auto" ? arguments.engine
                             : arguments.native.empty() ? "interpreter"
                                                        : "aot";
  if (engine == "interpreter") return report;
  auto code =
      engine == "jit" ? MakeJit(appraiser.program(), arguments, level) : OpenAot(appraiser.program(), arguments);
  const Status status = code.ok() ? appraiser.UseNative(std::move(code).value()) : code.TakeStatus();
  if (!status.ok()) Refused(report, engine, status);
  return report;
}

BatchEngine::BatchEngine() = default;
BatchEngine::BatchEngine(BatchEngine&&) noexcept = default;
BatchEngine::~BatchEngine() = default;

BatchEngine EngineForBatch(std::shared_ptr<const program::Program> program, const EngineArguments& arguments,
                           const std::string& level) {
  BatchEngine engine;
  engine.report.wanted = arguments.engine;
  if (arguments.engine == "interpreter") return engine;
  if (arguments.engine == "auto" && arguments.native.empty()) {
    const TierPrice price = PriceOf(*program);
    engine.tier = std::make_unique<Tier>(std::make_unique<JitMaker>(std::move(program), arguments, level), price);
    return engine;
  }
  const bool jit = arguments.engine == "jit";
  auto code = jit ? MakeJit(*program, arguments, level) : OpenAot(*program, arguments);
  if (code.ok()) {
    engine.native = std::make_shared<const interp::NativeCode>(std::move(code).value());
  } else {
    Refused(engine.report, jit ? "jit" : "aot", code.status());
  }
  return engine;
}

void EndTier(BatchEngine& engine) {
  if (engine.tier == nullptr) return;
  engine.tier->Stop();
  if (!engine.tier->refused().ok()) Refused(engine.report, "jit", engine.tier->refused());
}

nlohmann::ordered_json EngineJson(const Appraisal& appraisal, const EngineReport& report) {
  return EngineJson(appraisal.engine, report);
}

nlohmann::ordered_json EngineJson(const BatchEngine& engine, std::uint64_t interpreted, std::uint64_t native) {
  const std::string name = engine.native != nullptr ? engine.native->engine : "jit";
  auto out = EngineJson(native > 0 || engine.native != nullptr ? name : "interpreter", engine.report);
  out["judged"] = nlohmann::ordered_json::object();
  if (interpreted > 0) out["judged"]["interpreter"] = interpreted;
  if (native > 0) out["judged"][name] = native;
  return out;
}

}  // namespace mps::cli
