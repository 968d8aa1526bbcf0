#include "endorsements_input.h"

#include <list>

#include "corim/load.h"
#include "corim/recognise.h"
#include "crypto/key_uri.h"
#include "endorse/load.h"
#include "files.h"
#include "mps/limits.h"
#include "trust/store.h"

namespace mps::cli {
namespace {

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

Result<corim::SignerOptions> CorimSigners(const EndorsementArguments& arguments) {
  corim::SignerOptions out;
  out.require_cotl = arguments.require_cotl;
  for (const std::string& uri : arguments.keys) {
    auto key = crypto::LoadPublicKey(uri);
    if (!key.ok()) return key.TakeStatus().Within("--endorser-key");
    out.keys.push_back(std::move(key).value());
  }
  return out;
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
  endorse::LoadOptions options;
  MPS_ASSIGN(options.endorsers, EndorsersOf(program));
  options.definition = DefinitionDigestOf(program);
  options.now = now;
  options.anchors = store ? &store->anchors() : nullptr;
  endorse::Loaded loaded;
  std::list<std::string> octets;
  std::vector<std::pair<std::string, ByteView>> corims;
  for (const std::string& path : arguments.files) {
    MPS_ASSIGN(auto bytes, ReadFile(path, limit::kTokenBytes));
    if (corim::LooksLikeCorim(AsBytes(bytes))) {
      corims.emplace_back(path, AsBytes(octets.emplace_back(std::move(bytes))));
    } else {
      MPS_TRY(endorse::LoadFile(path, AsBytes(bytes), options, loaded));
    }
  }
  MPS_ASSIGN(const auto signers, CorimSigners(arguments));
  MPS_TRY(corim::LoadCorims(corims, signers, PlanOf(program), options, loaded));
  out.input.sets = std::move(loaded.sets), out.used = std::move(loaded.used), out.ignored = std::move(loaded.ignored);
  return out;
}

}  // namespace mps::cli
