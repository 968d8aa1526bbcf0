// Whether a read plan from outside is sound.
#include "schema/verify_plan.h"

#include <algorithm>
#include <set>

#include "mps/limits.h"
#include "schema/types.h"

namespace mps::schema {
namespace {

Status Bad(const std::string& what) { return Status(Code::kMalformed, what); }
std::string Name(std::string_view what, std::size_t index) { return std::string(what) + " " + std::to_string(index); }

bool IsSound(const CorimClaim& claim) {
  const auto known = [](const CorimId& id) { return id.kind <= CorimId::Kind::kOid; };
  return static_cast<std::uint8_t>(claim.part) < kCorimParts && known(claim.item) && known(claim.key);
}

bool FitsDocument(const TypeTable& types, const FieldDef& field) {
  if (field.name != field.wire_name || field.asserter != Asserter::kEvidence) return false;
  const TypeDef& type = types[field.type];
  if (type.low || type.high) return false;
  if (field.name == kCollectedField) return type.kind == TypeKind::kTime && !field.optional;
  return field.name == kNonceField && type.kind == TypeKind::kBytes && field.optional;
}

Status VerifyRecord(const TypeTable& types, std::size_t id) {
  const TypeDef& type = types[static_cast<TypeId>(id)];
  std::set<std::string_view> names, wire_names;
  for (const FieldDef& field : type.fields) {
    if (field.type >= id) return Bad(Name("type", id) + ": a field's type is not an earlier one");
    if (static_cast<std::uint8_t>(field.asserter) > static_cast<std::uint8_t>(Asserter::kBoth)) {
      return Bad(Name("type", id) + ": unknown asserter");
    }
    if (field.corim && !IsSound(*field.corim)) return Bad(Name("type", id) + ": no part of a CoRIM");
    const bool of_document = IsDocumentField(field);
    if (of_document && !FitsDocument(types, field)) return Bad(Name("type", id) + ": a field that no document has");
    if (!names.insert(field.name).second || (!of_document && !wire_names.insert(field.wire_name).second)) {
      return Bad(Name("type", id) + ": two fields of one name");
    }
  }
  return {};
}

Status VerifyType(const TypeTable& types, std::size_t id) {
  const TypeDef& type = types.types[id];
  if (type.kind >= TypeKind::kPattern) return Bad(Name("type", id) + ": a kind that no claim has");
  if (type.ordering > Ordering::kDotted) return Bad(Name("type", id) + ": unknown ordering");
  if ((type.kind == TypeKind::kVersion) != (type.ordering != Ordering::kNone)) {
    return Bad(Name("type", id) + ": versions, and only they, have an ordering");
  }
  if (IsCollection(type.kind) != (type.element != kNoType) || (type.kind == TypeKind::kMap) != (type.key != kNoType)) {
    return Bad(Name("type", id) + ": element or key does not fit the kind");
  }
  if (type.element != kNoType && type.element >= id)
    return Bad(Name("type", id) + ": its element is not an earlier type");
  if (type.key != kNoType) {
    if (type.key >= id) return Bad(Name("type", id) + ": its key is not an earlier type");
    TypeKind key = types[type.key].kind;
    if (key != TypeKind::kText && key != TypeKind::kPath && key != TypeKind::kInt && key != TypeKind::kEnum) {
      return Bad(Name("type", id) + ": keys are text, path, int or enum");
    }
  }
  if (!std::is_sorted(type.words.begin(), type.words.end()) ||
      std::adjacent_find(type.words.begin(), type.words.end()) != type.words.end()) {
    return Bad(Name("type", id) + ": words are not sorted");
  }
  if (type.kind != TypeKind::kRecord && !type.fields.empty())
    return Bad(Name("type", id) + ": only records have fields");
  return VerifyRecord(types, id);
}

// Nodes and tables. Nodes have smaller ids than their children, so that walks of the trie end.
class PlanVerifier {
 public:
  explicit PlanVerifier(const ReadPlan& plan) : plan_(plan) {}

  Status Run() {
    MPS_TRY(Sizes());
    MPS_TRY(Tables());
    place_.assign(plan_.nodes.size(), kNone);
    holder_.assign(plan_.tables.size(), kNone);
    owner_.resize(plan_.tables.size());
    for (std::size_t t = 0; t < plan_.tables.size(); ++t) owner_[t].assign(plan_.tables[t].columns.size(), kNone);
    for (std::size_t e = 0; e < plan_.environments.size(); ++e) MPS_TRY(Environment(e));
    for (std::size_t n = 0; n < plan_.nodes.size(); ++n) MPS_TRY(Node(static_cast<NodeId>(n)));
    MPS_TRY(Keys());
    return Requests();
  }

