// `mps attest`: appraises evidence and signs what came of it as an EAT.
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise_input.h"
#include "base/hex.h"
#include "crypto/key_uri.h"
#include "files.h"
#include "mps/limits.h"
#include "roots/ak_certificate.h"
#include "roots/import/carried_quote.h"
#include "terminal.h"
#include "token/mps_token.h"
#include "tpm_input.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

constexpr std::string_view kQuoteSchema = "tpm.quote";

struct AttestArguments {
  AppraiseArguments appraise;
  std::string key, chain, ak, ak_chain, ak_trust, nonce, ueid, subject, form, output, claims, claims_uri, hash, format;
  std::int64_t lifetime = token::kDefaultLifetime;
  bool require_pass = false, measured = false, upper_case = false, wrap = false;
};

Result<token::EvidenceInput> EvidenceOf(const Appraisal& appraisal) {
  const EvidenceFacts& facts = appraisal.evidence;
  if (!facts.collected_at) {
    return Status(Code::kFreshness,
                  "the evidence does not say when it was collected: it can be evaluated, not attested");
  }
  token::EvidenceInput evidence;
  evidence.type = facts.media_type;
  evidence.digest = {DigestAlg::kSha256, facts.sha256};
  evidence.collected_at = *facts.collected_at;
  evidence.nonce = facts.nonce;
  for (const EnvironmentReport& environment : facts.environments) {
    if (environment.in_evidence) evidence.parts.push_back(environment.part);
  }
  return evidence;
}

// The bundle that was run, by the digest of its image.
token::LemEntry ProgramEntry(const Bytes& digest) {
  token::LemEntry entry;
  entry.role = token::Role::kProgram;
  entry.type = bundle::kProgramType;
  entry.digest = token::Digest{DigestAlg::kSha256, digest};
  return entry;
}

// A signed endorsement file that was used.
token::LemEntry EndorsementEntry(const endorse::Used& used) {
  token::LemEntry entry;
  entry.role = token::Role::kEndorsement;
  entry.type = used.type;
  entry.digest = token::Digest{DigestAlg::kSha256, used.digest};
  return entry;
}

Result<token::TokenInput> InputOf(const AttestArguments& arguments, const Appraisal& appraisal,
                                  const AppraiseOutcome& outcome) {
  const std::int64_t now = outcome.now;
  token::TokenInput input;
  input.claim_set = appraisal.claim_set;
  input.now = now;
  input.expires = now + arguments.lifetime;
  MPS_ASSIGN(input.nonce, ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce));
  if (!arguments.ueid.empty()) {
    MPS_ASSIGN(input.ueid, ParseHex("--ueid", arguments.ueid, 7, 33));
  }
  if (!arguments.subject.empty()) input.subject = arguments.subject;
  if (!input.ueid && !input.subject)
    return Status(Code::kUsage, "a token names its device: give --ueid HEX or --sub TEXT");
  if (appraisal.evidence.ueid && input.ueid && *appraisal.evidence.ueid != *input.ueid) {
    return Status(Code::kTrust, "the evidence is of the device " + HexEncode(*appraisal.evidence.ueid) + ", not of " +
                                    arguments.ueid);
  }
  input.hash_alg = arguments.hash == "sha512"   ? DigestAlg::kSha512
                   : arguments.hash == "sha384" ? DigestAlg::kSha384
                                                : DigestAlg::kSha256;
  if (!arguments.claims_uri.empty()) {
    input.delivery = token::Delivery::kUri;
    input.claim_set_uri = arguments.claims_uri;
  }
  MPS_ASSIGN(auto evidence, EvidenceOf(appraisal));
  input.evidence.push_back(std::move(evidence));
  if (outcome.bundle_digest) input.attachments.push_back(ProgramEntry(*outcome.bundle_digest));
  for (const auto& used : outcome.endorsements) input.attachments.push_back(EndorsementEntry(used));
  if (!arguments.chain.empty()) {
    MPS_ASSIGN(input.x5chain, ReadChain(arguments.chain));
  }
  input.measured_results = arguments.measured;
  input.upper_case = arguments.upper_case;
  return input;
}

