// ActualState: what is known of every environment, as cells in the tables of a ReadPlan. Engines read nothing else.
// Its arena is reused: Reset keeps the memory, so that evaluation after evaluation allocates nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "schema/cell.h"
#include "schema/read_plan.h"

namespace mps {

// Reasons by number; number 0 is the empty reason. Bounded: further reasons share the last entry.
class ReasonTable {
 public:
  ReasonTable() { Clear(); }
  ReasonId Add(std::string_view reason);
  std::string_view operator[](ReasonId id) const { return id < reasons_.size() ? reasons_[id] : ""; }
  void Clear();
  // Forgets what was added after the first `count`.
  std::size_t count() const { return reasons_.size(); }
  void Truncate(std::size_t count);

 private:
  using Ids = std::map<std::string, ReasonId, std::less<>>;  // ordered: the texts are an adversary's choice
  Ids ids_;
  std::vector<std::string_view> reasons_;  // the texts in ids_
  std::vector<Ids::node_type> spare_;      // of what was forgotten
};

// Who asserted a cell. Source 0 is "the environment's own evidence".
struct Source {
  std::string who;  // `evidence of host`, `endorser acme_silicon`
};

// Leaves the cells that a vector grows by without arguments as they are: decoders of large tables write each of them
// once.
template <class T>
struct LeftAsIs : std::allocator<T> {
  static_assert(std::is_trivially_copyable_v<T>);
  template <class U>
  struct rebind {
    using other = LeftAsIs<U>;
  };
  template <class U, class... Args>
  void construct(U* at, Args&&... args) {
    if constexpr (sizeof...(Args) > 0) std::construct_at(at, std::forward<Args>(args)...);
  }
};
// resize(n) needs every new cell to be written after it; resize(n, cell) does not.
using CellColumn = std::vector<Cell, LeftAsIs<Cell>>;

struct TableData {
  std::uint32_t rows = 0;
  std::vector<CellColumn> columns;  // [column][row]
  // Source index of each cell, only for columns where some cell has a source other than 0; else empty.
  std::vector<std::vector<std::uint32_t>> sources;
};

// Where a value came from, for explanations only: never hashed.
struct Provenance {
  std::string file;
  std::int64_t line = 0;
};

struct ActualState {
  std::vector<TableData> tables;  // as ReadPlan::tables; tables[0].rows == 1
  ReasonTable reasons;
  std::vector<Source> sources{{"evidence"}};
  // By path as reports print it: `host.sshd.text["permitrootlogin"]`. Ordered, since evidence chooses the paths.
  std::map<std::string, Provenance, std::less<>> provenance;
  Arena arena;                           // owns text and bytes of the cells, but for what stands in the document
  std::shared_ptr<const void> document;  // keeps that alive
  // Evidence members outside the schema: how many, and the first few paths.
  std::uint64_t unnamed_claims = 0;
  std::vector<std::string> unnamed_paths;

  const Cell& At(schema::ColumnRef ref, std::uint32_t row = 0) const {
    return tables[ref.table].columns[ref.column][row];
  }
};

}  // namespace mps
