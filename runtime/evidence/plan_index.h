// PlanIndex: a read plan made ready for decoding: names to fields, keys to nodes, and a column for every node. Built
// once per program, used for any number of documents.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/read_plan.h"

namespace mps::evidence {

// Types whose values need no more than a look at their kind and bounds. The others go by scalar_text.h.
struct Plain {
  enum class Kind : std::uint8_t { kNot, kBool, kInt, kText, kWord, kScalar, kVersion, kPath };
  Kind kind = Kind::kNot;
  std::int64_t low = std::numeric_limits<std::int64_t>::min();  // kInt
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

// Names that a definition chose, to be looked up by what documents say.
class NameIndex {
 public:
  // Views must outlive the index. Names are numbered as they are added.
  void Add(std::string_view name) { names_.push_back(name); }
  void Finish();  // after the last Add

  std::size_t size() const { return names_.size(); }
  std::string_view name(std::uint32_t number) const { return names_[number]; }
  // The number of that name, or kNone.
  std::uint32_t Find(std::string_view name) const;

 private:
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> slots_;  // open addressing by EndsHash, a power of two of them; kNone: free
};

// A ReadNode with everything that decoding and resolving need. Nodes keep their ids; some are added behind those of the
// plan.
struct IndexedNode {
  schema::TypeId type = schema::kNoType;
  // Where its value goes. Nodes without a column in the plan have one behind the plan's columns: what is missing below
  // a record depends on whether the record itself is there.
  schema::ColumnRef column;
  std::vector<schema::NodeId> fields;  // kRecord: by field index, kNone where nothing is read
  std::vector<std::pair<std::string_view, schema::NodeId>> keys;  // sorted
  NameIndex key_index;                                            // of keys, with their places as numbers
  schema::NodeId element = schema::kNone;  // sets of scalars always have one: folding needs the values
  schema::TableId members = schema::kNone;
  schema::ColumnId key_column = schema::kNone;
  bool is_scalar = false;
  bool of_document = false;  // one of the fields `collected` and `nonce` below
  bool endorsed = false;     // it, or a record that it is in, is for endorsers alone to assert
  // kRecord: what the document says beside the claims, where it is read.
  schema::NodeId collected = schema::kNone, nonce = schema::kNone;
  // kRecord: where the values of its scalar fields go; nowhere if they are not read, or no scalars.
  std::vector<schema::ColumnRef> field_columns;
  // Of a node of rows: nothing is below it but scalars. Then these are its columns, its own among them.
  bool is_flat = false;
  std::vector<schema::ColumnId> flat_columns;
};

// In which order the documents so far had the fields of each record type: by type and position. Most producers keep to
// one order, so that a look at one name replaces the search.
using FieldOrder = std::vector<std::vector<std::uint32_t>>;

class PlanIndex {
 public:
  // REQUIRES: schema::VerifyPlan(plan).ok(), and that the plan outlives the index.
  explicit PlanIndex(const schema::ReadPlan& plan);

  const schema::ReadPlan& plan() const { return *plan_; }
  const schema::TypeTable& types() const { return plan_->types; }
  const IndexedNode& node(schema::NodeId id) const { return nodes_[id]; }
  // Columns of each table, those that only decoding needs included.
  const std::vector<std::uint32_t>& columns() const { return columns_; }

  // Nodes of what single endorsers say (`x by endorser`).
  const std::vector<schema::NodeId>& by_endorser() const { return by_endorser_; }

  // The fields of a record type by wire name, with their indexes as numbers.
  const NameIndex& fields(schema::TypeId type) const { return fields_[type]; }
  // A record of at most 64 fields, all of them plain and for evidence to assert.
  bool is_plain_record(schema::TypeId type) const { return plain_record_[type]; }
  // How values of the type are taken where they are in order.
  const Plain& plain(schema::TypeId type) const { return plain_[type]; }

 private:
  bool IsPlainRecord(const schema::TypeDef& type) const;
  void Flatten(IndexedNode& node);
  void Place(schema::NodeId id, schema::TableId table, bool endorsed = false);
  schema::ColumnRef HiddenColumn(schema::TableId table);
  schema::NodeId AddNode(schema::TypeId type, schema::TableId table);

  const schema::ReadPlan* plan_;
  std::vector<IndexedNode> nodes_;
  std::vector<std::uint32_t> columns_;
  std::vector<schema::NodeId> by_endorser_;
  std::vector<NameIndex> fields_;  // per type
  std::vector<Plain> plain_;       // per type
  std::vector<bool> plain_record_;
};

}  // namespace mps::evidence
