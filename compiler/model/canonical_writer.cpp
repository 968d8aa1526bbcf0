// Expressions, types and constants as canonical CBOR.
#include "model/canonical_writer.h"

#include <algorithm>

#include "base/value_codec.h"

namespace mps::model {

// The numbers of kinds are part of the format (docs/definition-digest.md): new kinds go to the end.
static_assert(static_cast<int>(ExprKind::kVar) == 10 && static_cast<int>(ExprKind::kInSet) == 18 && static_cast<int>(ExprKind::kElse) == 27 &&
              static_cast<int>(ExprKind::kAnd) == 34 && static_cast<int>(ExprKind::kMakeSet) == 39);

Bytes ArrayOf(const std::vector<Bytes>& items) {
  cbor::Writer out;
  out.Array(items.size());
  for (const Bytes& item : items) out.Raw(item);
  return out.Take();
}
Bytes SortedArray(std::vector<Bytes> items) {
  std::sort(items.begin(), items.end());
  return ArrayOf(items);
}
Bytes TextItem(std::string_view text) { return cbor::EncodeText(text); }
Bytes IntItem(std::int64_t number) { return cbor::EncodeInt(number); }
Bytes OctetsItem(ByteView octets) { return cbor::EncodeBytes(octets); }
Bytes NullItem() {
  cbor::Writer out;
  out.Null();
  return out.Take();
}
Bytes BoolItem(bool value) {
  cbor::Writer out;
  out.Bool(value);
  return out.Take();
}

Result<Bytes> CanonicalWriter::Value_(const Value& value) {
  // The kind stands beside the value: 1 day and 86400 are different constants.
  MPS_ASSIGN(auto encoded, EncodeValue(value));
  return ArrayOf({TextItem(TypeKindName(value.kind)), encoded});
}

Result<Bytes> CanonicalWriter::Values(const std::vector<Value>& values, bool sorted) {
  std::vector<Bytes> items;
  for (const Value& value : values) {
    MPS_ASSIGN(auto item, Value_(value));
    items.push_back(std::move(item));
  }
  return sorted ? SortedArray(std::move(items)) : ArrayOf(items);
}

Result<Bytes> CanonicalWriter::SetMembers(const Set& set) { return Values(set.members, true); }

Result<Bytes> CanonicalWriter::TableRows(const Table& table) {
  std::vector<Bytes> rows;
  for (const auto& [key, values] : table.rows) {
    MPS_ASSIGN(auto members, Values(values, true));
    rows.push_back(ArrayOf({TextItem(key), members}));
  }
  return SortedArray(std::move(rows));
}

void CanonicalWriter::BindFormal(VarId var) { vars_[var] = static_cast<std::int64_t>(vars_.size()); }

// A field by the name that evidence has for it, and what may be said of it there. Fields of the environment itself do
// not bring their neighbours: claims outside the schema are no error there; those of a closed record do.
Bytes CanonicalWriter::Field(const Expr& expr) {
  const Expr& base = model_.exprs[expr.args[0]];
  const schema::TypeDef& record = model_.types[base.type];
  const schema::FieldDef& field = record.fields[expr.index];
  std::vector<Bytes> neighbours;
  if (!record.open && base.kind != ExprKind::kEnvironment) {
    for (const auto& other : record.fields) neighbours.push_back(TextItem(other.wire_name));
  }
  return ArrayOf({TextItem(field.wire_name), BoolItem(field.optional), IntItem(static_cast<int>(field.asserter)),
                  Type(field.type), BoolItem(record.open), SortedArray(std::move(neighbours))});
}

Bytes CanonicalWriter::Type(TypeId id) {
  if (id == kNoType) return NullItem();
  const schema::TypeDef& type = model_.types[id];
  std::vector<Bytes> items = {TextItem(TypeKindName(type.kind))};
  if (type.kind == TypeKind::kVersion) items.push_back(TextItem(OrderingName(type.ordering)));
  if (type.low || type.high) {
    items.push_back(
        ArrayOf({type.low ? IntItem(*type.low) : NullItem(), type.high ? IntItem(*type.high) : NullItem()}));
  }
  if (type.kind == TypeKind::kEnum) items.push_back(BoolItem(type.open));
  if (!type.words.empty()) {
    std::vector<Bytes> words;
    for (const auto& word : type.words) words.push_back(TextItem(word));
    items.push_back(SortedArray(std::move(words)));
  }
  if (!type.allow_empty) items.push_back(TextItem("never empty"));
  if (type.key != kNoType) items.push_back(Type(type.key));
  // What a record holds counts where it is read: Field.
  if (type.element != kNoType) items.push_back(Type(type.element));
  return ArrayOf(items);
}

Result<Bytes> CanonicalWriter::Operands(const Expr& expr, bool sorted) {
  std::vector<Bytes> items;
  for (const ExprId arg : expr.args) {
    MPS_ASSIGN(auto item, Expression(arg));
    items.push_back(std::move(item));
  }
  return sorted ? SortedArray(std::move(items)) : ArrayOf(items);
}

Result<Bytes> CanonicalWriter::Expression(ExprId id) {
  if (id == kNone) return NullItem();
  const Expr& expr = model_.exprs[id];
  const Bytes kind = IntItem(static_cast<int>(expr.kind));
  switch (expr.kind) {
    case ExprKind::kConst: {
      MPS_ASSIGN(auto value, Value_(expr.value));
      return ArrayOf({kind, value});
    }
    case ExprKind::kSetRef: {
      MPS_ASSIGN(auto members, SetMembers(model_.sets[expr.index]));
      return ArrayOf({kind, members});
    }
    case ExprKind::kTableRef: {
      MPS_ASSIGN(auto rows, TableRows(model_.tables[expr.index]));
      return ArrayOf({kind, rows});
    }
    case ExprKind::kParam:
      return ArrayOf({kind, TextItem(model_.params[expr.index].name)});
    case ExprKind::kEnvironment:
      return ArrayOf({kind, TextItem(model_.environments[expr.index].name)});
    case ExprKind::kConfigDigest:
      return ArrayOf({kind, TextItem(model_.configurations[expr.index].id)});
    case ExprKind::kVar: {
      const auto found = vars_.find(expr.index);
      return ArrayOf({kind, IntItem(found == vars_.end() ? -1 : found->second)});
    }
    case ExprKind::kField: {
      MPS_ASSIGN(auto base, Expression(expr.args[0]));
      return ArrayOf({kind, base, Field(expr)});
    }
    case ExprKind::kAnd:
    case ExprKind::kOr:
    case ExprKind::kMakeSet: {
      MPS_ASSIGN(auto operands, Operands(expr, true));
      return ArrayOf({kind, operands});
    }
    case ExprKind::kQuantifier:
    case ExprKind::kBuildSet: {
      MPS_ASSIGN(auto collection, Expression(expr.args[0]));
      const auto outer = vars_;
      vars_[expr.var] = static_cast<std::int64_t>(outer.size());
      if (expr.value_var != kNone) vars_[expr.value_var] = static_cast<std::int64_t>(outer.size()) + 1;
      auto body = Expression(expr.args[1]);
      auto where = Expression(expr.has_where ? expr.args[2] : kNone);
      vars_ = outer;
      if (!body.ok()) return body.TakeStatus();
      if (!where.ok()) return where.TakeStatus();
      return ArrayOf({kind, IntItem(expr.kind == ExprKind::kBuildSet ? -1 : static_cast<int>(expr.quantifier)),
                      BoolItem(expr.value_var != kNone), collection, *body, *where});
    }
    default: {
      MPS_ASSIGN(auto operands, Operands(expr, false));
      return ArrayOf({kind, operands});
    }
  }
}

}  // namespace mps::model
