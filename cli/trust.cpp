// `mps trust`: the trust store's anchors: who may sign tokens, endorsements and bundles, for what, and when.
#include <memory>
#include <nlohmann/json.hpp>

#include "base/time.h"
#include "command.h"
#include "crypto/key_uri.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "trust/store.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

struct TrustArguments {
  std::string name, file, from, until, store, kid, now, format;
  std::vector<std::string> roles, mps, claims, answers, eku, subject, crls;
};

std::string Dump(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

Result<std::string> FolderOf(const TrustArguments& arguments) {
  return arguments.store.empty() ? trust::DefaultFolder() : Result<std::string>(arguments.store);
}

Result<trust::Store> OpenStore(const TrustArguments& arguments) {
  MPS_ASSIGN(const std::string folder, FolderOf(arguments));
  auto store = trust::Store::Open(folder);
  if (store.ok() || store.status().code() != Code::kIo) return store;
  return Status(Code::kIo, store.status().message() + "; `mps trust add` makes one, --store names another");
}

// ---------------------------------------------------------------- add
// A certificate is a CA's, anything else a public key.
Result<trust::Anchor> AnchorFrom(const std::string& path) {
  MPS_ASSIGN(const std::string text, ReadFile(path, limit::kKeyBytes));
  const bool pem = text.find("-----BEGIN ") != std::string::npos;
  if (pem ? text.find("-----BEGIN CERTIFICATE-----") != std::string::npos : text.starts_with('\x30')) {
    MPS_ASSIGN(auto chain, crypto::DecodeCertificates(AsBytes(text)));
    if (chain.size() != 1) return Status(Code::kUsage, "an anchor is one certificate; this file has several");
    MPS_ASSIGN(auto certificate, crypto::DecodeCertificate(chain[0]));
    return trust::Anchor{"", certificate.key, certificate};
  }
  MPS_ASSIGN(auto key, crypto::PublicKeyFromText(text));
  return trust::Anchor{"", std::move(key)};
}

Status AddLists(const TrustArguments& arguments, trust::Anchor& anchor) {
  std::vector<std::string> names;
  for (const trust::Role role : trust::kAllRoles) names.emplace_back(trust::RoleName(role));
  for (std::string name : arguments.roles) {
    if (const std::string fault = OneOf(names)(name); !fault.empty()) return {Code::kUsage, "--for: " + fault};
    anchor.roles.push_back(*trust::RoleFromName(name));
  }
  anchor.mps = arguments.mps;
  anchor.claims = arguments.claims;
  anchor.answers = arguments.answers;
  anchor.eku = arguments.eku;
  anchor.subject = arguments.subject;
  for (const std::string& path : arguments.crls) {
    MPS_ASSIGN(const std::string text, ReadFile(path, 2 * limit::kCrlBytes));
    auto crl = crypto::DecodeCrl(AsBytes(text));
    if (!crl.ok()) return crl.TakeStatus().Within("--crl `" + path + "`");
    anchor.crls.push_back(std::move(crl).value());
  }
  return {};
}

Status AddWindow(const TrustArguments& arguments, trust::Anchor& anchor) {
  if (!arguments.from.empty()) {
    MPS_ASSIGN(anchor.valid_from, ParseInstant("--valid-from", arguments.from));
  }
  if (!arguments.until.empty()) {
    MPS_ASSIGN(anchor.valid_until, ParseInstant("--valid-until", arguments.until));
  }
  return {};
}

Result<std::string> Add(const TrustArguments& arguments) {
  auto read = AnchorFrom(arguments.file);
  if (!read.ok()) {
    Status status = read.TakeStatus();
    return status.code() == Code::kIo ? status : std::move(status).Within("anchor `" + arguments.file + "`");
  }
  trust::Anchor anchor = std::move(read).value();
  anchor.name = arguments.name;
  MPS_TRY(AddLists(arguments, anchor));
  MPS_TRY(AddWindow(arguments, anchor));
  MPS_TRY(trust::CheckAnchor(anchor));  // before a folder is made
  const std::string kid = anchor.key.IdHex();
  const std::string kind = anchor.certificate ? "certificate" : "key";
  MPS_ASSIGN(const std::string folder, FolderOf(arguments));
  MPS_ASSIGN(trust::Store store, trust::Store::OpenOrCreate(folder));
  MPS_TRY(store.Add(std::move(anchor)));
  if (arguments.format == "json")
    return Dump({{"store", folder}, {"name", arguments.name}, {"kind", kind}, {"kid", kid}});
  return "anchor " + arguments.name + " (" + kind + ", kid " + kid + ") is in the trust store " + Printable(folder) +
         "\n";
}

// ---------------------------------------------------------------- list, show
std::string TimeText(const std::optional<std::int64_t>& time) { return time ? mps::TimeText(*time) : "-"; }

std::vector<std::string> RoleNames(const trust::Anchor& anchor) {
  std::vector<std::string> names;
  for (const trust::Role role : anchor.roles) names.emplace_back(trust::RoleName(role));
  return names;
}

std::string Joined(const std::vector<std::string>& list, const std::string& none) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "" : ",") + each;
  return list.empty() ? none : text;
}

