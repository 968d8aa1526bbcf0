// Count and Tally: numbers of members as intervals.
#include <algorithm>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

Cell CountSet(const SetObject& set) {
  Rest rest = set.rest;
  Interval out;
  for (std::uint32_t i = 0; i < set.count; ++i) {
    if (set.presence == nullptr || TruthOf(set.presence[i]) == Truth::kTrue) {
      ++out.least;
    } else {
      rest.Note(set.presence[i]);
    }
  }
  if (rest.error || rest.absent) return rest.Worst(Cell::Absent());
  out.most = rest.open ? Interval::kOpen : out.least + rest.unknown_members;
  out.reason = rest.unknown_reason;
  // Members without value may be equal to others.
  return FromInterval(out);
}

}  // namespace

Cell Count(Services&, const program::Instr&, Cell a) {
  if (!Usable(a)) return a;
  if (a.kind == CellKind::kSet) return CountSet(SetOf(a));
  if (a.kind != CellKind::kRows) return Cell::Error(kReasonKind);
  const bool open = a.state == State::kIncomplete;
  return FromInterval({a.len, open ? Interval::kOpen : static_cast<std::int64_t>(a.len), open ? a.rows.row_reason : 0});
}

// As a kCount loop that meets one more member: error; absent unless something is unknown; unknown widens the interval.
Cell Tally(Services&, const program::Instr&, Cell a, Cell b) {
  if (Severity(a) == 3 || Severity(b) == 3) return Missing(a, b);
  if (!Usable(a)) return Missing(a, b);
  Interval n = IntervalOf(a);
  switch (TruthOf(b)) {
    case Truth::kTrue:
      ++n.least;
      break;
    case Truth::kFalse:
      return a;
    case Truth::kAbsent:
      return n.single() ? b : Cell::Unknown(n.reason);
    default:
      n.reason = n.reason != 0 ? n.reason : b.why.reason;
  }
  if (n.most != Interval::kOpen) ++n.most;
  return FromInterval(n);
}

}  // namespace mps::builtins
