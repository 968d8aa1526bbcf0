// A read plan as stable text.
#include "schema/dump.h"

#include "schema/types.h"

namespace mps::schema {
namespace {

std::string RefText(ColumnRef ref) {
  return ref.exists() ? "t" + std::to_string(ref.table) + ".c" + std::to_string(ref.column) : "-";
}

std::string EnvironmentText(const ReadPlan& plan, std::size_t index) {
  const EnvironmentDef& def = plan.environments[index].def;
  std::string out = "environment " + std::to_string(index) + " " + def.name + " : " + def.schema_name;
  if (def.many) out += " many";
  if (def.complete) out += " complete";
  if (!def.layer.empty()) out += " layer " + def.layer;
  if (!def.parent.empty()) out += " parent " + def.parent;
  if (!def.key_kind.empty()) out += " key " + def.key_kind + " " + def.key_digest;
  NodeId root = plan.environments[index].root;
  return out + (root == kNone ? " not read" : " root n" + std::to_string(root)) + "\n";
}

std::string TableText(const ReadPlan& plan, std::size_t index) {
  const Table& table = plan.tables[index];
  std::string out = "table t" + std::to_string(index);
  if (index != 0) out += " " + table.path + " in t" + std::to_string(table.parent);
  if (table.key != kNone) out += " key c" + std::to_string(table.key);
  out += "\n";
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    out += "  c" + std::to_string(c) + " " + (column.path.empty() ? "(member)" : column.path) + " : " +
           TypeText(plan.types, column.type) + (column.optional ? " optional" : "") + "\n";
  }
  return out;
}

std::string NodeText(const ReadPlan& plan, std::size_t index) {
  const ReadNode& node = plan.nodes[index];
  std::string out = "node n" + std::to_string(index) + " " + TypeText(plan.types, node.type);
  if (node.value.exists()) out += " value " + RefText(node.value);
  if (node.members != kNone) out += " members t" + std::to_string(node.members);
  if (node.element != kNone) out += " element n" + std::to_string(node.element);
  for (const auto& [field, child] : node.fields) {
    out += " ." + plan.types[node.type].fields[field].name + "=n" + std::to_string(child);
  }
  for (const auto& [key, child] : node.keys) out += " [" + Quoted(key) + "]=n" + std::to_string(child);
  return out + "\n";
}

}  // namespace

std::string DumpPlan(const ReadPlan& plan) {
  std::string out;
  for (std::size_t i = 0; i < plan.environments.size(); ++i) out += EnvironmentText(plan, i);
  for (std::size_t i = 0; i < plan.tables.size(); ++i) out += TableText(plan, i);
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) out += NodeText(plan, i);
  for (const ReadPlan::Request& request : plan.requests) {
    out += "request " + plan.environments[request.environment].def.name + " " + request.collection;
    out += request.key.empty() ? " all\n" : " " + Quoted(request.key) + "\n";
  }
  return out;
}

std::string DumpTypes(const TypeTable& types) {
  std::string out;
  for (std::size_t i = 0; i < types.types.size(); ++i) {
    const TypeDef& type = types.types[i];
    out += "type " + std::to_string(i) + " ";
    if (type.kind != TypeKind::kRecord && type.kind != TypeKind::kEnum) {
      out += TypeText(types, static_cast<TypeId>(i)) + (type.allow_empty ? "\n" : " never empty\n");
      continue;
    }
    out += std::string(TypeKindName(type.kind)) + " " + type.name + (type.open ? " open" : "") + " {";
    for (const std::string& word : type.words) out += " " + Quoted(word);
    for (const FieldDef& field : type.fields) {
      out += " " + field.name + (field.optional ? "?" : "");
      if (field.wire_name != field.name) out += " as " + Quoted(field.wire_name);
      out += " : " + TypeText(types, field.type);
      if (field.is_volatile) out += " volatile";
      if (field.asserter == Asserter::kEndorser) out += " endorsed";
      if (field.asserter == Asserter::kBoth) out += " both";
      if (field.corim) out += " corim " + CorimText(*field.corim);
      out += ";";
    }
    out += " }\n";
  }
  return out;
}

}  // namespace mps::schema
