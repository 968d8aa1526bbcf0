// Reads: builds the ReadPlan while rules are lowered.
#include "lower/reads.h"

#include <algorithm>

#include "mps/limits.h"
#include "schema/types.h"

namespace mps::lower {

using schema::ColumnRef;
using schema::kNone;
using schema::NodeId;
using schema::ReadNode;
using schema::TableId;

Reads::Reads(const model::Model& model) : types_(model) {
  plan_.tables.emplace_back();
  for (const auto& from : model.environments) {
    schema::EnvironmentPlan environment;
    environment.def = from;
    environment.def.schema = types_.Of(from.schema);
    plan_.environments.push_back(std::move(environment));
  }
}

NodeId Reads::Add(schema::TypeId type, Place place) {
  ReadNode node;
  node.type = type;
  plan_.nodes.push_back(std::move(node));
  places_.push_back(std::move(place));
  return static_cast<NodeId>(plan_.nodes.size() - 1);
}

NodeId Reads::Environment(std::uint32_t environment) {
  schema::EnvironmentPlan& plan = plan_.environments[environment];
  if (plan.root != kNone) return plan.root;
  schema::TypeId type = plan.def.many ? types_.InstancesOf(plan.def.schema) : plan.def.schema;
  plan.root = Add(type, {kNone, plan.def.name, 0, false});
  return plan.root;
}

NodeId Reads::Field(NodeId node, std::uint32_t field) {
  auto& fields = plan_.nodes[node].fields;
  if (auto found = fields.find(field); found != fields.end()) return found->second;
  const schema::FieldDef& def = Type(node).fields[field];
  const Place& at = places_[node];
  NodeId child = Add(def.type, {node, "." + def.name, at.table, at.optional || def.optional});
  plan_.nodes[node].fields.emplace(field, child);
  return child;
}

NodeId Reads::Key(NodeId node, std::string_view key) {
  auto& keys = plan_.nodes[node].keys;
  if (auto found = keys.find(std::string(key)); found != keys.end()) return found->second;
  std::string step = schema::KeyStep(types_.table(), TypeIdOf(node), key);
  NodeId child = Add(Type(node).element, {node, std::move(step), places_[node].table, true});
  plan_.nodes[node].keys.emplace(key, child);
  return child;
}

NodeId Reads::By(NodeId node, const std::string& endorser) {
  if (auto found = plan_.nodes[node].by.find(endorser); found != plan_.nodes[node].by.end()) return found->second;
  NodeId child = Add(TypeIdOf(node), {node, " by " + endorser, 0, true});
  plan_.nodes[node].by.emplace(endorser, child);
  Value(child);
  return child;
}

TableId Reads::Members(NodeId node) {
  if (plan_.nodes[node].members == kNone) {
    schema::Table table;
    table.path = Path(node);
    table.parent = places_[node].table;
    plan_.nodes[node].members = static_cast<TableId>(plan_.tables.size());
    plan_.tables.push_back(std::move(table));
  }
  return plan_.nodes[node].members;
}

NodeId Reads::Element(NodeId node) {
  if (plan_.nodes[node].element != kNone) return plan_.nodes[node].element;
  Value(node);
  NodeId child = Add(Type(node).element, {node, "[*]", Members(node), false});
  plan_.nodes[node].element = child;
  return child;
}

schema::ColumnId Reads::AddColumn(TableId table, schema::Column column) {
  plan_.tables[table].columns.push_back(std::move(column));
  return static_cast<schema::ColumnId>(plan_.tables[table].columns.size() - 1);
}

ColumnRef Reads::Value(NodeId node) {
  if (plan_.nodes[node].value.exists()) return plan_.nodes[node].value;
  const Place& place = places_[node];
  ColumnRef ref{place.table, AddColumn(place.table, {PathInTable(node), TypeIdOf(node), place.optional})};
  plan_.nodes[node].value = ref;
  if (schema::IsCollection(Type(node).kind)) Members(node);
  return ref;
}

bool Reads::ReadWhole(NodeId node) {
  std::vector<NodeId> open = {node};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (plan_.nodes.size() >= limit::kReadNodes) return false;
    Value(at);
    const TypeKind kind = Type(at).kind;
    if (kind == TypeKind::kMap) KeyColumn(at);
    if (schema::IsCollection(kind)) open.push_back(Element(at));
    const std::size_t fields = Type(at).fields.size();
    for (std::size_t f = fields; f-- > 0;) {
      if (schema::IsDocumentField(Type(at).fields[f])) continue;  // no part of the record
      open.push_back(Field(at, static_cast<std::uint32_t>(f)));
    }
  }
  return true;
}