Colour ColourOfValidity(trust::Validity validity) {
  return validity == trust::Validity::kValid     ? Colour::kGreen
         : validity == trust::Validity::kExpired ? Colour::kRed
                                                 : Colour::kYellow;
}

ordered_json CrlJson(const crypto::Crl& crl) {
  return {{"issuer", crl.issuer_text},
          {"this_update", TimeText(crl.this_update)},
          {"next_update", TimeText(crl.next_update)},
          {"entries", crl.revoked_entries}};
}

ordered_json TimeJson(const std::optional<std::int64_t>& time) {
  return time ? ordered_json(TimeText(time)) : ordered_json(nullptr);
}

ordered_json AnchorJson(const trust::Anchor& anchor, std::int64_t now) {
  ordered_json out{{"name", anchor.name},
                   {"kind", anchor.certificate ? "certificate" : "key"},
                   {"kid", anchor.key.IdHex()},
                   {"state", trust::ValidityName(trust::ValidityAt(anchor, now))},
                   {"for", RoleNames(anchor)},
                   {"mps", anchor.mps},
                   {"claims", anchor.claims},
                   {"answers", anchor.answers},
                   {"eku", anchor.eku},
                   {"required_subject", anchor.subject},
                   {"valid_from", TimeJson(trust::ValidFrom(anchor))},
                   {"valid_until", TimeJson(trust::ValidUntil(anchor))}};
  out["subject"] = anchor.certificate ? ordered_json(anchor.certificate->subject_text) : ordered_json(nullptr);
  out["crls"] = ordered_json::array();
  for (const auto& crl : anchor.crls) out["crls"].push_back(CrlJson(crl));
  return out;
}

Result<std::string> List(const TrustArguments& arguments, bool colour) {
  MPS_ASSIGN(const trust::Store store, OpenStore(arguments));
  MPS_ASSIGN(const std::int64_t now, ParseNow(arguments.now));
  if (arguments.format == "json") {
    ordered_json out{{"store", store.folder()}, {"anchors", ordered_json::array()}};
    for (const auto& anchor : store.anchors()) out["anchors"].push_back(AnchorJson(anchor, now));
    return Dump(out);
  }
  if (store.anchors().empty()) return "no anchors in the trust store " + Printable(store.folder()) + "\n";
  Table table;
  table.AddRow({{"NAME"}, {"KIND"}, {"KID"}, {"STATE"}, {"FOR"}, {"UNTIL"}, {"MPS"}});
  for (const auto& anchor : store.anchors()) {
    const auto validity = trust::ValidityAt(anchor, now);
    table.AddRow({{anchor.name},
                  {anchor.certificate ? "certificate" : "key"},
                  {anchor.key.IdHex().substr(0, 16)},
                  {std::string(trust::ValidityName(validity)), ColourOfValidity(validity)},
                  {Joined(RoleNames(anchor), "-")},
                  {TimeText(trust::ValidUntil(anchor))},
                  {Printable(Joined(anchor.mps, "any"))}});
  }
  return table.Render(colour);
}

