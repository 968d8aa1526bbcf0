// Canonical CBOR of constants: one function for each family of kinds.
#include "base/value_codec.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "mps/limits.h"

namespace mps {
namespace {

Status Encode(const Value& value, std::size_t depth, cbor::Writer& out);

Status WriteText(const std::string& text, cbor::Writer& out) {
  if (auto at = FirstInvalidUtf8(text)) return {Code::kUtf8, "a text constant is not UTF-8", *at};
  out.Text(text);
  return {};
}

Status WriteDigest(const Value& value, cbor::Writer& out) {
  if (DigestOctets(value.digest_alg) != value.text.size()) {
    return {Code::kType, "a digest constant does not have the length of its algorithm"};
  }
  out.Array(2);
  out.Int(static_cast<std::int64_t>(value.digest_alg));
  out.Bytes(AsBytes(value.text));
  return {};
}

Status WriteAddress(const Value& value, cbor::Writer& out) {
  if (value.text.size() != 4 && value.text.size() != 16) return {Code::kType, "an address has 4 or 16 octets"};
  out.Bytes(AsBytes(value.text));
  return {};
}

Status WriteCidr(const Value& value, cbor::Writer& out) {
  std::int64_t most = static_cast<std::int64_t>(value.text.size()) * 8;
  if (value.number < 0 || value.number > most) return {Code::kType, "a prefix is longer than its address"};
  out.Array(2);
  MPS_TRY(WriteAddress(value, out));
  out.Uint(static_cast<std::uint64_t>(value.number));
  return {};
}

Status WriteMode(const Value& value, cbor::Writer& out) {
  if (value.number < 0 || value.number > 07777) return {Code::kType, "a mode is outside 0..07777"};
  out.Uint(static_cast<std::uint64_t>(value.number));
  return {};
}

Status WritePair(std::string_view first, const std::string& second, cbor::Writer& out) {
  out.Array(2);
  out.Text(first);
  return WriteText(second, out);
}

Status WriteList(const Value& value, std::size_t depth, cbor::Writer& out) {
  out.Array(value.items.size());
  for (const Value& item : value.items) MPS_TRY(Encode(item, depth, out));
  return {};
}

Status WriteSet(const Value& value, std::size_t depth, cbor::Writer& out) {
  std::vector<Bytes> members;
  members.reserve(value.items.size());
  for (const Value& item : value.items) {
    cbor::Writer member;
    MPS_TRY(Encode(item, depth, member));
    members.push_back(member.Take());
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  out.Array(members.size());
  for (const Bytes& member : members) out.Raw(member);
  return {};
}

Status WriteMap(const Value& value, std::size_t depth, cbor::Writer& out) {
  if (value.items.size() % 2 != 0) return {Code::kType, "a map constant has a key without a value"};
  cbor::MapBuilder map;
  for (std::size_t i = 0; i < value.items.size(); i += 2) {
    cbor::Writer key;
    MPS_TRY(Encode(value.items[i], depth, key));
    MPS_TRY(Encode(value.items[i + 1], depth, map.KeyRaw(key.bytes())));
  }
  return map.Finish(out);
}

Status WriteRecord(const Value& value, std::size_t depth, cbor::Writer& out) {
  out.Array(value.fields.size());
  for (const auto& field : value.fields) MPS_TRY(Encode(field.second, depth, out));
  return {};
}

Status Encode(const Value& value, std::size_t depth, cbor::Writer& out) {
  if (depth == 0) return {Code::kLimit, "a constant is nested too deeply"};
  switch (value.kind) {
    case TypeKind::kBool:
      out.Bool(value.number != 0);
      return {};
    case TypeKind::kInt:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      out.Int(value.number);
      return {};
    case TypeKind::kMode:
      return WriteMode(value, out);
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum:
      return WriteText(value.text, out);
    case TypeKind::kVersion:
      return WritePair(OrderingName(value.ordering), value.text, out);
    case TypeKind::kPattern:
      return WritePair(value.glob ? "glob" : "regex", value.text, out);
    case TypeKind::kBytes:
      out.Bytes(AsBytes(value.text));
      return {};
    case TypeKind::kDigest:
      return WriteDigest(value, out);
    case TypeKind::kIp:
      return WriteAddress(value, out);
    case TypeKind::kCidr:
      return WriteCidr(value, out);
    case TypeKind::kList:
      return WriteList(value, depth - 1, out);
    case TypeKind::kSet:
      return WriteSet(value, depth - 1, out);
    case TypeKind::kMap:
      return WriteMap(value, depth - 1, out);
    case TypeKind::kRecord:
      return WriteRecord(value, depth - 1, out);
    case TypeKind::kScalar:
      break;
  }
  return {Code::kType, "a constant of kind " + std::string(TypeKindName(value.kind)) + " has no encoding"};
}

}  // namespace

Status EncodeValue(const Value& value, cbor::Writer& out) {
  cbor::Writer whole;  // so that a failure leaves `out` as it was
  MPS_TRY(Encode(value, limit::kNesting, whole));
  out.Raw(whole.bytes());
  return {};
}

Result<Bytes> EncodeValue(const Value& value) {
  cbor::Writer out;
  MPS_TRY(Encode(value, limit::kNesting, out));
  return out.Take();
}

}  // namespace mps