 private:
  Status Sizes() const {
    if (plan_.nodes.size() > limit::kReadNodes) return Status(Code::kLimit, "more nodes than limit::kReadNodes");
    if (plan_.tables.size() > limit::kReadNodes) return Status(Code::kLimit, "more tables than limit::kReadNodes");
    if (plan_.environments.size() > limit::kImports)
      return Status(Code::kLimit, "more environments than limit::kImports");
    if (plan_.tables.empty() || plan_.tables[0].parent != kNone || plan_.tables[0].key != kNone) {
      return Bad("table 0 is not a root");
    }
    return {};
  }

  Status Tables() const {
    for (std::size_t t = 0; t < plan_.tables.size(); ++t) {
      const Table& table = plan_.tables[t];
      if (table.columns.size() > limit::kTableColumns) {
        return Status(Code::kLimit, Name("table", t) + " has more columns than limit::kTableColumns");
      }
      if (t != 0 && table.parent >= t) return Bad(Name("table", t) + ": its parent is not an earlier table");
      if (table.key != kNone && table.key >= table.columns.size())
        return Bad(Name("table", t) + ": no such key column");
      for (const Column& column : table.columns) {
        if (column.type >= plan_.types.types.size()) return Bad(Name("table", t) + ": a column of no type");
      }
    }
    return {};
  }

  Status Environment(std::size_t index) {
    const EnvironmentPlan& environment = plan_.environments[index];
    const std::string name = Name("environment", index);
    for (std::size_t other = 0; other < index; ++other) {
      if (plan_.environments[other].def.name == environment.def.name) return Bad(name + ": its name occurs twice");
    }
    if (environment.def.schema >= plan_.types.types.size() ||
        plan_.types[environment.def.schema].kind != TypeKind::kRecord) {
      return Bad(name + ": its schema is not a record");
    }
    if (environment.root == kNone) return {};
    if (environment.root >= plan_.nodes.size()) return Bad(name + ": no such root");
    const TypeId type = plan_.nodes[environment.root].type;
    if (type >= plan_.types.types.size()) return Bad(name + ": its root has no type");
    const TypeDef& def = plan_.types[type];
    bool fits = environment.def.many ? def.kind == TypeKind::kMap && def.element == environment.def.schema &&
                                           plan_.types[def.key].kind == TypeKind::kText
                                     : type == environment.def.schema;
    if (!fits) return Bad(name + ": its root is not of its schema");
    return Adopt(kNone, environment.root, type, 0);
  }

  // Notes that `child` stands in `table` and is of `type`; each node once.
  Status Adopt(NodeId parent, NodeId child, TypeId type, TableId table) {
    if (child >= plan_.nodes.size()) return Bad(Name("node", parent) + ": no such child");
    if (parent != kNone && child <= parent) return Bad(Name("node", child) + ": not later than its parent");
    if (place_[child] != kNone) return Bad(Name("node", child) + ": in two places");
    if (plan_.nodes[child].type != type) return Bad(Name("node", child) + ": not of the type of its place");
    place_[child] = table;
    return {};
  }

  Status Node(NodeId id) {
    const ReadNode& node = plan_.nodes[id];
    if (place_[id] == kNone) return Bad(Name("node", id) + ": in no place");
    const TypeDef& type = plan_.types[node.type];
    if (node.value.exists()) MPS_TRY(Value(id));
    if (!node.fields.empty() && type.kind != TypeKind::kRecord) return Bad(Name("node", id) + ": fields of no record");
    for (const auto& [field, child] : node.fields) {
      if (field >= type.fields.size()) return Bad(Name("node", id) + ": no such field");
      MPS_TRY(Adopt(id, child, type.fields[field].type, place_[id]));
    }
    if (!node.keys.empty() && type.kind != TypeKind::kMap) return Bad(Name("node", id) + ": keys of no map");
    for (const auto& [key, child] : node.keys) MPS_TRY(Adopt(id, child, type.element, place_[id]));
    if (!node.by.empty() && place_[id] != 0) return Bad(Name("node", id) + ": endorsers speak of slots only");
    for (const auto& [endorser, child] : node.by) {
      MPS_TRY(Adopt(id, child, node.type, place_[id]));
      if (!plan_.nodes[child].value.exists()) return Bad(Name("node", child) + ": what an endorser says has no column");
      if (!plan_.nodes[child].by.empty()) return Bad(Name("node", child) + ": two endorsers of one claim");
    }
    return Members(id);
  }

