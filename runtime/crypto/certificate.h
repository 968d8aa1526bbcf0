// X.509 certificates (RFC 5280): taken apart, and whether a key signed one. No store, no path building, no
// revocation: who trusts what is the caller's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::crypto {

struct CertificateExtension {
  std::string oid;  // dotted
  bool critical = false;
  Bytes value;  // what extnValue holds
};

// Bits of keyUsage (RFC 5280 4.2.1.3).
enum KeyUsage : std::uint32_t { kDigitalSignature = 1u << 0, kKeyCertSign = 1u << 5 };

struct Certificate {
  Bytes der;
  PublicKey key;
  Bytes issuer, subject;                       // DER Names
  std::string issuer_text, subject_text;       // for people, RFC 2253
  Bytes serial;                                // big endian, without sign octet
  std::int64_t not_before = 0, not_after = 0;  // seconds since 1970
  bool has_basic_constraints = false;
  bool is_ca = false;
  std::optional<std::int64_t> path_length;
  std::optional<std::uint32_t> key_usage;  // bits of KeyUsage; absent: any
  std::vector<CertificateExtension> extensions;

  const CertificateExtension* Find(std::string_view oid) const;
};

// One certificate in DER and nothing after it. kMalformed, kTrailing, kLimit beyond limit::kKeyBytes; kDuplicate for an
// extension that occurs twice; errors of keys as PublicKeyFromSpki.
Result<Certificate> DecodeCertificate(ByteView der);

// Ok if that key made the certificate's signature; kSignature if not, or if it is over MD5 or SHA-1. Names, times and
// constraints are not judged.
Status VerifySignedBy(const Certificate& certificate, const PublicKey& key);

// Ok if the certificates (DER, leaf first; may be none) are what this signer may send with a signature: kLimit for more
// than limit::kChainCertificates, kUsage for a leaf of another key, which could only be a mistake. The way to an anchor
// is the verifier's to judge.
Status CheckChainOf(const PublicKey& signer, const std::vector<Bytes>& chain);

}  // namespace mps::crypto