std::string AnchorText(const trust::Anchor& anchor, std::int64_t now, bool colour) {
  const auto validity = trust::ValidityAt(anchor, now);
  Table table;
  const auto row = [&](const char* what, const std::string& text) { table.AddRow({{what}, {Printable(text)}}); };
  row("name", anchor.name);
  row("kind",
      anchor.certificate ? "certificate of a CA" : "key, " + std::string(crypto::KeyKindName(anchor.key.kind())));
  row("kid", anchor.key.IdHex());
  if (anchor.certificate) row("subject", anchor.certificate->subject_text);
  table.AddRow({{"state"}, {std::string(trust::ValidityName(validity)), ColourOfValidity(validity)}});
  row("valid from", TimeText(trust::ValidFrom(anchor)));
  row("valid until", TimeText(trust::ValidUntil(anchor)));
  row("for", Joined(RoleNames(anchor), "-"));
  row("mps names", Joined(anchor.mps, "any"));
  if (!anchor.claims.empty()) row("claims", Joined(anchor.claims, "-"));
  if (!anchor.answers.empty()) row("answers", Joined(anchor.answers, "-"));
  if (!anchor.eku.empty()) row("leaf's eku", Joined(anchor.eku, "-"));
  if (!anchor.subject.empty()) row("leaf's subject", Joined(anchor.subject, "-"));
  for (const auto& crl : anchor.crls) {
    const std::string state = now > crl.next_update ? ", expired" : now < crl.this_update ? ", not yet valid" : "";
    row("revocation list", crl.issuer_text + ", " + std::to_string(crl.revoked_entries) + " revoked, next update " +
                               TimeText(crl.next_update) + state);
  }
  return table.Render(colour);
}

Result<std::string> Show(const TrustArguments& arguments, bool colour) {
  MPS_ASSIGN(const trust::Store store, OpenStore(arguments));
  MPS_ASSIGN(const std::int64_t now, ParseNow(arguments.now));
  MPS_ASSIGN(const auto anchors, store.Named(arguments.name));
  std::string text;
  ordered_json list = ordered_json::array();
  for (const trust::Anchor* anchor : anchors) {
    list.push_back(AnchorJson(*anchor, now));
    text += (text.empty() ? "" : "\n") + AnchorText(*anchor, now, colour);
  }
  return arguments.format == "json" ? Dump({{"store", store.folder()}, {"anchors", list}}) : text;
}

Result<std::string> Remove(const TrustArguments& arguments) {
  MPS_ASSIGN(trust::Store store, OpenStore(arguments));
  std::optional<std::string> kid;
  if (!arguments.kid.empty()) {
    if (arguments.kid.size() < 8 || arguments.kid.find_first_not_of("0123456789abcdef") != std::string::npos)
      return Status(Code::kUsage, "--kid: the key id's first 8 to 64 hexadecimal digits, in lower case");
    kid = arguments.kid;
  }
  MPS_ASSIGN(const std::size_t removed, store.Remove(arguments.name, kid));
  if (arguments.format == "json")
    return Dump({{"store", store.folder()}, {"name", arguments.name}, {"removed", removed}});
  return "removed " + std::to_string(removed) + (removed == 1 ? " anchor " : " anchors ") + Printable(arguments.name) +
         "\n";
}

// ---------------------------------------------------------------- command line
int Finish(const Result<std::string>& text) {
  if (!text.ok()) return Fail(text.status());
  Say(*text);
  return kExitPass;
}

using Arguments = std::shared_ptr<TrustArguments>;

void AddStore(CLI::App& command, const Arguments& arguments) {
  command.add_option("--store", arguments->store, "the trust store; without it $MPS_TRUST or ~/.config/mps/trust")
      ->type_name("DIR");
  AddFormat(command, arguments->format);
}

