// Quotes that an evidence document carries (schema tpm.quote), verified once more for a token: what a token says of
// registers, a TPM has signed over the token's nonce. Entry points: CarriedQuotes, ProveForToken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/pcr_values.h"
#include "token/mps_token.h"

namespace mps::roots {

// CBOR [TPMS_ATTEST, TPMT_SIGNATURE], each a byte string (docs/tokens.md).
inline constexpr std::string_view kQuoteType = "application/vnd.mps.tpm2-quote+cbor";

struct CarriedQuote {
  std::string environment;
  Bytes attest, signature;
  PcrValues values;  // as the evidence claims them
};
// Of every environment of that schema, in the document's order; none in a document without wrapper. Errors: those of
// the readers; kType, kInvalid for claims that are none of the schema; unsupported:tpm-quote-schema for another major
// version, unsupported:tpm-quote-instances for an environment of many.
Result<std::vector<CarriedQuote>> CarriedQuotes(ByteView evidence);

struct TokenQuote {
  token::PcrBanks pcr;    // proven registers of the banks that tokens know
  token::LemEntry entry;  // the quote itself, inline, role log
};
// kSignature, kTrust, kFreshness: a check of the quote failed, with its name. `nonce` is the token's.
Result<TokenQuote> ProveForToken(const CarriedQuote& quote, const crypto::PublicKey& ak, ByteView nonce);

}  // namespace mps::roots
