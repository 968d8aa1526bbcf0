#include "engine.h"

#include <algorithm>
#include <cstdlib>

#include "appraise/engine.h"
#include "jit/open.h"
#include "terminal.h"

namespace mps::cli {
namespace {

// The user's folder of cached data (XDG Base Directory Specification); empty where there is none.
std::string UserCache() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/mps";
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/mps" : "";
}

std::optional<std::uint32_t> LevelIndex(const program::Program& program, const std::string& level) {
  const std::vector<std::string> levels = LevelsOf(program);
  const auto found = std::find(levels.begin(), levels.end(), level);
  if (found == levels.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - levels.begin());
}

Result<interp::NativeCode> MakeJit(const program::Program& program, const EngineArguments& arguments,
                                   const std::string& level) {
  MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  jit::JitOptions options;
  options.optimisation = arguments.optimise;
  options.level = LevelIndex(program, level);
  if (arguments.cache != "none") options.cache = arguments.cache.empty() ? UserCache() : arguments.cache;
  options.perf_map = std::getenv("MPS_JIT_PERF") != nullptr;
  options.debugger = std::getenv("MPS_JIT_DEBUGGER") != nullptr;
  jit::JitReport report;
  MPS_ASSIGN(interp::NativeCode code, compiler->Compile(program, digest, options, report));
  if (!report.cache_note.empty()) Note("mps: engine jit: " + Printable(report.cache_note));
  return code;
}

Result<interp::NativeCode> OpenAot(const program::Program& program, const EngineArguments& arguments) {
  if (arguments.native.empty()) return Status(Code::kUsage, "no library is given (--native FILE)");
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  return OpenNativeLibrary(arguments.native, digest);
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

std::shared_ptr<const interp::NativeCode> NativeFor(const program::Program& program, const EngineArguments& arguments,
                                                    const std::string& level, EngineReport& report) {
  report.wanted = arguments.engine;
  if (arguments.engine == "interpreter") return nullptr;
  // Code for many documents is worth making only where it is asked for.
  if (arguments.engine == "auto" && arguments.native.empty()) return nullptr;
  const bool jit = arguments.engine == "jit";
  auto code = jit ? MakeJit(program, arguments, level) : OpenAot(program, arguments);
  if (code.ok()) return std::make_shared<const interp::NativeCode>(std::move(code).value());
  Refused(report, jit ? "jit" : "aot", code.status());
  return nullptr;
}

nlohmann::ordered_json EngineJson(const Appraisal& appraisal, const EngineReport& report) {
  nlohmann::ordered_json out{{"ran", appraisal.engine}, {"wanted", report.wanted}};
  out["refused"] = report.refused.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(report.refused);
  return out;
}

}  // namespace mps::cli
