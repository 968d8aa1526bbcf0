// The tree of claims: made from CBOR and JSON, written to both.
#include "token/item.h"

#include <cmath>

#include "base/base64url.h"
#include "base/cbor_writer.h"
#include "base/hex.h"

namespace mps::eat {
namespace {

Result<Key> KeyFromCbor(const cbor::Value& value) {
  Key key;
  key.number = value.AsInt();
  if (key.number) return key;
  if (!value.Is(cbor::Kind::kText)) return Status(Code::kType, "a map key is neither an integer nor text");
  key.text = value.text();
  return key;
}

// An integer by value: RFC 9711 4.3.1 forbids floating-point times, but JSON has one number type only.
Item NumberFromJson(const json::Value& value) {
  Item item;
  if (auto number = value.AsInt()) {
    item.kind = ItemKind::kInt;
    item.number = *number;
    return item;
  }
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double no longer tells integers apart
  auto real = value.AsDouble();
  item.kind = ItemKind::kNumber;
  item.real = real.value_or(0);
  item.text = value.text();
  if (real && std::trunc(*real) == *real && std::fabs(*real) <= kExact) {
    item.kind = ItemKind::kInt;
    item.number = static_cast<std::int64_t>(*real);
    item.spelt_as_integer = false;
  }
  return item;
}

Status WriteCbor(const Item& item, cbor::Writer& out) {
  switch (item.kind) {
    case ItemKind::kNull:
      out.Null();
      return {};
    case ItemKind::kBool:
      out.Bool(item.boolean);
      return {};
    case ItemKind::kInt:
    case ItemKind::kWord:
      out.Int(item.number);
      return {};
    case ItemKind::kText:
      out.Text(item.text);
      return {};
    case ItemKind::kBytes:
      out.Bytes(AsBytes(item.text));
      return {};
    case ItemKind::kArray:
      out.Array(item.items.size());
      for (const Item& child : item.items) MPS_TRY(WriteCbor(child, out));
      return {};
    case ItemKind::kMap:
      break;
    case ItemKind::kNumber:
    case ItemKind::kOther:
      return {Code::kInternal, "a claim of this kind is never written"};
  }
  cbor::MapBuilder map;
  for (const auto& [key, value] : item.entries) {
    cbor::Writer& to = key.number ? map.Key(*key.number) : map.Key(*key.text);
    MPS_TRY(WriteCbor(value, to));
  }
  return map.Finish(out);
}

std::string DescribeKey(const Key& key) {
  if (!key.text) return std::to_string(*key.number);
  std::string out;
  json::AppendQuoted(*key.text, out);
  return out;
}

}  // namespace

Item Item::Bool(bool value) {
  Item item;
  item.kind = ItemKind::kBool;
  item.boolean = value;
  return item;
}

Item Item::Int(std::int64_t value) {
  Item item;
  item.kind = ItemKind::kInt;
  item.number = value;
  return item;
}

Item Item::Text(std::string_view value) {
  Item item;
  item.kind = ItemKind::kText;
  item.text = value;
  return item;
}

Item Item::Bytes(ByteView value) {
  Item item;
  item.kind = ItemKind::kBytes;
  item.text = AsText(value);
  return item;
}

Item Item::Word(Label label) {
  Item item;
  item.kind = ItemKind::kWord;
  item.number = label.number;
  item.text = label.name;
  return item;
}

Item Item::Array(std::vector<Item> values) {
  Item item;
  item.kind = ItemKind::kArray;
  item.items = std::move(values);
  return item;
}

Item Item::Map() {
  Item item;
  item.kind = ItemKind::kMap;
  return item;
}

void Item::Add(Label label, Item value) {
  entries.emplace_back(Key{label.number, std::string(label.name)}, std::move(value));
}

void Item::AddText(std::string_view key, Item value) {
  entries.emplace_back(Key{std::nullopt, std::string(key)}, std::move(value));
}

const Item* Item::Find(Label label, Encoding encoding) const {
  for (const auto& [key, value] : entries) {
    if (encoding == Encoding::kCbor ? key.number == label.number : key.text == label.name) return &value;
  }
  return nullptr;
}

const Item* Item::FindText(std::string_view name) const {
  for (const auto& [key, value] : entries) {
    if (!key.number && key.text == name) return &value;
  }
  return nullptr;
}

Result<Bytes> BytesOf(const Item& item, Encoding encoding) {
  if (encoding == Encoding::kCbor) {
    if (!item.Is(ItemKind::kBytes)) return Status(Code::kType, "not a byte string");
    return ToBytes(AsBytes(item.text));
  }
  if (!item.Is(ItemKind::kText)) return Status(Code::kType, "not text");
  return Base64UrlDecode(item.text);
}

Result<std::int64_t> WordOf(const Item& item, Encoding encoding, const Label* words, std::size_t count) {
  bool json = encoding == Encoding::kJson;
  if (!item.Is(json ? ItemKind::kText : ItemKind::kInt))
    return Status(Code::kType, json ? "not text" : "not an integer");
  for (std::size_t i = 0; i < count; ++i) {
    if (json ? words[i].name == item.text : words[i].number == item.number) return words[i].number;
  }
  return Status(Code::kInvalid, "not one of the values that are defined");
}

Result<Item> ItemFromCbor(const cbor::Value& value) {
  using cbor::Kind;
  Item item;
  switch (value.kind()) {
    case Kind::kUint:
    case Kind::kNegative:
      item.kind = value.AsInt() ? ItemKind::kInt : ItemKind::kNumber;
      item.number = value.AsInt().value_or(0);
      item.real = static_cast<double>(value.argument());
      if (value.Is(Kind::kNegative)) item.real = -1 - item.real;
      return item;
    case Kind::kBytes:
      return Item::Bytes(value.bytes());
    case Kind::kText:
      return Item::Text(value.text());
    case Kind::kBool:
      return Item::Bool(value.boolean());
    case Kind::kNull:
      return Item::Null();
    case Kind::kFloat:
      item.kind = ItemKind::kNumber;
      item.real = value.AsDouble();
      return item;
    case Kind::kArray:
      item.kind = ItemKind::kArray;
      for (const cbor::Value& child : value.items()) {
        MPS_ASSIGN(Item converted, ItemFromCbor(child));
        item.items.push_back(std::move(converted));
      }
      return item;
    case Kind::kMap:
      item.kind = ItemKind::kMap;
      for (const auto& entry : value.entries()) {
        auto key = KeyFromCbor(entry.first);
        if (!key.ok()) return key.TakeStatus().WithOffset(entry.first.offset());
        MPS_ASSIGN(Item converted, ItemFromCbor(entry.second));
        item.entries.emplace_back(std::move(key).value(), std::move(converted));
      }
      return item;
    case Kind::kTag:
    case Kind::kUndefined:
    case Kind::kSimple:
      break;
  }
  item.kind = ItemKind::kOther;
  return item;
}

Result<Item> ItemFromJson(const json::Value& value) {
  using json::Kind;
  Item item;
  switch (value.kind()) {
    case Kind::kNull:
      return item;
    case Kind::kBool:
      return Item::Bool(value.boolean());
    case Kind::kNumber:
      return NumberFromJson(value);
    case Kind::kText:
      return Item::Text(value.text());
    case Kind::kArray:
      item.kind = ItemKind::kArray;
      for (const json::Value& child : value.items()) {
        MPS_ASSIGN(Item converted, ItemFromJson(child));
        item.items.push_back(std::move(converted));
      }
      return item;
    case Kind::kObject:
      item.kind = ItemKind::kMap;
      for (const auto& member : value.members()) {
        MPS_ASSIGN(Item converted, ItemFromJson(member.second));
        item.AddText(member.first, std::move(converted));
      }
      return item;
  }
  return item;
}

Result<mps::Bytes> ItemToCbor(const Item& item) {
  cbor::Writer out;
  MPS_TRY(WriteCbor(item, out));
  return out.Take();
}

json::Value ItemToJson(const Item& item) {
  using json::Value;
  switch (item.kind) {
    case ItemKind::kBool:
      return Value::Bool(item.boolean);
    case ItemKind::kInt:
      return Value::Int(item.number);
    case ItemKind::kText:
    case ItemKind::kWord:
      return Value::Text(item.text);
    case ItemKind::kBytes:
      return Value::Text(Base64UrlEncode(AsBytes(item.text)));
    case ItemKind::kArray: {
      Value array = Value::Array();
      for (const Item& child : item.items) array.items().push_back(ItemToJson(child));
      return array;
    }
    case ItemKind::kMap: {
      Value object = Value::Object();
      for (const auto& [key, value] : item.entries) {
        object.Add(key.text ? *key.text : std::to_string(*key.number), ItemToJson(value));
      }
      return object;
    }
    case ItemKind::kNull:
    case ItemKind::kNumber:
    case ItemKind::kOther:
      break;
  }
  return Value::Null();
}

std::string Describe(const Item& item) {
  std::string out;
  switch (item.kind) {
    case ItemKind::kNull:
      return "null";
    case ItemKind::kBool:
      return item.boolean ? "true" : "false";
    case ItemKind::kInt:
      return std::to_string(item.number);
    case ItemKind::kNumber:
      return item.text.empty() ? std::to_string(item.real) : item.text;
    case ItemKind::kText:
    case ItemKind::kWord:
      json::AppendQuoted(item.text, out);
      return out;
    case ItemKind::kBytes:
      return "h'" + HexEncode(AsBytes(item.text)) + "'";
    case ItemKind::kArray:
      for (const Item& child : item.items) out += (out.empty() ? "" : ", ") + Describe(child);
      return "[" + out + "]";
    case ItemKind::kMap:
      for (const auto& [key, value] : item.entries) {
        out += (out.empty() ? "" : ", ") + DescribeKey(key) + ": " + Describe(value);
      }
      return "{" + out + "}";
    case ItemKind::kOther:
      break;
  }
  return "(a CBOR tag or simple value)";
}

}  // namespace mps::eat
