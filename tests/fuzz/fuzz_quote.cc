// Fuzzes what reads a TPM quote: the input is a length (two octets, big endian), that much of a TPMS_ATTEST, and a
// TPMT_SIGNATURE. Nothing that a fuzzer makes may verify; signed by a TPM that signs everything, it verifies exactly if
// it is a quote, and proves what it selects.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "roots/import/carried_quote.h"
#include "roots/import/token_quote.h"
#include "roots/quote.h"
#include "willing_tpm.h"

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

// Whether a quote with one thing changed is still taken.
bool Verified(const fuzz::WillingTpm::Quote& quote, const roots::PcrValues& values, const roots::QuotePolicy& policy) {
  return roots::VerifyQuote({quote.attest, quote.signature, values}, policy).verified;
}

void CheckSigned(ByteView octets, const roots::tpm::Attest& attest, const roots::PcrValues& values) {
  const auto quote = fuzz::Tpm().Make(octets, attest, values);
  roots::QuotePolicy policy{fuzz::Tpm().key()};
  const auto report = roots::VerifyQuote({quote.attest, quote.signature, values}, policy);
  if (report.verified != quote.genuine || report.proven != (quote.genuine ? quote.selected : roots::PcrValues()))
    std::abort();
  policy.ak_public = roots::tpm::DecodePublic(fuzz::Tpm().Public()).value();
  policy.nonce = attest.extra_data;
  policy.last_reset_count = attest.reset_count;
  policy.strict = true;  // everything is checked, or nothing is taken
  for (const auto& selection : attest.selections) {
    for (const std::uint32_t pcr : selection.pcrs) policy.wanted.push_back({selection.bank, pcr});
  }
  if (Verified(quote, values, policy) != (quote.genuine && !policy.wanted.empty())) std::abort();
  if (policy.wanted.empty()) return;
  roots::PcrValues changed = values;
  changed[policy.wanted[0].bank][policy.wanted[0].pcr][0] ^= 1;
  if (Verified(quote, changed, policy)) std::abort();
  policy.nonce->push_back(0);
  if (Verified(quote, values, policy)) std::abort();
  auto other = quote;
  other.attest[6] ^= 1;  // a length: of another structure, or none
  if (Verified(other, values, {fuzz::Tpm().key()})) std::abort();
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
  if (attest.ok()) CheckSigned(evidence.attest, *attest, evidence.values);
  return 0;
}
