// Fuzz target: program images. What loads must be sound, and be written as the same octets again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "program/dump.h"
#include "program/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const mps::ByteView image(data, size);
  auto program = mps::program::LoadImage(image);
  if (!program.ok()) return 0;
  (void)mps::program::DumpProgram(*program);
  const mps::Bytes again = mps::program::EncodeImage(*program);
  if (!std::equal(again.begin(), again.end(), image.begin(), image.end())) std::abort();
  return 0;
}
