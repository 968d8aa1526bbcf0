// FullPlan: a read plan that reads every value of one schema, to the last field. Targets that judge whole documents use
// it: what no plan reads, no decoder looks at.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "evidence/plan_index.h"
#include "schema/read_plan.h"

namespace mps::fuzz {

class FullPlan {
 public:
  // `key`: also read the member of that constant key in every map; empty: none.
  FullPlan(schema::TypeTable types, schema::EnvironmentDef environment, std::string key = "") : key_(std::move(key)) {
    plan_.types = std::move(types);
    plan_.tables.resize(1);
    schema::EnvironmentPlan plan;
    plan.def = std::move(environment);
    plan.root = Read(plan.def.schema, 0);
    plan_.environments.push_back(std::move(plan));
    index_ = std::make_unique<evidence::PlanIndex>(plan_);
  }
  FullPlan(const FullPlan&) = delete;

  const schema::ReadPlan& plan() const { return plan_; }
  const evidence::PlanIndex& index() const { return *index_; }

 private:
  schema::ColumnRef Column(std::uint32_t table, schema::TypeId type) {
    plan_.tables[table].columns.push_back({"", type, false});
    return {table, static_cast<std::uint32_t>(plan_.tables[table].columns.size() - 1)};
  }
  schema::NodeId Read(schema::TypeId type, std::uint32_t table) {
    const auto id = static_cast<schema::NodeId>(plan_.nodes.size());
    plan_.nodes.emplace_back().type = type;
    plan_.nodes[id].value = Column(table, type);
    const schema::TypeDef def = plan_.types[type];
    for (std::uint32_t i = 0; i < def.fields.size(); ++i) {
      const schema::NodeId child = Read(def.fields[i].type, table);
      plan_.nodes[id].fields[i] = child;
    }
    if (def.element == schema::kNoType) return id;
    const auto members = static_cast<std::uint32_t>(plan_.tables.size());
    plan_.tables.emplace_back().parent = table;
    plan_.nodes[id].members = members;
    if (def.kind == TypeKind::kMap) plan_.tables[members].key = Column(members, def.key).column;
    const schema::NodeId element = Read(def.element, members);
    plan_.nodes[id].element = element;
    if (def.kind == TypeKind::kMap && !key_.empty()) {
      const schema::NodeId keyed = Read(def.element, table);
      plan_.nodes[id].keys[key_] = keyed;
    }
    return id;
  }

  std::string key_;
  schema::ReadPlan plan_;
  std::unique_ptr<evidence::PlanIndex> index_;
};

}  // namespace mps::fuzz
