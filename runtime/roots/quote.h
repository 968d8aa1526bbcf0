// A TPM 2.0 quote, verified: that a restricted key of a TPM signed, over the nonce that was sent, the digest of these
// PCR values. Entry point: VerifyQuote. docs/roots.md says what each check is and where it comes from.
#pragma once

#include <optional>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "roots/checks.h"
#include "roots/pcr_values.h"
#include "roots/tpm.h"

namespace mps::roots {

// What the verifier knows from elsewhere. The attestation key is trusted by the caller: by its certificate, or by an
// enrolment that this library takes no part in.
struct QuotePolicy {
  // None: the signature is not checked, and the quote is not verified; the other checks are made.
  std::optional<crypto::PublicKey> ak;
  std::optional<tpm::Public> ak_public =
      {};                            // its public area: proves that the key is restricted to the TPM's own structures
  std::optional<Bytes> nonce = {};   // the one that was sent
  std::vector<PcrName> wanted = {};  // registers that the policy reads: the quote must cover them
  // Counters of the last quote that was seen of this TPM; a smaller resetCount is refused, another one is told.
  std::optional<std::uint32_t> last_reset_count = {};
  bool strict = false;  // what could not be checked refuses the quote too
};

struct QuoteEvidence {
  ByteView attest;     // TPMS_ATTEST, the octets that were signed
  ByteView signature;  // TPMT_SIGNATURE
  PcrValues values;    // as the attester claims them
};

// Names of the checks, in the order of the report.
namespace quote_check {
inline constexpr std::string_view kFormat = "format";        // both structures decode to the last octet
inline constexpr std::string_view kMagic = "magic";          // TPM_GENERATED_VALUE
inline constexpr std::string_view kType = "type";            // TPM_ST_ATTEST_QUOTE
inline constexpr std::string_view kKey = "key";              // restricted, signing, fixed to its TPM
inline constexpr std::string_view kAlgorithm = "algorithm";  // scheme and hash fit the key and are strong enough
inline constexpr std::string_view kSignature = "signature";
inline constexpr std::string_view kNonce = "nonce";           // extraData
inline constexpr std::string_view kSelection = "selection";   // covers the registers that are wanted
inline constexpr std::string_view kPcrDigest = "pcr-digest";  // of the values, in the order of the selection
inline constexpr std::string_view kResets = "resets";         // resetCount against the last one seen
}  // namespace quote_check

struct QuoteReport {
  bool verified = false;
  Checks checks;
  std::optional<tpm::Attest> attest;  // only of a quote under a good signature
  // The values that the quote covers, and no others; empty unless `verified` and the digest was checked.
  PcrValues proven;
};

// Whatever is wrong with the evidence is in the report.
QuoteReport VerifyQuote(const QuoteEvidence& evidence, const QuotePolicy& policy);

}  // namespace mps::roots
