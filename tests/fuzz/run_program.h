// Runs a program that came from outside: printed, prepared, and evaluated with every claim unknown, at each level.
// Nothing that was loaded may fail otherwise than by a limit or by usage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "builtins/prepared.h"
#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "evidence/state/dump.h"
#include "interp/interpreter.h"
#include "program/dump.h"
#include "schema/dump.h"

namespace fuzz {

using namespace mps;

constexpr std::uint64_t kSteps = 100000;
constexpr std::size_t kLevels = 4;        // of one program, that are run
constexpr std::uint32_t kExplained = 16;  // rules

[[noreturn]] inline void Stop(const char* what, const Status& status) {
  std::fprintf(stderr, "%s: %s\n", what, status.ToString().c_str());
  std::abort();
}

// Everything unknown: the document has none of the environments. And everything that may be is absent: a bare one.
inline void Run(const program::Program& program, const builtins::Prepared& prepared, std::string_view document) {
  const evidence::PlanIndex index(program.plan);
  auto decoded = evidence::DecodeEvidence(index, AsBytes(document));
  if (!decoded.ok()) return;  // a bare document suits only some programs
  const auto state = evidence::ComputeActualState(index, std::move(decoded).value(), {});
  if (!state.ok()) Stop("state", state.status());
  evidence::DumpState(program.plan, *state);
  interp::Interpreter interpreter(prepared);
  interp::EvaluateOptions options;
  options.max_steps = kSteps;
  options.hidden = true;
  for (std::size_t level = 0; level <= std::min(program.levels.size(), kLevels); ++level) {
    options.level = level == 0 ? std::nullopt : std::optional<std::uint32_t>(static_cast<std::uint32_t>(level - 1));
    auto result = interpreter.Evaluate(*state, options);
    if (!result.ok()) {
      if (result.status().code() != Code::kLimit && result.status().code() != Code::kUsage)
        Stop("evaluating", result.status());
      continue;
    }
    const auto rules = static_cast<std::uint32_t>(result->rules.size());
    for (std::uint32_t rule = 0; rule < std::min(rules, kExplained); ++rule) interpreter.Explain(rule);
  }
}

// Everything that is done with a loaded program.
inline void UseProgram(const program::Program& program) {
  program::DumpSpecs(program);
  program::DumpProgram(program);
  schema::DumpPlan(program.plan);
  builtins::PrepareOptions memory;
  memory.pattern_memory = 8 << 20;
  auto prepared = builtins::Prepared::Create(program, memory);
  if (!prepared.ok()) {
    if (prepared.status().code() != Code::kInvalid && prepared.status().code() != Code::kLimit)
      Stop("preparing", prepared.status());
    return;
  }
  Run(program, *prepared, R"({"mps_evidence": 1, "collected_at": 0, "environments": {}})");
  Run(program, *prepared, "{}");
}

}  // namespace fuzz
