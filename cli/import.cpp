// `mps import corim`: what a CoRIM says, and whether its signature holds.
#include <memory>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/time.h"
#include "command.h"
#include "corim/profile.h"
#include "corim/signed.h"
#include "crypto/key_uri.h"
#include "files.h"
#include "import_commands.h"
#include "mps/limits.h"
#include "terminal.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

struct ImportArguments {
  std::string file, key, now, format;
};

// ---------------------------------------------------------------- one form for both reports
// A triple as rows: its kind, its environment, and a line for each thing that it says of it.
struct Row {
  std::string kind, environment;
  std::vector<std::string> says;
};

std::string KeysText(const corim::Keys& keys) {
  std::string out;
  for (const auto& key : keys) out += (out.empty() ? "" : ", ") + corim::Describe(key);
  return out;
}

std::vector<std::string> Lines(const std::vector<corim::Measurement>& measurements, const std::string& prefix = "") {
  std::vector<std::string> out;
  for (const auto& one : measurements) {
    const std::string key = prefix + (one.key ? corim::Describe(*one.key) + " " : "");
    for (const auto& claim : one.claims)
      out.push_back(key + corim::ClaimName(claim.code) + ": " + corim::Describe(claim));
    if (!one.authorized_by.empty()) out.push_back(key + "authorized by: " + KeysText(one.authorized_by));
  }
  return out;
}

