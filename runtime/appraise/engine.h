// Engines of an appraisal: the interpreter, or native code that was compiled in this process or ahead of time. What
// they come to is the same (docs/engines.md).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::program {
struct Program;
}
namespace mps::interp {
struct NativeCode;
}

namespace mps {

// SHA-256 of the program's image (docs/program-format.md): what native code says it was made of.
Result<Bytes> ProgramDigest(const program::Program& program);

// Number of the level of that name, of which native code may be made alone. kUsage, with the nearest name.
Result<std::uint32_t> LevelNumber(const program::Program& program, const std::string& name);

// Version of the image that this runtime reads and writes (docs/program-format.md).
std::uint32_t ProgramFormat();

// A shared library made ahead of time of the program with that digest. kIo: it cannot be opened; kMalformed: it holds
// no compiled program; kUnsupported `native`: another version of the engine; kInvalid: another program. Opening a
// library runs what it holds: open only what is trusted as the command itself is.
Result<interp::NativeCode> OpenNativeLibrary(const std::string& path, ByteView digest);

}  // namespace mps
