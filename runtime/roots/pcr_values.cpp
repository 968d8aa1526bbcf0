#include "roots/pcr_values.h"

#include "base/hex.h"
#include "crypto/hash.h"

namespace mps::roots {

std::optional<DigestAlg> DigestOf(HashId id) {
  switch (id) {
    case kHashSha1:
      return DigestAlg::kSha1;
    case kHashSha256:
      return DigestAlg::kSha256;
    case kHashSha384:
      return DigestAlg::kSha384;
    case kHashSha512:
      return DigestAlg::kSha512;
    default:
      return std::nullopt;
  }
}

HashId HashIdOf(DigestAlg alg) {
  switch (alg) {
    case DigestAlg::kSha1:
      return kHashSha1;
    case DigestAlg::kSha256:
      return kHashSha256;
    case DigestAlg::kSha384:
      return kHashSha384;
    case DigestAlg::kSha512:
      return kHashSha512;
  }
  return 0;
}

std::string HashIdName(HashId id) {
  if (const auto alg = DigestOf(id)) return std::string(crypto::DigestName(*alg));
  const std::uint8_t octets[] = {static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)};
  return "alg-0x" + HexEncode(octets);
}

std::string PcrNameText(PcrName name) { return HashIdName(name.bank) + ":" + std::to_string(name.pcr); }

}  // namespace mps::roots
