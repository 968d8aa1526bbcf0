#include "roots/import/token_quote.h"

#include "base/cbor_value.h"
#include "roots/import/carried_quote.h"
#include "roots/quote.h"

namespace mps::roots {
namespace {

using token::Outcome;
using token::RegisterFinding;

RegisterFinding Failed(std::string text) { return {Outcome::kFailed, std::move(text)}; }
RegisterFinding NotChecked(std::string text) { return {Outcome::kNotChecked, std::move(text)}; }

// What a verifier that has an attestation key asked for, and the token cannot show, is a failure.
RegisterFinding Missing(const std::vector<crypto::PublicKey>& aks, const std::string& text) {
  return aks.empty() ? NotChecked(text + ": pcr is the attester's word") : Failed(text);
}

struct Quote {
  Bytes attest, signature;
};

Result<Quote> DecodeCarried(ByteView octets) {
  cbor::Options options = cbor::Options::Strict();
  options.form = cbor::Form::kDeterministic;
  MPS_ASSIGN(const cbor::Value root, cbor::Decode(octets, options));
  const bool shape = root.Is(cbor::Kind::kArray) && root.items().size() == 2 &&
                     root.items()[0].Is(cbor::Kind::kBytes) && root.items()[1].Is(cbor::Kind::kBytes);
  if (!shape) return Status(Code::kType, "it is not an array of two byte strings", root.offset());
  return Quote{ToBytes(root.items()[0].bytes()), ToBytes(root.items()[1].bytes())};
}

PcrValues ValuesOf(const token::PcrBanks& banks) {
  PcrValues out;
  for (const auto& [alg, registers] : banks) out[HashIdOf(alg)].insert(registers.begin(), registers.end());
  return out;
}

// Empty if `pcr` has exactly the registers that were quoted, of the banks that tokens know.
std::string CoverageProblem(const tpm::Attest& attest, PcrValues values) {
  for (const tpm::PcrSelection& selection : attest.selections) {
    if (!DigestOf(selection.bank)) continue;
    for (const std::uint32_t pcr : selection.pcrs) {
      if (values[selection.bank].erase(pcr) == 0)
        return "the quote covers " + PcrNameText({selection.bank, pcr}) + ", which pcr does not have";
    }
  }
  for (const auto& [bank, registers] : values) {
    if (!registers.empty())
      return "pcr has " + PcrNameText({bank, registers.begin()->first}) + ", which the quote does not cover";
  }
  return {};
}

// All that can be said without an attestation key; passed if nothing is against it.
RegisterFinding Compare(const Quote& quote, const token::TokenClaims& claims, const token::PcrBanks& banks) {
  const auto attest = tpm::DecodeAttest(quote.attest);
  if (!attest.ok()) return Failed("the quote in the token: " + attest.status().ToString());
  const PcrValues values = ValuesOf(banks);
  QuotePolicy policy;
  policy.nonce = claims.nonce;
  const QuoteReport report = VerifyQuote({quote.attest, quote.signature, values}, policy);
  if (const Status failure = report.checks.FirstFailure(); !failure.ok())
    return Failed("the quote in the token: " + failure.message());
  if (const std::string problem = CoverageProblem(*attest, values); !problem.empty()) return Failed(problem);
  if (!report.checks.Passed(quote_check::kPcrDigest))
    return NotChecked("the quote covers registers of a bank that tokens do not know, so its digest cannot be compared");
  return {Outcome::kPassed, ""};
}

RegisterFinding CheckSigner(const Quote& quote, const token::TokenClaims& claims, const token::PcrBanks& banks,
                            const std::vector<crypto::PublicKey>& aks) {
  Status last;
  for (const crypto::PublicKey& ak : aks) {
    QuotePolicy policy;
    policy.ak = ak;
    policy.nonce = claims.nonce;
    const QuoteReport report = VerifyQuote({quote.attest, quote.signature, ValuesOf(banks)}, policy);
    if (report.verified)
      return {Outcome::kPassed, "pcr is what the attestation key " + ak.IdHex() + " signed, over the token's nonce"};
    last = report.checks.FirstFailure();
  }
  return Failed(aks.size() == 1 ? "the quote in the token: " + last.message()
                                : "the quote in the token is signed by none of the attestation keys that were given");
}

}  // namespace

RegisterFinding CheckTokenQuote(const token::TokenClaims& claims, const std::vector<crypto::PublicKey>& aks) {
  if (!claims.pcr) {
    return aks.empty() ? RegisterFinding{Outcome::kPassed, "the token says no registers"}
                       : NotChecked("the token says no registers that an attestation key could have signed");
  }
  const auto* banks = std::get_if<token::PcrBanks>(&*claims.pcr);
  if (banks == nullptr) return Missing(aks, "the registers are at a URI, which is not fetched");
  const token::LemEntry* entry = nullptr;
  for (const token::LemEntry& one : claims.lem) {
    if (one.role != token::Role::kLog || one.type != kQuoteType) continue;
    if (entry != nullptr) return Failed("the token carries several quotes, and pcr has the registers of one TPM");
    entry = &one;
  }
  if (entry == nullptr) return Missing(aks, "the token carries no quote of its registers");
  if (!entry->data) return Missing(aks, "the token names the quote of its registers, and does not carry it");
  const auto quote = DecodeCarried(*entry->data);
  if (!quote.ok()) return Failed("the quote in the token: " + quote.status().ToString());
  RegisterFinding found = Compare(*quote, claims, *banks);
  if (found.outcome == Outcome::kFailed) return found;
  if (!aks.empty()) {
    RegisterFinding signer = CheckSigner(*quote, claims, *banks, aks);
    if (signer.outcome == Outcome::kFailed || found.outcome == Outcome::kPassed) return signer;
  }
  if (found.outcome == Outcome::kNotChecked) return found;
  return NotChecked(
      "pcr and nonce are those of the quote in the token; who signed the quote is not known, as no attestation key was "
      "given");
}

}  // namespace mps::roots
