// The CBOR tree: makers, look-up and decoding. Encoding is in cbor_encode.cpp.
#include "base/cbor_value.h"

#include <algorithm>
#include <bit>

namespace mps::cbor {

Value Value::Uint(std::uint64_t value) {
  Value v;
  v.kind_ = Kind::kUint;
  v.argument_ = value;
  return v;
}

Value Value::Negative(std::uint64_t argument) {
  Value v = Uint(argument);
  v.kind_ = Kind::kNegative;
  return v;
}

Value Value::Int(std::int64_t value) {
  return value >= 0 ? Uint(static_cast<std::uint64_t>(value)) : Negative(static_cast<std::uint64_t>(-1 - value));
}

Value Value::Bytes(mps::Bytes value) {
  Value v;
  v.kind_ = Kind::kBytes;
  v.text_.assign(value.begin(), value.end());
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

Value Value::Map(std::vector<Entry> entries) {
  Value v;
  v.kind_ = Kind::kMap;
  v.entries_ = std::move(entries);
  return v;
}

Value Value::Tag(std::uint64_t number, Value content) {
  Value v;
  v.kind_ = Kind::kTag;
  v.argument_ = number;
  v.items_.push_back(std::move(content));
  return v;
}

Value Value::Bool(bool value) {
  Value v;
  v.kind_ = Kind::kBool;
  v.argument_ = value ? 1 : 0;
  return v;
}

Value Value::Undefined() {
  Value v;
  v.kind_ = Kind::kUndefined;
  return v;
}

Value Value::Simple(std::uint8_t number) {
  if (number == 20 || number == 21) return Bool(number == 21);
  if (number == 22) return Null();
  if (number == 23) return Undefined();
  Value v = Uint(number);
  v.kind_ = Kind::kSimple;
  return v;
}

Value Value::Float(double value) { return FloatBits(std::bit_cast<std::uint64_t>(value)); }

Value Value::FloatBits(std::uint64_t binary64) {
  Value v = Uint(binary64);
  v.kind_ = Kind::kFloat;
  return v;
}

Value Value::BigInt(bool negative, ByteView magnitude) {
  mps::Bytes bytes(std::find_if(magnitude.begin(), magnitude.end(), [](std::uint8_t b) { return b != 0; }),
                   magnitude.end());
  if (negative && !bytes.empty()) {
    // A negative bignum holds -1 - n: take one off.
    std::size_t at = bytes.size();
    while (at > 0 && bytes[at - 1]-- == 0) --at;
    if (bytes.front() == 0) bytes.erase(bytes.begin());
  } else {
    negative = false;
  }
  if (bytes.size() > 8) return Tag(negative ? 3 : 2, Bytes(std::move(bytes)));
  std::uint64_t argument = 0;
  for (std::uint8_t byte : bytes) argument = argument << 8 | byte;
  return negative ? Negative(argument) : Uint(argument);
}

std::optional<std::int64_t> Value::AsInt() const {
  if ((kind_ != Kind::kUint && kind_ != Kind::kNegative) || argument_ >> 63 != 0) return std::nullopt;
  const std::int64_t value = static_cast<std::int64_t>(argument_);
  return kind_ == Kind::kUint ? value : -1 - value;
}

std::optional<std::uint64_t> Value::AsUint() const {
  if (kind_ != Kind::kUint) return std::nullopt;
  return argument_;
}

double Value::AsDouble() const { return std::bit_cast<double>(argument_); }

const Value* Value::Find(std::int64_t key) const {
  for (const Entry& entry : entries_) {
    if (entry.first.AsInt() == key) return &entry.second;
  }
  return nullptr;
}

const Value* Value::Find(std::string_view key) const {
  for (const Entry& entry : entries_) {
    if (entry.first.Is(Kind::kText) && entry.first.text() == key) return &entry.second;
  }
  return nullptr;
}

namespace {

bool SameEntries(const std::vector<Value::Entry>& a, const std::vector<Value::Entry>& b) {
  if (a.size() != b.size()) return false;
  std::vector<char> used(b.size(), 0);
  for (const Value::Entry& entry : a) {
    std::size_t i = 0;
    while (i < b.size() && (used[i] != 0 || !(b[i] == entry))) ++i;
    if (i == b.size()) return false;
    used[i] = 1;
  }
  return true;
}

}  // namespace

bool Value::operator==(const Value& other) const {
  return kind_ == other.kind_ && argument_ == other.argument_ && text_ == other.text_ && items_ == other.items_ &&
         (entries_ == other.entries_ || SameEntries(entries_, other.entries_));
}

// Reads items off a cursor. Recursion is bounded by the reader's max_depth.
class TreeBuilder {
 public:
  TreeBuilder(Reader& reader, std::size_t max_nodes) : reader_(reader), left_(max_nodes) {}

  bool Read(Value& out) {
    if (left_ == 0) return reader_.FailAt(Code::kLimit, "more items than a small document may have", reader_.Offset());
    --left_;
    const ItemKind kind = reader_.Peek();
    out.offset_ = reader_.Offset();
    const bool read = ReadKind(kind, out);
    out.end_offset_ = reader_.Offset();
    return read;
  }

 private:
  bool ReadKind(ItemKind kind, Value& out) {
    switch (kind) {
      case ItemKind::kEnd:
        return reader_.Skip();  // tells what is wrong
      case ItemKind::kInt:
      case ItemKind::kBigInt:
        return Integer(out);
      case ItemKind::kBytes:
        return String(out);
      case ItemKind::kText:
        return String(out);
      case ItemKind::kArray:
        return Array(out);
      case ItemKind::kMap:
        return Map(out);
      case ItemKind::kTag:
        return Tag(out);
      case ItemKind::kFloat:
        return Float(out);
      case ItemKind::kNull:
      case ItemKind::kBool:
      case ItemKind::kOther:
        return Simple(out);
    }
    return false;
  }

  bool Integer(Value& out) {
    bool negative = false;
    if (!reader_.ReadInteger(negative, out.argument_)) return false;
    out.kind_ = negative ? Kind::kNegative : Kind::kUint;
    return true;
  }

  bool String(Value& out) {
    ByteView bytes;
    std::string_view text;
    const bool is_text = reader_.Peek() == ItemKind::kText;
    if (!(is_text ? reader_.ReadText(text) : reader_.ReadBytes(bytes))) return false;
    out.kind_ = is_text ? Kind::kText : Kind::kBytes;
    out.text_ = is_text ? text : AsText(bytes);
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

  bool Map(Value& out) {
    out.kind_ = Kind::kMap;
    if (!reader_.EnterMap()) return false;
    while (reader_.NextEntry()) {
      Value::Entry& entry = out.entries_.emplace_back(Value(), Value());
      if (!Read(entry.first) || !Read(entry.second)) return false;
    }
    return reader_.LeaveMap();
  }

  bool Tag(Value& out) {
    out.kind_ = Kind::kTag;
    return reader_.ReadTag(out.argument_) && Read(out.items_.emplace_back());
  }

  bool Float(Value& out) {
    cbor::Float value{};
    if (!reader_.ReadFloat(value)) return false;
    out.kind_ = Kind::kFloat;
    out.argument_ = value.bits;
    return true;
  }

  bool Simple(Value& out) {
    std::uint8_t number = 0;
    const std::uint64_t offset = out.offset_;
    if (!reader_.ReadSimple(number)) return false;
    out = Value::Simple(number);
    out.offset_ = offset;
    return true;
  }

  Reader& reader_;
  std::size_t left_;
};

Result<Value> DecodeItem(Reader& reader, std::size_t max_nodes) {
  Value value;
  if (!TreeBuilder(reader, max_nodes).Read(value)) return reader.status();
  return value;
}

Result<Value> Decode(ByteView bytes, const Options& options, std::size_t max_nodes) {
  Reader reader(bytes, options);
  Result<Value> value = DecodeItem(reader, max_nodes);
  if (!value.ok()) return value;
  MPS_TRY(reader.Finish());
  return value;
}

}  // namespace mps::cbor
