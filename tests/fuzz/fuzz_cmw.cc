// Fuzzes wrappers: what is read must be written and read back as the same, and offsets must lie in the input.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "cmw/cmw.h"

namespace {

using namespace mps;

void RoundTrip(const cmw::Cmw& wrapper) {
  const auto bytes = cmw::Encode(wrapper);
  if (!bytes.ok()) std::abort();
  const auto again = cmw::Decode(*bytes);
  if (!again.ok()) std::abort();
  const auto twice = cmw::Encode(*again);
  if (!twice.ok() || *twice != *bytes) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  for (const auto& wrapper : {cmw::Decode(bytes), cmw::DecodeExtension(bytes)}) {
    if (wrapper.ok()) {
      RoundTrip(*wrapper);
    } else if (wrapper.status().offset() && *wrapper.status().offset() > size) {
      std::abort();
    }
  }
  return 0;
}
