// Expressions, types and constants as canonical CBOR.
#include "model/canonical_writer.h"

#include <algorithm>
#include <functional>

#include "base/value_codec.h"
#include "crypto/hash.h"
#include "mps/document_fields.h"

namespace mps::model {
namespace {

constexpr std::int64_t kOfDocument = 3;  // who says it: after the numbers of Asserter

}  // namespace

// The numbers of kinds are part of the format (docs/definition-digest.md): new kinds go to the end.
static_assert(static_cast<int>(ExprKind::kVar) == 10 && static_cast<int>(ExprKind::kInSet) == 18 &&
              static_cast<int>(ExprKind::kElse) == 27 && static_cast<int>(ExprKind::kAnd) == 34 &&
              static_cast<int>(ExprKind::kMakeSet) == 39);

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

namespace {

// The constants of an array in one run of octets: a set may have millions.
class Items {
 public:
  Status Add(const Value& value) {
    octets_.Array(2);
    octets_.Text(TypeKindName(value.kind));
    MPS_TRY(EncodeValue(value, octets_));
    ends_.push_back(octets_.size());
    return {};
  }
  // Hands the array to `take` piece by piece.
  Status Array(bool sorted, const std::function<Status(ByteView)>& take) {
    std::vector<std::string_view> items;
    items.reserve(ends_.size());
    const std::string_view all = AsText(octets_.bytes());
    for (std::size_t begin = 0; const std::size_t end : ends_) {
      items.push_back(all.substr(begin, end - begin));
      begin = end;
    }
    if (sorted && !std::is_sorted(items.begin(), items.end())) std::sort(items.begin(), items.end());
    cbor::Writer head;
    head.Array(items.size());
    MPS_TRY(take(head.bytes()));
    for (const std::string_view item : items) MPS_TRY(take(AsBytes(item)));
    return {};
  }
  std::size_t size() const { return octets_.size(); }