// --ak, with its certificate judged where there is one.
Result<crypto::PublicKey> AttestationKey(const AttestArguments& arguments, std::int64_t now) {
  MPS_ASSIGN(auto ak, crypto::LoadPublicKey(arguments.ak));
  MPS_ASSIGN(const auto certified, ReadAkTrust(arguments.ak_chain, arguments.ak_trust));
  if (certified) {
    const auto judged = roots::JudgeAk(ak, {certified->chain, certified->store.anchors()}, now);
    if (!judged.ok()) return judged.status();
  }
  return ak;
}

// The quote in the evidence, verified under --ak and over the token's nonce: `pcr`, `fma`, and the quote itself. A
// document is gone through for quotes only if the definition has a place for one.
Status AddQuote(const AttestArguments& arguments, const std::optional<Bytes>& evidence, token::TokenInput& input) {
  if (!evidence) {
    if (arguments.ak.empty()) return {};
    return {Code::kUsage, "--ak: the definition has no environment of the schema " + std::string(kQuoteSchema) +
                              "; a token says the registers that its evidence has"};
  }
  auto quotes = roots::CarriedQuotes(*evidence);
  if (!quotes.ok()) return quotes.TakeStatus().Within("the quote in the evidence");
  if (arguments.ak.empty()) {
    if (!quotes->empty()) Note("mps: the evidence has a TPM quote, and no --ak was given: the token says no pcr");
    return {};
  }
  if (quotes->size() != 1) {
    return {Code::kUsage, "--ak: the evidence has " + (quotes->empty() ? "no" : std::to_string(quotes->size())) +
                              " environments of the schema tpm.quote; a token says the registers of one TPM"};
  }
  MPS_ASSIGN(const auto ak, AttestationKey(arguments, input.now));
  auto proven = roots::ProveForToken((*quotes)[0], ak, input.nonce);
  if (!proven.ok()) return proven.TakeStatus().Within("environment `" + (*quotes)[0].environment + "`");
  input.pcr = std::move(proven->pcr);
  input.fma = std::string(roots::kQuoteType);
  input.attachments.push_back(std::move(proven->entry));
  return {};
}

Status Sign(const AttestArguments& arguments, const token::TokenInput& input) {
  MPS_ASSIGN(auto signer, crypto::LoadSigner(arguments.key));
  const auto form = arguments.form == "jwt" ? token::Form::kJwt : token::Form::kCwt;
  MPS_ASSIGN(auto bytes, token::MakeToken(form, *signer, input));
  if (arguments.wrap) {
    MPS_ASSIGN(bytes, Wrapped(bytes, Message::kToken));
  }
  if (!arguments.claims.empty()) MPS_TRY(WriteFile(arguments.claims, input.claim_set.bytes()));
  return WriteFile(arguments.output, bytes);
}

std::string Summary(const AttestArguments& arguments, const Appraisal& appraisal, const EngineReport& engine,
                    bool colour) {
  if (arguments.format == "json") {
    nlohmann::ordered_json out{{"output", arguments.output},
                               {"token", arguments.form},
                               {"mps", appraisal.mps},
                               {"verdict", VerdictName(appraisal.verdict)}};
    out["hsh"] = {{"alg", "sha256"}, {"value", HexEncode(appraisal.hsh)}};
    out["engine"] = EngineJson(appraisal, engine);
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  return Printable(arguments.output) + ": " + Printable(appraisal.mps) + ", verdict " +
         Paint(VerdictName(appraisal.verdict), ColourOf(appraisal.verdict), colour) + ", hsh sha256 " +
         HexEncode(appraisal.hsh) + "\n";
}

int Attest(const AttestArguments& arguments, const Context& context) {
  if (arguments.output == arguments.claims) return Fail(kExitUsage, "--output and --claims name the same file");
  AppraiseArguments appraise = arguments.appraise;
  appraise.keep_for = kQuoteSchema;  // for the quote in it
  auto outcome = RunAppraisal(appraise, Trust::kRequired, context);
  if (!outcome.appraisal) return outcome.exit;
  const Appraisal& appraisal = *outcome.appraisal;
  if (arguments.require_pass && appraisal.verdict != Verdict::kPass) {
    return Fail(ExitFor(appraisal.verdict),
                "no token: the verdict is " + std::string(VerdictName(appraisal.verdict)) + " (--require-pass)");
  }
  auto input = InputOf(arguments, appraisal, outcome);
  if (!input.ok()) return Fail(input.status());
  if (Status status = AddQuote(arguments, outcome.evidence, *input); !status.ok()) return Fail(status);
  if (Status status = Sign(arguments, *input); !status.ok()) return Fail(status);
  if (arguments.output != "-") Say(Summary(arguments, appraisal, outcome.engine, context.colour_out));
  return kExitPass;
}

}  // namespace

