// `--engine`: which engine judges, and what is said where it cannot (docs/engines.md).
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "appraise/appraise.h"
#include "command.h"

namespace mps::interp {
struct NativeCode;
}
namespace mps {
class Tier;
}

namespace mps::cli {

struct EngineArguments {
  std::string engine = "auto";  // auto, interpreter, jit, aot
  std::string native;           // the library of --engine aot
  std::string cache;            // folder of compiled objects; `none`; empty: the user's
  int optimise = 1;
};

void AddEngineOptions(CLI::App& command, EngineArguments& arguments);

// What became of the wish. The verdicts are the same whatever it says.
struct EngineReport {
  std::string wanted = "auto";
  std::string refused;  // why another engine judges than was wanted; else empty
};

// Gives the appraiser the engine that was asked for, for appraisals at `level` (empty: any). Where that cannot be, the
// interpreter judges, which is said on stderr and in the report.
EngineReport UseEngine(Appraiser& appraiser, const EngineArguments& arguments, const std::string& level);

// The same for a batch: code that all workers use from the first document on, or, for `auto`, a tier that makes it
// while they work (docs/engines.md); neither where the interpreter judges all of them.
struct BatchEngine {
  std::shared_ptr<const interp::NativeCode> native;
  std::unique_ptr<Tier> tier;
  EngineReport report;

  BatchEngine();
  BatchEngine(BatchEngine&&) noexcept;
  ~BatchEngine();
};
BatchEngine EngineForBatch(std::shared_ptr<const program::Program> program, const EngineArguments& arguments,
                           const std::string& level);
// No more documents come. What the tier was refused is said now.
void EndTier(BatchEngine& engine);

// {"ran": "jit", "wanted": "auto", "refused": null}
nlohmann::ordered_json EngineJson(const Appraisal& appraisal, const EngineReport& report);
// The same of a batch, with `judged`: how many documents each engine judged; `ran` is the last of them.
nlohmann::ordered_json EngineJson(const BatchEngine& engine, std::uint64_t interpreted, std::uint64_t native);

}  // namespace mps::cli
