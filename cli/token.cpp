// `mps token inspect`: what a token says, without trusting it. `mps token key`: the public half of a key, wherever it
// is.
#include <memory>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "command.h"
#include "crypto/hash.h"
#include "crypto/key_uri.h"
#include "crypto/sign.h"
#include "files.h"
#include "mps/limits.h"
#include "report_tailoring.h"
#include "terminal.h"
#include "token/inspect.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

ordered_json HexOrNull(const std::optional<Bytes>& octets) {
  return octets ? ordered_json(HexEncode(*octets)) : ordered_json(nullptr);
}

// The claims of our profile as an object; null for a token of another one.
ordered_json ClaimsJson(const std::optional<token::TokenClaims>& claims) {
  if (!claims) return nullptr;
  const auto& summary = claims->summary;
  ordered_json out{{"profile", claims->profile}, {"mps", summary.name}, {"verdict", VerdictName(summary.verdict)}};
  out["counts"] = ordered_json::object();
  for (const Verdict verdict : kAllVerdicts) {
    if (const auto n = summary.counts[static_cast<std::size_t>(verdict)]; n > 0)
      out["counts"][std::string(VerdictName(verdict))] = n;
  }
  out["hsh"] = {{"alg", crypto::DigestName(summary.hash.alg)}, {"value", HexEncode(summary.hash.value)}};
  out["issued"] = claims->issued;
  out["expires"] = claims->expires;
  out["nonce"] = HexEncode(claims->nonce);
  out["token_id"] = HexEncode(claims->token_id);
  out["ueid"] = HexOrNull(claims->ueid);
  out["sub"] = claims->subject ? ordered_json(*claims->subject) : ordered_json(nullptr);
  for (const auto& entry : claims->lem) {
    if (entry.role != token::Role::kClaimSet || !entry.data) continue;
    if (const auto set = claims::DecodeClaimSet(*entry.data); set.ok()) AddTailoring(*set, out);
  }
  return out;
}

Result<std::string> InspectJson(ByteView bytes) {
  MPS_ASSIGN(const auto inspection, token::InspectToken(bytes));
  const ordered_json out{{"verified", false},
                         {"form", inspection.form == token::Form::kCwt ? "cwt" : "jwt"},
                         {"claims", ClaimsJson(inspection.claims)},
                         {"text", inspection.text}};
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

int Inspect(const std::string& path, const std::string& format) {
  auto bytes = ReadFile(path, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  auto text = format == "json" ? InspectJson(AsBytes(*bytes)) : token::Inspect(AsBytes(*bytes));
  if (!text.ok()) return Fail(text.TakeStatus().Within("token `" + path + "`"));
  Say(*text);
  return kExitPass;
}

// A private key's file shows its public half too.
Result<crypto::PublicKey> PublicHalf(const std::string& uri) {
  auto key = crypto::LoadPublicKey(uri);
  if (key.ok() || key.status().code() != Code::kUsage) return key;
  auto own = crypto::LoadPrivateKey(uri);
  if (!own.ok()) return key;
  return own->public_key();
}

Result<std::string> ShowKey(const std::string& uri, const std::string& output, const std::string& format) {
  MPS_ASSIGN(const auto key, PublicHalf(uri));
  if (!output.empty()) MPS_TRY(WriteFile(output, key.ToPem()));
  const std::string alg(crypto::SignAlgName(crypto::DefaultSignAlg(key.kind())));
  const std::string kind(crypto::KeyKindName(key.kind()));
  if (format == "json") {
    const ordered_json out{
        {"kid", key.IdHex()}, {"kind", kind}, {"bits", key.bits()}, {"alg", alg}, {"pem", key.ToPem()}};
    return out.dump(2) + "\n";
  }
  return "kid   " + key.IdHex() + "\nkind  " + kind + ", " + std::to_string(key.bits()) + " bits, signs " + alg + "\n" +
         (output.empty() ? key.ToPem() : "written to " + Printable(output) + "\n");
}

int Key(const std::string& uri, const std::string& output, const std::string& format) {
  if (output == "-" && format == "json") return Fail(kExitUsage, "--output - and --format json would mix");
  const auto text = ShowKey(uri, output, format);
  if (!text.ok()) return Fail(text.status());
  if (output != "-") Say(*text);
  return kExitPass;
}

void AddTokenKey(CLI::App& command, Context& context) {
  auto uri = std::make_shared<std::string>();
  auto output = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>();
  CLI::App* key = command.add_subcommand("key", "show the public half and kid of a key: file, PKCS#11 token or TPM");
  key->add_option("KEY", *uri, "a file, file:, pkcs11: or handle: URI")->required()->type_name("");
  key->add_option("-o,--output", *output, "write the public key here, in PEM")->type_name("FILE");
  AddFormat(*key, *format);
  key->footer("Example: mps token key handle:0x81000001 -o tpm.pub.pem");
  key->callback([uri, output, format, &context] { context.exit = Key(*uri, *output, *format); });
}

}  // namespace

void AddToken(CLI::App& app, Context& context) {
  auto path = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("token", "look into tokens and the keys that sign them");
  command->require_subcommand(1);
  command->footer("Example: mps token inspect token.cwt");
  CLI::App* inspect = command->add_subcommand("inspect", "show a token's content; nothing is verified");
  inspect->add_option("TOKEN", *path, "any EAT: CWT, JWT or detached bundle")->required()->type_name("");
  AddFormat(*inspect, *format);
  inspect->footer("Example: mps token inspect token.cwt");
  AddTokenKey(*command, context);
  inspect->callback([path, format, &context] { context.exit = Inspect(*path, *format); });
}

}  // namespace mps::cli
