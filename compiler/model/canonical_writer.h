// Pieces of the canonical form that both digests use.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/cbor_writer.h"
#include "model/model.h"

namespace mps::model {

// Encoded items in canonical order: an array of them.
Bytes SortedArray(std::vector<Bytes> items);
Bytes ArrayOf(const std::vector<Bytes>& items);
Bytes TextItem(std::string_view text);
Bytes IntItem(std::int64_t number);
Bytes NullItem();
Bytes BoolItem(bool value);
Bytes OctetsItem(ByteView octets);

// A named set whose constants take more bytes than this stands as the SHA-256 of its array.
inline constexpr std::size_t kWholeSetBytes = 64u << 10;
// LIMIT: bytes of sets that a definition's digest writes out again, where they are used more than once.
inline constexpr std::size_t kRepeatedSetBytes = 8u << 20;

// Encodes expressions and types of one model. Variables are numbered in the order in which an expression opens them, so
// that the same expression has the same bytes wherever it stands.
class CanonicalWriter {
 public:
  explicit CanonicalWriter(const Model& model) : model_(model) {}

  Result<Bytes> Value_(const Value& value);
  Result<Bytes> Values(const std::vector<Value>& values, bool sorted);
  Result<Bytes> Expression(ExprId id);              // kNone: null
  Status Expression(ExprId id, cbor::Writer& out);  // the same, appended
  const Bytes& Type(TypeId type);                   // by structure; names of types do not count
  Result<Bytes> SetMembers(const Set& set);
  Result<Bytes> TableRows(const Table& table);
  void BindFormal(VarId var);
  void Reset() { vars_.clear(); }

 private:
  Status Operands(const Expr& expr, cbor::Writer& out);
  Status SortedOperands(const Expr& expr, cbor::Writer& out);
  Status Binder(const Expr& expr, cbor::Writer& out);
  const Bytes& Field(const Expr& expr);
  Bytes EncodeType(const schema::TypeDef& type);
  Bytes EncodeField(const schema::TypeDef& record, const schema::FieldDef& field, bool closed);

  const Model& model_;
  std::map<VarId, std::int64_t> vars_;
  // What is encoded again and again; nodes of a map stay where they are.
  std::map<TypeId, Bytes> types_;
  std::map<std::tuple<TypeId, std::uint32_t, bool>, Bytes> fields_;  // record, field, whether the record is closed here
  std::map<std::uint32_t, Bytes> sets_;
  std::size_t repeated_ = 0;  // bytes of sets written again. LIMIT: kRepeatedSetBytes
};

}  // namespace mps::model
