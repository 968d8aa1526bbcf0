// Scans: quantifiers over whole collections, step by step over all members, each step once an evaluation. What is
// costly (patterns, look-ups, and all that needs them) is computed only for the members whose answer depends on it:
// those that the other side of an `and` or `or`, or a `where`, leaves open.
#pragma once

#include <cstdint>
#include <vector>

#include "builtins/services.h"
#include "program/program.h"
#include "schema/cell.h"

namespace mps::interp {

struct MachineInput;

// Keeps its memory between evaluations; what it computes lives in the services' arena.
class Scanner {
 public:
  // REQUIRES: the program is verified; `services` outlives the scanner.
  explicit Scanner(builtins::Services& services);

  // Forgets what was computed: another evaluation, or other parameters.
  void Forget() { ++epoch_; }
  void SetInput(const MachineInput* input) { input_ = input; }

  // What scan loop `index` comes to over `collection`, a register as Op::kScan has it.
  Cell Run(std::uint32_t index, const Cell& collection);

 private:
  // Which rows of a table are meant: an octet each, 0 or 1; null: all of them.
  using Rows = const std::uint8_t*;
  // What a step came to: cells or truths, one for each row of its table, or one for all.
  struct Lane {
    std::uint64_t epoch = 0;
    const Cell* cells = nullptr;
    const std::uint8_t* truths = nullptr;  // as mps::Truth; also of steps whose cells are bools, once asked for
    bool single = false;
    // Of costly steps: where more rows are written, and which there are. Others hold what may pass for a value.
    Cell* own_cells = nullptr;
    std::uint8_t* own_truths = nullptr;
    std::uint8_t* done = nullptr;  // null: all
  };
  // A step that is due, and which of its operands is next.
  struct Due {
    program::Reg step;
    std::uint8_t next;
    Rows rows;
  };
  // Members of a column by their octets, for sets of constants that are looked for in it.
  struct Index {
    std::uint64_t epoch = 0;
    std::vector<std::uint32_t> slots;  // row + 1; 0: free. A power of two, at least twice the rows.
    builtins::Rest rest;               // members without value
  };

  bool Need(program::Reg step, Rows rows);
  bool Has(program::Reg step, Rows rows) const;
  // The operand that is due, with the rows that it is due for; kNoReg: none is. False when memory is out.
  bool NextOperand(Due& due, Due& operand);
  Rows LeftOpen(program::Reg step, std::uint8_t decides, Rows rows, std::uint32_t count);
  bool NeedLoop(const program::ScanLoop& loop);
  bool Compute(program::Reg step, Rows rows);
  bool Load(program::Reg step, Lane& lane);
  bool MakeRoom(program::Reg step, Rows rows, Lane& lane);
  static void Finished(Rows rows, std::uint32_t count, Lane& lane);
  bool Logic(program::Reg step, Rows rows, Lane& lane);
  void LookUp(const program::Instr& in, Rows rows, const Cell* keys, std::uint32_t pace, std::uint32_t count,
              Lane& lane);
  bool Apply(program::Reg step, Rows rows, Lane& lane);
  const std::uint8_t* Truths(program::Reg step);
  const Cell* Cells(program::Reg step);
  std::uint32_t RowsOf(program::Reg step) const;

  // `any member's claim is in this set of constants`, by the set's members; false where the loop is not of that form.
  bool LooksForConstants(const program::ScanLoop& loop) const;
  Cell AnyConstant(const program::ScanLoop& loop, const Cell& collection);
  const Index& IndexOf(program::Reg column, const Cell& collection);
  const std::vector<std::uint64_t>& HashesOf(std::uint32_t set);

  Cell Reduce(const program::ScanLoop& loop, const Cell& collection);

  builtins::Services& services_;
  const MachineInput* input_ = nullptr;
  std::uint64_t epoch_ = 1;
  std::vector<Lane> lanes_;  // by step
  struct Result {
    std::uint64_t epoch = 0;
    Cell cell;
  };
  std::vector<Result> results_;                     // by loop
  std::vector<Index> indexes_;                      // by step, for columns that are looked into
  std::vector<std::vector<std::uint64_t>> hashes_;  // by set of constants
  std::vector<Due> stack_;
  std::vector<std::uint8_t> costly_;  // by step: it is costly, or needs one that is
};

}  // namespace mps::interp
