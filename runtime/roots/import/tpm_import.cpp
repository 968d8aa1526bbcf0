#include "roots/import/tpm_import.h"

#include <algorithm>

#include "roots/event_data.h"
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

constexpr const char* kGuestLog = "event-log-confidential-guest";

// SecureBoot is in register 7 of a TPM (PFP 3.3.4.8), and in RTMR 0, which CCEL counts as 1, of a confidential guest
// (UEFI Specification 2.10, 38.4.1).
bool IsOfGuest(const EventLog& log) {
  return std::any_of(log.events.begin(), log.events.end(), [](const Event& event) {
    if (event.pcr != 1 || event.type != kEvEfiVariableDriverConfig) return false;
    const auto variable = DecodeUefiVariable(event.data);
    return variable.ok() && variable->name == "SecureBoot";
  });
}

// The log of a TPM. What a confidential guest measured is in registers that no TPM quote has: it would not be believed
// in any case, and the reason is this and not that the log was changed.
Result<EventLog> LogOfTpm(ByteView octets) {
  if (AsText(octets).starts_with("CCEL"))
    return Status::Unsupported(kGuestLog,
                               "the ACPI table CCEL, which only says where the log of a confidential guest is");
  MPS_ASSIGN(auto log, DecodeEventLog(octets));
  if (IsOfGuest(log))
    return Status::Unsupported(kGuestLog,
                               "the log of a confidential guest (CCEL): its registers are RTMRs, which no TPM quotes");
  return log;
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
  QuoteEvidenceInput quote{input.attest, input.signature, input.ak, {}, {}, false};
  std::optional<Bytes> nonce = input.nonce;
  if (input.ak) {
    if (input.ak_public) {
      auto decoded = DecodePublicFile(*input.ak_public);
      if (!decoded.ok()) return decoded.TakeStatus().Within("the public area");
      quote.ak_public = std::move(decoded).value();
    }
    if (input.ak_certificates) {
      auto certified = JudgeAk(*input.ak, *input.ak_certificates, input.now);
      if (!certified.ok()) return certified.TakeStatus();
      quote.ak_certified = true;
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
    auto log = LogOfTpm(*input.event_log);
    if (!log.ok()) return log.TakeStatus().Within("the event log");
    out.Add(environments, input.boot, LogEnvironment(*log, out.proven, out.verified, {input.collector, input.version}));
  }
  out.document = eat::DocumentItem({input.now, nonce, {}}, std::move(environments));
  return out;
}

}  // namespace mps::roots
