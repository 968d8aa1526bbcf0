#include "endorsements_input.h"

#include "corim/signed.h"
#include "corim_input.h"
#include "endorse/signed_file.h"
#include "endorse/trusted.h"
#include "files.h"
#include "mps/limits.h"
#include "trust/store.h"

namespace mps::cli {
namespace {

// Whether the failure says that the file does not count, rather than that it is none.
bool CountsForNothing(const Status& status) {
  return status.code() == Code::kSignature || status.code() == Code::kTrust || status.code() == Code::kFreshness;
}

// What is left of a file's set after the trust store has been asked; kTrust where nothing is.
Status Narrow(const std::optional<trust::Store>& store, endorse::SignedFile& file, const std::string& path,
              std::int64_t now, LoadedEndorsements& out) {
  endorse::EndorsementSet& set = file.content.set;
  set.origin = path;
  if (!store) return {};
  MPS_ASSIGN(const auto grant, endorse::GrantOf(store->anchors(), file.key_id, file.chain, now));
  for (auto& ignored : endorse::Narrow(grant, set)) out.ignored.push_back(std::move(ignored));
  return {};
}

Result<std::optional<trust::Store>> OpenStore(const EndorsementArguments& arguments) {
  if (arguments.trust.empty()) return std::optional<trust::Store>();
  auto store = trust::Store::Open(arguments.trust);
  if (!store.ok()) return store.TakeStatus().Within("--endorser-trust");
  return std::optional<trust::Store>(std::move(store).value());
}

Status LoadPolicy(const EndorsementArguments& arguments, LoadedEndorsements& out) {
  if (arguments.policy.empty()) return {};
  MPS_ASSIGN(const auto text, ReadFile(arguments.policy, limit::kTokenBytes));
  auto policy = endorse::ParseTrustPolicy(text);
  if (!policy.ok()) return std::move(policy.TakeStatus()).Within("--trust-policy `" + arguments.policy + "`");
  out.input.policy = std::move(policy).value();
  return {};
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
  command.add_option("--trust-policy", arguments.policy, "whom of the definition's endorsers to trust, JSON")
      ->type_name("FILE");
  command
      .add_option("--endorser-trust", arguments.trust,
                  "a trust store (mps trust) that signers of --endorsements have to reach, with the role endorsement")
      ->type_name("DIR");
}

Result<LoadedEndorsements> LoadEndorsements(const EndorsementArguments& arguments, const program::Program& program,
                                            std::int64_t now) {
  LoadedEndorsements out;
  MPS_TRY(LoadPolicy(arguments, out));
  MPS_ASSIGN(const auto store, OpenStore(arguments));
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
    if (status.ok()) status = Narrow(store, *file, path, now, out);
    if (CountsForNothing(status)) {
      out.ignored.push_back({"", "", path, status.message()});
      continue;
    }
    if (!status.ok()) return std::move(status).Within("endorsements `" + path + "`");
    if (file->content.set.endorsements.empty() && file->content.set.answers.empty()) continue;
    out.used.push_back(
        {path, bytes[0] == 'e' ? "application/jose" : std::string(endorse::kEndorsementsType), file->digest});
    out.input.sets.push_back(std::move(file->content.set));
  }
  MPS_TRY(LoadCorims(corims, {arguments.keys, store ? &store->anchors() : nullptr}, program, now, out));
  return out;
}

}  // namespace mps::cli
