// `mps result`: an attestation result (EAR) as a relying party takes it.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/time.h"
#include "command.h"
#include "crypto/key_uri.h"
#include "ear/ear.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "token/mps_token.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

struct ResultArguments {
  std::string file, nonce, now, verifier, ueid, subject, format;
  std::vector<std::string> keys, policies;
  std::int64_t skew = 60;
  bool any_nonce = false;
};

Result<eat::Policy> PolicyOf(const ResultArguments& arguments) {
  eat::Policy policy;
  MPS_ASSIGN(policy.now, ParseNow(arguments.now));
  policy.skew = arguments.skew;
  policy.any_kid = true;
  policy.rules.allow_bundles = false;
  if (arguments.nonce.empty() != arguments.any_nonce) {
    return Status(Code::kUsage,
                  arguments.any_nonce
                      ? "--nonce and --any-nonce exclude each other"
                      : "no nonce: a result that was given before would pass again; give --nonce HEX with "
                        "the nonce that was sent, or --any-nonce if none was");
  }
  if (!arguments.nonce.empty()) {
    MPS_ASSIGN(policy.nonce, ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce));
  }
  return policy;
}

// Under the first key that verifies it.
Result<ear::Ear> Verified(ByteView token, const ResultArguments& arguments) {
  MPS_ASSIGN(eat::Policy policy, PolicyOf(arguments));
  std::optional<Status> fault;
  for (const auto& uri : arguments.keys) {
    MPS_ASSIGN(const auto key, crypto::LoadPublicKey(uri));
    policy.keys = {{{}, key, crypto::DefaultSignAlg(key.kind())}};
    auto result = ear::VerifyEar(token, policy);
    if (result.ok()) return result;
    if (!fault || result.status().code() != Code::kSignature) fault = result.TakeStatus();
  }
  return *fault;
}

Status CheckDevice(const ear::Ear& result, const ResultArguments& arguments) {
  if (!arguments.ueid.empty()) {
    MPS_ASSIGN(const Bytes ueid, ParseHex("--ueid", arguments.ueid, 7, 33));
    if (!result.ueid) return {Code::kTrust, "the result does not name its device by a UEID"};
    if (*result.ueid != ueid) return {Code::kTrust, "the result is of the device " + HexEncode(*result.ueid)};
  }
  if (arguments.subject.empty() || result.subject == arguments.subject) return {};
  return {Code::kTrust, result.subject ? "the result is of the device `" + *result.subject + "`"
                                       : "the result does not name its device by sub"};
}

Status CheckWanted(const ear::Ear& result, const ResultArguments& arguments) {
  if (!arguments.verifier.empty() && result.verifier.developer != arguments.verifier) {
    return {Code::kTrust, "the verifier is `" + result.verifier.developer + "`, not `" + arguments.verifier + "`"};
  }
  MPS_TRY(CheckDevice(result, arguments));
  if (arguments.policies.empty()) return {};
  for (const auto& [name, appraisal] : result.submods) {
    const auto& known = arguments.policies;
    const bool good = !appraisal.policies.empty() &&
                      std::all_of(appraisal.policies.begin(), appraisal.policies.end(), [&](const std::string& one) {
                        return std::find(known.begin(), known.end(), one) != known.end();
                      });
    if (!good) return {Code::kTrust, "`" + name + "` was not appraised by the policies that were named alone"};
  }
  return {};
}

Colour ColourOfTier(ear::Tier tier) {
  return tier == ear::Tier::kAffirming         ? Colour::kGreen
         : tier == ear::Tier::kContraindicated ? Colour::kRed
                                               : Colour::kYellow;
}

// `configuration 2 affirming`, one for each claim that is made.
std::vector<std::string> ClaimsOf(const ear::Appraisal& appraisal) {
  std::vector<std::string> out;
  for (std::size_t i = 0; appraisal.vector && i < ear::kCategories; ++i) {
    const std::int8_t claim = (*appraisal.vector)[i];
    if (claim == 0) continue;
    out.push_back(std::string(ear::CategoryLabel(static_cast<ear::Category>(i)).name) + " " + std::to_string(claim) +
                  " " + std::string(ear::TierName(ear::TierOf(claim))));
  }
  return out;
}

