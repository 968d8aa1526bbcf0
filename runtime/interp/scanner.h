// Scans: quantifiers over whole collections, step by step over all members, each step once an evaluation.
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
  // What a step came to: cells or truths, one for each row of its table, or one for all.
  struct Lane {
    std::uint64_t epoch = 0;
    const Cell* cells = nullptr;
    const std::uint8_t* truths = nullptr;  // as mps::Truth; also of steps whose cells are bools, once asked for
    bool single = false;
  };
  bool Need(program::Reg step);
  bool Compute(program::Reg step);
  bool Load(program::Reg step, Lane& lane);
  bool Logic(program::Reg step, Lane& lane);
  bool Apply(program::Reg step, Lane& lane);
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
  std::vector<program::Reg> stack_;
};

}  // namespace mps::interp
