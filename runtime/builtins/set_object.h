// SetObject: a set as engines see it: constants, parameters, reference values, sets that a rule builds, and the members
// of a claim collection once they have been indexed.
#pragma once

#include <cstdint>
#include <vector>

#include "base/arena.h"
#include "program/program.h"
#include "schema/cell.h"

namespace mps::builtins {

class CellIndex;

// What is known beside the members that have a value.
struct Rest {
  bool error = false;    // a member is in error
  bool unknown = false;  // a member may be there, or its value is unknown
  bool absent = false;   // a member's value is absent
  bool open = false;     // members may be missing altogether
  ReasonId error_reason = 0;
  ReasonId unknown_reason = 0;  // of `unknown`, else of `open`
  std::uint32_t members = 0;    // how many members error, unknown and absent stand for

  // Notes a member that has no value (or whose filter is not known). REQUIRES: !Usable(state).
  void Note(const Cell& state);
  void Open(ReasonId reason);
  // The strongest of error, unknown (or open), absent as a cell; `otherwise` if there is nothing of the kind.
  Cell Worst(const Cell& otherwise) const;
};

// INVARIANT: members ascend strictly in the order of program/cell_order.h and have values. `presence`, where there is
// one, says of each member whether it is in the set: a truth cell, true or without value (its filter did not decide).
// `stored`: a constant set whose members stand in a table of the bundle; here are none then, and only Contains may be
// asked.
struct SetObject {
  const Cell* members = nullptr;
  const Cell* presence = nullptr;
  std::uint32_t count = 0;
  program::Compare compare = program::Compare::kBytes;
  Rest rest;
  const program::ConstSet* stored = nullptr;
  const CellIndex* index = nullptr;  // of large sets of constants
};

inline Cell SetCell(const SetObject* set) {
  Cell c;
  c.state = State::kValue;
  c.kind = CellKind::kSet;
  c.set = set;
  return c;
}
inline const SetObject& SetOf(const Cell& c) { return *static_cast<const SetObject*>(c.set); }

// Collects members in any order and makes the set of them.
class SetBuilder {
 public:
  void Clear(program::Compare compare);
  // A member (value or state) whose filter came to `where` (true where there is none).
  void Add(const Cell& member, const Cell& where);
  void Open(ReasonId reason) { rest_.Open(reason); }
  // Members of another set that have no value.
  void AddRest(const Rest& rest);
  // The set, in the arena; nullptr when the arena is out of memory. Leaves the builder ready for Clear.
  const SetObject* Finish(Arena& arena);

 private:
  struct Entry {
    Cell member;
    Cell presence;
  };
  program::Compare compare_ = program::Compare::kBytes;
  bool certain_ = true;  // every presence is true
  std::vector<Entry> entries_;
  Rest rest_;
};

}  // namespace mps::builtins
