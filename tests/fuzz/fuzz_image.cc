// Fuzz target: any bytes as the image of a program. One that loads is verified, so it must print, prepare and run
// without fault, with every claim unknown, at each level, and its image must be the very bytes it came from.
#include "program/image.h"
#include "program/verify.h"
#include "run_program.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const mps::ByteView image(data, size);
  auto program = mps::program::LoadImage(image);
  if (!program.ok()) return 0;
  if (mps::Status sound = mps::program::Verify(*program); !sound.ok()) fuzz::Stop("loaded, but not sound", sound);
  const mps::Bytes again = mps::program::EncodeImage(*program);
  if (!std::equal(again.begin(), again.end(), image.begin(), image.end())) fuzz::Stop("another image", mps::Status());
  fuzz::UseProgram(*program);
  return 0;
}
