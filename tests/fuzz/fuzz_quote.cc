// Fuzzes what reads a TPM quote: the input is a length (two octets, big endian), that much of a TPMS_ATTEST, and a
// TPMT_SIGNATURE. Nothing that a fuzzer makes may verify.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "roots/import/carried_quote.h"
#include "roots/import/token_quote.h"
#include "roots/quote.h"

namespace {

using namespace mps;

// The base point of P-256: a key whose private part everybody knows and no fuzzer uses.
const roots::QuotePolicy& Policy() {
  static const roots::QuotePolicy policy = [] {
    const auto x = HexDecode("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
    const auto y = HexDecode("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    return roots::QuotePolicy{crypto::PublicKeyFromEcPoint(crypto::KeyKind::kP256, x.value(), y.value()).value()};
  }();
  return policy;
}

// The same in a token: its nonce is that of the quote, and its registers are those that the quote covers.
void InToken(const roots::QuoteEvidence& evidence, const Result<roots::tpm::Attest>& attest) {
  token::TokenClaims claims;
  if (attest.ok()) claims.nonce = attest->extra_data;
  token::PcrBanks banks;
  for (const auto& [bank, registers] : evidence.values) {
    if (const auto alg = roots::DigestOf(bank)) banks[*alg].insert(registers.begin(), registers.end());
  }
  claims.pcr = std::move(banks);
  cbor::Writer out;
  out.Array(2);
  out.Bytes(evidence.attest);
  out.Bytes(evidence.signature);
  token::LemEntry entry;
  entry.role = token::Role::kLog;
  entry.type = roots::kQuoteType;
  entry.data = out.Take();
  claims.lem.push_back(std::move(entry));
  if (roots::CheckTokenQuote(claims, {}).outcome == token::Outcome::kPassed) std::abort();
  if (roots::CheckTokenQuote(claims, {*Policy().ak}).outcome == token::Outcome::kPassed) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  (void)roots::tpm::DecodePublic(bytes);
  (void)roots::tpm::DecodeSignature(bytes);
  if (const auto values = roots::tpm::DecodePcrFile(bytes); values.ok()) {
    for (const auto& [bank, registers] : *values) {
      const auto alg = roots::DigestOf(bank);
      for (const auto& [pcr, value] : registers) {
        if (alg && value.size() != DigestOctets(*alg)) std::abort();
      }
    }
  }
  if (size < 2) return 0;
  const std::size_t split = std::size_t{data[0]} << 8 | data[1];
  const ByteView rest = bytes.subspan(2);
  if (split > rest.size()) return 0;
  const auto attest = roots::tpm::DecodeAttest(rest.first(split));
  roots::QuoteEvidence evidence{rest.first(split), rest.subspan(split), {}};
  if (attest.ok()) {  // values for all that is selected, so that the digest is computed
    for (const auto& selection : attest->selections) {
      const auto alg = roots::DigestOf(selection.bank);
      for (const std::uint32_t pcr : selection.pcrs)
        evidence.values[selection.bank][pcr] = Bytes(alg ? DigestOctets(*alg) : 3);
    }
  }
  const roots::QuoteReport report = roots::VerifyQuote(evidence, Policy());
  if (report.verified || report.attest || !report.proven.empty() || report.checks.list().empty()) std::abort();
  InToken(evidence, attest);
  return 0;
}
