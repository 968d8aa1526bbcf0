// PlanIndex: a read plan made ready for decoding: names to fields, keys to nodes, and a column for every node. Built
// once per program, used for any number of documents.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/read_plan.h"

namespace mps::evidence {

// A ReadNode with everything that decoding and resolving need. Nodes keep their ids; some are added behind those of the
// plan.
struct IndexedNode {
  schema::TypeId type = schema::kNoType;
  // Where its value goes. Nodes without a column in the plan have one behind the plan's columns: what is missing below
  // a record depends on whether the record itself is there.
  schema::ColumnRef column;
  std::vector<schema::NodeId> fields;  // kRecord: by field index, kNone where nothing is read
  std::unordered_map<std::string_view, schema::NodeId> keys;
  std::vector<std::pair<std::string_view, schema::NodeId>> key_list;  // the same, sorted
  schema::NodeId element = schema::kNone;  // sets of scalars always have one: folding needs the values
  schema::TableId members = schema::kNone;
  schema::ColumnId key_column = schema::kNone;
};

class PlanIndex {
 public:
  // REQUIRES: schema::VerifyPlan(plan).ok(), and that the plan outlives the index.
  explicit PlanIndex(const schema::ReadPlan& plan);

  const schema::ReadPlan& plan() const { return *plan_; }
  const schema::TypeTable& types() const { return plan_->types; }
  const IndexedNode& node(schema::NodeId id) const { return nodes_[id]; }
  // Columns of each table, those that only decoding needs included.
  const std::vector<std::uint32_t>& columns() const { return columns_; }

  // The field of record type `type` of that wire name, or kNone. `hint`: its position in the document's record.
  std::uint32_t FieldNamed(schema::TypeId type, std::string_view wire_name, std::size_t hint) const;

 private:
  void Place(schema::NodeId id, schema::TableId table);
  schema::ColumnRef HiddenColumn(schema::TableId table);
  schema::NodeId AddNode(schema::TypeId type, schema::TableId table);

  const schema::ReadPlan* plan_;
  std::vector<IndexedNode> nodes_;
  std::vector<std::uint32_t> columns_;
  std::vector<std::vector<std::pair<std::string_view, std::uint32_t>>> names_;  // per type, sorted
};

}  // namespace mps::evidence
