// Finds repeated keys of nested maps while a document is read in one pass.
//
// Keys of a map are noted as they come. As long as each is greater than the one before, as in canonical documents,
// nothing more is to be done; otherwise they are looked up in a small hash table where the map ends. Keys that collide
// there are sorted instead, so that it costs n log n at worst, whatever an attacker chooses, and needs no secret.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace mps {

class KeySet {
 public:
  // Begins a map inside the present one. Returns the mark to end it with.
  std::size_t Begin() {
    sorted_.push_back(1);
    return entries_.size();
  }

  // Notes a key. `key` must live until End; Keep makes a copy that does.
  void Add(std::size_t mark, std::string_view key, std::uint64_t offset) {
    if (sorted_.back() != 0 && entries_.size() > mark && entries_.back().view() >= key) sorted_.back() = 0;
    entries_.push_back({key.data(), key.size(), offset});
  }
  std::string_view Keep(std::string_view key) { return arena_.CopyText(key); }

  // Ends the map begun with `mark`: the offset of the first key that repeats an earlier one of the same map, or
  // nothing.
  std::optional<std::uint64_t> End(std::size_t mark);

  void Reset();

 private:
  struct Entry {
    const char* data;
    std::uint64_t size;
    std::uint64_t offset;
    std::string_view view() const { return {data, static_cast<std::size_t>(size)}; }
  };
  std::optional<std::uint64_t> RepeatedOfFew(std::size_t mark) const;
  std::optional<std::uint64_t> RepeatedOfMany(std::size_t mark);

  bool SurelyUnique(std::size_t mark);

  struct Slot {
    std::uint32_t tag = 0;    // of the key's hash
    std::uint32_t entry = 0;  // its number among the map's keys, from 1 on; 0: free
  };
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
  std::vector<std::uint8_t> sorted_;  // of each open map: whether its keys came in order so far
  Arena arena_{4096};
};

}  // namespace mps
