// Building sets out of members that may lack values, and out of filters that may not decide.
#include "builtins/set_object.h"

#include <algorithm>

#include "builtins/logic.h"
#include "program/cell_order.h"

namespace mps::builtins {

void Rest::Note(const Cell& state) {
  ++members;
  switch (Severity(state)) {
    case 3:
      if (!error) error_reason = state.why.reason;
      error = true;
      return;
    case 2:
      if (!unknown) unknown_reason = state.why.reason;
      unknown = true;
      return;
    default:
      absent = true;
  }
}

void Rest::Open(ReasonId reason) {
  if (!unknown) unknown_reason = reason;
  open = true;
}

Cell Rest::Worst(const Cell& otherwise) const {
  if (error) return Cell::Error(error_reason);
  if (unknown || open) return Cell::Unknown(unknown_reason);
  return absent ? Cell::Absent() : otherwise;
}

void SetBuilder::Clear(program::Compare compare) {
  compare_ = compare;
  certain_ = true;
  entries_.clear();
  rest_ = Rest();
}

void SetBuilder::Add(const Cell& member, const Cell& where) {
  const Truth w = TruthOf(where);
  if (w == Truth::kFalse) return;
  if (!Usable(member)) {
    rest_.Note(w == Truth::kTrue ? member : And(where, member));
    return;
  }
  certain_ = certain_ && w == Truth::kTrue;
  entries_.push_back({member, where});
}

void SetBuilder::AddRest(const Rest& rest) {
  const std::uint32_t members = rest_.members + rest.members;
  if (rest.error) rest_.Note(Cell::Error(rest.error_reason));
  if (rest.unknown) rest_.Note(Cell::Unknown(rest.unknown_reason));
  if (rest.absent) rest_.Note(Cell::Absent());
  rest_.members = members;
}

const SetObject* SetBuilder::Finish(Arena& arena) {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return program::CompareCells(a.member, b.member) < 0; });
  std::size_t kept = 0;
  for (const Entry& e : entries_) {
    if (kept > 0 && program::CompareCells(entries_[kept - 1].member, e.member) == 0) {
      entries_[kept - 1].presence = Or(entries_[kept - 1].presence, e.presence);
    } else {
      entries_[kept++] = e;
    }
  }
  const auto object = arena.AllocateArray<SetObject>(1);
  const auto members = arena.AllocateArray<Cell>(kept);
  const auto presence = arena.AllocateArray<Cell>(certain_ ? 0 : kept);
  if (object.empty() || members.size() != kept || (!certain_ && presence.size() != kept)) return nullptr;
  for (std::size_t i = 0; i < kept; ++i) {
    members[i] = entries_[i].member;
    if (!certain_) presence[i] = entries_[i].presence;
  }
  object[0] = {
      members.data(), certain_ ? nullptr : presence.data(), static_cast<std::uint32_t>(kept), compare_, rest_, nullptr,
      nullptr};
  return object.data();
}

// A set is there if a member is known to be in it, or if it is known to be empty.
Cell SetIsPresent(const Cell& cell) {
  const SetObject& set = SetOf(cell);
  for (std::uint32_t i = 0; i < set.count; ++i) {
    if (set.presence == nullptr || TruthOf(set.presence[i]) == Truth::kTrue) return Cell::Bool(true);
  }
  return set.rest.open || set.rest.unknown || set.count > 0 ? Cell::Unknown(set.rest.unknown_reason) : Cell::Bool(true);
}

}  // namespace mps::builtins
