// `mps import tpm`: a TPM quote, with the event log and the measurement list that it proves, as evidence.
#include <memory>

#include "files.h"
#include "import_commands.h"
#include "import_output.h"
#include "token/mps_token.h"
#include "tpm_input.h"

namespace mps::cli {
namespace {

struct ImportTpmArguments {
  TpmArguments tpm;
  std::string ima, nonce, now;
  std::vector<std::string> environments;  // tpm=NAME, boot=NAME, ima=NAME
  ImportOutput output;
};

Status Rename(const std::string& given, TpmFrame& frame) {
  const auto equals = given.find('=');
  const std::string which = given.substr(0, equals);
  std::string* name = which == "tpm"    ? &frame.tpm
                      : which == "boot" ? &frame.boot
                      : which == "ima"  ? &frame.ima
                                        : nullptr;
  if (equals == std::string::npos || name == nullptr)
    return {Code::kUsage, "--environment: expected tpm=NAME, boot=NAME or ima=NAME, not `" + given + "`"};
  *name = given.substr(equals + 1);
  return CheckEnvironmentName(*name);
}

Result<TpmFrame> FrameOf(const ImportTpmArguments& arguments) {
  TpmFrame frame;
  frame.measurement_list = arguments.ima;
  frame.collector = "mps import tpm";
  frame.json = IsJsonPath(arguments.output.output);
  MPS_ASSIGN(frame.now, ParseNow(arguments.now));
  if (!arguments.nonce.empty()) {
    MPS_ASSIGN(frame.nonce, ParseHex("--nonce", arguments.nonce, token::kLeastNonce, token::kMostNonce));
  }
  for (const auto& given : arguments.environments) MPS_TRY(Rename(given, frame));
  if (frame.tpm == frame.boot || frame.tpm == frame.ima || frame.boot == frame.ima)
    return Status(Code::kUsage, "--environment: two environments have one name");
  return frame;
}

int ImportTpm(const ImportTpmArguments& arguments) {
  const auto frame = FrameOf(arguments);
  if (!frame.ok()) return Fail(frame.status());
  if (Status status = CheckWritable(arguments.output.output); !status.ok()) return Fail(status);
  const auto evidence = ReadTpmEvidence(arguments.tpm, *frame);
  if (!evidence.ok()) return Fail(evidence.status());
  return WriteImported(arguments.output, evidence->imported, evidence->document);
}

}  // namespace

void AddImportTpm(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportTpmArguments>();
  CLI::App* command =
      import.add_subcommand("tpm", "verify a TPM 2.0 quote, replay event log and measurement list; write evidence");
  AddTpmOptions(*command, arguments->tpm, true);
  command->add_option("--ima", arguments->ima, "the kernel's measurement list, its ASCII file; CBOR")
      ->type_name("FILE");
  command->add_option("--nonce", arguments->nonce, "the nonce that was sent, in hex")->type_name("HEX");
  command
      ->add_option("--environment", arguments->environments,
                   "another name for an environment: tpm=NAME, boot=NAME, ima=NAME; may be repeated")
      ->type_name("KIND=NAME")
      ->allow_extra_args(false);
  command->add_option("--now", arguments->now, "time of the import (default: the clock)")->type_name("T");
  AddImportOutput(*command, arguments->output);
  command->footer(
      "Exit: 0 written, 5 a check of the quote failed, 6 a file is not what it has to be.\n"
      "Example: mps import tpm --quote quote.msg --signature quote.sig --pcrs quote.pcrs --ak ak.pem --nonce $nonce "
      "\\\n"
      "             --eventlog /sys/kernel/security/tpm0/binary_bios_measurements -o evidence.cbor");
  command->callback([arguments, &context] { context.exit = ImportTpm(*arguments); });
}

}  // namespace mps::cli
