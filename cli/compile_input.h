// From a path on the command line to a compiled definition, with its diagnostics printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "mps/compiler/compile.h"

namespace mps::cli {

// Compiles; prints errors with all other diagnostics to standard error, of mere warnings only how many there are.
compiler::Compilation CompileDefinition(const std::string& path, const Context& context,
                                        const compiler::Options& options = {});

// `--base FILE`: what a tailor file tailors.
void AddBaseOption(CLI::App& command, std::string& base);

// kExitPass if a program came out, else the exit code, the reason said.
int RequireProgram(const compiler::Compilation& compilation, const std::string& path);

// The `*_tests.mps` file beside a definition, if there is one.
std::vector<std::string> TestFilesBeside(const std::string& path);

}  // namespace mps::cli
