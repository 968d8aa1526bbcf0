// `mps import dice`: a chain of DICE certificates as evidence.
#include <memory>

#include "crypto/key_uri.h"
#include "crypto/path.h"
#include "files.h"
#include "import_commands.h"
#include "import_output.h"
#include "mps/limits.h"
#include "roots/import/dice_import.h"

namespace mps::cli {
namespace {

struct ImportDiceArguments {
  std::vector<std::string> files, anchors;
  ImportArguments common{"dice", {}, {}};
};

// The certificates of a file: those of PEM one after another, else one in DER or CBOR.
Status ReadCertificates(const std::string& path, std::vector<Bytes>& out) {
  MPS_ASSIGN(Bytes octets, ReadOctets(path, limit::kChainCertificates * limit::kKeyBytes));
  if (AsText(octets).find("-----BEGIN") == std::string_view::npos) {
    out.push_back(std::move(octets));
    return {};
  }
  auto certificates = crypto::DecodeCertificates(octets);
  if (!certificates.ok()) return certificates.TakeStatus().Within("certificate `" + path + "`");
  for (Bytes& one : *certificates) out.push_back(std::move(one));
  return {};
}

Result<eat::ImportedEvidence> Import(const ImportDiceArguments& arguments) {
  roots::DiceImport input;
  MPS_TRY(BeginImport(arguments.common, input));
  for (const auto& uri : arguments.anchors) {
    MPS_ASSIGN(auto key, crypto::LoadPublicKey(uri));
    input.anchors.push_back(std::move(key));
  }
  std::vector<Bytes> chain;
  for (const auto& path : arguments.files) MPS_TRY(ReadCertificates(path, chain));
  input.chain.assign(chain.begin(), chain.end());
  auto imported = roots::ImportDice(input);
  if (!imported.ok()) return imported.TakeStatus().Within("DICE chain");
  return imported;
}

}  // namespace

void AddImportDice(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportDiceArguments>();
  CLI::App* command = import.add_subcommand("dice", "verify a chain of DICE certificates; write evidence");
  command->add_option("CERT", arguments->files, "certificates from the root of trust up: CBOR, or X.509 (DER, PEM)")
      ->required()
      ->type_name("");
  command->add_option("--anchor", arguments->anchors, "a key that the chain may begin with; may be repeated")
      ->required()
      ->type_name("KEY")
      ->allow_extra_args(false);
  AddImportArguments(*command, arguments->common, "time to compare validities with");
  command->footer(
      "Exit: 0 written, 5 a check failed, 6 no chain that can be read.\n"
      "Example: mps import dice uds.cert layer0.cert layer1.cert --anchor uds.pub.pem -o evidence.cbor");
  command->callback(
      [arguments, &context] { context.exit = RunImport(arguments->common, [&] { return Import(*arguments); }); });
}

}  // namespace mps::cli
