// Probe: the member of a claim map at a computed key.
#include <algorithm>
#include <numeric>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "program/cell_order.h"

namespace mps::builtins {
namespace {

bool SameKey(const Cell& a, const Cell& b) {
  if (a.kind != b.kind || !Usable(a)) return false;
  return a.kind == CellKind::kText ? a.text() == b.text() : a.i == b.i;
}

Cell RowCell(std::uint32_t row) {
  Cell c;
  c.state = State::kValue;
  c.kind = CellKind::kRow;
  c.rows = {row, 0};
  return c;
}

constexpr std::uint32_t kNoRow = UINT32_MAX;
constexpr std::uint32_t kTwoRows = UINT32_MAX - 1;

std::uint32_t Scan(const Cell* keys, const Cell& rows, const Cell& key) {
  std::uint32_t found = kNoRow;
  for (std::uint32_t i = 0; i < rows.len; ++i) {
    if (!SameKey(keys[i], key)) continue;
    if (found != kNoRow) return kTwoRows;
    found = i;
  }
  return found;
}

// Sorted, not hashed: keys come from the outside, and no choice of them may make a probe slow.
void Build(RowIndex& index, const Cell* keys, std::uint32_t count) {
  index.order.resize(count);
  std::iota(index.order.begin(), index.order.end(), 0);
  const auto before = [keys](std::uint32_t a, std::uint32_t b) { return program::CompareCells(keys[a], keys[b]) < 0; };
  if (!std::is_sorted(index.order.begin(), index.order.end(), before)) {
    std::sort(index.order.begin(), index.order.end(), before);
  }
}

std::uint32_t Find(const RowIndex& index, const Cell* keys, const Cell& key) {
  const auto at =
      std::lower_bound(index.order.begin(), index.order.end(), key,
                       [keys](std::uint32_t row, const Cell& k) { return program::CompareCells(keys[row], k) < 0; });
  if (at == index.order.end() || !SameKey(keys[*at], key)) return kNoRow;
  const auto next = at + 1;
  return next != index.order.end() && SameKey(keys[*next], key) ? kTwoRows : *at;
}

}  // namespace

Cell Probe(Services& services, const program::Instr& in, Cell a, Cell b) {
  b = Single(b);
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  const schema::ColumnRef column = services.program().columns[in.imm];
  const Cell* keys = services.state().tables[column.table].columns[column.column].data() + a.rows.first_row;
  std::uint32_t found;
  if (a.len <= Services::kSmall) {
    services.extra_steps += a.len / 4;
    found = Scan(keys, a, b);
  } else {
    RowIndex& index = services.row_index(column, a.rows.first_row);
    if (index.order.empty()) {
      services.extra_steps += a.len;
      Build(index, keys, a.len);
    }
    found = Find(index, keys, b);
  }
  if (found == kTwoRows) return Cell::Error(kReasonSeveralPartners);
  if (found != kNoRow) return RowCell(a.rows.first_row + found);
  if (a.state != State::kIncomplete) return Cell::Absent();
  return Cell::Unknown(a.rows.row_reason != 0 ? a.rows.row_reason : static_cast<ReasonId>(kReasonNoKey));
}

}  // namespace mps::builtins
