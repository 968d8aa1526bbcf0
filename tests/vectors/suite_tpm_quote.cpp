// Suite tpm-quote: quotes of real TPMs with the registers they are over, some of them altered.
#include "base/base64url.h"
#include "base/hex.h"
#include "roots/event_log.h"
#include "roots/event_replay.h"
#include "roots/quote.h"
#include "vectors/roots_values.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using roots::PcrValues;
using roots::QuoteReport;

// A quote's octets stand in the manifest and in a file; they have to be the same.
Result<Bytes> OctetsOf(const Input& input, const json::Value& test, std::string_view member, std::size_t file) {
  MPS_ASSIGN(Bytes octets, HexOf(test, member));
  const json::Value* files = test.Find("files");
  if (files == nullptr || files->items().size() <= file) return Status(Code::kInternal, "the case has no file");
  MPS_ASSIGN(const Bytes same, input.Read(files->items()[file].text()));
  if (same != octets) return Status(Code::kInternal, "file and manifest differ");
  return octets;
}

Result<roots::QuotePolicy> PolicyOf(const json::Value& test, const PcrValues& values) {
  MPS_ASSIGN(crypto::PublicKey key, crypto::PublicKeyFromPem(TextOf(test, "ak_pem")));
  roots::QuotePolicy policy{std::move(key)};
  MPS_ASSIGN(policy.nonce, HexOf(test, "nonce_hex"));
  if (test.Find("ak_tpmt_public_hex") != nullptr) {
    MPS_ASSIGN(const Bytes area, HexOf(test, "ak_tpmt_public_hex"));
    MPS_ASSIGN(policy.ak_public, roots::tpm::DecodePublic(area));
  }
  for (const auto& [bank, registers] : values) {
    for (const auto& [pcr, value] : registers) policy.wanted.push_back({bank, pcr});
  }
  return policy;
}

// The fields that the manifest has taken out of the quote.
Status CompareFields(const json::Value& test, const QuoteReport& report, const PcrValues& values) {
  const json::Value* parsed = test.Find("parsed");
  if (parsed == nullptr || !report.attest) return {Code::kInternal, "nothing to compare"};
  const auto& attest = *report.attest;
  const auto is = [&](std::string_view name, std::uint64_t value) {
    const json::Value* number = parsed->Find(name);
    return number != nullptr && number->AsInt().value_or(-1) == static_cast<std::int64_t>(value);
  };
  if (!is("clock", attest.clock) || !is("resetCount", attest.reset_count) ||
      !is("restartCount", attest.restart_count) || !is("safe", attest.safe ? 1 : 0) ||
      TextOf(*parsed, "qualifiedSigner") != HexEncode(attest.qualified_signer) ||
      TextOf(*parsed, "pcrDigest") != HexEncode(attest.pcr_digest))
    return {Code::kInternal, "the fields are not those of the manifest"};
  return report.proven == values ? Status() : Status(Code::kInternal, "the registers proven are not those given");
}

// Each check that the manifest says fails has to be one that we see fail.
Status CompareReasons(const json::Value& test, const QuoteReport& report) {
  const json::Value* reasons = test.Find("own_check");
  if (reasons == nullptr || reasons->items().empty()) return {Code::kInternal, "the case gives no reason"};
  for (const json::Value& reason : reasons->items()) {
    const std::string name = reason.text() == "pcrDigest" ? "pcr-digest" : reason.text();
    const roots::Check* check = report.checks.Find(name);
    if (check == nullptr || check->outcome != roots::Outcome::kFailed)
      return {Code::kInternal, "check " + name + " does not fail"};
  }
  return {};
}

