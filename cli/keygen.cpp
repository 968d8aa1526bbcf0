// `mps keygen`: a new key pair as PEM files.
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "crypto/key_uri.h"
#include "files.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct KeygenArguments {
  std::string alg, output, format;
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
  MPS_ASSIGN(const auto path, crypto::KeyPath(arguments.output));
  for (const std::string& file : {path, PublicPath(path)}) {  // both are looked at before either is written
    MPS_TRY(CheckWritable(file));
    if (!arguments.force && access(file.c_str(), F_OK) == 0)
      return Status(Code::kIo, "`" + file + "` exists; it is not overwritten without --force");
  }
  MPS_TRY(crypto::SavePrivateKey(key, arguments.output, overwrite));
  MPS_TRY(crypto::SavePublicKey(key.public_key(), PublicPath(path), overwrite));
  const std::string kid = key.public_key().IdHex();
  if (arguments.format == "json") {
    const nlohmann::ordered_json out{
        {"alg", arguments.alg}, {"private", path}, {"public", PublicPath(path)}, {"kid", kid}};
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  return "private key " + Printable(path) + " (keep it secret)\npublic key  " + Printable(PublicPath(path)) +
         "\nkid         " + kid + "\n";
}

}  // namespace

void AddKeygen(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<KeygenArguments>();
  CLI::App* command = app.add_subcommand("keygen", "make a key pair for signing tokens");
  command->add_option("--alg", arguments->alg, "ES256, ES384, EdDSA or PS256")
      ->check(OneOf({"ES256", "ES384", "EdDSA", "PS256"}))
      ->default_val("ES256")
      ->type_name("ALG");
  command->add_option("-o,--output", arguments->output, "private key file; the public key goes to NAME.pub.pem")
      ->required()
      ->type_name("KEY.pem");
  command->add_flag("--force", arguments->force, "overwrite existing files");
  AddFormat(*command, arguments->format);
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
