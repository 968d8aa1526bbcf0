// A TPM quote, and the event log that goes with it, as evidence: verified first, then written as claims that the
// schemas of stdlib/tpm.mps and stdlib/eventlog.mps declare (docs/stdlib-roots.md). Entry point: ImportTpm.
#pragma once

#include <optional>
#include <string>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/ak_certificate.h"
#include "roots/pcr_values.h"
#include "token/evidence_document.h"

namespace mps::roots {

// LIMIT: octets of TPMS_ATTEST, TPMT_SIGNATURE, TPM2B_PUBLIC and of a file with register values.
inline constexpr std::size_t kQuoteFileBytes = std::size_t{64} << 10;
inline constexpr std::size_t kPcrFileBytes = std::size_t{1} << 20;

struct TpmImport {
  ByteView attest, signature;                     // TPMS_ATTEST, TPMT_SIGNATURE
  ByteView pcrs;                                  // a register file of tpm2-tools (tpm::DecodePcrFile)
  std::optional<crypto::PublicKey> ak;            // none: nothing is verified, and the evidence says so
  std::optional<ByteView> ak_public;              // TPM2B_PUBLIC or TPMT_PUBLIC
  std::optional<AkCertificates> ak_certificates;  // judged at `now`; none: the key is the caller's word
  std::optional<Bytes> nonce;                     // the one that was sent
  bool nonce_of_quote = true;                     // without one, the document has that of the quote
  std::optional<ByteView> event_log;
  std::string tpm = "tpm", boot = "boot";  // names of the environments
  std::int64_t now = 0;                    // `collected_at`
  std::string collector, version;
};

struct TpmImported : eat::ImportedEvidence {
  PcrValues proven;  // by the quote; empty unless `verified`
};

// kSignature, kTrust, kFreshness: a check of the quote, or of the key's certificate, failed, with its name; errors of
// decoding with their offset. That the log differs from the quote refuses nothing: the evidence says so.
Result<TpmImported> ImportTpm(const TpmImport& input);

}  // namespace mps::roots
