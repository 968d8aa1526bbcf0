// `mps import rim`: a TCG reference integrity manifest as evidence, and what a log measured beyond it.
#include <memory>

#include "crypto/key_uri.h"
#include "files.h"
#include "import_commands.h"
#include "import_output.h"
#include "roots/import/rim_import.h"

namespace mps::cli {
namespace {

constexpr std::size_t kRimFileBytes = std::size_t{4} << 20, kLogFileBytes = std::size_t{16} << 20;

struct ImportRimArguments {
  std::string file, eventlog;
  std::vector<std::string> keys, support;
  ImportArguments common{"rim", {}, {}};
};

Result<eat::ImportedEvidence> Import(const ImportRimArguments& arguments) {
  roots::RimImport input;
  MPS_TRY(BeginImport(arguments.common, input));
  for (const auto& uri : arguments.keys) {
    MPS_ASSIGN(auto key, crypto::LoadPublicKey(uri));
    input.keys.push_back(std::move(key));
  }
  MPS_ASSIGN(const Bytes base, ReadOctets(arguments.file, kRimFileBytes));
  input.base = base;
  std::vector<Bytes> support;
  for (const auto& path : arguments.support) {
    MPS_ASSIGN(auto octets, ReadOctets(path, kLogFileBytes));
    support.push_back(std::move(octets));
  }
  input.support.assign(support.begin(), support.end());
  Bytes log;
  if (!arguments.eventlog.empty()) {
    MPS_ASSIGN(log, ReadOctets(arguments.eventlog, kLogFileBytes));
    input.event_log = log;
  }
  auto imported = roots::ImportRim(input);
  if (!imported.ok()) return imported.TakeStatus().Within("base RIM `" + arguments.file + "`");
  return imported;
}

}  // namespace

void AddImportRim(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportRimArguments>();
  CLI::App* command =
      import.add_subcommand("rim", "verify a reference integrity manifest, compare a log with it; write evidence");
  command->add_option("FILE", arguments->file, "a base RIM: a signed SWID tag")->required()->type_name("");
  command->add_option("--key", arguments->keys, "a key that may have signed it; may be repeated")
      ->required()
      ->type_name("KEY")
      ->allow_extra_args(false);
  command
      ->add_option("--support", arguments->support,
                   "a support RIM, which the base RIM names by digest; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->add_option("--eventlog", arguments->eventlog, "the event log of a boot, to be compared")->type_name("FILE");
  AddImportArguments(*command, arguments->common, "time of the import");
  command->footer(
      "Exit: 0 written, 5 a check failed or a support file is not the manifest's, 6 a file is not what it has to be.\n"
      "Example: mps import rim base.swidtag --key vendor.pub.pem --support boot.rimel \\\n"
      "             --eventlog /sys/kernel/security/tpm0/binary_bios_measurements --join evidence.cbor -o all.cbor");
  command->callback(
      [arguments, &context] { context.exit = RunImport(arguments->common, [&] { return Import(*arguments); }); });
}

}  // namespace mps::cli