void AddAttest(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AttestArguments>();
  CLI::App* command = app.add_subcommand("attest", "appraise evidence and sign the result as a token");
  AddAppraiseOptions(*command, arguments->appraise);
  command->add_option("--key", arguments->key, "private key: a PEM file, file:, pkcs11: or handle: URI")
      ->required()
      ->type_name("KEY");
  command->add_option("--chain", arguments->chain, "certificates of the key up to its CA, in PEM, to go with the token")
      ->type_name("FILE");
  auto* ak =
      command
          ->add_option(
              "--ak", arguments->ak,
              "attestation key of the TPM whose quote is in the evidence: the token then says its registers (pcr)")
          ->type_name("KEY");
  AddAkCertificateOptions(*command, *ak, arguments->ak_chain, arguments->ak_trust);
  command->add_option("--nonce", arguments->nonce, "the verifier's nonce, 8 to 64 bytes in hex")
      ->required()
      ->type_name("HEX");
  command->add_option("--ueid", arguments->ueid, "the device, 7 to 33 bytes in hex (RFC 9711 4.2.1)")->type_name("HEX");
  command->add_option("--sub", arguments->subject, "the device by another name, where it has no UEID")
      ->type_name("TEXT");
  command->add_option("--token", arguments->form, "cwt or jwt")
      ->check(OneOf({"cwt", "jwt"}))
      ->default_val("cwt")
      ->type_name("FORM");
  command->add_option("-o,--output", arguments->output, "the token")->required()->type_name("FILE");
  command->add_option("--claims", arguments->claims, "also write the canonical claim-set bytes here")
      ->type_name("FILE");
  command
      ->add_option("--claims-uri", arguments->claims_uri, "name the claim set by this URI and its digest, not inline")
      ->type_name("URI");
  command->add_option("--hash", arguments->hash, "hash of hsh: sha256, sha384 or sha512")
      ->check(OneOf({"sha256", "sha384", "sha512"}))
      ->default_val("sha256")
      ->type_name("ALG");
  command->add_option("--lifetime", arguments->lifetime, "seconds until the token expires")
      ->check(CLI::Range(1, 31536000))
      ->capture_default_str()
      ->type_name("S");
  AddFormat(*command, arguments->format);
  command->add_flag("--measres", arguments->measured, "add the result of every rule as measres (RFC 9711 4.2.17)");
  command->add_flag("--upper-case", arguments->upper_case, "JWT: claim names of the 2024 draft");
  AddWrapOption(*command, arguments->wrap);
  command->add_flag("--require-pass", arguments->require_pass, "write no token unless the level passes");
  command->footer(
      "Exit: 0 a token was written, whatever the verdict it states.\n"
      "Example: mps attest debian-cis.mps --level L1 --evidence evidence.cbor --key key.pem --nonce "
      "00112233445566778899aabbccddeeff \\\n"
      "             --ueid 0100112233445566 --token cwt -o token.cwt");
  command->callback([arguments, &context] { context.exit = Attest(*arguments, context); });
}

}  // namespace mps::cli
