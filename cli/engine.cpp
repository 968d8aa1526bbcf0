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

std::optional<std::uint32_t> LevelIndex(const Appraiser& appraiser, const std::string& level) {
  const std::vector<std::string> levels = LevelsOf(appraiser.program());
  const auto found = std::find(levels.begin(), levels.end(), level);
  if (found == levels.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - levels.begin());
}

Status UseJit(Appraiser& appraiser, const EngineArguments& arguments, const std::string& level) {
  MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
  MPS_ASSIGN(const Bytes digest, ProgramDigest(appraiser.program()));
  jit::JitOptions options;
  options.optimisation = arguments.optimise;
  options.level = LevelIndex(appraiser, level);
  if (arguments.cache != "none") options.cache = arguments.cache.empty() ? UserCache() : arguments.cache;
  options.perf_map = std::getenv("MPS_JIT_PERF") != nullptr;
  options.debugger = std::getenv("MPS_JIT_DEBUGGER") != nullptr;
  jit::JitReport report;
  MPS_ASSIGN(interp::NativeCode code, compiler->Compile(appraiser.program(), digest, options, report));
  if (!report.cache_note.empty()) Note("mps: engine jit: " + Printable(report.cache_note));
  return appraiser.UseNative(std::move(code));
}

Status UseAot(Appraiser& appraiser, const EngineArguments& arguments) {
  if (arguments.native.empty()) return Status(Code::kUsage, "no library is given (--native FILE)");
  MPS_ASSIGN(const Bytes digest, ProgramDigest(appraiser.program()));
  MPS_ASSIGN(interp::NativeCode code, OpenNativeLibrary(arguments.native, digest));
  return appraiser.UseNative(std::move(code));
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
  Status status;
  if (engine == "jit") status = UseJit(appraiser, arguments, level);
  if (engine == "aot") status = UseAot(appraiser, arguments);
  if (!status.ok()) {
    report.refused = status.message();
    Note("mps: engine " + engine + ": " + Printable(report.refused) + "; the interpreter judges");
  }
  return report;
}

nlohmann::ordered_json EngineJson(const Appraisal& appraisal, const EngineReport& report) {
  nlohmann::ordered_json out{{"ran", appraisal.engine}, {"wanted", report.wanted}};
  out["refused"] = report.refused.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(report.refused);
  return out;
}

}  // namespace mps::cli
