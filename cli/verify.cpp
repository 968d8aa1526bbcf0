// `mps verify`: a token against what the verifier knows: key, nonce, time, device, name, definition.
#include "token/verify.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "base/hex.h"
#include "compile_input.h"
#include "crypto/hash.h"
#include "crypto/key_uri.h"
#include "definition_input.h"
#include "ear_output.h"
#include "files.h"
#include "mps/limits.h"
#include "report_tailoring.h"
#include "roots/import/token_quote.h"
#include "terminal.h"
#include "trust/store.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct VerifyArguments {
  std::string token, trust, nonce, claims, evidence, ueid, subject, now, format;
  std::vector<std::string> keys, names, definitions, tailorings, aks;
  std::int64_t max_age = 86400, skew = 60;
  bool any_nonce = false, strict = false, upper_case = false;
  EarArguments ear;
};

// `sha256:HEX`, or a definition to compile: its definition digest.
Result<token::Digest> DefinitionDigest(const std::string& text, const Context& context) {
  constexpr std::string_view kPrefix = "sha256:";
  if (text.rfind(kPrefix, 0) == 0) {
    MPS_ASSIGN(auto digest, ParseHex("--definition", text.substr(kPrefix.size()), 32, 32));
    return token::Digest{DigestAlg::kSha256, std::move(digest)};
  }
  if (IsBundle(text)) {
    return Status(Code::kUsage, "--definition: `" + text +
                                    "` is a bundle, which nobody vouches for here; give sha256:HEX, the definition's "
                                    "digest that `mps build` prints");
  }
  const auto compilation = CompileDefinition(text, context);
  if (compilation.status().code() == Code::kIo) return Status(compilation.status()).Within("--definition");
  if (compilation.tailoring()) {
    return Status(Code::kUsage, "--definition: `" + text +
                                    "` is a tailor file; name what it tailors, and accept the tailoring itself by "
                                    "--tailoring");
  }
  if (!compilation.ok() || compilation.is_library()) {
    return Status(Code::kUsage, "--definition: `" + text + "` is neither sha256:HEX nor a definition that checks");
  }
  return token::Digest{DigestAlg::kSha256, DefinitionDigestOf(*compilation.program())};
}

// `sha256:HEX`, or a tailor file with its base beside it: its tailoring digest.
Result<token::Digest> TailoringDigest(const std::string& text, const Context& context) {
  constexpr std::string_view kPrefix = "sha256:";
  if (text.rfind(kPrefix, 0) == 0) {
    MPS_ASSIGN(auto digest, ParseHex("--tailoring", text.substr(kPrefix.size()), 32, 32));
    return token::Digest{DigestAlg::kSha256, std::move(digest)};
  }
  const auto compilation = CompileDefinition(text, context);
  if (compilation.status().code() == Code::kIo) return Status(compilation.status()).Within("--tailoring");
  const auto tailoring = compilation.tailoring();
  if (!tailoring)
    return Status(Code::kUsage, "--tailoring: `" + text + "` is neither sha256:HEX nor a tailor file that checks");
  return token::Digest{DigestAlg::kSha256, tailoring->digest};
}

Status AddTrust(const VerifyArguments& arguments, const Context& context, token::VerifyPolicy& policy) {
  for (const auto& uri : arguments.keys) {
    MPS_ASSIGN(auto key, crypto::LoadPublicKey(uri));
    const auto alg = crypto::DefaultSignAlg(key.kind());
    policy.anchors.push_back({std::move(key), alg, {}});
  }
  for (const auto& definition : arguments.definitions) {
    MPS_ASSIGN(auto digest, DefinitionDigest(definition, context));
    policy.definitions.push_back(std::move(digest));
  }
  for (const auto& tailoring : arguments.tailorings) {
    MPS_ASSIGN(auto digest, TailoringDigest(tailoring, context));
    policy.tailorings.push_back(std::move(digest));
  }
  policy.names = arguments.names;
  return {};
}

// Exactly one of keys and trust store says who is trusted.
Result<std::optional<trust::Store>> OpenTrust(const VerifyArguments& arguments) {
  if (arguments.keys.empty() == arguments.trust.empty()) {
    return Status(Code::kUsage, arguments.trust.empty()
                                    ? "nobody is trusted: give --key KEY, or --trust DIR with a trust store"
                                    : "--key and --trust exclude each other");
  }
  if (arguments.trust.empty()) return std::optional<trust::Store>();
  MPS_ASSIGN(auto store, trust::Store::Open(arguments.trust));
  return std::optional<trust::Store>(std::move(store));
}

