// `mps challenge`: a fresh nonce for an attester.
#include <memory>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "command.h"
#include "crypto/random.h"
#include "token/mps_token.h"

namespace mps::cli {
namespace {

struct ChallengeArguments {
  std::size_t bytes = 32;
  std::string format;
};

int Challenge(const ChallengeArguments& arguments) {
  const auto nonce = crypto::RandomBytes(arguments.bytes);
  if (!nonce.ok()) return Fail(nonce.status());
  if (arguments.format == "json") {
    Say(nlohmann::ordered_json{{"nonce", HexEncode(*nonce)}, {"bytes", nonce->size()}}.dump(2) + "\n");
  } else {
    Say(HexEncode(*nonce) + "\n");
  }
  return kExitPass;
}

}  // namespace

void AddChallenge(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ChallengeArguments>();
  CLI::App* command = app.add_subcommand("challenge", "print a fresh nonce for an attester");
  command->add_option("--bytes", arguments->bytes, "how many random bytes, 8 to 64")
      ->check(CLI::Range(token::kLeastNonce, token::kMostNonce))
      ->capture_default_str()
      ->type_name("N");
  AddFormat(*command, arguments->format);
  command->footer(
      "The bytes come from the system's generator. Keep the nonce until the answer has come, and take one answer.\n"
      "Example: nonce=$(mps challenge)");
  command->callback([arguments, &context] { context.exit = Challenge(*arguments); });
}

}  // namespace mps::cli
