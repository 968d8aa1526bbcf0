// Making a read plan ready for decoding.
#include "evidence/plan_index.h"

#include <algorithm>

#include "schema/types.h"

namespace mps::evidence {

using schema::kNone;
using schema::NodeId;

PlanIndex::PlanIndex(const schema::ReadPlan& plan) : plan_(&plan), nodes_(plan.nodes.size()) {
  for (const schema::Table& table : plan.tables) columns_.push_back(static_cast<std::uint32_t>(table.columns.size()));
  if (columns_.empty()) columns_.push_back(0);
  for (const schema::TypeDef& type : plan.types.types) {
    auto& names = names_.emplace_back();
    for (std::uint32_t i = 0; i < type.fields.size(); ++i) names.emplace_back(type.fields[i].wire_name, i);
    std::sort(names.begin(), names.end());
  }
  for (const schema::EnvironmentPlan& environment : plan.environments)
    if (environment.root != kNone) Place(environment.root, 0);
}

schema::ColumnRef PlanIndex::HiddenColumn(schema::TableId table) { return {table, columns_[table]++}; }

NodeId PlanIndex::AddNode(schema::TypeId type, schema::TableId table) {
  IndexedNode& node = nodes_.emplace_back();
  node.type = type;
  node.column = HiddenColumn(table);
  return static_cast<NodeId>(nodes_.size() - 1);
}

void PlanIndex::Place(NodeId id, schema::TableId table) {
  const schema::ReadNode& from = plan_->nodes[id];
  const schema::TypeDef& type = types()[from.type];
  nodes_[id].type = from.type;
  nodes_[id].column = from.value.exists() ? from.value : HiddenColumn(table);
  nodes_[id].members = from.members;
  nodes_[id].element = from.element;
  if (from.members != kNone) nodes_[id].key_column = plan_->tables[from.members].key;
  // States are listed by key, so the key of a map's member is always kept.
  if (from.members != kNone && type.kind == TypeKind::kMap && nodes_[id].key_column == kNone) {
    nodes_[id].key_column = HiddenColumn(from.members).column;
  }
  if (type.kind == TypeKind::kRecord) nodes_[id].fields.assign(type.fields.size(), kNone);
  for (const auto& [field, child] : from.fields) {
    nodes_[id].fields[field] = child;
    Place(child, table);
  }
  for (const auto& [key, child] : from.keys) {
    nodes_[id].keys.emplace(key, child);
    nodes_[id].key_list.emplace_back(key, child);
    Place(child, table);
  }
  if (from.element != kNone) {
    Place(from.element, from.members);
  } else if (from.members != kNone && type.kind == TypeKind::kSet && schema::IsScalar(types()[type.element].kind)) {
    const NodeId element = AddNode(type.element, from.members);
    nodes_[id].element = element;
  }
}

std::uint32_t PlanIndex::FieldNamed(schema::TypeId type, std::string_view wire_name, std::size_t hint) const {
  // Documents that sort their members, as most do, are met at the hint.
  const auto& names = names_[type];
  if (hint < names.size() && names[hint].first == wire_name) return names[hint].second;
  const auto at = std::lower_bound(names.begin(), names.end(), wire_name,
                                   [](const auto& name, std::string_view wanted) { return name.first < wanted; });
  return at != names.end() && at->first == wire_name ? at->second : kNone;
}

}  // namespace mps::evidence
