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

  // Takes note of where the state's columns are, and looks the program's constants up in them. To be called for every
  // state, also for one that was changed in place.
  void Bind(const ActualState& state);
  // Starts an evaluation of the bound state. REQUIRES: machine.Begin was called for that state.
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

  // The constants that scan loops look for in one column, and which of them the bound state has.
  struct Dictionary {
    std::uint32_t column = 0;  // of Program::columns
    std::vector<std::string_view> words;
    std::vector<std::uint32_t> slots;                // word + 1; 0: free. A power of two, at least twice the words
    std::uint64_t lengths = 0;                       // bit n: a word of n octets; bit 63: longer ones
    std::vector<std::uint32_t> loops;                // scan loops
    std::vector<std::vector<std::uint32_t>> sought;  // by loop: its words
    std::vector<std::uint8_t> found;                 // by word
    builtins::Rest rest;                             // members without value
  };
  void MakeDictionaries();
  void LookUp(Dictionary& dictionary, const ActualState& state);
  void Find(std::uint32_t loop, const Cell& collection);
  Status Run(NativeEntry entry);

  const builtins::Prepared& prepared_;
  Machine& machine_;
  NativeCode code_;
  NativeContext context_;
  std::vector<const Cell*> columns_;
  std::vector<const void*> sets_;
  std::vector<Cell*> entries_;
  std::vector<Cell> scan_results_;
  std::vector<std::uint8_t> scan_done_;
  std::vector<Dictionary> dictionaries_;
  std::vector<std::uint32_t> dictionary_of_;  // by scan loop; schema::kNone
};

}  // namespace mps::interp
