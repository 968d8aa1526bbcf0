// Open addressing, one slot after the other.
#include "builtins/cell_index.h"

#include <array>
#include <bit>
#include <cstring>

#include "base/keyed_hash.h"
#include "base/prefetch.h"

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

const CellIndex::Slot& CellIndex::SlotOf(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].place != 0 && slots_[at].tag != TagOf(hash)) at = (at + 1) & mask;
  return slots_[at];
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

void CellIndex::Find(std::span<const Cell* const> values, std::uint32_t* places) const {
  std::array<std::uint64_t, kTogether> hashes;
  for (std::size_t i = 0; i < values.size(); ++i) {
    hashes[i] = HashOf(*values[i]);
    Prefetch(&slots_[hashes[i] & (slots_.size() - 1)]);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint32_t place = SlotOf(hashes[i]).place;
    places[i] = place == 0 ? kNowhere : place - 1;
    if (place != 0) Prefetch(&cells_[places[i]]);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (places[i] != kNowhere && !IsNumber(cells_[places[i]])) Prefetch(cells_[places[i]].p);
  for (std::size_t i = 0; i < values.size(); ++i) {
    // Another cell with the same tag: the one that is looked for may stand behind it.
    if (places[i] != kNowhere && !Same(cells_[places[i]], *values[i])) places[i] = Find(*values[i]);
  }
}

}  // namespace mps::builtins
