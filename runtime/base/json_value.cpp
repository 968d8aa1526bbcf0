// The JSON tree: makers, look-up and parsing. Printing is in json_print.cpp.
#include "base/json_value.h"

#include <charconv>
#include <cmath>

namespace mps::json {

Value Value::Bool(bool value) {
  Value v;
  v.kind_ = Kind::kBool;
  v.bool_ = value;
  return v;
}

Value Value::Int(std::int64_t value) { return Number(std::to_string(value)); }

Value Value::Number(std::string spelling) {
  Value v = Text(std::move(spelling));
  v.kind_ = Kind::kNumber;
  return v;
}

Value Value::Text(std::string value) {
  Value v;
  v.kind_ = Kind::kText;
  v.text_ = std::move(value);
  return v;
}

Value Value::Array(std::vector<Value> items) {
  Value v;
  v.kind_ = Kind::kArray;
  v.items_ = std::move(items);
  return v;
}

Value Value::Object(std::vector<Member> members) {
  Value v;
  v.kind_ = Kind::kObject;
  v.members_ = std::move(members);
  return v;
}

std::optional<std::int64_t> Value::AsInt() const {
  if (kind_ != Kind::kNumber || text_ == "-0") return std::nullopt;
  std::int64_t value = 0;
  const std::from_chars_result end = std::from_chars(text_.data(), text_.data() + text_.size(), value);
  if (end.ec != std::errc() || end.ptr != text_.data() + text_.size()) return std::nullopt;
  return value;
}

std::optional<double> Value::AsDouble() const {
  if (kind_ != Kind::kNumber) return std::nullopt;
  double value = 0;
  const std::from_chars_result end = std::from_chars(text_.data(), text_.data() + text_.size(), value);
  if (end.ptr != text_.data() + text_.size()) return std::nullopt;
  if (end.ec == std::errc()) return value;
  return std::nullopt;
}

const Value* Value::Find(std::string_view name) const {
  for (const Member& member : members_) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

const std::string* Value::FindText(std::string_view name) const {
  const Value* value = Find(name);
  return value != nullptr && value->Is(Kind::kText) ? &value->text() : nullptr;
}

bool Value::operator==(const Value& other) const {
  if (kind_ != other.kind_ || bool_ != other.bool_ || text_ != other.text_ || items_ != other.items_) return false;
  if (members_.size() != other.members_.size()) return false;
  for (const Member& member : members_) {
    const Value* theirs = other.Find(member.first);
    if (theirs == nullptr || !(*theirs == member.second)) return false;
  }
  return true;
}

// Reads values off a cursor. Recursion is bounded by the reader's max_depth.
class TreeBuilder {
 public:
  TreeBuilder(Reader& reader, std::size_t max_nodes) : reader_(reader), left_(max_nodes) {}

  bool Read(Value& out) {
    const ItemKind kind = reader_.Peek();
    if (left_ == 0) return reader_.FailAt(Code::kLimit, "more values than a small document may have", reader_.Offset());
    --left_;
    out.offset_ = reader_.Offset();
    switch (kind) {
      case ItemKind::kNull:
        return reader_.ReadNull();
      case ItemKind::kBool:
        out.kind_ = Kind::kBool;
        return reader_.ReadBool(out.bool_);
      case ItemKind::kInt:
      case ItemKind::kBigInt:
      case ItemKind::kFloat:
        return Scalar(Kind::kNumber, out);
      case ItemKind::kText:
        return Scalar(Kind::kText, out);
      case ItemKind::kArray:
        return Array(out);
      case ItemKind::kMap:
        return Object(out);
      default:
        return false;
    }
  }

 private:
  bool Scalar(Kind kind, Value& out) {
    std::string_view text;
    if (!(kind == Kind::kText ? reader_.ReadText(text) : reader_.ReadNumber(text))) return false;
    out.kind_ = kind;
    out.text_ = text;
    return true;
  }

  bool Array(Value& out) {
    out.kind_ = Kind::kArray;
    if (!reader_.EnterArray()) return false;
    while (reader_.NextItem()) {
      if (!Read(out.items_.emplace_back())) return false;
    }
    return reader_.LeaveArray();
  }

  bool Object(Value& out) {
    out.kind_ = Kind::kObject;
    if (!reader_.EnterMap()) return false;
    for (std::string_view name; reader_.NextKey(name);) {
      Value::Member& member = out.members_.emplace_back(std::string(name), Value());
      if (!Read(member.second)) return false;
    }
    return reader_.LeaveMap();
  }

  Reader& reader_;
  std::size_t left_;
};

Result<Value> ParseItem(Reader& reader, std::size_t max_nodes) {
  Value value;
  if (!TreeBuilder(reader, max_nodes).Read(value)) return reader.status();
  return value;
}

Result<Value> Parse(std::string_view text, const Options& options, std::size_t max_nodes) {
  Reader reader(text, options);
  Result<Value> value = ParseItem(reader, max_nodes);
  if (!value.ok()) return value;
  MPS_TRY(reader.Finish());
  return value;
}

Result<Value> Parse(std::string_view text) {
  Options options;
  options.max_depth = limit::kTokenDepth;
  options.max_string_bytes = limit::kTokenBytes;
  return Parse(text, options);
}

}  // namespace mps::json
