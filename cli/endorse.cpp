// `mps endorse`: an endorsements file checked with its definition, compiled and signed by the endorser; or shown.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "base/hex.h"
#include "base/time.h"
#include "compile_input.h"
#include "crypto/key_uri.h"
#include "crypto/path.h"
#include "endorse/codec.h"
#include "endorse/signed_file.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct EndorseArguments {
  std::string source, base, key, chain, from, until, form, output, format, show;
  std::vector<std::string> ueids, device_keys;
};

constexpr std::size_t kLeastUeid = 7, kMostUeid = 33;  // RFC 9711 4.2.1

Result<endorse::FileContent> ContentOf(const EndorseArguments& arguments, const compiler::FiledEndorsements& filed) {
  endorse::FileContent content;
  content.name = filed.name, content.version = filed.version;
  content.base_name = filed.base_name, content.base_version = filed.base_version;
  content.base_digest = filed.base_digest;
  MPS_ASSIGN(content.set, endorse::DecodeEndorsements(filed.set));
  if (arguments.until.empty()) return Status(Code::kUsage, "say until when it holds: --valid-until T");
  MPS_ASSIGN(content.not_after, ParseNow(arguments.until));
  if (!arguments.from.empty()) {
    MPS_ASSIGN(content.not_before, ParseNow(arguments.from));
    if (*content.not_before >= content.not_after)
      return Status(Code::kUsage, "--valid-from is not before --valid-until");
  }
  for (const std::string& hex : arguments.ueids) {
    MPS_ASSIGN(content.ueids.emplace_back(), ParseHex("--ueid", hex, kLeastUeid, kMostUeid));
  }
  for (const std::string& key : arguments.device_keys) {
    constexpr std::size_t kLength = 7 + 64;
    if (!key.starts_with("sha256:") || key.size() != kLength)
      return Status(Code::kUsage, "--device-key: expected sha256:HEX, as evidence names the attesting key");
    content.keys.push_back(key);
  }
  return content;
}

// A time at which it holds, and its certificates too if there is one: no clock says whether a file may be written.
Result<std::int64_t> SomeTimeOf(const endorse::SignedFile& file) {
  std::int64_t time = file.content.not_before.value_or(file.content.not_after - 1);
  if (file.chain.empty()) return time;
  if (!file.content.not_before) time = kMinTime;
  for (const Bytes& der : file.chain) {
    MPS_ASSIGN(const crypto::Certificate certificate, crypto::DecodeCertificate(der));
    time = std::max(time, certificate.not_before);
  }
  return std::min(time, file.content.not_after - 1);
}

// What would not count for its own definition is not written.
Result<Bytes> Signed(const EndorseArguments& arguments, const compiler::Compilation& compilation) {
  MPS_ASSIGN(const auto content, ContentOf(arguments, *compilation.endorsements()));
  MPS_ASSIGN(auto signer, crypto::LoadSigner(arguments.key));
  const auto form = arguments.form == "jws" ? endorse::FileForm::kJws : endorse::FileForm::kCose;
  std::vector<Bytes> chain;
  if (!arguments.chain.empty()) {
    MPS_ASSIGN(chain, ReadChain(arguments.chain));
  }
  MPS_ASSIGN(Bytes bytes, endorse::SignFile(*signer, content, form, chain));
  MPS_ASSIGN(const auto again, endorse::ReadSignedFile(bytes));
  MPS_ASSIGN(const auto endorsers, EndorsersOf(*compilation.program()));
  MPS_ASSIGN(const std::int64_t time, SomeTimeOf(again));
  MPS_TRY(endorse::Accept(again, endorsers, content.base_digest, time));
  return bytes;
}

// Of its certificates, leaf first.
std::vector<std::string> SubjectsOf(const endorse::SignedFile& file) {
  std::vector<std::string> out;
  for (const Bytes& der : file.chain) {
    const auto certificate = crypto::DecodeCertificate(der);
    out.push_back(certificate.ok() ? certificate->subject_text : certificate.status().ToString());
  }
  return out;
}

nlohmann::ordered_json Json(const endorse::SignedFile& file) {
  const endorse::FileContent& content = file.content;
  nlohmann::ordered_json out{{"name", content.name},
                             {"version", content.version},
                             {"definition",
                              {{"name", content.base_name},
                               {"version", content.base_version},
                               {"digest", "sha256:" + HexEncode(content.base_digest)}}},
                             {"signer", "sha256:" + HexEncode(file.key_id)},
                             {"certificates", SubjectsOf(file)},
                             {"digest", "sha256:" + HexEncode(file.digest)},
                             {"valid_from", nullptr},
                             {"valid_until", TimeText(content.not_after)},
                             {"ueids", nlohmann::ordered_json::array()},
                             {"device_keys", content.keys},
                             {"endorsements", nlohmann::ordered_json::array()}};
  if (content.not_before) out["valid_from"] = TimeText(*content.not_before);
  for (const Bytes& ueid : content.ueids) out["ueids"].push_back(HexEncode(ueid));
  for (const auto& one : content.set.endorsements) {
    nlohmann::ordered_json claims = nlohmann::ordered_json::array();
    for (const auto& part : one.cases) {
      for (const auto& then : part.then) claims.push_back(then.claim.Text());
    }
    out["endorsements"].push_back({{"id", one.id}, {"endorser", one.endorser}, {"claims", std::move(claims)}});
  }
  out["answers"] = nlohmann::ordered_json::array();
  for (const auto& one : content.set.answers)
    out["answers"].push_back({{"rule", one.rule},
                              {"endorser", one.endorser},
                              {"answer", one.pass ? "pass" : "fail"},
                              {"because", one.because}});
  return out;
}

