// The builtins: plain functions over cells that interpreter and compiled code call alike. They throw nothing, keep no
// state but in Services, and give a state with a reason for whatever they cannot compute.
#pragma once

#include "builtins/services.h"
#include "program/program.h"
#include "schema/cell.h"

namespace mps::builtins {

#define MPS_BUILTIN_1 Cell a
#define MPS_BUILTIN_2 Cell a, Cell b
#define MPS_BUILTIN_3 Cell a, Cell b, Cell c
#define X(name, arity, family) Cell name(Services& services, const program::Instr& in, MPS_BUILTIN_##arity);
#include "builtins/builtins.def"
#undef X
#undef MPS_BUILTIN_1
#undef MPS_BUILTIN_2
#undef MPS_BUILTIN_3

// MakeSet: the members stand in consecutive registers.
Cell MakeSet(Services& services, const program::Instr& in, const Cell* first);

// An interval of a count: members of which it is certain, and those that may be members too. What an undecided
// comparison comes to is the strongest state among these: error, unknown, absent. kInt cells are intervals of one
// number.
struct Interval {
  std::int64_t least = 0;
  std::int64_t most = 0;
  ReasonId reason = 0;  // why they differ
  std::uint8_t doubt =
      2;  // and in which state that leaves the number: a Severity (logic.h), 1 absent, 2 unknown, 3 error
  static constexpr std::int64_t kOpen =
      INT64_MAX;  // no number of members passes it, so comparisons need no case for it
  bool single() const { return least == most; }
};
Interval IntervalOf(const Cell& c);
Cell FromInterval(const Interval& interval);
// The interval of `least` members that certainly count and of what `rest` says of others.
Interval WithRest(std::int64_t least, const Rest& rest);
// The state that an undecided interval leaves, with its reason.
Cell Doubt(const Interval& interval);
// A count as a single number, or its doubt; other cells as they are.
Cell Single(const Cell& c);

// The interval == 1, as LoopKind::kOne has it.
Cell IsOne(const Cell& count);

// True if two members of `keys` (all with values) compare equal; the cell is an error where two cannot be compared.
// Sorts `keys`. Adds to services.extra_steps.
Cell AnyEqual(Services& services, program::Compare compare, std::vector<Cell>& keys);

// a == b for cells with values.
Cell EqualValues(program::Compare compare, const Cell& a, const Cell& b);

// `value in set`, by the compare kind of the set's members: the one search of sets, for every engine. Knows sets in
// memory and stored ones; a damaged table is an error (kReasonDamaged), never an answer. REQUIRES: value has one.
Cell Contains(Services& services, program::Compare compare, const SetObject& set, const Cell& value);

// The members of a claim collection (kRows) as a set, from the column that holds their values.
const SetObject* RowsAsSet(Services& services, const Cell& rows, schema::ColumnRef values);

}  // namespace mps::builtins
