// `mps build --emit object|shared`: a definition, or a bundle, as native code on disk (docs/engines.md).
#pragma once

#include <string>

#include "command.h"

namespace mps::cli {

struct EmitArguments {
  std::string form = "bundle";  // bundle, object, shared
  std::string level;            // its rules alone; empty: those of every level
  std::string base;             // what a tailor file tailors, or empty
  std::string cpu;              // as LLVM names it; empty: every machine of this architecture; `native`: this one
};

// Writes the object or the library of DEF, an .mps file or a bundle, and gives the exit code.
int Emit(const EmitArguments& arguments, const std::string& definition, const std::string& output, bool json,
         const Context& context);

}  // namespace mps::cli
