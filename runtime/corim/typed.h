// The small things of which CoRIMs are made: tagged identifiers and keys, digests, identifiers of tags.
//
// Sections are those of draft-ietf-rats-corim (2026); docs/corim.md lists them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/cbor_value.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::corim {

// CBOR tags ("CBOR Tag Registrations" of the draft; RFC 9562, RFC 9090 for uuid and oid).
namespace tag {
inline constexpr std::uint64_t kEpoch = 1, kSign1 = 18, kUri = 32, kUuid = 37, kOid = 111, kLegacyCorim = 500,
                               kUnsigned = 501, kLegacySigned = 502, kCoswid = 505, kComid = 506, kCotl = 508,
                               kUeid = 550, kSvn = 552, kMinSvn = 553, kPemKey = 554, kPemCert = 555,
                               kPemCertPath = 556, kKeyThumbprint = 557, kCoseKey = 558, kCertThumbprint = 559,
                               kBytes = 560, kCertPathThumbprint = 561, kDerCert = 562, kMaskedRaw = 563,
                               kIntRange = 564, kEvidence = 571, kSwid = 1398229316;
}  // namespace tag

// What a member of one of the extensible choices turned out to be.
enum class IdKind : std::uint8_t {
  kOid,
  kUuid,
  kUeid,
  kBytes,  // tagged-bytes
  kText,   // mkey only
  kUint,   // mkey only
  kPemKey,
  kPemCert,
  kPemCertPath,
  kDerCert,
  kCoseKey,
  kKeyThumbprint,
  kCertThumbprint,
  kCertPathThumbprint,
  kUnknown,  // another tag: of an extension of the choice
};
// `oid`, `uuid` ... `unknown`.
std::string_view IdKindName(IdKind kind);

// A member of $class-id-, $instance-id-, $group-id-, $measured-element- or $crypto-key-type-choice. Two are the same if
// their deterministic encodings are (section "Rules of Comparison").
struct Typed {
  IdKind kind = IdKind::kUnknown;
  std::uint64_t tag = 0;  // 0: untagged
  Bytes octets;           // of oid, uuid, ueid, bytes, der-cert and thumbprints; of texts: their UTF-8
  std::uint64_t number = 0;
  Bytes encoded;  // deterministic CBOR (RFC 8949 4.2.1) of the whole item
  bool operator==(const Typed& other) const { return encoded == other.encoded; }
};
// For people: `oid 2.5.8192`, `uuid 31fb5abf-...`, `"name"`.
std::string Describe(const Typed& typed);

using Keys = std::vector<Typed>;

// An algorithm of the Named Information registry, by number or name ("Digest"). NOT of the COSE registry.
using DigestId = std::variant<std::int64_t, std::string>;
struct Digest {
  DigestId alg;
  Bytes value;
  bool operator==(const Digest&) const = default;
};
std::string Describe(const Digest& digest);
// The number of an algorithm written by name, as the registry has it: `sha-256` is 1. Others stay as they are.
DigestId Canonical(const DigestId& alg);
// Octets of a digest of the registry's algorithms; nullopt for algorithms that are not listed here.
std::optional<std::size_t> DigestSize(const DigestId& alg);

// tag-id: text, or the 16 octets of a UUID ("Tag ID"); also the id of a CoRIM.
struct TagId {
  bool is_uuid = false;
  std::string value;  // text, or 16 octets
  auto operator<=>(const TagId&) const = default;
};
std::string Describe(const TagId& id);

// A URI, or an object identifier in dots ("Profile Types").
struct Profile {
  bool is_oid = false;
  std::string text;
  bool legacy = false;  // a URI without tag 32, as older producers wrote it
  bool operator==(const Profile& other) const { return is_oid == other.is_oid && text == other.text; }
};

// The contents octets of a BER OBJECT IDENTIFIER (RFC 9090) in dots; nullopt if they are none.
std::optional<std::string> OidText(ByteView octets);
// The OID, UUID ... of octets in memory, for callers and tests: tag(bytes).
Typed MakeTyped(IdKind kind, ByteView octets);
Typed MakeText(std::string_view text);
Typed MakeUint(std::uint64_t number);

}  // namespace mps::corim
