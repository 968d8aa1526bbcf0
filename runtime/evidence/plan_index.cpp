// Making a read plan ready for decoding.
#include "evidence/plan_index.h"

#include <algorithm>
#include <bit>

#include "base/short_text.h"
#include "schema/types.h"

namespace mps::evidence {

using schema::kNone;
using schema::NodeId;

namespace {

Plain PlainOf(const schema::TypeDef& type) {
  Plain plain;
  plain.low = type.low.value_or(plain.low);
  plain.high = type.high.value_or(plain.high);
  switch (type.kind) {
    case TypeKind::kBool:
      plain.kind = Plain::Kind::kBool;
      break;
    case TypeKind::kMode:
      plain.low = std::max<std::int64_t>(plain.low, 0);
      plain.high = std::min<std::int64_t>(plain.high, 07777);
      [[fallthrough]];
    case TypeKind::kInt:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      plain.kind = Plain::Kind::kInt;
      break;
    case TypeKind::kText:
      plain.kind = type.words.empty() ? Plain::Kind::kText : Plain::Kind::kWord;
      break;
    case TypeKind::kEnum:
      plain.kind = type.open ? Plain::Kind::kText : Plain::Kind::kWord;
      break;
    case TypeKind::kScalar:
      plain.kind = Plain::Kind::kScalar;
      break;
    case TypeKind::kVersion:
      plain.kind = Plain::Kind::kVersion;
      break;
    case TypeKind::kPath:
      plain.kind = Plain::Kind::kPath;
      break;
    default:
      break;
  }
  return plain;
}

}  // namespace

// Stands in for a field that claims do not have: no document that decodes has a name of these octets.
constexpr std::string_view kNoClaim = "\xff";

void NameIndex::Finish() {
  if (names_.empty()) return;
  slots_.assign(std::bit_ceil(names_.size() * 2), kNone);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    std::size_t at = EndsHash(names_[i]) & (slots_.size() - 1);
    while (slots_[at] != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = i;
  }
}

std::uint32_t NameIndex::Find(std::string_view name) const {
  if (slots_.empty()) return kNone;
  for (std::size_t at = EndsHash(name) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const std::uint32_t number = slots_[at];
    if (number == kNone || SameText(names_[number], name)) return number;
  }
}

PlanIndex::PlanIndex(const schema::ReadPlan& plan) : plan_(&plan), nodes_(plan.nodes.size()) {
  for (const schema::Table& table : plan.tables) columns_.push_back(static_cast<std::uint32_t>(table.columns.size()));
  if (columns_.empty()) columns_.push_back(0);
  for (const schema::TypeDef& type : plan.types.types) {
    NameIndex& names = fields_.emplace_back();
    for (const schema::FieldDef& field : type.fields)
      names.Add(schema::IsDocumentField(field) ? kNoClaim : field.wire_name);
    names.Finish();
    plain_.push_back(PlainOf(type));
  }
  for (const schema::TypeDef& type : plan.types.types) plain_record_.push_back(IsPlainRecord(type));
  for (const schema::EnvironmentPlan& environment : plan.environments)
    if (environment.root != kNone) Place(environment.root, 0);
  for (IndexedNode& node : nodes_)
    if (node.type != schema::kNoType) node.is_scalar = schema::IsScalar(types()[node.type].kind);
  for (IndexedNode& node : nodes_)
    if (node.type != schema::kNoType) Flatten(node);
}

bool PlanIndex::IsPlainRecord(const schema::TypeDef& type) const {
  return type.kind == TypeKind::kRecord && !type.open && type.fields.size() <= 64 &&
         std::all_of(type.fields.begin(), type.fields.end(), [&](const schema::FieldDef& field) {
           return plain_[field.type].kind != Plain::Kind::kNot && field.asserter != Asserter::kEndorser &&
                  !schema::IsDocumentField(field);
         });
}

void PlanIndex::Flatten(IndexedNode& node) {
  node.is_flat = node.is_scalar || types()[node.type].kind == TypeKind::kRecord;
  node.flat_columns.push_back(node.column.column);
  for (const NodeId field : node.fields) {
    const bool is_scalar = field != kNone && nodes_[field].is_scalar;
    node.field_columns.push_back(is_scalar ? nodes_[field].column : schema::ColumnRef());
    if (field == kNone) continue;
    node.is_flat = node.is_flat && nodes_[field].is_scalar;
    node.flat_columns.push_back(nodes_[field].column.column);
  }
}

schema::ColumnRef PlanIndex::HiddenColumn(schema::TableId table) { return {table, columns_[table]++}; }

NodeId PlanIndex::AddNode(schema::TypeId type, schema::TableId table) {
  IndexedNode& node = nodes_.emplace_back();
  node.type = type;
  node.column = HiddenColumn(table);
  return static_cast<NodeId>(nodes_.size() - 1);
}

void PlanIndex::Place(NodeId id, schema::TableId table, bool endorsed) {
  const schema::ReadNode& from = plan_->nodes[id];
  const schema::TypeDef& type = types()[from.type];
  nodes_[id].type = from.type;
  nodes_[id].endorsed = endorsed;
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
    nodes_[child].of_document = schema::IsDocumentField(type.fields[field]);
    if (nodes_[child].of_document)
      (type.fields[field].name == schema::kCollectedField ? nodes_[id].collected : nodes_[id].nonce) = child;
    Place(child, table, endorsed || type.fields[field].asserter == Asserter::kEndorser);
  }
  for (const auto& [key, child] : from.keys) {
    nodes_[id].keys.emplace_back(key, child);
    nodes_[id].key_index.Add(key);
    Place(child, table, endorsed);
  }
  for (const auto& [endorser, child] : from.by) {
    by_endorser_.push_back(child);
    Place(child, table, true);
  }
  nodes_[id].key_index.Finish();
  if (from.element != kNone) {
    Place(from.element, from.members, endorsed);
  } else if (from.members != kNone && type.kind == TypeKind::kSet && schema::IsScalar(types()[type.element].kind)) {
    const NodeId element = AddNode(type.element, from.members);
    nodes_[id].element = element;
  }
}

}  // namespace mps::evidence
