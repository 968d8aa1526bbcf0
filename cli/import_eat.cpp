// `mps import eat`: a token of another system as evidence.
#include <memory>

#include "command.h"
#include "crypto/key_uri.h"
#include "eat/import.h"
#include "files.h"
#include "import_output.h"
#include "mps/limits.h"
#include "token/mps_token.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct ImportEatArguments {
  std::string file, nonce, environment, now;
  std::vector<std::string> keys, profiles;
  ImportOutput output;
};

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
  if (!arguments.environment.empty()) MPS_TRY(CheckEnvironmentName(arguments.environment));
  options.environment = arguments.environment;
  options.profiles = arguments.profiles;
  options.version = MPS_VERSION;
  return options;
}

int ImportToken(const ImportEatArguments& arguments) {
  const auto options = OptionsOf(arguments);
  if (!options.ok()) return Fail(options.status());
  if (Status status = CheckWritable(arguments.output.output); !status.ok()) return Fail(status);
  auto bytes = ReadFile(arguments.file, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  const auto in_token = "token `" + arguments.file + "`";
  auto plain = Unwrapped(std::move(bytes).value(), Message::kToken);
  if (!plain.ok()) return Fail(plain.TakeStatus().Within(in_token));
  const auto imported = eat::ImportEat(AsBytes(*plain), *options);
  return imported.ok() ? WriteImported(arguments.output, *imported) : Fail(Status(imported.status()).Within(in_token));
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
  command->add_option("--now", arguments->now, "time to compare the token's times with (default: the clock)")
      ->type_name("T");
  AddImportOutput(*command, arguments->output);
  command->footer(
      "Exit: 0 written, 5 signature, nonce or times refused, 6 it is no token, or its profile is not known.\n"
      "Example: mps import eat psa.cbor --key device.pub.pem --nonce $nonce -o evidence.cbor");
  command->callback([arguments, &context] { context.exit = ImportToken(*arguments); });
}

}  // namespace mps::cli
