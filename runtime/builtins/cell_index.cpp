// Open addressing, one slot after the other.
#include "builtins/cell_index.h"

#include <bit>
#include <cstring>

#include "base/keyed_hash.h"

namespace mps::builtins {
namespace {

bool IsNumber(const Cell& cell) { return cell.kind == CellKind::kBool || cell.kind == CellKind::kInt; }

std::uint64_t HashOf(const Cell& cell) {
  if (!IsNumber(cell)) return KeyedHash(cell.text());
  char octets[sizeof cell.i];
  std::memcpy(octets, &cell.i, sizeof cell.i);
  return KeyedHash({octets, sizeof octets});
}

// As program::CompareCells has it.
bool Same(const Cell& a, const Cell& b) {
  if (a.kind != b.kind) return false;
  return IsNumber(a) ? a.i == b.i : a.aux == b.aux && a.text() == b.text();
}

std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

CellIndex::CellIndex(const Cell* cells, std::uint32_t count)
    : cells_(cells), slots_(std::bit_ceil(std::size_t{count} * 2 + 2)) {
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t hash = HashOf(cells[i]);
    std::size_t at = hash & mask;
    while (slots_[at].place != 0) at = (at + 1) & mask;
    slots_[at] = {TagOf(hash), i + 1};
  }
}

std::uint32_t CellIndex::Find(const Cell& value) const {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t hash = HashOf(value);
  for (std::size_t at = hash & mask; slots_[at].place != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.tag == TagOf(hash) && Same(cells_[slot.place - 1], value)) return slot.place - 1;
  }
  return kNowhere;
}

}  // namespace mps::builtins
