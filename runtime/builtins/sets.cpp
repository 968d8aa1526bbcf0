// InSet, SetEqual, MakeSet, Lookup: sets of constants, of parameters, of reference values, built ones, and claim
// collections.
#include <algorithm>

#include "builtins/builtins.h"
#include "builtins/cell_index.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "program/cell_order.h"

namespace mps::builtins {
namespace {

using program::Compare;

bool IsVersion(Compare compare) { return compare >= Compare::kDpkg; }

Cell PresenceOf(const SetObject& set, std::size_t i) {
  return set.presence == nullptr ? Cell::Bool(true) : set.presence[i];
}

const Cell* LowerBound(const SetObject& set, const Cell& value) {
  return std::lower_bound(set.members, set.members + set.count, value,
                          [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) < 0; });
}

// The place of a member, or CellIndex::kNowhere.
std::uint32_t Find(const SetObject& set, const Cell& value) {
  if (set.index != nullptr) return set.index->Find(value);
  const Cell* at = LowerBound(set, value);
  const bool found = at != set.members + set.count && program::CompareCells(*at, value) == 0;
  return found ? static_cast<std::uint32_t>(at - set.members) : CellIndex::kNowhere;
}

// A digest for which no member is certain. `comparable`: whether the set has a member of its algorithm at all; if not,
// the two cannot be compared, which is an error; as long as that is open, so is the answer.
Cell MissingDigest(const Cell& comparable, const Cell& found) {
  switch (TruthOf(comparable)) {
    case Truth::kTrue:
      return found;
    case Truth::kFalse:
      return Cell::Error(kReasonDigestSetAlg);
    default:
      return Or(found, comparable);
  }
}

Cell SearchDigests(const SetObject& set, const Cell& value) {
  Cell found = set.rest.Worst(Cell::Bool(false)), comparable = found;
  for (const Cell* at = LowerBound(set, Cell::Text({}, CellKind::kDigest, value.aux));
       at != set.members + set.count && at->aux == value.aux; ++at) {
    const Cell presence = PresenceOf(set, static_cast<std::size_t>(at - set.members));
    comparable = Or(presence, comparable);
    if (program::CompareCells(*at, value) == 0) found = Or(presence, found);
    if (set.presence == nullptr) break;  // every member is certain, and Search has looked for the value itself
  }
  return MissingDigest(comparable, found);
}

// Versions that are spelt differently may be equal: every member counts.
Cell SearchVersions(Services& services, Compare compare, const SetObject& set, const Cell& value) {
  Cell found = set.rest.Worst(Cell::Bool(false));
  services.extra_steps += set.count;
  for (std::uint32_t i = 0; i < set.count; ++i) {
    found = Or(And(PresenceOf(set, i), EqualValues(compare, set.members[i], value)), found);
    if (TruthOf(found) == Truth::kTrue) break;
  }
  return found;
}

Cell SearchStored(const program::ConstSet& set, const Cell& value) {
  switch (set.table->Find(value)) {
    case program::StoredMembers::Answer::kYes:
      return Cell::Bool(true);
    case program::StoredMembers::Answer::kNo:
      return Cell::Bool(false);
    case program::StoredMembers::Answer::kNotComparable:
      return Cell::Error(kReasonDigestSetAlg);
    case program::StoredMembers::Answer::kDamaged:
      break;
  }
  return Cell::Error(kReasonDamaged);
}

}  // namespace

Cell Contains(Services& services, Compare compare, const SetObject& set, const Cell& value) {
  if (set.stored != nullptr) return SearchStored(*set.stored, value);
  if (IsVersion(compare)) return SearchVersions(services, compare, set, value);
  const std::uint32_t at = Find(set, value);
  const Cell presence = at != CellIndex::kNowhere ? PresenceOf(set, at) : Cell::Bool(false);
  if (TruthOf(presence) == Truth::kTrue) return presence;
  if (compare == Compare::kDigest) return SearchDigests(set, value);
  return Or(presence, set.rest.Worst(Cell::Bool(false)));
}

