// `mps import eat`: a token of another system as evidence.
#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "crypto/key_uri.h"
#include "eat/import.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "token/mps_token.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct ImportEatArguments {
  std::string file, nonce, environment, output, now, format;
  std::vector<std::string> keys, profiles;
  bool wrap = false;
};

bool IsName(const std::string& text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (text.empty() || !letter(text[0])) return false;
  for (char c : text) {
    if (!letter(c) && !(c >= '0' && c <= '9')) return false;
  }
  return text.size() <= limit::kNameBytes;
}

Result<eat::ImportOptions> OptionsOf(const ImportEatArguments& arguments) {
  eat::ImportOptions options;
  for (const auto& uri : arguments.keys) {
    MPS_ASSIGN(auto key, crypto::LoadPublicKey(uri));
    options.keys.push_back(std::move(key));
  }
  MPS_ASSIGN(options.now, ParseNow(arguments.now));
  if (!arguments.nonce.empty()) {
    MPS_ASSIGN(options.nonce, ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce));
  }
  if (!arguments.environment.empty() && !IsName(arguments.environment)) {
    return Status(Code::kUsage, "--environment: `" + arguments.environment +
                                    "` is no name: letters, digits and `_`, with no digit first");
  }
  options.environment = arguments.environment;
  options.profiles = arguments.profiles;
  options.version = MPS_VERSION;
  return options;
}

Result<Bytes> DocumentOf(const ImportEatArguments& arguments, const eat::Imported& imported) {
  Bytes document;
  if (IsJsonPath(arguments.output)) {
    document = ToBytes(AsBytes(eat::EvidenceJson(imported)));
  } else {
    MPS_ASSIGN(document, eat::EvidenceCbor(imported));
  }
  return arguments.wrap ? Wrapped(document, Message::kEvidence) : Result<Bytes>(std::move(document));
}

std::string Summary(const ImportEatArguments& arguments, const eat::Imported& imported) {
  if (arguments.format == "json") {
    nlohmann::ordered_json out{{"output", arguments.output}, {"kind", imported.kind}, {"verified", imported.verified}};
    for (const auto& [name, schema] : imported.environments) out["environments"][name] = schema;
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string text =
      Printable(arguments.output) + ": " + imported.kind + (imported.verified ? ", verified" : ", not verified");
  for (const auto& [name, schema] : imported.environments) text += ", " + name + " : " + schema;
  return text + "\n";
}

int ImportToken(const ImportEatArguments& arguments) {
  const auto options = OptionsOf(arguments);
  if (!options.ok()) return Fail(options.status());
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  auto bytes = ReadFile(arguments.file, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  const auto in_token = "token `" + arguments.file + "`";
  auto plain = Unwrapped(std::move(bytes).value(), Message::kToken);
  if (!plain.ok()) return Fail(plain.TakeStatus().Within(in_token));
  auto imported = eat::ImportEat(AsBytes(*plain), *options);
  if (!imported.ok()) return Fail(imported.TakeStatus().Within(in_token));
  const auto document = DocumentOf(arguments, *imported);
  if (!document.ok()) return Fail(document.status());
  if (Status status = WriteFile(arguments.output, *document); !status.ok()) return Fail(status);
  if (!imported->verified) {
    Note("mps: no key was given: the signature was not checked, and the evidence says so (`verified` is false)");
  }
  if (arguments.output != "-") Say(Summary(arguments, *imported));
  return kExitPass;
}

}  // namespace

void AddImportEat(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportEatArguments>();
  CLI::App* command = import.add_subcommand("eat", "verify a token of another system (EAT, PSA, CCA); write evidence");
  command->add_option("FILE", arguments->file, "the token: CWT, JWT, detached bundle, PSA or Arm CCA token")
      ->required()
      ->type_name("");
  command
      ->add_option("--key", arguments->keys,
                   "a key that may have signed it; may be repeated; without one nothing is verified")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command->add_option("--nonce", arguments->nonce, "the nonce that was sent, in hex")->type_name("HEX");
  command
      ->add_option("--environment", arguments->environment,
                   "name of the environment: token, psa or cca without it; of a CCA token NAME_platform and NAME_realm")
      ->type_name("NAME");
  command
      ->add_option("--profile", arguments->profiles, "take this eat_profile too, read as a plain EAT; may be repeated")
      ->type_name("URI")
      ->allow_extra_args(false);
  command->add_option("-o,--output", arguments->output, "where the evidence goes: .json is JSON, anything else CBOR")
      ->required()
      ->type_name("FILE");
  command->add_option("--now", arguments->now, "time to compare the token's times with (default: the clock)")
      ->type_name("T");
  AddWrapOption(*command, arguments->wrap);
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 written, 5 signature, nonce or times refused, 6 it is no token, or its profile is not known.\n"
      "Example: mps import eat psa.cbor --key device.pub.pem --nonce $nonce -o evidence.cbor");
  command->callback([arguments, &context] { context.exit = ImportToken(*arguments); });
}

}  // namespace mps::cli
