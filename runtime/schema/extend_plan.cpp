#include "schema/extend_plan.h"

#include <algorithm>

#include "mps/limits.h"
#include "schema/types.h"

namespace mps::schema {
namespace {

class PlanExtender {
 public:
  PlanExtender(ReadPlan& plan, const std::string& environment) : plan_(plan) {
    const auto found = std::find_if(plan.environments.begin(), plan.environments.end(),
                                    [&](const EnvironmentPlan& e) { return e.def.name == environment; });
    if (found == plan.environments.end()) return;
    environment_ = &*found;
    path_ = environment;
  }

  Result<NodeId> Add(const std::vector<PlaceStep>& steps) {
    if (environment_ == nullptr) return Status(Code::kInvalid, "no such environment");
    MPS_ASSIGN(node_, Root());
    for (const PlaceStep& step : steps) MPS_TRY(step.is_key ? Key(step.name) : Field(step.name));
    MPS_TRY(Value(node_));
    return node_;
  }

 private:
  Result<NodeId> Root() {
    if (environment_->root != kNone) return environment_->root;
    TypeId type = environment_->def.schema;
    if (environment_->def.many) {
      MPS_ASSIGN(type, Instances(type));
    }
    MPS_ASSIGN(const NodeId root, New(type));
    return environment_->root = root;
  }

  // `map of text to RECORD`.
  Result<TypeId> Instances(TypeId record) {
    auto& types = plan_.types.types;
    TypeDef text;
    text.kind = TypeKind::kText;
    TypeDef map;
    map.kind = TypeKind::kMap;
    map.key = static_cast<TypeId>(types.size());
    map.element = record;
    types.push_back(std::move(text));
    types.push_back(std::move(map));
    return static_cast<TypeId>(types.size() - 1);
  }

  Result<NodeId> New(TypeId type) {
    if (plan_.nodes.size() >= limit::kReadNodes) return Status(Code::kLimit, "more nodes than limit::kReadNodes");
    ReadNode node;
    node.type = type;
    plan_.nodes.push_back(std::move(node));
    return static_cast<NodeId>(plan_.nodes.size() - 1);
  }

  Status Field(const std::string& name) {
    const TypeDef& type = plan_.types[plan_.nodes[node_].type];
    // What the document says is evidence's alone: nobody speaks of it by a path.
    const auto field = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const FieldDef& f) { return f.wire_name == name && !IsDocumentField(f); });
    if (field == type.fields.end()) return Status(Code::kInvalid, "`" + path_ + "` has no claim `" + name + "`");
    path_ += "." + field->name;
    optional_ = optional_ || field->optional;
    const auto index = static_cast<std::uint32_t>(field - type.fields.begin());
    const auto found = plan_.nodes[node_].fields.find(index);
    return Step(found == plan_.nodes[node_].fields.end() ? kNone : found->second, field->type,
                [&](NodeId child) { plan_.nodes[node_].fields.emplace(index, child); });
  }

  Status Key(const std::string& key) {
    const TypeId map = plan_.nodes[node_].type;
    const TypeDef& type = plan_.types[map];
    if (type.kind != TypeKind::kMap) return Status(Code::kInvalid, "`" + path_ + "` is not a map");
    path_ += KeyStep(plan_.types, map, key);
    optional_ = true;
    const auto found = plan_.nodes[node_].keys.find(key);
    return Step(found == plan_.nodes[node_].keys.end() ? kNone : found->second, type.element,
                [&](NodeId child) { plan_.nodes[node_].keys.emplace(key, child); });
  }

  template <class Link>
  Status Step(NodeId found, TypeId type, Link link) {
    if (found == kNone) {
      MPS_ASSIGN(found, New(type));
      link(found);
    }
    node_ = found;
    return {};
  }

  Status Value(NodeId id) {
    const TypeDef& type = plan_.types[plan_.nodes[id].type];
    if (!plan_.nodes[id].value.exists()) plan_.nodes[id].value = {0, Column(0, path_, plan_.nodes[id].type)};
    if (type.kind != TypeKind::kSet && type.kind != TypeKind::kList) return {};
    if (plan_.nodes[id].members == kNone) {
      plan_.nodes[id].members = static_cast<TableId>(plan_.tables.size());
      plan_.tables.push_back({path_, 0, {}, kNone});
    }
    if (plan_.nodes[id].element == kNone) {
      MPS_ASSIGN(const NodeId element, New(type.element));
      plan_.nodes[id].element = element;
    }
    ReadNode& element = plan_.nodes[plan_.nodes[id].element];
    if (!element.value.exists() && IsScalar(plan_.types[element.type].kind))
      element.value = {plan_.nodes[id].members, Column(plan_.nodes[id].members, "", element.type)};
    return {};
  }

  ColumnId Column(TableId table, const std::string& path, TypeId type) {
    plan_.tables[table].columns.push_back({path, type, optional_});
    return static_cast<ColumnId>(plan_.tables[table].columns.size() - 1);
  }

  ReadPlan& plan_;
  EnvironmentPlan* environment_ = nullptr;
  NodeId node_ = kNone;
  std::string path_;
  bool optional_ = false;
};

}  // namespace

Result<NodeId> AddPlace(ReadPlan& plan, const std::string& environment, const std::vector<PlaceStep>& steps) {
  return PlanExtender(plan, environment).Add(steps);
}

bool PassesRows(const ReadPlan& plan, const std::string& environment, const std::vector<PlaceStep>& steps) {
  NodeId at = kNone;
  for (const EnvironmentPlan& one : plan.environments) {
    if (one.def.name == environment) at = one.root;
  }
  for (const PlaceStep& step : steps) {
    if (at == kNone) return false;
    const ReadNode& node = plan.nodes[at];
    if (step.is_key) {
      if (node.members != kNone) return true;
      const auto key = node.keys.find(step.name);
      at = key == node.keys.end() ? kNone : key->second;
      continue;
    }
    const auto& fields = plan.types[node.type].fields;
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const FieldDef& f) { return f.wire_name == step.name; });
    if (field == fields.end()) return false;
    const auto child = node.fields.find(static_cast<std::uint32_t>(field - fields.begin()));
    at = child == node.fields.end() ? kNone : child->second;
  }
  return false;
}

}  // namespace mps::schema
