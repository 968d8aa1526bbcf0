// `mps appraise`: evidence that answers a nonce becomes a signed attestation result (RFC 9334 5.2, background check).
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise_input.h"
#include "base/hex.h"
#include "ear_output.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "token/mps_token.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct AppraiseCommandArguments {
  AppraiseArguments appraise;
  EarArguments ear;
  std::string nonce, format;
};

constexpr std::int64_t kClockSkew = 300;  // seconds by which an attester's clock may be ahead, as for attest

// The nonce is what makes evidence fresh; times are the attester's word.
Status CheckFresh(const EvidenceFacts& facts, const Bytes& nonce, std::int64_t now) {
  if (!facts.nonce) {
    return {Code::kFreshness, "the evidence answers no nonce; collect it with --nonce " + HexEncode(nonce)};
  }
  if (*facts.nonce != nonce) {
    return {Code::kFreshness, "the evidence answers another nonce, " + HexEncode(*facts.nonce)};
  }
  for (const EnvironmentReport& environment : facts.environments) {
    if (!environment.in_evidence) continue;
    const EvidencePart& part = environment.part;
    const std::string name = "the evidence of `" + part.environment + "`";
    if (part.without_nonce || part.nonce_unknown) return {Code::kFreshness, name + " answers no nonce that is known"};
    for (const Bytes& answered : part.nonces) {
      if (answered != nonce) return {Code::kFreshness, name + " answers another nonce, " + HexEncode(answered)};
    }
    if (part.newest && *part.newest - kClockSkew > now)
      return {Code::kFreshness, name + " was collected after the time of the appraisal"};
  }
  if (facts.collected_at && *facts.collected_at - kClockSkew > now) {
    return {Code::kFreshness, "the evidence was collected after the time of the appraisal"};
  }
  return {};
}

ear::IssueInput InputOf(const AppraiseCommandArguments& arguments, const AppraiseOutcome& outcome, const Bytes& nonce) {
  ear::IssueInput input;
  input.claim_set = outcome.appraisal->claim_set.bytes();
  input.now = outcome.now;
  input.nonce = nonce;
  input.ueid = outcome.appraisal->evidence.ueid;
  if (arguments.ear.raw_evidence) input.raw_evidence = outcome.evidence;
  return input;
}

std::string Summary(const AppraiseCommandArguments& arguments, const AppraiseOutcome& outcome, const ear::Ear& result,
                    const Context& context) {
  if (arguments.format == "json") return ReportJson(*outcome.appraisal, outcome.engine);
  const Appraisal& appraisal = *outcome.appraisal;
  return Printable(appraisal.mps) + ", verdict " +
         Paint(VerdictName(appraisal.verdict), ColourOf(appraisal.verdict), context.colour_out) + ", hsh sha256 " +
         HexEncode(appraisal.hsh) + "\n" + EarSummary(arguments.ear, result);
}

int AppraiseEvidence(const AppraiseCommandArguments& arguments, const Context& context) {
  const auto nonce = ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce);
  if (!nonce.ok()) return Fail(nonce.status());
  if (Status status = CheckWritable(arguments.ear.output); !status.ok()) return Fail(status);
  AppraiseArguments appraise = arguments.appraise;
  appraise.keep_evidence = arguments.ear.raw_evidence;
  const auto outcome = RunAppraisal(appraise, Trust::kRequired, context);
  if (!outcome.appraisal) return outcome.exit;
  if (Status status = CheckFresh(outcome.appraisal->evidence, *nonce, outcome.now); !status.ok()) return Fail(status);
  const auto written = WriteEar(arguments.ear, InputOf(arguments, outcome, *nonce));
  if (!written.ok()) return Fail(written.status());
  if (arguments.ear.output != "-") Say(Summary(arguments, outcome, *written, context));
  return ExitFor(outcome.appraisal->verdict);
}

}  // namespace

void AddAppraise(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AppraiseCommandArguments>();
  CLI::App* command = app.add_subcommand("appraise", "appraise evidence that answers a nonce; sign the result (EAR)");
  AddAppraiseOptions(*command, arguments->appraise);
  command->add_option("--nonce", arguments->nonce, "the nonce that was sent, which the evidence must have")
      ->required()
      ->type_name("HEX");
  AddEarOptions(*command, arguments->ear, true, "the evidence");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 the level passes, 1 it fails, 4 it is incomplete, an attestation result written each time; 5 another "
      "nonce,\n"
      "and none is.\n"
      "Example: mps appraise debian-cis.mps --level L1 --evidence evidence.cbor --nonce $nonce --ear ear.jwt --ear-key "
      "verifier.pem");
  command->callback([arguments, &context] { context.exit = AppraiseEvidence(*arguments, context); });
}

}  // namespace mps::cli
