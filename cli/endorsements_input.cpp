#include "endorsements_input.h"

#include "corim/signed.h"
#include "corim_input.h"
#include "endorse/signed_file.h"
#include "files.h"
#include "mps/limits.h"

namespace mps::cli {
namespace {

// Whether the failure says that the file does not count, rather than that it is none.
bool CountsForNothing(const Status& status) {
  return status.code() == Code::kSignature || status.code() == Code::kTrust || status.code() == Code::kFreshness;
}

}  // namespace

void AddEndorsementOptions(CLI::App& command, EndorsementArguments& arguments) {
  command.add_option("--endorsements", arguments.files, "a signed endorsement file or a CoRIM; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--endorser-key", arguments.keys, "key of who signed a CoRIM without certificate; may be repeated")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command.add_flag("--require-cotl", arguments.require_cotl, "of CoRIMs only tags that a valid CoTL activates count");
  command.add_option("--trust-policy", arguments.policy, "whom of the definition's endorsers to trust, JSON")
      ->type_name("FILE");
}

Result<LoadedEndorsements> LoadEndorsements(const EndorsementArguments& arguments, const program::Program& program,
                                            std::int64_t now) {
  LoadedEndorsements out;
  if (!arguments.policy.empty()) {
    MPS_ASSIGN(const auto text, ReadFile(arguments.policy, limit::kTokenBytes));
    auto policy = endorse::ParseTrustPolicy(text);
    if (!policy.ok()) return std::move(policy.TakeStatus()).Within("--trust-policy `" + arguments.policy + "`");
    out.input.policy = std::move(policy).value();
  }
  if (arguments.files.empty()) return out;
  MPS_ASSIGN(const auto endorsers, EndorsersOf(program));
  std::vector<std::pair<std::string, std::string>> corims;
  for (const std::string& path : arguments.files) {
    MPS_ASSIGN(auto bytes, ReadFile(path, limit::kTokenBytes));
    if (corim::LooksLikeCorim(AsBytes(bytes))) {
      corims.emplace_back(path, std::move(bytes));
      continue;
    }
    auto file = endorse::ReadSignedFile(AsBytes(bytes));
    Status status = file.ok() ? endorse::Accept(*file, endorsers, DefinitionDigestOf(program), now) : file.TakeStatus();
    if (CountsForNothing(status)) {
      out.ignored.push_back({"", "", path, status.message()});
      continue;
    }
    if (!status.ok()) return std::move(status).Within("endorsements `" + path + "`");
    out.used.push_back(
        {path, bytes[0] == 'e' ? "application/jose" : std::string(endorse::kEndorsementsType), file->digest});
    out.input.sets.push_back(std::move(file->content.set));
    out.input.sets.back().origin = path;
  }
  MPS_TRY(LoadCorims(corims, arguments, program, now, out));
  return out;
}

}  // namespace mps::cli