void AddNow(CLI::App& command, const Arguments& arguments) {
  command.add_option("--now", arguments->now, "judge validity at this time (default: the clock)")->type_name("T");
}

void AddMany(CLI::App& command, const char* name, std::vector<std::string>& out, const char* text, const char* type) {
  command.add_option(name, out, text)->type_name(type)->allow_extra_args(false);
}

void AddAdd(CLI::App& trust, Context& context) {
  auto arguments = std::make_shared<TrustArguments>();
  arguments->roles = {"token"};
  CLI::App* command = trust.add_subcommand("add", "trust a CA or a public key");
  command->add_option("NAME", arguments->name, "what the anchor is called; several keys may have one name")
      ->required()
      ->type_name("");
  command->add_option("FILE", arguments->file, "a CA's certificate (PEM, DER) or a public key (PEM, JWK, COSE_Key)")
      ->required()
      ->type_name("");
  command->add_option("--for", arguments->roles, "what it may sign: token, endorsement, bundle, ak; without it token")
      ->delimiter(',')
      ->type_name("ROLES")
      ->allow_extra_args(false);
  AddMany(*command, "--mps", arguments->mps, "an MPS name it may sign for, or PREFIX*; without it any", "NAME");
  AddMany(*command, "--claim", arguments->claims, "a claim it may endorse: env.claim, env.* or *", "PATH");
  AddMany(*command, "--answer", arguments->answers, "a manual control it may answer, or PREFIX*", "ID");
  AddMany(*command, "--eku", arguments->eku, "of a CA: extended key usage that the signer's certificate must have",
          "OID");
  AddMany(*command, "--subject", arguments->subject,
          "of a CA: attribute that the signer's subject must have, O=Acme or CN=dev-*", "TEXT");
  AddMany(*command, "--crl", arguments->crls, "of a CA: revocation list; with one, all below the CA must be on lists",
          "FILE");
  command->add_option("--valid-from", arguments->from, "trusted from this time on")->type_name("T");
  command->add_option("--valid-until", arguments->until, "trusted up to this time")->type_name("T");
  AddStore(*command, arguments);
  command->footer(
      "Example: mps trust add acme acme-ca.pem --for token --mps 'Debian-*' --subject O=Acme --crl acme.crl");
  command->callback([arguments, &context] { context.exit = Finish(Add(*arguments)); });
}

}  // namespace

void AddTrust(CLI::App& app, Context& context) {
  CLI::App* trust = app.add_subcommand("trust", "keep trust anchors: CAs and keys that may sign");
  trust->require_subcommand(1);
  trust->footer("Example: mps trust list");
  AddAdd(*trust, context);

  auto listed = std::make_shared<TrustArguments>();
  CLI::App* list = trust->add_subcommand("list", "list the anchors");
  AddNow(*list, listed);
  AddStore(*list, listed);
  list->footer("Example: mps trust list --store trust");
  list->callback([listed, &context] { context.exit = Finish(List(*listed, context.colour_out)); });

  auto shown = std::make_shared<TrustArguments>();
  CLI::App* show = trust->add_subcommand("show", "show the anchors of a name");
  show->add_option("NAME", shown->name, "the anchor")->required()->type_name("");
  AddNow(*show, shown);
  AddStore(*show, shown);
  show->footer("Example: mps trust show acme");
  show->callback([shown, &context] { context.exit = Finish(Show(*shown, context.colour_out)); });

  auto removed = std::make_shared<TrustArguments>();
  CLI::App* remove = trust->add_subcommand("remove", "trust the anchors of a name no longer");
  remove->add_option("NAME", removed->name, "the anchor")->required()->type_name("");
  remove->add_option("--kid", removed->kid, "only the one with this key id, or one that begins so")->type_name("HEX");
  AddStore(*remove, removed);
  remove->footer("Example: mps trust remove acme --kid 0123456789abcdef");
  remove->callback([removed, &context] { context.exit = Finish(Remove(*removed)); });
}

}  // namespace mps::cli
