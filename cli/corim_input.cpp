#include "corim_input.h"

#include "corim/load.h"
#include "crypto/key_uri.h"

namespace mps::cli {

Status LoadCorims(const std::vector<std::pair<std::string, std::string>>& files, const EndorsementArguments& arguments,
                  const program::Program& program, std::int64_t now, LoadedEndorsements& out) {
  corim::LoadOptions options;
  options.now = now;
  options.require_cotl = arguments.require_cotl;
  for (const std::string& uri : arguments.keys) {
    auto key = crypto::LoadPublicKey(uri);
    if (!key.ok()) return key.TakeStatus().Within("--endorser-key");
    options.keys.push_back(std::move(key).value());
  }
  std::vector<std::pair<std::string, ByteView>> corims;
  for (const auto& [path, bytes] : files) corims.emplace_back(path, AsBytes(bytes));
  MPS_ASSIGN(const auto endorsers, EndorsersOf(program));
  MPS_ASSIGN(auto loaded, corim::LoadCorims(corims, endorsers, PlanOf(program), options));
  for (auto& one : loaded.used)
    out.used.push_back({std::move(one.name), std::string(corim::kSignedType), std::move(one.digest)});
  std::move(loaded.ignored.begin(), loaded.ignored.end(), std::back_inserter(out.ignored));
  if (!loaded.set.endorsements.empty()) out.input.sets.push_back(std::move(loaded.set));
  return {};
}

}  // namespace mps::cli
