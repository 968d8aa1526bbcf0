// Native code for tests, by the names that their command lines use.
#pragma once

#include <string>

#include "interp/native.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::differential {

// `jit0`, `jit1`, `jit2` or `aot`; kUsage for other names. `library`: another file than the build's libmps_jit.so.
Result<interp::NativeCode> CompileFor(const program::Program& program, const std::string& engine,
                                      const std::string& library = "");

// An object file as a shared library: `cc -shared`, opened, and gone from the disk.
Result<interp::NativeCode> OpenAsLibrary(const Bytes& object, ByteView digest);

}  // namespace mps::differential
