// Places of constants by a keyed hash: sets and tables that evidence is looked up in. Whoever writes the evidence or
// the constants cannot choose what collides.
#pragma once

#include <cstdint>
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

 private:
  struct Slot {
    std::uint32_t tag = 0;    // of the hash
    std::uint32_t place = 0;  // counted from 1; 0: free
  };
  const Cell* cells_;
  std::vector<Slot> slots_;  // a power of two, at least half of them free
};

}  // namespace mps::builtins
