// `mps import platform`: a platform attribute certificate as evidence, compared with the parts that were found.
#include <memory>

#include "files.h"
#include "import_commands.h"
#include "import_output.h"
#include "mps/limits.h"
#include "roots/import/platform_import.h"

namespace mps::cli {
namespace {

constexpr std::size_t kCertificateFileBytes = std::size_t{2} << 20;

struct ImportPlatformArguments {
  std::string file, issuer, ek, found;
  ImportArguments common{"platform", {}, {}};
};

Result<eat::ImportedEvidence> Import(const ImportPlatformArguments& arguments) {
  roots::PlatformImport input;
  MPS_TRY(BeginImport(arguments.common, input));
  MPS_ASSIGN(const Bytes certificate, ReadOctets(arguments.file, kCertificateFileBytes));
  MPS_ASSIGN(const Bytes issuer, ReadOctets(arguments.issuer, limit::kKeyBytes));
  input.certificate = certificate;
  input.issuer = issuer;
  Bytes ek;
  std::string found;
  if (!arguments.ek.empty()) {
    MPS_ASSIGN(ek, ReadOctets(arguments.ek, limit::kKeyBytes));
    input.ek = ek;
  }
  if (!arguments.found.empty()) {
    MPS_ASSIGN(found, ReadFile(arguments.found, roots::kFoundBytes));
    input.found = found;
  }
  auto imported = roots::ImportPlatform(input);
  if (!imported.ok()) return imported.TakeStatus().Within("platform certificate `" + arguments.file + "`");
  return imported;
}

}  // namespace

void AddImportPlatform(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportPlatformArguments>();
  CLI::App* command =
      import.add_subcommand("platform", "verify a platform certificate, compare parts with it; write evidence");
  command->add_option("FILE", arguments->file, "a platform attribute certificate: DER or PEM")
      ->required()
      ->type_name("");
  command->add_option("--issuer", arguments->issuer, "certificate of who signs, which is trusted: DER or PEM")
      ->required()
      ->type_name("CERT");
  command
      ->add_option("--ek", arguments->ek,
                   "certificate of the platform's endorsement key, which you have verified; without it the holder is "
                   "not checked")
      ->type_name("CERT");
  command->add_option("--found", arguments->found, "the parts that were found: a component list in JSON")
      ->type_name("FILE");
  AddImportArguments(*command, arguments->common, "time to compare validities with");
  command->footer(
      "Exit: 0 written, 5 a check failed, 6 a file is not what it has to be.\n"
      "Example: mps import platform box.cer --issuer maker.cer --ek ek.cer --found parts.json -o evidence.cbor");
  command->callback(
      [arguments, &context] { context.exit = RunImport(arguments->common, [&] { return Import(*arguments); }); });
}

}  // namespace mps::cli