void RunQuote(const Input& input, const json::Value& test, Report& report) {
  const std::string id = IdOf(test);
  auto attest = OctetsOf(input, test, "attest_hex", 0);
  auto signature = OctetsOf(input, test, "signature_hex", 1);
  auto values = PcrValuesOf(test.Find("pcrs"));
  if (!attest.ok() || !signature.ok() || !values.ok()) return report.Fail(id, "the case cannot be read");
  const auto policy = PolicyOf(test, *values);
  if (!policy.ok()) return report.Fail(id, policy.status().ToString());
  const QuoteReport verified = roots::VerifyQuote({*attest, *signature, *values}, *policy);
  const bool valid = TextOf(test, "expect") == "accept";
  if (verified.verified != valid) return report.Fail(id, verified.checks.ToText());
  const Status compared = valid ? CompareFields(test, verified, *values) : CompareReasons(test, verified);
  report.Check(id, compared.ok(), compared.message());
}

const json::Value* CaseOf(const Input& input, std::string_view id) {
  for (const json::Value& test : input.cases()) {
    if (IdOf(test) == id) return &test;
  }
  return nullptr;
}

void RunPcrFile(const Input& input, const json::Value& test, Report& report) {
  const json::Value* quote = CaseOf(input, "keylime_quote_sha256");
  const auto expected = PcrValuesOf(quote == nullptr ? nullptr : quote->Find("pcrs"));
  const auto file = input.Read(FileOf(test));
  if (!expected.ok() || !file.ok()) return report.Fail(IdOf(test), "the case cannot be read");
  const auto values = roots::tpm::DecodePcrFile(*file);
  report.Check(IdOf(test), values.ok() && *values == *expected, "the registers are not those of the quote");
}

// Every register that the log extends, in the banks of the quotes that have it.
Status ReplayAgainstQuotes(const Input& input, const Bytes& file) {
  MPS_ASSIGN(const auto log, roots::DecodeEventLog(file));
  for (const std::string bank : {"sha1", "sha256"}) {
    const json::Value* quote = CaseOf(input, "gce-cos-85-no-nonce_" + bank);
    MPS_ASSIGN(const PcrValues values, PcrValuesOf(quote == nullptr ? nullptr : quote->Find("pcrs")));
    MPS_ASSIGN(const auto compared, roots::Compare(log, HashIdOf(bank), values));
    if (compared.empty()) return {Code::kInternal, "the log extends nothing"};
    for (const auto& each : compared) {
      if (each.agreement != roots::Agreement::kSame)
        return {Code::kInternal, PcrNameText(each.name) + " is not what was quoted"};
    }
  }
  return {};
}

void RunLog(const Input& input, const json::Value& test, Report& report) {
  const auto file = input.Read(FileOf(test));
  if (!file.ok()) return report.Fail(IdOf(test), file.status().ToString());
  report.Accept(IdOf(test), ReplayAgainstQuotes(input, *file), true);
}

// A dump in JSON, the quote in it in base64. It must be told from a quote that is broken.
void RunTpm12(const Input& input, const json::Value& test, Report& report) {
  const auto file = input.ReadJson(FileOf(test));
  const json::Value* quote = file.ok() ? file->Find("Quote") : nullptr;
  const auto octets = Base64Decode(quote == nullptr ? std::string() : TextOf(*quote, "Quote"));
  if (!octets.ok() || octets->empty()) return report.Fail(IdOf(test), "the dump has no quote");
  const auto attest = roots::tpm::DecodeAttest(*octets);
  if (!attest.ok() && attest.status().feature() != "tpm-1.2")
    return report.Fail(IdOf(test), attest.status().ToString());
  report.Reject(IdOf(test), attest.ok() ? Status() : attest.status());
}

}  // namespace

void RunTpmQuote(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    if (test.Find("attest_hex") != nullptr) {
      RunQuote(input, test, report);
    } else if (id == "keylime_quotepcr_file") {
      RunPcrFile(input, test, report);
    } else if (id.ends_with("_eventlog")) {
      RunLog(input, test, report);
    } else if (id == "linux_tpm12") {
      RunTpm12(input, test, report);
    } else {
      report.Fail(id, "a case of a kind that is not known");
    }
  }
}

}  // namespace mps::vectors