ColumnRef Reads::KeyColumn(NodeId node) {
  Value(node);
  TableId table = Members(node);
  if (plan_.tables[table].key == kNone) {
    schema::ColumnId column = AddColumn(table, {"(key)", Type(node).key, false});
    plan_.tables[table].key = column;
  }
  return {table, plan_.tables[table].key};
}

std::string Reads::Path(NodeId node) const {
  std::vector<NodeId> way;
  for (NodeId at = node; at != kNone; at = places_[at].parent) way.push_back(at);
  std::string path;
  for (auto at = way.rbegin(); at != way.rend(); ++at) path += places_[*at].step;
  return schema::ReadablePath(std::move(path));
}

// The steps from the row of the node's table on.
std::string Reads::PathInTable(NodeId node) const {
  std::vector<NodeId> way;
  for (NodeId at = node; at != kNone && places_[at].table == places_[node].table; at = places_[at].parent) {
    way.push_back(at);
  }
  // The first of them is the member itself, unless this is the root table.
  if (places_[node].table != 0) way.pop_back();
  std::string path;
  for (auto at = way.rbegin(); at != way.rend(); ++at) path += places_[*at].step;
  return path;
}

void Reads::AddFieldRequests(std::uint32_t environment, const std::string& collection, const ReadNode& node) {
  const bool is_map = types_.table()[node.type].kind == TypeKind::kMap;
  if (is_map) {
    for (const auto& [key, child] : node.keys) {
      plan_.requests.push_back({environment, collection, key});
      AddDigestRequests(environment, collection, key, child);
    }
  }
  if (node.element != kNone) AddDigestRequests(environment, collection, "", node.element);
  for (const auto& [field, child] : node.fields) {
    const schema::FieldDef& def = types_.table()[node.type].fields[field];
    AddDigestRequests(environment, collection + "." + def.wire_name, "", child);
  }
  if (!is_map || node.value.exists()) plan_.requests.push_back({environment, collection, ""});
}

void Reads::AddDigestRequests(std::uint32_t environment, const std::string& path, const std::string& key, NodeId node) {
  const ReadNode& at = plan_.nodes[node];
  const schema::TypeDef& type = Type(node);
  if (type.kind == TypeKind::kDigest && at.value.exists()) plan_.requests.push_back({environment, path, key});
  for (const auto& [field, child] : at.fields)
    AddDigestRequests(environment, path + "." + type.fields[field].wire_name, key, child);
  for (const auto& [member, child] : at.keys) AddDigestRequests(environment, path, key, child);
  if (at.element != kNone) AddDigestRequests(environment, path, key, at.element);
}

void Reads::AddRequests(std::uint32_t environment, NodeId record) {
  for (const auto& [field, child] : plan_.nodes[record].fields) {
    if (schema::IsDocumentField(Type(record).fields[field])) continue;  // every document has it
    AddFieldRequests(environment, Type(record).fields[field].wire_name, plan_.nodes[child]);
  }
}

schema::ReadPlan Reads::Take() {
  for (std::uint32_t e = 0; e < plan_.environments.size(); ++e) {
    const schema::EnvironmentPlan& environment = plan_.environments[e];
    if (environment.root == kNone) continue;
    const ReadNode& root = plan_.nodes[environment.root];
    if (!environment.def.many) {
      AddRequests(e, environment.root);
      continue;
    }
    for (const auto& [instance, record] : root.keys) AddRequests(e, record);
    if (root.element != kNone) AddRequests(e, root.element);
  }
  std::sort(plan_.requests.begin(), plan_.requests.end());
  plan_.requests.erase(std::unique(plan_.requests.begin(), plan_.requests.end()), plan_.requests.end());
  plan_.types = types_.Take();
  places_.clear();
  return std::move(plan_);
}

}  // namespace mps::lower
