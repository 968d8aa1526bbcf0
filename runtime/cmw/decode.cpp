// Wrappers read: told by their first octet, CBOR and JSON apart, then held to the same rules.
#include <set>

#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/json_value.h"
#include "base/utf8.h"
#include "cmw/cmw.h"
#include "cmw/rules.h"
#include "mps/limits.h"
#include "token/eat.h"

namespace mps::cmw {
namespace {

Result<Cmw> DecodeAt(ByteView bytes, std::size_t depth);

Status Shape(std::string message, std::uint64_t offset) { return {Code::kType, std::move(message), offset}; }

Status TooDeep() { return {Code::kLimit, "the wrapper is nested beyond " + std::to_string(kMostDepth) + " levels"}; }

bool IsDottedOid(std::string_view text) {
  bool digit = false, dot = false;
  for (char c : text) {
    if (c == '.' && !digit) return false;
    if (c != '.' && (c < '0' || c > '9')) return false;
    dot = dot || c == '.';
    digit = c != '.';
  }
  return digit && dot;
}

// What stands after the value of a record.
Result<std::uint32_t> IndicatorFrom(std::optional<std::int64_t> number, std::uint64_t offset) {
  if (!number || *number <= 0) {
    return Status(Code::kInvalid, "the indicator of a record is a positive integer, one bit for each kind of message",
                  offset);
  }
  if (*number > kKnownIndicators) {
    Status status = Status::Unsupported(
        "cmw-indicator", "the indicator " + std::to_string(*number) + " has bits that the draft does not define");
    return std::move(status).WithOffset(offset);
  }
  return static_cast<std::uint32_t>(*number);
}

// A wrapper of the other encoding that stands in a collection.
Result<Cmw> Tunnelled(ByteView inner, Encoding wanted, std::uint64_t offset, std::size_t depth) {
  auto cmw = DecodeAt(inner, depth + 1);
  if (!cmw.ok()) return Status(cmw.status().code(), cmw.status().message(), offset).Within("tunnel");
  if (cmw->encoding != wanted) {
    return Status(Code::kInvalid, "a tunnel leads from one encoding to the other; this one does not", offset);
  }
  return cmw;
}

// ---------------------------------------------------------------- CBOR
Result<Cmw> FromCbor(const cbor::Value& value, std::size_t depth);

Result<Type> TypeFromCbor(const cbor::Value& value) {
  if (value.Is(cbor::Kind::kText)) return Type(value.text());
  const auto number = value.AsUint();
  if (!number || *number > 65535) {
    return Shape("the type of a record is a media type or a content format up to 65535", value.offset());
  }
  return Type(static_cast<std::uint16_t>(*number));
}

Result<Cmw> RecordFromCbor(const cbor::Value& value, std::size_t depth) {
  const auto& items = value.items();
  if (items.size() < 2 || items.size() > 3) {
    return Shape("a record has a type, a value and perhaps an indicator", value.offset());
  }
  if (!items[1].Is(cbor::Kind::kBytes)) return Shape("the value of a record is a byte string", items[1].offset());
  if (items[0].Is(cbor::Kind::kText) && items[0].text() == kJsonTunnel) {
    if (depth == 0) return Shape("a tunnel stands in a collection only", value.offset());
    if (items.size() != 2) return Shape("a tunnel has two members", value.offset());
    return Tunnelled(items[1].bytes(), Encoding::kJson, items[1].offset(), depth);
  }
  Cmw cmw;
  MPS_ASSIGN(cmw.record.type, TypeFromCbor(items[0]));
  cmw.record.value = ToBytes(items[1].bytes());
  if (items.size() == 3) {
    MPS_ASSIGN(cmw.record.indicator, IndicatorFrom(items[2].AsInt(), items[2].offset()));
  }
  return cmw;
}

Result<Cmw> TagFromCbor(const cbor::Value& value) {
  const auto number = ContentFormatOf(value.argument());
  if (!number) {
    return Shape("the tag " + std::to_string(value.argument()) + " is not that of a content format (RFC 9277 4.3)",
                 value.offset());
  }
  if (!value.content().Is(cbor::Kind::kBytes)) return Shape("a tagged wrapper has a byte string", value.offset());
  Cmw cmw;
  cmw.form = Form::kTag;
  cmw.record.type = *number;
  cmw.record.value = ToBytes(value.content().bytes());
  return cmw;
}

Result<Label> LabelFromCbor(const cbor::Value& key) {
  if (key.Is(cbor::Kind::kText)) return Label(key.text());
  if (const auto number = key.AsInt()) return Label(*number);
  return Shape("a label of a collection is text or an integer", key.offset());
}

Result<Cmw> CollectionFromCbor(const cbor::Value& value, std::size_t depth) {
  if (depth >= kMostDepth) return TooDeep();
  Cmw cmw;
  cmw.form = Form::kCollection;
  for (const auto& [key, item] : value.entries()) {
    if (key.Is(cbor::Kind::kText) && key.text() == kTypeLabel) {
      if (!item.Is(cbor::Kind::kText)) return Shape("the type of a collection is text", item.offset());
      cmw.collection.type = item.text();
      continue;
    }
    MPS_ASSIGN(Label label, LabelFromCbor(key));
    MPS_ASSIGN(Cmw entry, FromCbor(item, depth + 1));
    cmw.collection.entries.emplace_back(std::move(label), std::move(entry));
  }
  return cmw;
}

Result<Cmw> FromCbor(const cbor::Value& value, std::size_t depth) {
  switch (value.kind()) {
    case cbor::Kind::kArray:
      return RecordFromCbor(value, depth);
    case cbor::Kind::kTag:
      return TagFromCbor(value);
    case cbor::Kind::kMap:
      return CollectionFromCbor(value, depth);
    default:
      return Shape("a wrapper is an array, a tagged byte string or a map", value.offset());
  }
}

// ---------------------------------------------------------------- JSON
Result<Cmw> FromJson(const json::Value& value, std::size_t depth);

Result<Cmw> RecordFromJson(const json::Value& value, std::size_t depth) {
  const auto& items = value.items();
  if (items.size() < 2 || items.size() > 3) {
    return Shape("a record has a type, a value and perhaps an indicator", value.offset());
  }
  if (!items[0].Is(json::Kind::kText)) return Shape("the type of a record in JSON is a media type", items[0].offset());
  if (!items[1].Is(json::Kind::kText)) return Shape("the value of a record is base64url text", items[1].offset());
  auto octets = Base64UrlDecode(items[1].text());
  if (!octets.ok()) return Status(octets.status().code(), octets.status().message(), items[1].offset());
  if (items[0].text() == kCborTunnel) {
    if (depth == 0) return Shape("a tunnel stands in a collection only", value.offset());
    if (items.size() != 2) return Shape("a tunnel has two members", value.offset());
    return Tunnelled(*octets, Encoding::kCbor, items[1].offset(), depth);
  }
  Cmw cmw;
  cmw.encoding = Encoding::kJson;
  cmw.record.type = items[0].text();
  cmw.record.value = std::move(octets).value();
  if (items.size() == 3) {
    MPS_ASSIGN(cmw.record.indicator, IndicatorFrom(items[2].AsInt(), items[2].offset()));
  }
  return cmw;
}

Result<Cmw> CollectionFromJson(const json::Value& value, std::size_t depth) {
  if (depth >= kMostDepth) return TooDeep();
  Cmw cmw;
  cmw.encoding = Encoding::kJson;
  cmw.form = Form::kCollection;
  for (const auto& [name, item] : value.members()) {
    if (name == kTypeLabel) {
      if (!item.Is(json::Kind::kText)) return Shape("the type of a collection is text", item.offset());
      cmw.collection.type = item.text();
      continue;
    }
    MPS_ASSIGN(Cmw entry, FromJson(item, depth + 1));
    cmw.collection.entries.emplace_back(name, std::move(entry));
  }
  return cmw;
}

Result<Cmw> FromJson(const json::Value& value, std::size_t depth) {
  if (value.Is(json::Kind::kArray)) return RecordFromJson(value, depth);
  if (value.Is(json::Kind::kObject)) return CollectionFromJson(value, depth);
  return Shape("a wrapper in JSON is an array or an object", value.offset());
}

Result<Cmw> DecodeAt(ByteView bytes, std::size_t depth) {
  if (bytes.size() > limit::kEvidenceBytes) return Status(Code::kLimit, "the wrapper is larger than is taken");
  if (depth > kMostDepth) return TooDeep();
  if (!LooksLikeCmw(bytes)) {
    return Status(Code::kType, "a wrapper begins with 82, 83, da, a1 to bb, bf (CBOR) or with [ or { (JSON)", 0);
  }
  if (bytes[0] == '[' || bytes[0] == '{') {
    json::Options options;
    options.max_depth = kMostDepth + 2;
    options.max_string_bytes = limit::kEvidenceBytes;
    MPS_ASSIGN(const json::Value value, json::Parse(AsText(bytes), options, limit::kTokenItems));
    return FromJson(value, depth);
  }
  cbor::Options options = cbor::Options::Token();
  options.max_depth = kMostDepth + 2;
  options.max_string_bytes = limit::kEvidenceBytes;
  MPS_ASSIGN(const cbor::Value value, cbor::Decode(bytes, options, limit::kTokenItems));
  return FromCbor(value, depth);
}

}  // namespace

bool IsCollectionType(std::string_view text) { return eat::IsUri(text) || IsDottedOid(text); }

Status CheckWrapper(const Cmw& cmw, std::size_t depth, std::size_t& entries) {
  if (cmw.form != Form::kCollection) {
    const auto* name = std::get_if<std::string>(&cmw.record.type);
    if (name != nullptr && !IsMediaType(*name)) return {Code::kInvalid, "`" + *name + "` is no media type"};
    return {};
  }
  if (depth >= kMostDepth) return TooDeep();
  const Collection& collection = cmw.collection;
  if (collection.entries.empty()) return {Code::kInvalid, "a collection has at least one entry"};
  if (collection.type && !IsCollectionType(*collection.type)) {
    return {Code::kInvalid, "__cmwc_t is neither a URI nor an object identifier"};
  }
  entries += collection.entries.size();
  if (entries > kMostEntries) return {Code::kLimit, "the wrapper has more entries than are taken"};
  std::set<Label> labels;
  for (const auto& [label, entry] : collection.entries) {
    const auto* text = std::get_if<std::string>(&label);
    if (text != nullptr && *text == kTypeLabel) return {Code::kInvalid, "__cmwc_t is no label of an entry"};
    if (!labels.insert(label).second) return {Code::kDuplicate, "a label occurs twice in a collection"};
    MPS_TRY(CheckWrapper(entry, depth + 1, entries));
  }
  return {};
}

bool LooksLikeCmw(ByteView bytes) {
  if (bytes.empty()) return false;
  const std::uint8_t first = bytes[0];
  return first == 0x82 || first == 0x83 || first == 0xda || (first >= 0xa1 && first <= 0xbb) || first == 0xbf ||
         first == '[' || first == '{';
}

Result<Cmw> Decode(ByteView bytes) {
  MPS_ASSIGN(Cmw cmw, DecodeAt(bytes, 0));
  std::size_t entries = 0;
  MPS_TRY(CheckWrapper(cmw, 0, entries));
  return cmw;
}

Result<Cmw> DecodeExtension(ByteView der) {
  constexpr std::uint8_t kOctetString = 0x04, kUtf8String = 0x0c;
  if (der.size() < 2 || (der[0] != kOctetString && der[0] != kUtf8String)) {
    return Status(Code::kType, "the extension is neither a UTF8String nor an OCTET STRING", 0);
  }
  std::size_t length = der[1], head = 2;
  if (length >= 0x80) {
    const std::size_t octets = length & 0x7f;
    if (octets == 0 || octets > 4 || der.size() < 2 + octets) return Status(Code::kMalformed, "a length is not DER", 1);
    length = 0;
    for (std::size_t i = 0; i < octets; ++i) length = length << 8 | der[2 + i];
    if (der[2] == 0 || length < 0x80) return Status(Code::kMalformed, "a length is not in its shortest form", 1);
    head += octets;
  }
  if (der.size() - head < length) return Status(Code::kMalformed, "the extension is cut off", der.size());
  if (der.size() - head > length) return Status(Code::kTrailing, "bytes after the wrapper", head + length);
  const ByteView content = der.subspan(head);
  auto cmw = Decode(content);
  if (!cmw.ok()) {
    Status status = cmw.TakeStatus();
    return status.offset() ? std::move(status).WithOffset(*status.offset() + head) : status;
  }
  if ((cmw->encoding == Encoding::kJson) != (der[0] == kUtf8String)) {
    return Status(Code::kInvalid, "JSON stands in a UTF8String and CBOR in an OCTET STRING", 0);
  }
  return cmw;
}

}  // namespace mps::cmw