 private:
  cbor::Writer octets_;
  std::vector<std::size_t> ends_;
};

Status AddAll(const std::vector<Value>& values, Items& items) {
  for (const Value& value : values) MPS_TRY(items.Add(value));
  return {};
}

Result<Bytes> ArrayIn(Items& items, bool sorted) {
  cbor::Writer out;
  MPS_TRY(items.Array(sorted, [&](ByteView octets) {
    out.Raw(octets);
    return Status();
  }));
  return out.Take();
}

}  // namespace

Result<Bytes> CanonicalWriter::Values(const std::vector<Value>& values, bool sorted) {
  Items items;
  MPS_TRY(AddAll(values, items));
  return ArrayIn(items, sorted);
}

Result<Bytes> CanonicalWriter::SetMembers(const Set& set) {
  Items items;
  MPS_TRY(AddAll(set.members, items));
  if (items.size() <= kWholeSetBytes) return ArrayIn(items, true);
  MPS_ASSIGN(auto hasher, crypto::Hasher::Create(DigestAlg::kSha256));
  MPS_TRY(items.Array(true, [&](ByteView octets) { return hasher.Update(octets); }));
  MPS_ASSIGN(const Bytes digest, hasher.Finish());
  return OctetsItem(digest);
}

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
const Bytes& CanonicalWriter::Field(const Expr& expr) {
  const Expr& base = model_.exprs[expr.args[0]];
  const schema::TypeDef& record = model_.types[base.type];
  const bool of_document = schema::IsDocumentField(record.fields[expr.index]);
  const bool closed = !record.open && base.kind != ExprKind::kEnvironment && !of_document;
  auto [found, is_new] = fields_.try_emplace({base.type, expr.index, closed});
  if (is_new) found->second = EncodeField(record, record.fields[expr.index], closed);
  return found->second;
}

Bytes CanonicalWriter::EncodeField(const schema::TypeDef& record, const schema::FieldDef& field, bool closed) {
  std::vector<Bytes> neighbours;
  if (closed) {
    for (const auto& other : record.fields) {
      if (!schema::IsDocumentField(other)) neighbours.push_back(TextItem(other.wire_name));
    }
  }
  // A schema may have a field of that wire name: what tells them apart is who says it.
  const bool of_document = schema::IsDocumentField(field);
  const std::int64_t asserter = of_document ? kOfDocument : static_cast<int>(field.asserter);
  return ArrayOf({TextItem(field.wire_name), BoolItem(field.optional), IntItem(asserter), Type(field.type),
                  BoolItem(record.open && !of_document), SortedArray(std::move(neighbours))});
}

const Bytes& CanonicalWriter::Type(TypeId id) {
  const auto found = types_.find(id);
  if (found != types_.end()) return found->second;
  Bytes encoded = id == kNoType ? NullItem() : EncodeType(model_.types[id]);
  return types_.emplace(id, std::move(encoded)).first->second;
}

Bytes CanonicalWriter::EncodeType(const schema::TypeDef& type) {
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

Status CanonicalWriter::Operands(const Expr& expr, cbor::Writer& out) {
  out.Array(expr.args.size());
  for (const ExprId arg : expr.args) MPS_TRY(Expression(arg, out));
  return {};
}

Status CanonicalWriter::SortedOperands(const Expr& expr, cbor::Writer& out) {
  cbor::Writer operands;
  std::vector<std::size_t> ends;
  for (const ExprId arg : expr.args) {
    MPS_TRY(Expression(arg, operands));
    ends.push_back(operands.size());
  }
  std::vector<std::string_view> items;
  const std::string_view all = AsText(operands.bytes());
  for (std::size_t begin = 0; const std::size_t end : ends) {
    items.push_back(all.substr(begin, end - begin));
    begin = end;
  }
  std::sort(items.begin(), items.end());
  out.Array(items.size());
  for (const std::string_view item : items) out.Raw(AsBytes(item));
  return {};
}

Status CanonicalWriter::Binder(const Expr& expr, cbor::Writer& out) {
  out.Array(6);
  out.Int(static_cast<int>(expr.kind));
  out.Int(expr.kind == ExprKind::kBuildSet ? -1 : static_cast<int>(expr.quantifier));
  out.Bool(expr.value_var != kNone);
  MPS_TRY(Expression(expr.args[0], out));
  const auto outer = vars_;
  vars_[expr.var] = static_cast<std::int64_t>(outer.size());
  if (expr.value_var != kNone) vars_[expr.value_var] = static_cast<std::int64_t>(outer.size()) + 1;
  MPS_TRY(Expression(expr.args[1], out));
  MPS_TRY(Expression(expr.has_where ? expr.args[2] : kNone, out));
  vars_ = outer;
  return {};
}

Result<Bytes> CanonicalWriter::Expression(ExprId id) {
  cbor::Writer out;
  MPS_TRY(Expression(id, out));
  return out.Take();
}

Status CanonicalWriter::Expression(ExprId id, cbor::Writer& out) {
  if (id == kNone) {
    out.Null();
    return {};
  }
  const Expr& expr = model_.exprs[id];
  if (expr.kind == ExprKind::kQuantifier || expr.kind == ExprKind::kBuildSet) return Binder(expr, out);
  const bool is_field = expr.kind == ExprKind::kField;
  out.Array(is_field || expr.kind == ExprKind::kBy ? 3 : 2);
  out.Int(static_cast<int>(expr.kind));
  switch (expr.kind) {
    case ExprKind::kConst: {
      MPS_ASSIGN(const auto value, Value_(expr.value));
      out.Raw(value);
      return {};
    }
    case ExprKind::kSetRef: {
      auto [found, is_new] = sets_.try_emplace(expr.index);
      if (is_new) {
        MPS_ASSIGN(found->second, SetMembers(model_.sets[expr.index]));
      } else if ((repeated_ += found->second.size()) > kRepeatedSetBytes) {
        return Status(Code::kLimit,
                      "its large sets are used too often: written out at every place, as a digest needs, " +
                          std::string("they repeat over ") + std::to_string(kRepeatedSetBytes) + " bytes");
      }
      out.Raw(found->second);
      return {};
    }
    case ExprKind::kTableRef: {
      MPS_ASSIGN(const auto rows, TableRows(model_.tables[expr.index]));
      out.Raw(rows);
      return {};
    }
    case ExprKind::kParam:
      out.Text(model_.params[expr.index].name);
      return {};
    case ExprKind::kEnvironment:
      out.Text(model_.environments[expr.index].name);
      return {};
    case ExprKind::kConfigDigest:
      out.Text(model_.configurations[expr.index].id);
      return {};
    case ExprKind::kVar: {
      const auto found = vars_.find(expr.index);
      out.Int(found == vars_.end() ? -1 : found->second);
      return {};
    }
    case ExprKind::kField:
      MPS_TRY(Expression(expr.args[0], out));
      out.Raw(Field(expr));
      return {};
    case ExprKind::kBy:
      MPS_TRY(Expression(expr.args[0], out));
      out.Text(model_.endorsers[expr.index].name);
      return {};
    case ExprKind::kAnd:
    case ExprKind::kOr:
    case ExprKind::kMakeSet:
      return SortedOperands(expr, out);
    default:
      return Operands(expr, out);
  }
}

}  // namespace mps::model
