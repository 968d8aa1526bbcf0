#include "roots/import/tpm_import.h"

#include "roots/import/log_claims.h"
#include "roots/import/pcr_text.h"
#include "roots/import/quote_claims.h"
#include "roots/quote.h"

namespace mps::roots {
namespace {

using eat::Item;

Result<QuoteReport> Verified(const TpmImport& input, const std::optional<tpm::Public>& ak_public) {
  MPS_ASSIGN(PcrValues values, tpm::DecodePcrFile(input.pcrs));
  QuotePolicy policy{*input.ak};
  policy.ak_public = ak_public;
  policy.nonce = input.nonce;
  QuoteReport report = VerifyQuote({input.attest, input.signature, std::move(values)}, policy);
  MPS_TRY(Refusal(report.checks));
  // The policy is not strict, since a nonce and the public area need not be given. But a quote without its values
  // proves no register.
  const Check* digest = report.checks.Find(quote_check::kPcrDigest);
  if (!report.verified || digest == nullptr || digest->outcome != Outcome::kPassed)
    return Status(Code::kTrust, "pcr-digest: " + (digest == nullptr ? std::string("not checked") : digest->text));
  return report;
}

// What is carried unverified is still a quote.
Status CheckForm(const TpmImport& input) {
  auto attest = tpm::DecodeAttest(input.attest);
  if (!attest.ok()) return attest.TakeStatus().Within("the attested structure");
  if (attest->magic != tpm::kGenerated || attest->type != tpm::kAttestQuote)
    return {Code::kInvalid, "the attested structure is no quote"};
  auto signature = tpm::DecodeSignature(input.signature);
  if (!signature.ok()) return signature.TakeStatus().Within("the signature");
  auto values = tpm::DecodePcrFile(input.pcrs);
  return values.ok() ? Status() : values.TakeStatus();
}

Status CheckSizes(const TpmImport& input) {
  const auto too_long = [](ByteView octets, std::size_t most) { return octets.size() > most; };
  if (too_long(input.attest, kQuoteFileBytes) || too_long(input.signature, kQuoteFileBytes) ||
      too_long(input.ak_public.value_or(ByteView()), kQuoteFileBytes) || too_long(input.pcrs, kPcrFileBytes))
    return {Code::kLimit, "a quote, signature, public area or file of registers is longer than is taken"};
  return {};
}

}  // namespace

Result<TpmImported> ImportTpm(const TpmImport& input) {
  MPS_TRY(CheckSizes(input));
  TpmImported out;
  out.kind = "TPM quote";
  QuoteEvidenceInput quote{input.attest, input.signature, input.ak, {}, {}};
  std::optional<Bytes> nonce = input.nonce;
  if (input.ak) {
    if (input.ak_public) {
      auto decoded = DecodePublicFile(*input.ak_public);
      if (!decoded.ok()) return decoded.TakeStatus().Within("the public area");
      quote.ak_public = std::move(decoded).value();
    }
    MPS_ASSIGN(quote.report, Verified(input, quote.ak_public));
    out.verified = true;
    out.proven = quote.report.proven;
    const Bytes& extra = quote.report.attest->extra_data;
    if (!nonce && input.nonce_of_quote && !extra.empty()) nonce = extra;
  } else {
    MPS_TRY(CheckForm(input));
  }
  Item environments = Item::Map();
  out.Add(environments, input.tpm, QuoteEnvironment(quote, {input.collector, input.version}));
  if (input.event_log) {
    auto log = DecodeEventLog(*input.event_log);
    if (!log.ok()) return log.TakeStatus().Within("the event log");
    out.Add(environments, input.boot, LogEnvironment(*log, out.proven, out.verified, {input.collector, input.version}));
  }
  out.document = eat::DocumentItem({input.now, nonce, {}}, std::move(environments));
  return out;
}

}  // namespace mps::roots
