// Services: what builtins and engines share during one evaluation: the program, the actual state, memory and indexes.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "builtins/prepared.h"
#include "builtins/set_object.h"
#include "schema/actual_state.h"

namespace mps::builtins {

// The members of one claim collection by key, made when a large one is first probed (RowIndex), and its values as a
// set, made when it is searched for the second time (RowSet).
struct RowIndex {
  std::vector<std::uint32_t> order;  // rows, counted from the collection's first, by ascending key
};
struct RowSet {
  std::uint32_t searches = 0;
  const SetObject* set = nullptr;
};

// One thread, one evaluation at a time. Begin keeps the memory of the evaluation before.
class Services {
 public:
  explicit Services(const Prepared& prepared) : prepared_(&prepared) {}
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  // REQUIRES: `state` was made for the program's plan and outlives the evaluation.
  void Begin(const ActualState& state);

  const Prepared& prepared() const { return *prepared_; }
  const program::Program& program() const { return prepared_->program(); }
  const ActualState& state() const { return *state_; }
  Arena& arena() { return arena_; }
  SetBuilder& builder() { return builder_; }

  // Collections below this size are searched member by member.
  static constexpr std::uint32_t kSmall = 16;
  RowIndex& row_index(schema::ColumnRef key, std::uint32_t first_row) { return indexes_[Id(key, first_row)]; }
  RowSet& row_set(schema::ColumnRef values, std::uint32_t first_row) { return row_sets_[Id(values, first_row)]; }

  // Work beyond one instruction (rows scanned, octets matched), in instructions; engines add it to their step count.
  std::uint64_t extra_steps = 0;

 private:
  struct Key {
    std::uint64_t column;
    std::uint32_t row;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& k) const {
      return static_cast<std::size_t>((k.column * 0x9E3779B97F4A7C15ull) ^ (k.row * 0xC2B2AE3D27D4EB4Full));
    }
  };
  static Key Id(schema::ColumnRef c, std::uint32_t row) {
    return {static_cast<std::uint64_t>(c.table) << 32 | c.column, row};
  }

  const Prepared* prepared_;
  const ActualState* state_ = nullptr;
  Arena arena_;
  SetBuilder builder_;
  std::unordered_map<Key, RowIndex, KeyHash> indexes_;
  std::unordered_map<Key, RowSet, KeyHash> row_sets_;
};

}  // namespace mps::builtins
