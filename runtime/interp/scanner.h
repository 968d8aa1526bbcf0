// Scans: quantifiers over whole collections, step by step over all members, each step once an evaluation.
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
  // What a step came to: cells or truths, one for each row of its table, or one for all.
  struct Lane {
    std::uint64_t epoch = 0;
    const Cell* cells = nullptr;
    const std::uint8_t* truths = nullptr;  // as mps::Truth; also of steps whose cells are bools, once asked for
    bool single = false;
  };
  // Members of a column by their octets, for sets of constants that are looked for in it.
  struct Index {
    std::uint64_t epoch = 0;
    std::vector<std::uint32_t> slots;  // row + 1; 0: free. A power of two, at least twice the rows.
    builtins::Rest rest;               // members without value
  };

  bool Need(program::Reg step);
  bool Compute(program::Reg step);
  bool Load(program::Reg step, Lane& lane);
  bool Logic(program::Reg step, Lane& lane);
  bool Apply(program::Reg step, Lane& lane);
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
  std::vector<program::Reg> stack_;
};

}  // namespace mps::interp
