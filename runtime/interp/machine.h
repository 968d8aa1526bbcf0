// Machine: runs the instructions of one rule or configuration after another over an actual state. Registers and frames
// are kept between runs, so that evaluation after evaluation allocates nothing new.
#pragma once

#include <cstdint>
#include <vector>

#include "builtins/builtins.h"
#include "builtins/services.h"
#include "interp/scanner.h"
#include "mps/status.h"
#include "program/program.h"
#include "schema/actual_state.h"

namespace mps::interp {

// What a run needs beside program and state.
struct MachineInput {
  std::int64_t now = 0;
  bool accept_warning = false;
  const std::vector<Cell>* params = nullptr;   // by parameter; REQUIRES: outlives the runs
  const std::vector<Cell>* digests = nullptr;  // by configuration; may be null while configurations run
  std::uint64_t max_steps = 0;
};

class Machine {
 public:
  // REQUIRES: the program is verified (program/verify.h); `prepared` outlives the machine.
  explicit Machine(const builtins::Prepared& prepared);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // Takes note of where the state's columns are, and looks the program's constants up in them. To be called for every
  // state, also for one that was changed in place. REQUIRES: `state` fits the program's plan and outlives evaluations.
  void Bind(const ActualState& state);
  // Starts an evaluation; `bound`: Bind was called for this very state, which has not changed since.
  void Begin(const ActualState& state, bool bound = false);
  void SetInput(const MachineInput& input) {
    input_ = input;
    scanner_.Forget();  // parameters may have changed
  }

  // Runs instructions [first, last). kLimit when the evaluation passes its number of steps.
  Status Run(std::uint32_t first, std::uint32_t last);

  // The registers as the last run left them.
  Cell& reg(program::Reg r) { return regs_[r]; }

  // What StoreVerdict and StoreConfig stored since Begin.
  const Cell& outcome(std::uint32_t rule) const { return outcomes_[rule]; }
  const std::vector<Cell>& entries(std::uint32_t configuration) const { return entries_[configuration]; }

  // Member `index` of a collection as a loop sees it: a row, or the value of a set's member.
  static Cell Member(const Cell& collection, std::uint32_t index);
  // Whether that member is in the collection: true, or the state of a filter that did not decide.
  static Cell Presence(const Cell& collection, std::uint32_t index);
  static std::uint32_t MemberCount(const Cell& collection);
  // What may be missing of a collection as a cell: unknown or error or absent, else `complete`.
  static Cell Completeness(const Cell& collection, const Cell& complete);

  // For native code (native_runner.h), which stores its results where the machine would and leaves to it the loops that
  // keep more than a truth. Frames are numbered by how deep they nest. TakeMember: true if no further member can change
  // the result.
  Cell* outcomes() { return outcomes_.data(); }
  std::vector<std::vector<Cell>>& entries() { return entries_; }
  std::uint32_t OpenFrame(std::uint32_t depth, std::uint32_t pc, const Cell& collection);
  bool TakeMember(std::uint32_t depth, const Cell& where, const Cell& body);
  Cell CloseFrame(std::uint32_t depth);

  builtins::Services& services() { return services_; }
  const Dictionaries& dictionaries() const { return dictionaries_; }
  const Cell* const* columns() const { return columns_.data(); }  // by index in Program::columns: its first row
  std::uint64_t steps() const { return steps_ + services_.extra_steps; }

 private:
  // An open loop: where it stands, and what its members came to so far.
  struct Frame {
    std::uint32_t loop = 0;  // index of its Loop
    Cell collection;
    std::uint32_t index = 0, count = 0;
    Cell truth;                    // kAll, kAny
    builtins::Interval number;     // kCount, kOne
    builtins::Rest rest;           // kCount, kOne, kDistinct
    std::vector<Cell> keys;        // kDistinct
    builtins::SetBuilder builder;  // kBuild
  };

  void Execute(const program::Instr& in, Cell* regs);
  // Opens the loop at `pc`; the next instruction to run.
  std::uint32_t OpenLoop(std::uint32_t pc);
  // Takes the member that the body has run for; the next instruction to run.
  std::uint32_t EndOfBody(std::uint32_t pc);
  // True if no further member can change the result.
  bool Take(Frame& frame, program::LoopKind kind, const Cell& where, const Cell& body);
  Cell Finish(Frame& frame, program::LoopKind kind, program::Compare compare);
  Cell FinishCount(const Frame& frame) const;
  Cell FinishDistinct(Frame& frame, program::Compare compare);
  Cell FinishBuild(Frame& frame);

  builtins::Services services_;
  Dictionaries dictionaries_;
  std::vector<const Cell*> columns_;
  MachineInput input_;
  Scanner scanner_;
  std::vector<Cell> regs_;
  std::vector<Frame> frames_;
  std::size_t depth_ = 0;  // open loops
  std::uint64_t steps_ = 0;
  std::vector<Cell> outcomes_;
  std::vector<std::vector<Cell>> entries_;
};

}  // namespace mps::interp
