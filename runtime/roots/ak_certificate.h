// The certificate of a TPM's attestation key: whether a CA that the caller trusts says that this key is one
// (docs/roots.md, "TPM quotes"). Entry point: JudgeAk.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/anchor.h"

namespace mps::roots {

// tcg-kp-AIKCertificate (TCG OID Registry, key purposes).
inline constexpr std::string_view kAkKeyPurpose = "2.23.133.8.3";

struct AkCertificates {
  std::vector<Bytes> chain;                // DER, that of the key first
  std::span<const trust::Anchor> anchors;  // of a trust store; CAs with the role ak count
};

// How the key was found, a sentence without full stop, if the first certificate is of `ak`, has tcg-kp-AIKCertificate
// or no extended key usage at all, and its path to an anchor is valid at `now` (seconds since 1970; trust/resolve.h). A
// public key among the anchors vouches for no certificate. kTrust with the reason, kUsage without certificates.
Result<std::string> JudgeAk(const crypto::PublicKey& ak, const AkCertificates& certificates, std::int64_t now);

}  // namespace mps::roots
