// Names and spellings of identifiers, keys and digests.
#include "corim/typed.h"

#include <algorithm>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "crypto/key.h"

namespace mps::corim {
namespace {

struct KindRow {
  IdKind kind;
  std::uint64_t tag;
  std::string_view name;
};
constexpr KindRow kKinds[] = {
    {IdKind::kOid, tag::kOid, "oid"},
    {IdKind::kUuid, tag::kUuid, "uuid"},
    {IdKind::kUeid, tag::kUeid, "ueid"},
    {IdKind::kBytes, tag::kBytes, "bytes"},
    {IdKind::kText, 0, "text"},
    {IdKind::kUint, 0, "uint"},
    {IdKind::kPemKey, tag::kPemKey, "pkix-key"},
    {IdKind::kPemCert, tag::kPemCert, "pkix-cert"},
    {IdKind::kPemCertPath, tag::kPemCertPath, "pkix-cert-path"},
    {IdKind::kDerCert, tag::kDerCert, "der-cert"},
    {IdKind::kCoseKey, tag::kCoseKey, "cose-key"},
    {IdKind::kKeyThumbprint, tag::kKeyThumbprint, "key-thumbprint"},
    {IdKind::kCertThumbprint, tag::kCertThumbprint, "cert-thumbprint"},
    {IdKind::kCertPathThumbprint, tag::kCertPathThumbprint, "cert-path-thumbprint"},
    {IdKind::kUnknown, 0, "unknown"},
};

// Of the Named Information registry (RFC 6920 9.4): identifier, name, octets.
struct AlgorithmRow {
  std::int64_t id;
  std::string_view name;
  std::size_t size;
};
constexpr AlgorithmRow kAlgorithms[] = {
    {1, "sha-256", 32},   {2, "sha-256-128", 16}, {3, "sha-256-120", 15}, {4, "sha-256-96", 12},
    {5, "sha-256-64", 8}, {6, "sha-256-32", 4},   {7, "sha-384", 48},     {8, "sha-512", 64},
    {9, "sha3-224", 28},  {10, "sha3-256", 32},   {11, "sha3-384", 48},   {12, "sha3-512", 64},
};

const AlgorithmRow* Find(const DigestId& alg) {
  const auto* number = std::get_if<std::int64_t>(&alg);
  const auto* name = std::get_if<std::string>(&alg);
  for (const AlgorithmRow& row : kAlgorithms) {
    if (number != nullptr ? *number == row.id : *name == row.name) return &row;
  }
  return nullptr;
}

std::string UuidText(ByteView octets) {
  std::string hex = HexEncode(octets);
  if (octets.size() != 16) return hex;
  for (std::size_t at : {20u, 16u, 12u, 8u}) hex.insert(at, "-");
  return hex;
}

// The name of a key that can be read: as everywhere in this project, SHA-256 of its SubjectPublicKeyInfo.
std::string KeyName(const Typed& typed) {
  const auto key = typed.kind == IdKind::kPemKey ? crypto::PublicKeyFromPem(AsText(typed.octets))
                                                 : crypto::PublicKeyFromCertificate(typed.octets);
  return key.ok() ? "kid " + key->IdHex() : "of " + std::to_string(typed.octets.size()) + " bytes";
}

std::string Quoted(std::string_view text) {
  std::string out;
  json::AppendQuoted(text, out);
  return out;
}

}  // namespace

std::string_view IdKindName(IdKind kind) {
  for (const KindRow& row : kKinds) {
    if (row.kind == kind) return row.name;
  }
  return "unknown";
}

std::optional<std::string> OidText(ByteView octets) {
  std::string out;
  std::uint64_t arc = 0;
  bool first = true, begun = false;
  for (std::uint8_t octet : octets) {
    if ((!begun && octet == 0x80) || arc > (UINT64_MAX >> 7)) return std::nullopt;
    arc = (arc << 7) | (octet & 0x7f);
    begun = (octet & 0x80) != 0;
    if (begun) continue;
    const std::uint64_t root = std::min<std::uint64_t>(arc / 40, 2);
    out += first ? std::to_string(root) + "." + std::to_string(arc - root * 40) : "." + std::to_string(arc);
    first = false;
    arc = 0;
  }
  if (first || begun) return std::nullopt;
  return out;
}

std::string Describe(const Typed& typed) {
  const std::string name(IdKindName(typed.kind));
  switch (typed.kind) {
    case IdKind::kOid:
      return "oid " + OidText(typed.octets).value_or(HexEncode(typed.octets));
    case IdKind::kUuid:
      return "uuid " + UuidText(typed.octets);
    case IdKind::kText:
      return Quoted(AsText(typed.octets));
    case IdKind::kUint:
      return std::to_string(typed.number);
    case IdKind::kPemKey:
    case IdKind::kPemCert:
    case IdKind::kPemCertPath:
    case IdKind::kDerCert:
      return name + " " + KeyName(typed);
    case IdKind::kCoseKey:
    case IdKind::kUnknown:
      return (typed.kind == IdKind::kUnknown ? "unknown, tag " + std::to_string(typed.tag) : name) + " " +
             HexEncode(typed.encoded);
    default:
      return name + " " + HexEncode(typed.octets);
  }
}

std::string Describe(const Digest& digest) {
  const AlgorithmRow* row = Find(digest.alg);
  const std::string name = row != nullptr ? std::string(row->name)
                           : std::holds_alternative<std::string>(digest.alg)
                               ? Quoted(std::get<std::string>(digest.alg))
                               : std::to_string(std::get<std::int64_t>(digest.alg));
  return name + " " + HexEncode(digest.value);
}

std::string Describe(const TagId& id) { return id.is_uuid ? UuidText(AsBytes(id.value)) : id.value; }

DigestId Canonical(const DigestId& alg) {
  const AlgorithmRow* row = Find(alg);
  return row == nullptr ? alg : DigestId(row->id);
}

std::optional<std::size_t> DigestSize(const DigestId& alg) {
  const AlgorithmRow* row = Find(alg);
  if (row == nullptr) return std::nullopt;
  return row->size;
}

Typed MakeTyped(IdKind kind, ByteView octets) {
  Typed out;
  out.kind = kind;
  out.octets = ToBytes(octets);
  cbor::Writer writer;
  for (const KindRow& row : kKinds) {
    if (row.kind == kind) out.tag = row.tag;
  }
  writer.Tag(out.tag);
  const bool text = kind == IdKind::kPemKey || kind == IdKind::kPemCert || kind == IdKind::kPemCertPath;
  text ? writer.Text(AsText(octets)) : writer.Bytes(octets);
  out.encoded = writer.Take();
  return out;
}

Typed MakeText(std::string_view text) {
  Typed out;
  out.kind = IdKind::kText;
  out.octets = ToBytes(AsBytes(text));
  out.encoded = cbor::EncodeText(text);
  return out;
}

Typed MakeUint(std::uint64_t number) {
  Typed out;
  out.kind = IdKind::kUint;
  out.number = number;
  out.encoded = cbor::EncodeUint(number);
  return out;
}

}  // namespace mps::corim
