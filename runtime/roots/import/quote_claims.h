// A verified quote as claims of the schema tpm.quote, and the way back to what can be verified again.
#pragma once

#include <optional>
#include <string>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "roots/quote.h"
#include "token/evidence_document.h"

namespace mps::roots {

struct Collector {
  std::string name, version;
};

struct QuoteEvidenceInput {
  ByteView attest, signature;
  std::optional<crypto::PublicKey> ak;  // none: not verified
  std::optional<tpm::Public> ak_public;
  QuoteReport report;         // of a quote that was verified
  bool ak_certified = false;  // a certificate of `ak` was judged (roots/ak_certificate.h), and good
};

inline constexpr std::string_view kQuoteSchema = "tpm.quote@1";

// Registers that the quote does not cover are unknown; without a key all that the signature covers is.
eat::EnvironmentInput QuoteEnvironment(const QuoteEvidenceInput& quote, const Collector& collector);

// TPMT_PUBLIC, or TPM2B_PUBLIC as tpm2-tools write it: two octets of size before it.
Result<tpm::Public> DecodePublicFile(ByteView octets);

}  // namespace mps::roots
