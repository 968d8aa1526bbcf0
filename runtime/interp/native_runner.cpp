// What native code finds in its context.
#include "interp/native_runner.h"

#include <algorithm>
#include <cstring>

#include "builtins/logic.h"
#include "interp/native_host.h"

namespace mps::interp {
NativeRunner::NativeRunner(const builtins::Prepared& prepared, Machine& machine, NativeCode code)
    : prepared_(prepared), machine_(machine), code_(std::move(code)) {
  const program::Program& program = prepared.program();
  for (std::uint32_t i = 0; i < program.sets.size(); ++i) sets_.push_back(&prepared.set(i));
  for (std::vector<Cell>& entries : machine.entries()) entries_.push_back(entries.data());
  scan_results_.resize(program.scan_loops.size());
  scan_done_.resize(program.scan_loops.size());
  context_.host = kNativeHostFunctions.data();
  context_.columns = machine.columns();
  context_.sets = sets_.data();
  context_.outcomes = machine.outcomes();
  context_.entries = entries_.data();
  context_.scan_results = scan_results_.data();
  context_.scan_done = scan_done_.data();
  context_.extra_steps = &machine.services().extra_steps;
  context_.runner = this;
}

void NativeRunner::Find(std::uint32_t loop, const Cell& collection) {
  const Dictionaries& dictionaries = machine_.dictionaries();
  const Dictionary& dictionary = dictionaries.dictionary(dictionaries.of(loop));
  const Cell otherwise =
      builtins::Or(dictionary.rest().Worst(Cell::Bool(false)), Machine::Completeness(collection, Cell::Bool(false)));
  for (const std::uint32_t bare : dictionaries.bare(dictionaries.of(loop))) {
    const std::vector<std::uint32_t>& words = dictionaries.words(dictionaries.of(bare));
    const bool any = std::any_of(words.begin(), words.end(),
                                 [&](std::uint32_t word) { return dictionary.first(word) != schema::kNone; });
    scan_results_[bare] = any ? Cell::Bool(true) : otherwise;
    scan_done_[bare] = 1;
  }
}

void NativeRunner::Begin() { context_.steps = 0; }

void NativeRunner::SetInput(const MachineInput& input) {
  context_.now = input.now;
  context_.accept_warning = input.accept_warning ? 1 : 0;
  context_.params = input.params == nullptr ? nullptr : input.params->data();
  context_.digests = input.digests == nullptr ? nullptr : input.digests->data();
  context_.max_steps = input.max_steps;
  if (!scan_done_.empty()) std::memset(scan_done_.data(), 0, scan_done_.size());
}

bool NativeRunner::Holds(std::optional<std::uint32_t> level) const {
  return code_.image->level == kNativeAllLevels || (level && *level == code_.image->level);
}

Status NativeRunner::Run(NativeEntry entry) {
  if (entry(&context_) == kNativeOk && context_.steps + *context_.extra_steps <= context_.max_steps) return Status();
  return Status(Code::kLimit, "the evaluation takes too many steps");
}

Status NativeRunner::RunRules(const std::uint8_t* selected) {
  context_.selected = selected;
  for (std::uint32_t i = 0; i < code_.image->groups_count; ++i) MPS_TRY(Run(code_.image->groups[i].run));
  return Status();
}

Status NativeRunner::RunRule(const std::uint8_t* selected, std::uint32_t rule) {
  context_.selected = selected;
  for (std::uint32_t i = 0; i < code_.image->groups_count; ++i) {
    const NativeGroup& group = code_.image->groups[i];
    if (group.first <= rule && rule < group.last) return Run(group.run);
  }
  return Status(Code::kInternal, "compiled code lacks a rule");
}

Status NativeRunner::RunConfiguration(std::uint32_t index) { return Run(code_.image->configurations[index]); }

}  // namespace mps::interp
