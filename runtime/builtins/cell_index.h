// Places of constants by a keyed hash: sets and tables that evidence is looked up in. Whoever writes the evidence or
// the constants cannot choose what collides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "schema/cell.h"

namespace mps::builtins {

class CellIndex {
 public:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  // REQUIRES: `cells` have values of kinds kBool .. kCidr, differ from one another (as cell_order.h compares them), and
  // outlive the index.
  CellIndex(const Cell* cells, std::uint32_t count);

  // The place of the cell that equals `value`, or kNowhere. REQUIRES: as for cells.
  std::uint32_t Find(const Cell& value) const;
  // The same of several values, whose memory is fetched at the same time. LIMIT: kTogether of them.
  static constexpr std::size_t kTogether = 32;
  void Find(std::span<const Cell* const> values, std::uint32_t* places) const;

 private:
  struct Slot {
    std::uint32_t tag = 0;    // of the hash
    std::uint32_t place = 0;  // counted from 1; 0: free
  };
  // The first slot from where the hash points that has its tag, or a free one.
  const Slot& SlotOf(std::uint64_t hash) const;

  const Cell* cells_;
  std::vector<Slot> slots_;  // a power of two, at least half of them free
};

}  // namespace mps::builtins
