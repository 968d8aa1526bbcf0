// Pieces of the canonical form that both digests use.
#pragma once

#include <map>
#include <string>
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

// Encodes expressions and types of one model. Variables are numbered in the order in which an expression opens them, so
// that the same expression has the same bytes wherever it stands.
class CanonicalWriter {
 public:
  explicit CanonicalWriter(const Model& model) : model_(model) {}

  Result<Bytes> Value_(const Value& value);
  Result<Bytes> Values(const std::vector<Value>& values, bool sorted);
  Result<Bytes> Expression(ExprId id);  // kNone: null
  Bytes Type(TypeId type);              // by structure; names of types do not count
  Result<Bytes> SetMembers(const Set& set);
  Result<Bytes> TableRows(const Table& table);
  void BindFormal(VarId var);
  void Reset() { vars_.clear(); }

 private:
  Result<Bytes> Operands(const Expr& expr, bool sorted);
  Bytes Field(const Expr& expr);

  const Model& model_;
  std::map<VarId, std::int64_t> vars_;
};

}  // namespace mps::model
