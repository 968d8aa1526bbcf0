// Runs native code over actual states: gives it its context, answers its calls, and leaves what it comes to in the
// machine, as if the machine had run the program itself.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "builtins/prepared.h"
#include "interp/machine.h"
#include "interp/native.h"
#include "mps/status.h"

namespace mps::interp {

// Reused from evaluation to evaluation; one thread at a time.
class NativeRunner {
 public:
  // REQUIRES: CheckNative was ok for the code; everything given outlives the runner.
  NativeRunner(const builtins::Prepared& prepared, Machine& machine, NativeCode code);
  NativeRunner(const NativeRunner&) = delete;
  NativeRunner& operator=(const NativeRunner&) = delete;

  const NativeCode& code() const { return code_; }

  // Starts an evaluation. REQUIRES: machine.Begin was called.
  void Begin();
  // Other parameters, another level: what scans came to is forgotten.
  void SetInput(const MachineInput& input);

  // Whether the code holds the rules of this level (nothing: of all levels).
  bool Holds(std::optional<std::uint32_t> level) const;
  // Judges the rules whose octet in `selected` (by rule) is 1. kLimit: too many steps.
  Status RunRules(const std::uint8_t* selected);
  // One rule, whose octet is 1.
  Status RunRule(const std::uint8_t* selected, std::uint32_t rule);
  Status RunConfiguration(std::uint32_t index);
  std::uint64_t steps() const { return context_.steps; }

 private:
  friend struct NativeHostFunctions;

  void Find(std::uint32_t loop, const Cell& collection);
  Status Run(NativeEntry entry);

  const builtins::Prepared& prepared_;
  Machine& machine_;
  NativeCode code_;
  NativeContext context_;
  std::vector<const void*> sets_;
  std::vector<Cell*> entries_;
  std::vector<Cell> scan_results_;
  std::vector<std::uint8_t> scan_done_;
};

}  // namespace mps::interp
