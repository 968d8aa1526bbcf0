// Fuzz target: any bytes as evidence for a plan that has a type of every kind. No crash, and what is decoded resolves
// and dumps.
#include <cstddef>
#include <cstdint>

#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "evidence/state/dump.h"
#include "schema/read_plan.h"

namespace {

using mps::TypeKind;
using mps::schema::ColumnRef;
using mps::schema::NodeId;
using mps::schema::TypeId;

// A record with a field of every scalar type, a list, a set, and maps of records, read in full and by one constant key.
class Plan {
 public:
  Plan() {
    std::vector<mps::schema::FieldDef> fields;
    for (const TypeKind kind :
         {TypeKind::kBool, TypeKind::kInt, TypeKind::kText, TypeKind::kPath, TypeKind::kBytes, TypeKind::kDigest,
          TypeKind::kMode, TypeKind::kVersion, TypeKind::kTime, TypeKind::kDuration, TypeKind::kIp, TypeKind::kCidr,
          TypeKind::kEnum, TypeKind::kScalar})
      Add(fields, Type(kind), fields.size() % 2 == 0);
    const TypeId text = 2, inner = Record({fields.begin(), fields.begin() + 4});
    Add(fields, Collection(TypeKind::kList, inner), false);
    Add(fields, Collection(TypeKind::kSet, text), false);
    Add(fields, Collection(TypeKind::kMap, inner, text), false);
    Add(fields, Collection(TypeKind::kMap, inner, 1), true);
    plan_.tables.resize(1);
    mps::schema::EnvironmentPlan environment;
    environment.def.name = environment.def.schema_name = "h";
    environment.def.complete = true;
    environment.def.schema = Record(fields);
    environment.root = Read(environment.def.schema, 0);
    plan_.environments.push_back(environment);
  }
  const mps::schema::ReadPlan& plan() const { return plan_; }

 private:
  TypeId Type(TypeKind kind) {
    mps::schema::TypeDef type;
    type.kind = kind;
    if (kind == TypeKind::kVersion) type.ordering = mps::Ordering::kDpkg;
    if (kind == TypeKind::kEnum) type.words = {"no", "yes"};
    plan_.types.types.push_back(type);
    return static_cast<TypeId>(plan_.types.types.size() - 1);
  }
  TypeId Record(const std::vector<mps::schema::FieldDef>& fields) {
    const TypeId id = Type(TypeKind::kRecord);
    plan_.types.types[id].fields = fields;
    return id;
  }
  TypeId Collection(TypeKind kind, TypeId element, TypeId key = mps::schema::kNoType) {
    const TypeId id = Type(kind);
    plan_.types.types[id].element = element;
    plan_.types.types[id].key = key;
    return id;
  }
  static void Add(std::vector<mps::schema::FieldDef>& fields, TypeId type, bool optional) {
    mps::schema::FieldDef field;
    field.name = field.wire_name = std::string(1, static_cast<char>('a' + fields.size()));
    field.type = type;
    field.optional = optional;
    fields.push_back(field);
  }
  ColumnRef Column(std::uint32_t table, TypeId type) {
    plan_.tables[table].columns.push_back({"", type, false});
    return {table, static_cast<std::uint32_t>(plan_.tables[table].columns.size() - 1)};
  }
  NodeId Read(TypeId type, std::uint32_t table) {
    const auto id = static_cast<NodeId>(plan_.nodes.size());
    plan_.nodes.emplace_back().type = type;
    plan_.nodes[id].value = Column(table, type);
    const mps::schema::TypeDef def = plan_.types[type];
    for (std::uint32_t i = 0; i < def.fields.size(); ++i) {
      const NodeId child = Read(def.fields[i].type, table);
      plan_.nodes[id].fields[i] = child;
    }
    if (def.element == mps::schema::kNoType) return id;
    const auto members = static_cast<std::uint32_t>(plan_.tables.size());
    plan_.tables.emplace_back().parent = table;
    plan_.nodes[id].members = members;
    if (def.kind == TypeKind::kMap) plan_.tables[members].key = Column(members, def.key).column;
    const NodeId element = Read(def.element, members);
    plan_.nodes[id].element = element;
    if (def.kind == TypeKind::kMap) {
      const NodeId keyed = Read(def.element, table);
      plan_.nodes[id].keys["1"] = keyed;
    }
    return id;
  }
  mps::schema::ReadPlan plan_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Plan plan;
  static const mps::evidence::PlanIndex index(plan.plan());
  const mps::ByteView bytes(data, size);
  (void)mps::evidence::PeekEvidence(bytes);
  auto evidence = mps::evidence::DecodeEvidence(index, bytes);
  if (!evidence.ok()) return 0;
  const auto state = mps::evidence::ComputeActualState(index, std::move(evidence).value(), {});
  if (!state.ok() || mps::evidence::DumpState(plan.plan(), *state).empty()) __builtin_trap();
  return 0;
}
