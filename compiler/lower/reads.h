// Reads: builds the ReadPlan while rules are lowered. A place in the claims is a node of the trie; asking for its value
// makes a column, asking for its members makes a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lower/types.h"
#include "model/model.h"
#include "schema/read_plan.h"

namespace mps::lower {

// All NodeIds that it takes are its own. Everything is numbered in the order of first use.
class Reads {
 public:
  explicit Reads(const model::Model& model);

  // The claims of an environment: the schema record, of a `many` environment the map of instances.
  schema::NodeId Environment(std::uint32_t environment);
  // REQUIRES: a record with that field.
  schema::NodeId Field(schema::NodeId node, std::uint32_t field);
  // The member of a map at a constant key, spelt as evidence spells it. REQUIRES: a map.
  schema::NodeId Key(schema::NodeId node, std::string_view key);
  // What one endorser says of a claim. REQUIRES: a claim in table 0.
  schema::NodeId By(schema::NodeId node, const std::string& endorser);
  // Every member of a collection. REQUIRES: a collection.
  schema::NodeId Element(schema::NodeId node);
  // The column that holds the value (or presence, or rows) of a node.
  schema::ColumnRef Value(schema::NodeId node);
  // Makes columns for everything below a node too: a record or collection that is read as a whole. False when the plan
  // grows beyond limit::kReadNodes.
  bool ReadWhole(schema::NodeId node);
  // The column that holds the keys of a map's members. REQUIRES: a map.
  schema::ColumnRef KeyColumn(schema::NodeId node);

  const schema::TypeDef& Type(schema::NodeId node) const { return types_.table()[plan_.nodes[node].type]; }
  schema::TypeId TypeIdOf(schema::NodeId node) const { return plan_.nodes[node].type; }
  // From the environment on, `[*]` for members and computed keys: `host.accounts[*].dot_files[".rhosts"]`.
  std::string Path(schema::NodeId node) const;

  const TypeMap& types() const { return types_; }
  // The finished plan. The builder is empty then.
  schema::ReadPlan Take();

 private:
  // What the plan itself does not keep of a node.
  struct Place {
    schema::NodeId parent = schema::kNone;
    std::string step;           // `host`, `.mode`, `["x"]`, `[*]`
    schema::TableId table = 0;  // that it stands in
    bool optional = false;      // something on the way from its table's row may be absent
  };
  schema::NodeId Add(schema::TypeId type, Place place);
  std::string PathInTable(schema::NodeId node) const;
  schema::TableId Members(schema::NodeId node);
  schema::ColumnId AddColumn(schema::TableId table, schema::Column column);
  void AddRequests(std::uint32_t environment, schema::NodeId record);
  void AddFieldRequests(std::uint32_t environment, const std::string& collection, const schema::ReadNode& node);
  // A digest costs the reading of a file, so it is a request of its own: (`files.sha256`, key).
  void AddDigestRequests(std::uint32_t environment, const std::string& path, const std::string& key,
                         schema::NodeId node);

  TypeMap types_;
  schema::ReadPlan plan_;
  std::vector<Place> places_;
};

}  // namespace mps::lower