Result<token::VerifyPolicy> PolicyOf(const VerifyArguments& arguments, const Context& context) {
  token::VerifyPolicy policy;
  MPS_TRY(AddTrust(arguments, context, policy));
  MPS_ASSIGN(policy.now, ParseNow(arguments.now));
  if (!arguments.nonce.empty()) {
    MPS_ASSIGN(policy.nonce, ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce));
  }
  if (!arguments.ueid.empty()) {
    MPS_ASSIGN(policy.ueid, ParseHex("--ueid", arguments.ueid, 7, 33));
  }
  if (!arguments.subject.empty()) policy.subject = arguments.subject;
  if (!arguments.claims.empty()) {
    MPS_ASSIGN(const auto bytes, ReadFile(arguments.claims, limit::kClaimSetBytes));
    policy.claim_set = ToBytes(AsBytes(bytes));
  }
  if (!arguments.evidence.empty()) {
    MPS_ASSIGN(auto read, ReadFile(arguments.evidence, limit::kEvidenceBytes));
    MPS_ASSIGN(const auto bytes, Unwrapped(std::move(read), Message::kEvidence));
    policy.evidence = ToBytes(AsBytes(bytes));
  }
  if (arguments.nonce.empty() != arguments.any_nonce) {
    return Status(Code::kUsage,
                  arguments.any_nonce
                      ? "--nonce and --any-nonce exclude each other"
                      : "no nonce: a token that was sent before would pass again; give --nonce HEX with the "
                        "nonce that was sent, or --any-nonce if none was");
  }
  std::vector<crypto::PublicKey> aks;
  for (const auto& uri : arguments.aks) {
    auto ak = crypto::LoadPublicKey(uri);
    if (!ak.ok()) return ak.TakeStatus().Within("--ak");
    aks.push_back(std::move(ak).value());
  }
  policy.registers = [aks](const token::TokenClaims& claims) { return roots::CheckTokenQuote(claims, aks); };
  policy.skew = arguments.skew;
  policy.max_age = arguments.max_age;
  policy.strict = arguments.strict;
  policy.upper_case = arguments.upper_case;
  return policy;
}

// ---------------------------------------------------------------- report
Colour ColourOfOutcome(token::Outcome outcome) {
  return outcome == token::Outcome::kPassed   ? Colour::kGreen
         : outcome == token::Outcome::kFailed ? Colour::kRed
                                              : Colour::kYellow;
}

std::string Text(const token::VerifyReport& report, bool colour) {
  Table table;
  for (const auto& check : report.checks) {
    table.AddRow({{std::string(token::CheckName(check.id))},
                  {std::string(token::OutcomeName(check.outcome)), ColourOfOutcome(check.outcome)},
                  {Printable(check.text)}});
  }
  std::string text = table.Render(colour) + "\n";
  if (!report.verified || !report.claims) {
    text += Paint("refused", Colour::kRed, colour);
    const auto why = std::find_if(report.checks.begin(), report.checks.end(),
                                  [](const auto& check) { return check.outcome == token::Outcome::kFailed; });
    if (why != report.checks.end())
      text += "   " + std::string(token::CheckName(why->id)) + ": " + Printable(why->text);
    return text + "\n";
  }
  const auto& summary = report.claims->summary;
  return text + Paint("verified", Colour::kGreen, colour) + "   mps " + Printable(summary.name) + "   verdict " +
         Paint(VerdictName(summary.verdict), ColourOf(summary.verdict), colour) + "   hsh " +
         HexEncode(summary.hash.value) + (report.claim_set ? TailoredText(*report.claim_set) : "") + "\n";
}

