// Certification paths (RFC 5280 section 6), by the crypto library's validator: one anchor, the certificates that came
// with a signature, revocation lists that the caller holds. Nothing is fetched, no clock is read. Entry point:
// ValidatePath.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.h"
#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::crypto {

// A certificate revocation list (RFC 5280 section 5), taken apart as far as people ask about it.
struct Crl {
  Bytes der;
  std::string issuer_text;          // RFC 2253
  std::int64_t this_update = 0;     // seconds since 1970
  std::int64_t next_update = 0;     // RFC 5280 5.1.2.5 demands one, so a list without it is refused
  std::size_t revoked_entries = 0;  // certificates that it lists
};

// One list in DER or PEM and nothing after it. kMalformed, kTrailing, kLimit beyond limit::kCrlBytes; kInvalid without
// nextUpdate. Its signature is judged when a path is.
Result<Crl> DecodeCrl(ByteView der_or_pem);
// The list as PEM, its armour `X509 CRL`.
std::string CrlToPem(ByteView der);

// Certificates in PEM, one after another, or one in DER: leaf first, as they stand. Text between the blocks is passed
// over; a block of another label is kUsage. kLimit beyond limit::kChainCertificates.
Result<std::vector<Bytes>> DecodeCertificates(ByteView pem_or_der);
std::string CertificateToPem(ByteView der);

// One attribute of a subject's name: the type's short name (`CN`, `O`) or dotted OID, the value as UTF-8.
struct NameAttribute {
  std::string type;
  std::string oid;  // dotted
  std::string value;
};
Result<std::vector<NameAttribute>> SubjectAttributes(ByteView certificate_der);

// The OIDs of extKeyUsage (RFC 5280 4.2.1.12), dotted; empty where the extension is absent.
Result<std::vector<std::string>> ExtendedKeyUsages(ByteView certificate_der);

// Why a path is refused.
enum class PathFault : std::uint8_t {
  kNone,
  kUnreadable,   // a certificate that does not decode
  kNoPath,       // the chain does not lead to this anchor
  kNotYetValid,  // a certificate of the path, at `now`
  kExpired,
  kRevoked,
  kNoCrl,  // the anchor has lists, but none of this issuer
  kCrlExpired,
  kCrlNotYetValid,
  kCrlRefused,  // its signature, or its issuer may not sign lists
  kSignature,   // wrong, or too weak: MD5, SHA-1, keys below 112 bits
  kCa,          // an issuer that is no CA, lacks keyCertSign, or is passed beyond its path length
  kKeyUsage,    // the leaf is not for digital signatures
  kOther,       // name constraints, policies, critical extensions: the text says which
};

struct PathInput {
  std::span<const Bytes> chain;  // DER, leaf first; more than the path needs does no harm
  ByteView anchor;               // DER of the one certificate that is trusted, self-signed or not
  std::span<const Bytes> crls;   // DER; not empty: every certificate below the anchor must be on a list's good side
  std::int64_t now = 0;          // seconds since 1970
};

struct PathReport {
  PathFault fault = PathFault::kNone;
  std::string text;  // why it is refused, without full stop
  bool ok() const { return fault == PathFault::kNone; }
};

// Judges signatures, validity (the anchor's too), basicConstraints, keyCertSign, path length, name constraints, policy
// constraints, unknown critical extensions, and revocation where there are lists. The leaf must be no CA and must have
// keyUsage with digitalSignature. LIMIT: limit::kChainCertificates certificates in `chain`.
PathReport ValidatePath(const PathInput& input);

}  // namespace mps::crypto