  Status Value(NodeId id) {
    const ReadNode& node = plan_.nodes[id];
    if (node.value.table != place_[id]) return Bad(Name("node", id) + ": its value is in another table");
    const Table& table = plan_.tables[node.value.table];
    if (node.value.column >= table.columns.size()) return Bad(Name("node", id) + ": no such column");
    if (table.columns[node.value.column].type != node.type)
      return Bad(Name("node", id) + ": its column is of another type");
    NodeId& owner = owner_[node.value.table][node.value.column];
    if (owner != kNone) return Bad(Name("node", id) + ": its column is also that of " + Name("node", owner));
    owner = id;
    return {};
  }

  Status Members(NodeId id) {
    const ReadNode& node = plan_.nodes[id];
    const TypeDef& type = plan_.types[node.type];
    bool collection = IsCollection(type.kind);
    if ((collection && node.value.exists()) != (node.members != kNone)) {
      return Bad(Name("node", id) + ": a collection with a value, and nothing else, has a table of members");
    }
    if (node.members == kNone) {
      return node.element == kNone ? Status() : Bad(Name("node", id) + ": members in no table");
    }
    if (node.members == 0 || node.members >= plan_.tables.size()) return Bad(Name("node", id) + ": no such table");
    if (holder_[node.members] != kNone) return Bad(Name("table", node.members) + ": members of two collections");
    if (plan_.tables[node.members].parent != place_[id]) return Bad(Name("table", node.members) + ": wrong parent");
    holder_[node.members] = id;
    if (node.element == kNone) return {};
    return Adopt(id, node.element, type.element, node.members);
  }

  Status Keys() const {
    for (std::size_t t = 0; t < plan_.tables.size(); ++t) {
      const Table& table = plan_.tables[t];
      if (t != 0 && holder_[t] == kNone) return Bad(Name("table", t) + ": members of no collection");
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if ((owner_[t][c] == kNone) != (table.key == c)) {
          return Bad(Name("table", t) + ": " + Name("column", c) + " is not the value of one node");
        }
      }
      if (table.key == kNone) continue;
      const TypeDef& map = plan_.types[plan_.nodes[holder_[t]].type];
      if (map.kind != TypeKind::kMap || table.columns[table.key].type != map.key) {
        return Bad(Name("table", t) + ": its key column is not of the map's key type");
      }
    }
    return {};
  }

  Status Requests() const {
    for (std::size_t i = 0; i < plan_.requests.size(); ++i) {
      if (plan_.requests[i].environment >= plan_.environments.size()) {
        return Bad(Name("request", i) + ": no such environment");
      }
      if (i > 0 && !(plan_.requests[i - 1] < plan_.requests[i])) return Bad(Name("request", i) + ": not sorted");
    }
    return {};
  }

  const ReadPlan& plan_;
  std::vector<TableId> place_;              // per node: the table it stands in
  std::vector<NodeId> holder_;              // per table: the node whose members it holds
  std::vector<std::vector<NodeId>> owner_;  // per table and column
};

}  // namespace

Status VerifyTypes(const TypeTable& types) {
  if (types.types.size() > limit::kTypes) return Status(Code::kLimit, "more types than limit::kTypes");
  // Depth bounds the recursion of everything that walks a type.
  std::vector<std::uint32_t> depth(types.types.size(), 1);
  for (std::size_t i = 0; i < types.types.size(); ++i) {
    MPS_TRY(VerifyType(types, i));
    const TypeDef& type = types.types[i];
    if (type.element != kNoType) depth[i] = depth[type.element] + 1;
    for (const FieldDef& field : type.fields) depth[i] = std::max(depth[i], depth[field.type] + 1);
    if (depth[i] > limit::kChain) return Status(Code::kLimit, Name("type", i) + " nests deeper than limit::kChain");
  }
  return {};
}

Status VerifyPlan(const ReadPlan& plan) {
  MPS_TRY(VerifyTypes(plan.types));
  return PlanVerifier(plan).Run();
}

std::vector<std::vector<NodeId>> NodesOfColumns(const ReadPlan& plan) {
  std::vector<std::vector<NodeId>> owner(plan.tables.size());
  for (std::size_t t = 0; t < plan.tables.size(); ++t) owner[t].assign(plan.tables[t].columns.size(), kNone);
  for (std::size_t n = 0; n < plan.nodes.size(); ++n) {
    const ColumnRef value = plan.nodes[n].value;
    if (value.exists()) owner[value.table][value.column] = static_cast<NodeId>(n);
  }
  return owner;
}

}  // namespace mps::schema
