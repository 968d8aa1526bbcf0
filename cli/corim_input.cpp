#include "corim_input.h"

#include "corim/load.h"
#include "crypto/key_uri.h"

namespace mps::cli {

Status LoadCorims(const std::vector<std::pair<std::string, std::string>>& files, const std::vector<std::string>& keys,
                  bool require_cotl, const schema::ReadPlan& plan, const endorse::LoadOptions& options,
                  endorse::Loaded& out) {
  corim::SignerOptions signers;
  signers.require_cotl = require_cotl;
  for (const std::string& uri : keys) {
    auto key = crypto::LoadPublicKey(uri);
    if (!key.ok()) return key.TakeStatus().Within("--endorser-key");
    signers.keys.push_back(std::move(key).value());
  }
  std::vector<std::pair<std::string, ByteView>> corims;
  for (const auto& [path, bytes] : files) corims.emplace_back(path, AsBytes(bytes));
  return corim::LoadCorims(corims, signers, plan, options, out);
}

}  // namespace mps::cli
