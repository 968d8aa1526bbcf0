// `mps keygen`: a new key pair as PEM files.
#include <memory>

#include "command.h"
#include "crypto/key_uri.h"

namespace mps::cli {
namespace {

struct KeygenArguments {
  std::string alg, output;
  bool force = false;
};

// KEY.pem gives KEY.pub.pem; any other name gets `.pub.pem` added.
std::string PublicPath(const std::string& path) {
  constexpr std::string_view kPem = ".pem";
  const bool pem = path.size() > kPem.size() && path.compare(path.size() - kPem.size(), kPem.size(), kPem) == 0;
  return (pem ? path.substr(0, path.size() - kPem.size()) : path) + ".pub.pem";
}

Result<std::string> Keygen(const KeygenArguments& arguments) {
  const std::string name = arguments.alg == "EdDSA" ? "Ed25519" : arguments.alg;
  const auto alg = crypto::SignAlgFromName(name);
  if (!alg) return Status(Code::kUsage, "--alg: unknown algorithm `" + arguments.alg + "`");
  MPS_ASSIGN(const auto key, crypto::GenerateKey(crypto::KeyKindOf(*alg)));
  const auto overwrite = arguments.force ? crypto::Overwrite::kYes : crypto::Overwrite::kNo;
  MPS_TRY(crypto::SavePrivateKey(key, arguments.output, overwrite));
  MPS_ASSIGN(const auto path, crypto::KeyPath(arguments.output));
  MPS_TRY(crypto::SavePublicKey(key.public_key(), PublicPath(path), overwrite));
  return "private key " + path + " (keep it secret)\npublic key  " + PublicPath(path) + "\nkid         " +
         key.public_key().IdHex() + "\n";
}

}  // namespace

void AddKeygen(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<KeygenArguments>();
  CLI::App* command = app.add_subcommand("keygen", "make a key pair for signing tokens");
  command->add_option("--alg", arguments->alg, "ES256, ES384, EdDSA or PS256")
      ->check(CLI::IsMember({"ES256", "ES384", "EdDSA", "PS256"}))
      ->default_val("ES256")
      ->type_name("ALG");
  command->add_option("-o,--output", arguments->output, "private key file; the public key goes to NAME.pub.pem")
      ->required()
      ->type_name("KEY.pem");
  command->add_flag("--force", arguments->force, "overwrite existing files");
  command->footer("Example: mps keygen --alg ES256 -o key.pem");
  command->callback([arguments, &context] {
    auto done = Keygen(*arguments);
    if (done.ok()) {
      Say(*done);
    } else {
      context.exit = Fail(done.status());
    }
  });
}

}  // namespace mps::cli
