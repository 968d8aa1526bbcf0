// One key of each kind that can be made, made once for all cases of this executable.
#pragma once

#include <vector>

#include "crypto/key.h"

namespace mps::crypto {

inline const std::vector<KeyKind>& SampleKinds() {
  static const std::vector<KeyKind> kinds = {KeyKind::kP256, KeyKind::kP384, KeyKind::kP521, KeyKind::kEd25519,
                                             KeyKind::kRsa};
  return kinds;
}

inline const PrivateKey& SampleKey(KeyKind kind) {
  static const std::vector<PrivateKey> keys = [] {
    std::vector<PrivateKey> out;
    for (KeyKind each : SampleKinds()) out.push_back(GenerateKey(each).value());
    return out;
  }();
  std::size_t at = 0;
  while (SampleKinds()[at] != kind) ++at;
  return keys[at];
}

}  // namespace mps::crypto