std::string Json(const token::VerifyReport& report) {
  nlohmann::ordered_json out{{"verified", report.verified}};
  if (report.verified && report.claims) {
    const auto& summary = report.claims->summary;
    out["mps"] = summary.name;
    out["verdict"] = VerdictName(summary.verdict);
    for (const Verdict verdict : kAllVerdicts) {
      if (const auto n = summary.counts[static_cast<std::size_t>(verdict)]; n > 0)
        out["counts"][std::string(VerdictName(verdict))] = n;
    }
    out["hsh"] = {{"alg", crypto::DigestName(summary.hash.alg)}, {"value", HexEncode(summary.hash.value)}};
    out["issued"] = report.claims->issued;
    out["expires"] = report.claims->expires;
    if (report.claim_set) AddTailoring(*report.claim_set, out);
  }
  if (report.form) out["form"] = *report.form == token::Form::kCwt ? "cwt" : "jwt";
  if (!report.key_id.empty()) out["kid"] = report.key_id;
  if (!report.anchor.empty()) out["anchor"] = report.anchor;
  out["checks"] = nlohmann::ordered_json::array();
  for (const auto& check : report.checks) {
    out["checks"].push_back(
        {{"check", token::CheckName(check.id)}, {"outcome", token::OutcomeName(check.outcome)}, {"text", check.text}});
  }
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

// The attestation result of a token that was verified: what its claim set says, and for no longer than the token.
Status IssueResult(const VerifyArguments& arguments, const token::VerifyPolicy& policy,
                   const token::VerifyReport& report, ByteView token) {
  if (!report.claim_set) {
    return {
        Code::kUsage,
        "no attestation result: the token does not carry its claim set, which has the grades; give it with --claims"};
  }
  ear::IssueInput input;
  MPS_ASSIGN(input.claim_set, claims::EncodeClaimSet(*report.claim_set));
  input.hash_alg = report.claims->summary.hash.alg;
  input.now = *policy.now;
  input.nonce = policy.nonce;
  input.ueid = report.claims->ueid;
  input.subject = report.claims->subject;
  if (arguments.ear.raw_evidence) input.raw_evidence = ToBytes(token);
  MPS_ASSIGN(const ear::Ear result, WriteEar(arguments.ear, input, report.claims->expires));
  if (arguments.ear.output != "-" && arguments.format != "json") Say(EarSummary(arguments.ear, result));
  return {};
}

int Verify(const VerifyArguments& arguments, const Context& context) {
  const auto store = OpenTrust(arguments);
  if (!store.ok()) return Fail(store.status());
  auto policy = PolicyOf(arguments, context);
  if (!policy.ok()) return Fail(policy.status());
  if (*store) policy->trust = &(*store)->anchors();
  if (!arguments.ear.output.empty()) {
    if (Status status = CheckWritable(arguments.ear.output); !status.ok()) return Fail(status);
  }
  auto read = ReadFile(arguments.token, limit::kTokenBytes);
  if (!read.ok()) return Fail(read.status());
  auto bytes = Unwrapped(std::move(read).value(), Message::kToken);
  if (!bytes.ok()) return Fail(bytes.TakeStatus().Within("token `" + arguments.token + "`"));
  const auto report = token::VerifyToken(AsBytes(*bytes), *policy);
  const std::string text = arguments.format == "json" ? Json(report) : Text(report, context.colour_out);
  arguments.ear.output == "-" ? Note(text) : Say(text);  // the result alone goes to standard output
  if (!report.verified || !report.claims) return kExitRefused;
  if (!arguments.ear.output.empty()) {
    if (Status status = IssueResult(arguments, *policy, report, AsBytes(*bytes)); !status.ok()) return Fail(status);
  }
  return ExitFor(report.claims->summary.verdict);
}

}  // namespace

void AddVerify(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* command = app.add_subcommand("verify", "verify a token and print the verdict it states");
  command->add_option("TOKEN", arguments->token, "the token, CWT or JWT")->required()->type_name("");
  command->add_option("--key", arguments->keys, "a key that is trusted to sign; may be repeated")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command->add_option("--trust", arguments->trust, "a trust store (mps trust) in place of --key")->type_name("DIR");
  command->add_option("--nonce", arguments->nonce, "the nonce that was sent, in hex")->type_name("HEX");
  command->add_flag("--any-nonce", arguments->any_nonce,
                    "no nonce was sent: accept whatever the token has, replayed or not");
  command->add_option("--claims", arguments->claims, "the claim-set bytes, where the token does not carry them")
      ->type_name("FILE");
  command->add_option("--evidence", arguments->evidence, "the evidence, to compare with its digest in the token")
      ->type_name("FILE");
  command->add_option("--definition", arguments->definitions, "accept only this definition: a file, or sha256:HEX")
      ->type_name("DEF")
      ->allow_extra_args(false);
  command->add_option("--mps", arguments->names, "accept only this registered name, such as Debian-12-CIS-L1")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      ->add_option("--tailoring", arguments->tailorings,
                   "accept this tailoring too: a tailor file, or sha256:HEX; may be repeated")
      ->type_name("TAILOR")
      ->allow_extra_args(false);
  command
      ->add_option("--ak", arguments->aks,
                   "attestation key of the TPM whose quote is in the token (pcr); may be repeated")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command->add_option("--ueid", arguments->ueid, "the device that was asked, in hex")->type_name("HEX");
  command->add_option("--sub", arguments->subject, "the device by its other name")->type_name("TEXT");
  command->add_option("--max-age", arguments->max_age, "oldest evidence that is accepted, in seconds")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str()
      ->type_name("S");
  command->add_option("--skew", arguments->skew, "seconds that clocks may differ")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str()
      ->type_name("S");
  command->add_option("--now", arguments->now, "time of verification (default: the clock)")->type_name("T");
  command->add_flag("--strict", arguments->strict, "refuse what could not be checked");
  command->add_flag("--upper-case", arguments->upper_case, "JWT: take the claim names of the 2024 draft");
  AddEarOptions(*command, arguments->ear, false, "the token");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 verified and pass, 1 verified and fail, 4 verified and incomplete, 5 refused; of a token that is "
      "refused "
      "no\nattestation result is written.\n"
      "Example: mps verify token.cwt --key key.pub.pem --nonce 00112233445566778899aabbccddeeff --mps "
      "Debian-12-CIS-L1\n"
      "         mps verify token.cwt --trust ~/.config/mps/trust --nonce 00112233445566778899aabbccddeeff");
  command->callback([arguments, &context] { context.exit = Verify(*arguments, context); });
}

}  // namespace mps::cli
