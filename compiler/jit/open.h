// Opening mps_jit: the only way to it. Needs no LLVM.
#pragma once

#include <string>

#include "jit/jit.h"

namespace mps::jit {

// The library's compiler; opened once a process, and kept. kUnsupported `jit`: it is not installed, or of another
// version; the message says where it was looked for. Looked for beside the executable, then in ../lib/mps from there;
// never where the environment or the working folder says.
Result<Compiler*> OpenCompiler();
// The same from this very file: for tests and benchmarks, which stand elsewhere.
Result<Compiler*> OpenCompilerAt(const std::string& path);

}  // namespace mps::jit
