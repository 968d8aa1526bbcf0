// Fuzzes the strict reader of claim sets: whatever it takes must encode to the very same bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "claims/claim_set.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mps;
  auto set = claims::DecodeClaimSet(ByteView(data, size));
  if (!set.ok()) return 0;
  auto again = claims::EncodeClaimSet(set.value());
  if (!again.ok() || !std::equal(again.value().begin(), again.value().end(), data, data + size)) std::abort();
  (void)claims::DumpClaimSet(set.value());
  for (const auto& environment : set.value().environments) {
    auto part = claims::PartOf(set.value(), environment.first);
    if (!part.ok() || !claims::EncodeClaimSet(part.value()).ok()) std::abort();
  }
  return 0;
}
