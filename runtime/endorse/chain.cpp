#include "endorse/chain.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/path.h"

namespace mps::endorse {

Status CheckChain(std::span<const Bytes> chain, std::string_view digest, std::int64_t now) {
  if (chain.empty()) return Status(Code::kTrust, "it carries no certificates");
  for (std::size_t i = 0; i < chain.size(); ++i) {
    MPS_ASSIGN(const Bytes hash, crypto::Sha256(chain[i]));
    if ("sha256:" + HexEncode(hash) != digest) continue;
    if (i == 0)
      return Status(Code::kTrust, std::string(digest) + " is the signer's own certificate, not that of its CA");
    const crypto::PathReport report = crypto::ValidatePath({chain, chain[i], {}, now});
    return report.ok() ? Status() : Status(Code::kTrust, report.text);
  }
  return Status(Code::kTrust, "no certificate of its chain is " + std::string(digest));
}

}  // namespace mps::endorse
