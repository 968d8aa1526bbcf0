// Equal, NotEqual, Less, LessEqual, InRange: over intervals of integers, octets, digests, networks, scalars, versions.
#include <algorithm>

#include "base/version_order.h"
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

using program::Compare;

Ordering OrderingOf(Compare compare) {
  switch (compare) {
    case Compare::kDpkg:
      return Ordering::kDpkg;
    case Compare::kRpm:
      return Ordering::kRpm;
    case Compare::kSemver:
      return Ordering::kSemver;
    case Compare::kDotted:
      return Ordering::kDotted;
    default:
      return Ordering::kNone;
  }
}

// How two values stand to each other, or why they have no order.
struct Order {
  int order = 0;
  ReasonId error = 0;
};

Order OrderVersions(Compare compare, const Cell& a, const Cell& b) {
  const Result<int> r = CompareVersions(OrderingOf(compare), a.text(), b.text());
  return r.ok() ? Order{*r, 0} : Order{0, kReasonVersion};
}

Order OrderOctets(const Cell& a, const Cell& b) {
  if (a.kind == CellKind::kIp && a.len != b.len) return {0, kReasonIpFamily};
  return {a.text().compare(b.text()), 0};
}

bool IsInt(const Cell& c) {
  return c.kind == CellKind::kInt || c.kind == CellKind::kBool || c.kind == CellKind::kCount;
}

Order OrderOf(Compare compare, const Cell& a, const Cell& b) {
  switch (compare) {
    case Compare::kInt:
      return {a.i < b.i ? -1 : (a.i > b.i ? 1 : 0), 0};
    case Compare::kBytes:
      return OrderOctets(a, b);
    case Compare::kScalar:
      if (a.kind != b.kind) return {0, kReasonScalarOrder};
      if (IsInt(a)) return OrderOf(Compare::kInt, a, b);
      return OrderOctets(a, b);
    case Compare::kDigest:
    case Compare::kCidr:
      return {0, kReasonKind};
    default:
      return OrderVersions(compare, a, b);
  }
}

// The truth of a claim about intervals: `always` and `never` are both false where it is not decided.
Cell Decided(bool always, bool never, const Interval& x, const Interval& y) {
  if (always) return Cell::Bool(true);
  if (never) return Cell::Bool(false);
  const Cell a = Doubt(x), b = Doubt(y);
  return x.single() ? b : y.single() ? a : Missing(a, b);
}

bool IsVersion(Compare compare) { return OrderingOf(compare) != Ordering::kNone; }

// Of two operands of an ordering other than kInt: counts as single numbers, and the state of what has no value.
bool Ready(Cell& a, Cell& b, Cell& missing) {
  if (a.kind == CellKind::kCount) a = Single(a);
  if (b.kind == CellKind::kCount) b = Single(b);
  if (Usable(a) && Usable(b)) return true;
  missing = Missing(a, b);
  return false;
}

Cell LessThan(Compare compare, Cell a, Cell b, bool or_equal) {
  Cell missing;
  if (compare != Compare::kInt) {
    if (!Ready(a, b, missing)) return missing;
    const Order o = OrderOf(compare, a, b);
    if (o.error != 0) return Cell::Error(o.error);
    return Cell::Bool(or_equal ? o.order <= 0 : o.order < 0);
  }
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (!IsInt(a) || !IsInt(b)) return Cell::Error(kReasonKind);
  const Interval x = IntervalOf(a), y = IntervalOf(b);
  if (or_equal) return Decided(x.most <= y.least, x.least > y.most, x, y);
  return Decided(x.most < y.least, x.least >= y.most, x, y);
}

}  // namespace

Interval IntervalOf(const Cell& c) {
  if (c.kind != CellKind::kCount) return {c.i, c.i, 0};
  return {c.rows.first_row, c.rows.row_reason == UINT32_MAX ? Interval::kOpen : c.rows.row_reason, c.len,
          static_cast<std::uint8_t>(c.aux)};
}

Cell FromInterval(const Interval& interval) {
  Cell c;
  c.state = State::kValue;
  c.kind = CellKind::kCount;
  c.aux = interval.doubt;
  c.len = interval.reason;
  const std::int64_t most = std::min<std::int64_t>(interval.most, UINT32_MAX);
  c.rows = {static_cast<std::uint32_t>(std::min<std::int64_t>(interval.least, UINT32_MAX - 1)),
            static_cast<ReasonId>(most)};
  return c;
}

Interval WithRest(std::int64_t least, const Rest& rest) {
  const Cell worst = rest.Worst(Cell::Absent());
  return {least, rest.open ? Interval::kOpen : least + rest.members, worst.why.reason, Severity(worst)};
}

Cell Doubt(const Interval& interval) {
  const ReasonId reason = interval.reason != 0 ? interval.reason : static_cast<ReasonId>(kReasonCountOpen);
  if (interval.doubt == 3) return Cell::Error(reason);
  return interval.doubt == 1 ? Cell::Absent() : Cell::Unknown(reason);
}

