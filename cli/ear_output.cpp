#include "ear_output.h"

#include <algorithm>

#include "crypto/key_uri.h"
#include "files.h"
#include "terminal.h"
#include "wrapper.h"

namespace mps::cli {

void AddEarOptions(CLI::App& command, EarArguments& arguments, bool required, const std::string& raw) {
  auto* output = command.add_option("--ear", arguments.output, "write a signed attestation result (EAR) here")
                     ->required(required)
                     ->type_name("FILE");
  auto* key = command.add_option("--ear-key", arguments.key, "the verifier's private key, which signs it")
                  ->required(required)
                  ->type_name("KEY");
  output->needs(key);
  key->needs(output);
  command.add_option("--ear-format", arguments.format, "jwt or cwt")
      ->check(OneOf({"jwt", "cwt"}))
      ->default_val("jwt")
      ->type_name("FORM");
  command.add_option("--verifier", arguments.verifier, "the verifier's name or URI, stated as its developer")
      ->default_val("mps")
      ->type_name("NAME");
  command.add_option("--ear-lifetime", arguments.lifetime, "seconds until the attestation result expires")
      ->check(CLI::Range(1, 31536000))
      ->capture_default_str()
      ->type_name("S");
  auto* with_raw =
      command.add_flag("--raw-evidence", arguments.raw_evidence, "put " + raw + " into the attestation result");
  with_raw->needs(output);
  AddWrapOption(command, arguments.wrap);
  if (!required) command.get_option("--cmw")->needs(output);
}

Result<ear::Ear> WriteEar(const EarArguments& arguments, ear::IssueInput input, std::optional<std::int64_t> not_after) {
  input.verifier = {arguments.verifier, "mps " MPS_VERSION};
  input.lifetime = arguments.lifetime;
  if (not_after && *not_after <= input.now) {
    return Status(Code::kFreshness, "no attestation result: the token ends now, and its result would outlive it");
  }
  if (not_after) input.lifetime = std::min(input.lifetime, *not_after - input.now);
  MPS_ASSIGN(ear::Ear result, ear::IssueEar(input));
  MPS_ASSIGN(const auto signer, crypto::LoadSigner(arguments.key));
  const auto form = arguments.format == "cwt" ? eat::Envelope::kCwt : eat::Envelope::kJwt;
  MPS_ASSIGN(Bytes bytes, ear::SignEar(form, *signer, result));
  if (arguments.wrap) {
    MPS_ASSIGN(bytes, Wrapped(bytes, Message::kResult));
  }
  MPS_TRY(WriteFile(arguments.output, bytes));
  return result;
}

std::string EarSummary(const EarArguments& arguments, const ear::Ear& result) {
  std::string text =
      Printable(arguments.output) + ": attestation result, " + std::string(ear::TierName(result.Overall()));
  for (const auto& [name, appraisal] : result.submods) {
    text += ", " + Printable(name) + " " + std::string(ear::TierName(appraisal.status));
  }
  return text + "\n";
}

}  // namespace mps::cli