namespace {

// What `value in set` comes to where value has none: any member m : m == value, and the strict rule over an empty set.
Cell SearchNothing(const Rest& rest, const Cell& value) {
  const Cell worst = rest.Worst(value);
  return Severity(worst) > Severity(value) ? worst : value;
}

Cell SearchSetForNothing(const SetObject& set, const Cell& value) {
  Cell worst = SearchNothing(set.rest, value);
  for (std::uint32_t i = 0; set.presence != nullptr && i < set.count; ++i) worst = Missing(worst, set.presence[i]);
  return worst;
}

Cell SearchRowsForNothing(Services& services, const Cell& rows, schema::ColumnRef values, const Cell& value) {
  const Cell* members = services.state().tables[values.table].columns[values.column].data() + rows.rows.first_row;
  Rest rest;
  services.extra_steps += rows.len;
  for (std::uint32_t i = 0; i < rows.len; ++i)
    if (!Usable(members[i])) rest.Note(members[i]);
  if (rows.state == State::kIncomplete) rest.Open(rows.rows.row_reason);
  return SearchNothing(rest, value);
}

// A claim collection with few members, or searched for the first time.
Cell SearchRows(Services& services, const program::Instr& in, const Cell& rows, schema::ColumnRef values,
                const Cell& value) {
  const auto compare = static_cast<Compare>(in.aux);
  const Cell* members = services.state().tables[values.table].columns[values.column].data() + rows.rows.first_row;
  Rest rest;
  Cell comparable = Cell::Bool(compare != Compare::kDigest);
  Cell failed = Cell::Bool(false);
  services.extra_steps += rows.len;
  for (std::uint32_t i = 0; i < rows.len; ++i) {
    const Cell& m = members[i];
    if (!Usable(m)) {
      rest.Note(m);
      continue;
    }
    if (compare == Compare::kDigest && m.aux != value.aux) continue;
    comparable = Cell::Bool(true);
    const Cell equal = EqualValues(compare, m, value);
    if (TruthOf(equal) == Truth::kTrue) return equal;
    failed = Or(failed, equal);
  }
  if (rows.state == State::kIncomplete) rest.Open(rows.rows.row_reason);
  const Cell missing = rest.Worst(Cell::Bool(false));
  if (compare == Compare::kDigest) return MissingDigest(Or(comparable, missing), missing);
  return Or(failed, missing);
}

// Every member of `a` is in `b`; `so_far` is and-ed in front.
Cell AllIn(Services& services, Compare compare, const SetObject& a, const SetObject& b, Cell so_far) {
  services.extra_steps += a.count;
  for (std::uint32_t i = 0; i < a.count && TruthOf(so_far) != Truth::kFalse; ++i)
    so_far = And(so_far, Or(Not(PresenceOf(a, i)), Contains(services, compare, b, a.members[i])));
  return And(so_far, a.rest.Worst(Cell::Bool(true)));
}

}  // namespace

const SetObject* RowsAsSet(Services& services, const Cell& rows, schema::ColumnRef values) {
  const Cell* members = services.state().tables[values.table].columns[values.column].data() + rows.rows.first_row;
  SetBuilder& builder = services.builder();
  builder.Clear(Compare::kBytes);
  services.extra_steps += rows.len;
  for (std::uint32_t i = 0; i < rows.len; ++i) builder.Add(members[i], Cell::Bool(true));
  if (rows.state == State::kIncomplete) builder.Open(rows.rows.row_reason);
  return builder.Finish(services.arena());
}

Cell InSet(Services& services, const program::Instr& in, Cell a, Cell b) {
  a = Single(a);
  if (!Usable(b)) return Missing(b, a);
  if (b.kind == CellKind::kSet) {
    const SetObject& set = SetOf(b);
    return Usable(a) ? Contains(services, static_cast<Compare>(in.aux), set, a) : SearchSetForNothing(set, a);
  }
  if (b.kind != CellKind::kRows || in.imm >= services.program().columns.size()) return Cell::Error(kReasonKind);
  const schema::ColumnRef values = services.program().columns[in.imm];
  // Only collections with members are known by their first row: empty ones share it with others.
  if (!Usable(a)) return SearchRowsForNothing(services, b, values, a);
  if (b.len <= Services::kSmall) return SearchRows(services, in, b, values, a);
  RowSet& indexed = services.row_set(values, b.rows.first_row);
  if (indexed.searches++ == 0) return SearchRows(services, in, b, values, a);
  if (indexed.set == nullptr) indexed.set = RowsAsSet(services, b, values);
  if (indexed.set == nullptr) return Cell::Error(kReasonMemory);
  return Contains(services, static_cast<Compare>(in.aux), *indexed.set, a);
}

Cell SetEqual(Services& services, const program::Instr& in, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (a.kind != CellKind::kSet || b.kind != CellKind::kSet) return Cell::Error(kReasonKind);
  const auto compare = static_cast<Compare>(in.aux);
  return AllIn(services, compare, SetOf(b), SetOf(a), AllIn(services, compare, SetOf(a), SetOf(b), Cell::Bool(true)));
}

Cell MakeSet(Services& services, const program::Instr& in, const Cell* first) {
  SetBuilder& builder = services.builder();
  builder.Clear(static_cast<Compare>(in.aux));
  for (std::uint32_t i = 0; i < in.imm; ++i) builder.Add(Single(first[i]), Cell::Bool(true));
  const SetObject* set = builder.Finish(services.arena());
  return set == nullptr ? Cell::Error(kReasonMemory) : SetCell(set);
}

Cell Lookup(Services& services, const program::Instr& in, Cell a) {
  a = Single(a);
  if (!Usable(a)) return a;
  const SetObject* set = services.prepared().Lookup(in.imm, a);
  return set == nullptr ? Cell::Absent() : SetCell(set);
}

}  // namespace mps::builtins
