// Count and Tally: numbers of members as intervals.
#include <algorithm>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

Cell CountSet(const SetObject& set) {
  Rest rest = set.rest;
  std::int64_t least = 0;
  for (std::uint32_t i = 0; i < set.count; ++i) {
    if (set.presence == nullptr || TruthOf(set.presence[i]) == Truth::kTrue) {
      ++least;
    } else {
      rest.Note(set.presence[i]);
    }
  }
  // Members without value may be equal to others.
  return FromInterval(WithRest(least, rest));
}

}  // namespace

Cell Count(Services&, const program::Instr&, Cell a) {
  if (!Usable(a)) return a;
  if (a.kind == CellKind::kSet) return CountSet(SetOf(a));
  if (a.kind != CellKind::kRows) return Cell::Error(kReasonKind);
  const bool open = a.state == State::kIncomplete;
  return FromInterval({a.len, open ? Interval::kOpen : static_cast<std::int64_t>(a.len), open ? a.rows.row_reason : 0});
}

// As a kCount loop that meets one more member: one without a truth may count or not.
Cell Tally(Services&, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a)) return a;
  Interval n = IntervalOf(a);
  if (Usable(b)) {
    if (b.i == 0) return a;
    ++n.least;
  } else if (n.single() || Severity(b) > n.doubt) {
    n.doubt = Severity(b);
    n.reason = b.why.reason;
  }
  if (n.most != Interval::kOpen) ++n.most;
  return FromInterval(n);
}

}  // namespace mps::builtins