Cell Single(const Cell& c) {
  if (c.kind != CellKind::kCount || c.state != State::kValue) return c;
  const Interval interval = IntervalOf(c);
  return interval.single() ? Cell::Int(interval.least) : Doubt(interval);
}

Cell IsOne(const Cell& count) {
  if (!Usable(count)) return count;
  const Interval x = IntervalOf(count), one{1, 1, 0};
  return Decided(x.single() && x.least == 1, x.least > 1 || x.most < 1, x, one);
}

Cell EqualValues(Compare compare, const Cell& a, const Cell& b) {
  if (IsVersion(compare)) {
    const Order o = OrderVersions(compare, a, b);
    return o.error != 0 ? Cell::Error(o.error) : Cell::Bool(o.order == 0);
  }
  switch (compare) {
    case Compare::kInt:
      return Cell::Bool(a.i == b.i);
    case Compare::kDigest:
      if (a.aux != b.aux) return Cell::Error(kReasonDigestAlg);
      break;
    case Compare::kCidr:
      if (a.aux != b.aux) return Cell::Bool(false);
      break;
    case Compare::kScalar:
      if (a.kind != b.kind) return Cell::Bool(false);
      if (IsInt(a)) return Cell::Bool(a.i == b.i);
      break;
    default:
      break;
  }
  return Cell::Bool(a.text() == b.text());
}

Cell Equal(Services& services, const program::Instr& in, Cell a, Cell b) {
  const auto compare = static_cast<Compare>(in.aux);
  if (compare == Compare::kInt) {
    if (!Usable(a) || !Usable(b)) return Missing(a, b);
    if (a.kind == CellKind::kInt && b.kind == CellKind::kInt) return Cell::Bool(a.i == b.i);
    if (!IsInt(a) || !IsInt(b)) return Cell::Error(kReasonKind);
    const Interval x = IntervalOf(a), y = IntervalOf(b);
    return Decided(x.single() && y.single() && x.least == y.least, x.most < y.least || y.most < x.least, x, y);
  }
  Cell missing;
  if (!Ready(a, b, missing)) return missing;
  if (!IsInt(a)) services.extra_steps += a.len / 64;
  return EqualValues(compare, a, b);
}

Cell NotEqual(Services& services, const program::Instr& in, Cell a, Cell b) { return Not(Equal(services, in, a, b)); }

Cell Less(Services&, const program::Instr& in, Cell a, Cell b) {
  return LessThan(static_cast<Compare>(in.aux), a, b, false);
}

Cell LessEqual(Services&, const program::Instr& in, Cell a, Cell b) {
  return LessThan(static_cast<Compare>(in.aux), a, b, true);
}

Cell InRange(Services&, const program::Instr& in, Cell a, Cell b, Cell c) {
  const auto compare = static_cast<Compare>(in.aux);
  if (!Usable(a) || !Usable(b) || !Usable(c)) return Missing(a, b, c);
  if (compare != Compare::kInt) {
    const Cell low = LessThan(compare, b, a, true);
    const Cell high = LessThan(compare, a, c, true);
    if (!Usable(low) || !Usable(high)) return Missing(low, high);
    return And(low, high);
  }
  if (a.kind == CellKind::kInt && b.kind == CellKind::kInt && c.kind == CellKind::kInt)
    return Cell::Bool(b.i <= a.i && a.i <= c.i);
  if (!IsInt(a) || !IsInt(b) || !IsInt(c)) return Cell::Error(kReasonKind);
  const Interval x = IntervalOf(a), low = IntervalOf(b), high = IntervalOf(c);
  const bool always = low.most <= x.least && x.most <= high.least;
  const bool never = std::max(x.least, low.least) > std::min(x.most, high.most);
  if (always || never) return Cell::Bool(always);
  Cell doubt = Cell::Bool(false);
  for (const Interval* i : {&x, &low, &high})
    if (!i->single()) doubt = Missing(doubt, Doubt(*i));
  return doubt;
}

Cell AnyEqual(Services& services, Compare compare, std::vector<Cell>& keys) {
  Cell found = Cell::Bool(false);
  const auto fold = [&](const Cell& a, const Cell& b) { found = Or(found, EqualValues(compare, a, b)); };
  services.extra_steps += keys.size();
  const auto before = [compare](const Cell& a, const Cell& b) {
    if (IsVersion(compare)) return OrderVersions(compare, a, b).order < 0;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (IsInt(a)) return a.i < b.i;
    if (a.aux != b.aux) return a.aux < b.aux;
    return a.text() < b.text();
  };
  std::sort(keys.begin(), keys.end(), before);
  for (std::size_t i = 1; i < keys.size(); ++i) fold(keys[i - 1], keys[i]);
  return found;
}

}  // namespace mps::builtins
