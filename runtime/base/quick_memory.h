// What a quick cursor takes memory for, to be kept from document to document.
#pragma once

#include <cstddef>
#include <vector>

#include "base/key_set.h"

namespace mps {

struct QuickMemory {
  KeySet keys;
  std::vector<std::size_t> marks;  // of keys, for each map that is open
  std::vector<bool> in_map;        // whether each array or map that is being skipped is a map

  void Reset() {
    keys.Reset();
    marks.clear();
    in_map.clear();
  }
};

}  // namespace mps
