// Scans: quantifiers over whole collections, step by step over all members, each step once an evaluation. What is
// costly (patterns, look-ups, and all that needs them) is computed only for the members whose answer depends on it:
// those that the other side of an `and` or `or`, or a `where`, leaves open.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "builtins/services.h"
#include "interp/dictionary.h"
#include "program/program.h"
#include "schema/cell.h"

namespace mps::interp {

struct MachineInput;

// Keeps its memory between evaluations; what it computes lives in the services' arena.
class Scanner {
 public:
  // REQUIRES: the program is verified; services and dictionaries outlive the scanner.
  Scanner(builtins::Services& services, const Dictionaries& dictionaries);

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
  bool Need(program::Reg step, Rows rows);
  bool Has(program::Reg step, Rows rows) const;
  // The operand that is due, with the rows that it is due for; kNoReg: none is. False when memory is out.
  bool NextOperand(Due& due, Due& operand);
  Rows RowsOfWords(const Narrowing& narrowing, std::uint32_t count);
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

  // A loop that asks only of the rows of some words. Nullopt where a member of the column has no value: all rows
  // matter.
  std::optional<Cell> ReduceNarrowed(const program::ScanLoop& loop, const Narrowing& narrowing, const Cell& collection);
  Cell Reduce(const program::ScanLoop& loop, const Cell& collection);

  builtins::Services& services_;
  const Dictionaries& dictionaries_;
  const MachineInput* input_ = nullptr;
  std::uint64_t epoch_ = 1;
  std::vector<Lane> lanes_;  // by step
  struct Result {
    std::uint64_t epoch = 0;
    Cell cell;
  };
  std::vector<Result> results_;  // by loop
  std::vector<Due> stack_;
  std::vector<std::uint8_t> costly_;  // by step: it is costly, or needs one that is
};

}  // namespace mps::interp
