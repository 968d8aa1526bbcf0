// The kernel's integrity measurement list, as its ASCII file gives it, to evidence of the schema ima.list
// (stdlib/ima.mps, docs/collectors.md). Entry point: ImaEvidence.
//
// Every line's template hash is computed again from its data, and the PCRs are folded from what was computed, never
// from what the list claims: a list whose replay is the quoted value is the list that the kernel extended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "roots/ima_line.h"
#include "roots/pcr_values.h"

namespace mps {

struct ImaRequest {
  std::string environment = "ima";    // its name in the document
  std::string schema = "ima.list@1";  // its schema, with the major version
  // Banks whose PCRs are folded. A bank other than SHA-1 is extended with its own hash of the template data, as kernels
  // since 5.8 do.
  std::vector<DigestAlg> banks = {DigestAlg::kSha1, DigestAlg::kSha256};
  std::int64_t now = 0;  // seconds since 1970: `collected_at`
  Bytes nonce;           // put into the document unless empty
  // With a quote: the registers that it proves (roots::QuoteReport::proven; empty of one that was not verified).
  // Entries and violations are then those of the lines whose replay gives the quoted register 10; where none does, or
  // it was not quoted, they are unknown, and the evidence says why.
  std::optional<roots::PcrValues> proven;
};

// LIMIT: octets of the list are limited by limit::kEvidenceBytes, lines by limit::kCollectionItems.
using roots::kImaFieldBytes;
using roots::kImaPathBytes;

// The document, as CBOR. A line is `PCR HASH TEMPLATE FIELDS`, of the templates of roots::ImaTemplate. Errors,
// with the offset: kMalformed for a line that is none, or not whole; kLimit; kUnsupported for another template
// (`ima-template-NAME`) or algorithm (`ima-digest-NAME`), because what is not understood cannot be replayed; kUsage for
// a request without environment, or with a bank twice.
Result<Bytes> ImaEvidence(ByteView list, const ImaRequest& request);

}  // namespace mps