std::string Text(const endorse::SignedFile& file) {
  const endorse::FileContent& content = file.content;
  std::string text = Printable(content.name) + " " + Printable(content.version) + "\nof         " +
                     Printable(content.base_name) + " " + Printable(content.base_version) +
                     " sha256:" + HexEncode(content.base_digest) + "\nsigned by  sha256:" + HexEncode(file.key_id) +
                     "\n";
  for (const std::string& subject : SubjectsOf(file)) text += "certified  " + Printable(subject) + "\n";
  text += "valid      " + (content.not_before ? "from " + TimeText(*content.not_before) + " " : "") + "until " +
          TimeText(content.not_after) + "\n";
  for (const Bytes& ueid : content.ueids) text += "device     ueid " + HexEncode(ueid) + "\n";
  for (const std::string& key : content.keys) text += "device     key " + Printable(key) + "\n";
  for (const auto& one : content.set.endorsements) {
    text += "endorses   " + Printable(one.id) + " by " + Printable(one.endorser) + ":";
    for (const auto& part : one.cases) {
      for (const auto& then : part.then) text += " " + Printable(then.claim.Text());
    }
    text += "\n";
  }
  for (const auto& one : content.set.answers)
    text += "answers    " + Printable(one.rule) + " by " + Printable(one.endorser) + ": " +
            (one.pass ? "pass" : "fail") + ", " + Printable(one.because) + "\n";
  return text + "digest     sha256:" + HexEncode(file.digest) + "\n";
}

int Tell(const EndorseArguments& arguments, ByteView bytes) {
  const auto file = endorse::ReadSignedFile(bytes);
  if (!file.ok()) return Fail(file.status());
  Say(arguments.format == "json" ? Json(*file).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
                                 : Text(*file));
  return kExitPass;
}

int Show(const EndorseArguments& arguments) {
  const auto bytes = ReadFile(arguments.show, limit::kTokenBytes);
  return bytes.ok() ? Tell(arguments, AsBytes(*bytes)) : Fail(bytes.status());
}

int Endorse(const EndorseArguments& arguments, const Context& context) {
  if (!arguments.show.empty()) return Show(arguments);
  for (const auto& [name, value] : {std::pair{"FILE", &arguments.source},
                                    {"--base", &arguments.base},
                                    {"--key", &arguments.key},
                                    {"--output", &arguments.output}}) {
    if (value->empty()) return Fail(kExitUsage, std::string(name) + " is required, or --show FILE");
  }
  compiler::Options options;
  options.endorsements = arguments.source;
  const auto compilation = CompileDefinition(arguments.base, context, options);
  if (const int exit = RequireProgram(compilation, arguments.source); exit != kExitPass) return exit;
  const auto bytes = Signed(arguments, compilation);
  if (!bytes.ok()) return Fail(bytes.status());
  if (Status status = WriteFile(arguments.output, *bytes); !status.ok()) return Fail(status);
  return Tell(arguments, *bytes);
}

}  // namespace

void AddEndorse(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<EndorseArguments>();
  CLI::App* command =
      app.add_subcommand("endorse", "check, compile and sign an endorsements file; or show a signed one");
  command->add_option("FILE", arguments->source, "the endorsements file, an .mps file")->type_name("");
  command->add_option("--base", arguments->base, "the definition that it is for, an .mps file")->type_name("DEF");
  command->add_option("--key", arguments->key, "the endorser's private key")->type_name("KEY");
  command
      ->add_option("--chain", arguments->chain,
                   "certificates of the key up to and with its CA, in PEM: for endorsers known by `key chain`")
      ->type_name("FILE");
  command->add_option("--valid-from", arguments->from, "from when it holds, RFC 3339 or seconds")->type_name("T");
  command->add_option("--valid-until", arguments->until, "until when it holds, exclusive")->type_name("T");
  command->add_option("--ueid", arguments->ueids, "for this device only; may be repeated")
      ->type_name("HEX")
      ->allow_extra_args(false);
  command->add_option("--device-key", arguments->device_keys, "for devices with this attesting key; may be repeated")
      ->type_name("sha256:HEX")
      ->allow_extra_args(false);
  command->add_option("--form", arguments->form, "cose or jws")
      ->check(OneOf({"cose", "jws"}))
      ->default_val("cose")
      ->type_name("FORM");
  command->add_option("-o,--output", arguments->output, "the signed file")->type_name("FILE");
  command->add_option("--show", arguments->show, "show a signed file, its signature checked")->type_name("FILE");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 done, 2 usage, 3 the file or the definition does not check, 5 the key is not the endorser's.\n"
      "Example: mps endorse acme.mps --base server.mps --key acme.pem --valid-until 2027-12-31 -o acme.endorsements");
  command->callback([arguments, &context] { context.exit = Endorse(*arguments, context); });
}

}  // namespace mps::cli