std::string Text(const ear::Ear& result, bool colour) {
  Table table;
  table.AddRow({{"verifier"}, {Printable(result.verifier.developer + ", " + result.verifier.build)}});
  if (result.ueid) table.AddRow({{"device"}, {HexEncode(*result.ueid)}});
  if (result.subject) table.AddRow({{"device"}, {Printable(*result.subject)}});
  table.AddRow({{"profile"}, {Printable(result.profile)}});
  table.AddRow({{"issued"}, {TimeText(result.issued)}});
  if (result.expires) table.AddRow({{"expires"}, {TimeText(*result.expires)}});
  for (const auto& [name, appraisal] : result.submods) {
    table.AddRow({{Printable(name)}, {std::string(ear::TierName(appraisal.status)), ColourOfTier(appraisal.status)}});
    for (const auto& line : ClaimsOf(appraisal)) table.AddRow({{""}, {line}});
    for (const auto& policy : appraisal.policies) table.AddRow({{""}, {"policy " + Printable(policy)}});
  }
  const ear::Tier overall = result.Overall();
  return table.Render(colour) + "\n" + Paint("verified", Colour::kGreen, colour) + "   status " +
         Paint(ear::TierName(overall), ColourOfTier(overall), colour) + "\n";
}

std::string Json(const ear::Ear& result) {
  ordered_json out{{"verified", true}, {"status", ear::TierName(result.Overall())}, {"profile", result.profile}};
  out["verifier"] = {{"developer", result.verifier.developer}, {"build", result.verifier.build}};
  out["ueid"] = result.ueid ? ordered_json(HexEncode(*result.ueid)) : ordered_json(nullptr);
  out["sub"] = result.subject ? ordered_json(*result.subject) : ordered_json(nullptr);
  out["issued"] = result.issued;
  out["expires"] = result.expires ? ordered_json(*result.expires) : ordered_json(nullptr);
  for (const auto& [name, appraisal] : result.submods) {
    ordered_json one{{"status", ear::TierName(appraisal.status)}, {"vector", ordered_json::object()}};
    for (std::size_t i = 0; appraisal.vector && i < ear::kCategories; ++i) {
      const auto category = std::string(ear::CategoryLabel(static_cast<ear::Category>(i)).name);
      if ((*appraisal.vector)[i] != 0) one["vector"][category] = (*appraisal.vector)[i];
    }
    one["policies"] = appraisal.policies;
    out["submods"][name] = std::move(one);
  }
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

Exit ExitFor(ear::Tier tier) {
  return tier == ear::Tier::kAffirming ? kExitPass : tier == ear::Tier::kNone ? kExitIncomplete : kExitFail;
}

int ShowResult(const ResultArguments& arguments, const Context& context) {
  const std::string within = "attestation result `" + arguments.file + "`";
  auto read = ReadFile(arguments.file, limit::kTokenBytes);
  if (!read.ok()) return Fail(read.status());
  auto bytes = Unwrapped(std::move(read).value(), Message::kResult);
  if (!bytes.ok()) return Fail(bytes.TakeStatus().Within(within));
  auto result = Verified(AsBytes(*bytes), arguments);
  if (!result.ok()) {
    return Fail(result.status().code() == Code::kUsage ? result.TakeStatus() : result.TakeStatus().Within(within));
  }
  if (Status status = CheckWanted(*result, arguments); !status.ok()) return Fail(std::move(status).Within(within));
  Say(arguments.format == "json" ? Json(*result) : Text(*result, context.colour_out));
  return ExitFor(result->Overall());
}

}  // namespace

void AddResult(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ResultArguments>();
  CLI::App* command = app.add_subcommand("result", "verify an attestation result (EAR) and print its status");
  command->add_option("EAR", arguments->file, "the attestation result, CWT or JWT")->required()->type_name("");
  command->add_option("--key", arguments->keys, "a verifier's key that is trusted; may be repeated")
      ->required()
      ->type_name("KEY")
      ->allow_extra_args(false);
  command->add_option("--nonce", arguments->nonce, "the nonce that was sent, in hex")->type_name("HEX");
  command->add_flag("--any-nonce", arguments->any_nonce,
                    "no nonce was sent: accept whatever the result has, replayed or not");
  command->add_option("--verifier", arguments->verifier, "accept only this verifier, as its developer is stated")
      ->type_name("NAME");
  command->add_option("--policy", arguments->policies, "accept only what this appraisal policy judged; may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  command->add_option("--ueid", arguments->ueid, "the device that was asked, in hex")->type_name("HEX");
  command->add_option("--sub", arguments->subject, "the device by its other name")->type_name("TEXT");
  command->add_option("--skew", arguments->skew, "seconds that clocks may differ")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str()
      ->type_name("S");
  command->add_option("--now", arguments->now, "time of verification (default: the clock)")->type_name("T");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 affirming, 1 warning or contraindicated, 4 none, 5 refused, 6 it is no attestation result.\n"
      "Example: mps result ear.jwt --key verifier.pub.pem --nonce $nonce --verifier https://verifier.example");
  command->callback([arguments, &context] { context.exit = ShowResult(*arguments, context); });
}

}  // namespace mps::cli