void Append(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Row KeyRow(std::string kind, const corim::KeyTriple& triple) {
  Row row{std::move(kind), corim::Describe(triple.environment), {}};
  if (triple.key) row.says.push_back("of " + corim::Describe(*triple.key));
  for (const auto& key : triple.keys) row.says.push_back("key: " + corim::Describe(key));
  if (!triple.authorized_by.empty()) row.says.push_back("authorized by: " + KeysText(triple.authorized_by));
  return row;
}

Row DomainRow(std::string kind, const corim::DomainTriple& triple) {
  Row row{kind, corim::Describe(triple.domain), {}};
  const std::string what = kind == "membership" ? "member: " : "trustee: ";
  for (const auto& member : triple.members) row.says.push_back(what + corim::Describe(member));
  return row;
}

Row ConditionalRow(const corim::ConditionalTriple& triple) {
  Row row{"conditional endorsement", corim::Describe(triple.conditions[0].environment), {}};
  for (const auto& one : triple.conditions)
    Append(row.says, Lines(one.claims, "if " + corim::Describe(one.environment) + ": "));
  for (const auto& one : triple.endorsements)
    Append(row.says, Lines(one.measurements, "then " + corim::Describe(one.environment) + ": "));
  return row;
}

Row SeriesRow(const corim::SeriesTriple& triple) {
  Row row{"series", corim::Describe(triple.condition.environment), Lines(triple.condition.claims, "if ")};
  if (!triple.condition.authorized_by.empty())
    row.says.push_back("if authorized by: " + KeysText(triple.condition.authorized_by));
  std::size_t number = 0;
  for (const auto& item : triple.series) {
    const std::string place = std::to_string(++number);
    Append(row.says, Lines(item.selection, place + ". if "));
    Append(row.says, Lines(item.addition, place + ". then "));
  }
  return row;
}

std::vector<Row> RowsOf(const corim::Triples& triples) {
  std::vector<Row> rows;
  for (const auto& one : triples.reference)
    rows.push_back({"reference", corim::Describe(one.environment), Lines(one.measurements)});
  for (const auto& one : triples.endorsed)
    rows.push_back({"endorsed", corim::Describe(one.environment), Lines(one.measurements)});
  for (const auto& one : triples.conditional) rows.push_back(ConditionalRow(one));
  for (const auto& one : triples.series) rows.push_back(SeriesRow(one));
  for (const auto& one : triples.identity) rows.push_back(KeyRow("identity", one));
  for (const auto& one : triples.attest_key) rows.push_back(KeyRow("attest-key", one));
  for (const auto& one : triples.membership) rows.push_back(DomainRow("membership", one));
  for (const auto& one : triples.dependency) rows.push_back(DomainRow("dependency", one));
  for (const auto& one : triples.coswid) {
    Row row{"coswid", corim::Describe(one.environment), {}};
    for (const auto& id : one.tags) row.says.push_back("tag: " + corim::Describe(id));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Row> RowsOf(const corim::Coswid& coswid) {
  Row row{coswid.is_evidence ? "evidence" : "payload",
          coswid.name + (coswid.version.empty() ? "" : " " + coswid.version),
          {}};
  for (const auto& file : coswid.files) {
    row.says.push_back(file.path + (file.size ? ", " + std::to_string(*file.size) + " bytes" : "") +
                       (file.hash ? ", " + corim::Describe(*file.hash) : ""));
  }
  return {std::move(row)};
}

std::vector<Row> RowsOf(const corim::Cotl& cotl) {
  Row row{"activates", "until " + TimeText(cotl.validity.not_after), {}};
  for (const auto& tag : cotl.tags)
    row.says.push_back(corim::Describe(tag.id) + " version " + std::to_string(tag.version));
  return {std::move(row)};
}

struct TagRows {
  std::string kind;
  corim::TagIdentity identity;
  std::vector<Row> rows;
};

std::vector<TagRows> TagsOf(const corim::Corim& corim) {
  std::vector<TagRows> out;
  for (const auto& one : corim.comids) out.push_back({"CoMID", one.identity, RowsOf(one.triples)});
  for (const auto& one : corim.coswids) out.push_back({"CoSWID", one.identity, RowsOf(one)});
  for (const auto& one : corim.cotls) out.push_back({"CoTL", one.identity, RowsOf(one)});
  return out;
}

// ---------------------------------------------------------------- checks
struct Checks {
  std::string signature;  // passed, failed, not checked, none
  Status refused;         // of the signature
  Status validity, profile;
};

Checks CheckAll(const corim::Document& document, const std::optional<crypto::PublicKey>& key, std::int64_t now) {
  Checks out;
  out.signature = !document.is_signed ? "none" : "not checked";
  if (document.is_signed && key) {
    out.refused = corim::VerifySignature(document, *key);
    out.signature = out.refused.ok() ? "passed" : "failed";
  } else if (key) {
    out.refused = Status(Code::kSignature, "the CoRIM is not signed, so the key proves nothing");
  }
  out.validity = corim::CheckValidity(document, now);
  out.profile = corim::CheckProfile(document.corim);
  return out;
}

std::string OutcomeOf(const Status& status) { return status.ok() ? "ok" : status.message(); }

std::string ProfileText(const corim::Corim& corim) {
  if (!corim.profile) return "none";
  return (corim.profile->is_oid ? "oid " : "") + corim.profile->text;
}

std::string ValidityText(const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to) {
  if (!from && !to) return "";
  return (from ? "from " + TimeText(*from) + " " : "") + (to ? "until " + TimeText(*to) : "");
}

// ---------------------------------------------------------------- reports
void AddHead(Table& table, std::string name, const std::string& text, Colour colour = Colour::kNone) {
  if (!text.empty()) table.AddRow({{std::move(name)}, {Printable(text), colour}});
}

Colour ColourOfCheck(const std::string& text, bool good) {
  return good ? Colour::kGreen : text == "failed" ? Colour::kRed : Colour::kYellow;
}

std::string HeadText(const corim::Document& document, const Checks& checks, bool colour) {
  const corim::Corim& corim = document.corim;
  const corim::Signer& signer = document.header.signer;
  Table table;
  AddHead(table, "CoRIM", corim::Describe(corim.id));
  for (const auto& entity : corim.entities)
    AddHead(table, "entity", entity.name + (entity.reg_id.empty() ? "" : ", " + entity.reg_id));
  if (document.is_signed) AddHead(table, "signer", signer.name + (signer.uri.empty() ? "" : ", " + signer.uri));
  AddHead(table, "signature", checks.signature, ColourOfCheck(checks.signature, checks.signature == "passed"));
  AddHead(table, "signature valid", ValidityText(signer.not_before, signer.not_after));
  if (corim.validity) AddHead(table, "valid", ValidityText(corim.validity->not_before, corim.validity->not_after));
  AddHead(table, "now", OutcomeOf(checks.validity), ColourOfCheck("", checks.validity.ok()));
  AddHead(table, "profile", ProfileText(corim));
  if (corim.profile)
    AddHead(table, "profile's rules", OutcomeOf(checks.profile), ColourOfCheck("", checks.profile.ok()));
  for (const auto& one : corim.dependent)
    for (const auto& uri : one.uris) AddHead(table, "depends on", uri);
  return table.Render(colour);
}

std::string Text(const corim::Document& document, const Checks& checks, bool colour) {
  std::string text = HeadText(document, checks, colour);
  for (const auto& tag : TagsOf(document.corim)) {
    text += "\n" + tag.kind + " " + Printable(corim::Describe(tag.identity.id)) + " version " +
            std::to_string(tag.identity.version) + "\n";
    Table table;
    for (const auto& row : tag.rows) {
      table.AddRow({{"  " + row.kind}, {Printable(row.environment)}});
      for (const auto& line : row.says) table.AddRow({{""}, {"  " + Printable(line)}});
    }
    text += table.Render(colour);
  }
  const auto lines = corim::NotUnderstood(document.corim);
  if (!lines.empty()) text += "\nnot understood, and passed over\n";
  for (const auto& line : lines) text += "  " + Printable(line) + "\n";
  return text;
}

ordered_json OrNull(const std::optional<std::int64_t>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

std::string Json(const corim::Document& document, const Checks& checks) {
  const corim::Corim& corim = document.corim;
  const corim::Signer& signer = document.header.signer;
  ordered_json out{
      {"corim", corim::Describe(corim.id)}, {"signed", document.is_signed}, {"signature", checks.signature}};
  out["signer"] = nullptr;
  if (document.is_signed) {
    out["signer"] = {{"name", signer.name},
                     {"uri", signer.uri},
                     {"not_before", OrNull(signer.not_before)},
                     {"not_after", OrNull(signer.not_after)}};
  }
  out["profile"] = corim.profile ? ordered_json(corim.profile->text) : ordered_json(nullptr);
  out["profile_rules"] = corim.profile ? ordered_json(OutcomeOf(checks.profile)) : ordered_json(nullptr);
  out["validity"] = OutcomeOf(checks.validity);
  out["tags"] = ordered_json::array();
  for (const auto& tag : TagsOf(corim)) {
    ordered_json one{{"kind", tag.kind}, {"id", corim::Describe(tag.identity.id)}, {"version", tag.identity.version}};
    one["triples"] = ordered_json::array();
    for (const auto& row : tag.rows)
      one["triples"].push_back({{"kind", row.kind}, {"environment", row.environment}, {"says", row.says}});
    out["tags"].push_back(std::move(one));
  }
  out["not_understood"] = corim::NotUnderstood(corim);
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

// Shown is shown; the exit code then says whether a verifier could take it.
int Import(const ImportArguments& arguments, const Context& context) {
  const auto now = ParseNow(arguments.now);
  if (!now.ok()) return Fail(now.status());
  std::optional<crypto::PublicKey> key;
  if (!arguments.key.empty()) {
    auto loaded = crypto::LoadPublicKey(arguments.key);
    if (!loaded.ok()) return Fail(loaded.status());
    key = std::move(loaded).value();
  }
  const auto bytes = ReadFile(arguments.file, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  auto document = corim::DecodeDocument(AsBytes(*bytes));
  if (!document.ok()) return Fail(document.TakeStatus().Within("CoRIM `" + arguments.file + "`"));
  const Checks checks = CheckAll(*document, key, *now);
  if (!checks.refused.ok()) return Fail(Status(checks.refused).Within("CoRIM `" + arguments.file + "`"));
  Say(arguments.format == "json" ? Json(*document, checks) : Text(*document, checks, context.colour_out));
  if (!checks.validity.ok()) return Fail(checks.validity);
  return checks.profile.ok() ? kExitPass : Fail(checks.profile);
}

}  // namespace

void AddImport(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = app.add_subcommand(
      "import", "read reference values, endorsements, tokens of others and what roots of trust sign");
  command->require_subcommand(1);
  command->footer("Example: mps import corim vendor.corim --key vendor.pub.pem");
  CLI::App* corim = command->add_subcommand("corim", "show what a CoRIM says, and check its signature");
  corim->add_option("FILE", arguments->file, "a CoRIM, signed or not")->required()->type_name("");
  corim->add_option("--key", arguments->key, "the signer's public key; without it the signature is not checked")
      ->type_name("KEY");
  corim->add_option("--now", arguments->now, "time to compare validities with; without it the clock")->type_name("T");
  AddFormat(*corim, arguments->format);
  corim->footer("Example: mps import corim vendor.corim --key vendor.pub.pem");
  corim->callback([arguments, &context] { context.exit = Import(*arguments, context); });
  AddImportEat(*command, context);
  AddImportCoev(*command, context);
  AddImportTpm(*command, context);
  AddImportDice(*command, context);
  AddImportRim(*command, context);
  AddImportPlatform(*command, context);
}

}  // namespace mps::cli
