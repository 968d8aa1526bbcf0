// ReadPlan: what a program reads of the evidence, as tables and columns, and where in the documents it stands.
//
// Table 0 is the root: exactly one row. A claim whose path is fixed (fields and constant map keys) is a column of
// table 0: a *slot*. A collection that a rule iterates or looks up by a computed key is a table of its own: one row per
// member, a column per thing read of a member; the collection itself is a column (CellKind::kRows) of the table it
// stands in. So nested collections nest as ranges of rows, and no engine sees a document.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mps/types.h"

namespace mps::schema {

using TableId = std::uint32_t;
using ColumnId = std::uint32_t;  // within its table
using NodeId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffff;

struct ColumnRef {
  TableId table = kNone;
  ColumnId column = kNone;
  bool exists() const { return table != kNone; }
  bool operator==(const ColumnRef&) const = default;
};

// One place in the claims of an environment, as a trie: record members by field, map members by constant key,
// the members of a collection together.
struct ReadNode {
  TypeId type = kNoType;
  // Where the value itself goes: scalars as their value; records and instances as presence (kBool true, or the state);
  // collections as kRows. Does not exist where only something below is read.
  ColumnRef value;
  std::map<std::uint32_t, NodeId> fields;  // kRecord: field index -> node
  std::map<std::string, NodeId> keys;  // kMap (and `many` environments): constant key, as evidence spells it -> node
  NodeId element = kNone;              // kList, kSet, kMap: the node of every member, in table `members`
  TableId members = kNone;             // collections with `value`: the table that the rows are in
  // `x by endorser`: the same claim as that endorser alone gives it, a node of the same type by the endorser's name.
  std::map<std::string, NodeId> by;
};

struct Column {
  std::string path;  // the language's spelling, relative to its table: `host.sysctl["x"].live`, `.mode`
  TypeId type = kNoType;
  bool optional = false;  // the path ends in, or passes, something that may be absent
};

struct Table {
  std::string path;  // `host.accounts`, `host.accounts[*].dot_files`; table 0: ``
  TableId parent = kNone;
  std::vector<Column> columns;
  ColumnId key = kNone;  // maps: the column that holds the key (as kText or kInt)
};

struct EnvironmentPlan {
  EnvironmentDef def;
  NodeId root = kNone;  // node of the schema record (of all instances for `many`: a map node); kNone: nothing is read
};

struct ReadPlan {
  TypeTable types;
  std::vector<EnvironmentPlan> environments;
  std::vector<ReadNode> nodes;
  std::vector<Table> tables;  // tables[0] is the root
  // What a collector is asked for: collection path relative to the environment (`files`, `globs`, `accounts`) and key,
  // empty for the collection as a whole; per environment index, sorted. A digest below it that is read is a request of
  // its own, with the fields' wire names as path: (`files.sha256`, `/etc/passwd`).
  struct Request {
    std::uint32_t environment = 0;
    std::string collection;
    std::string key;
    auto operator<=>(const Request&) const = default;
  };
  std::vector<Request> requests;
};

}  // namespace mps::schema
