// From a module to an object file in memory.
#pragma once

#include <llvm/IR/Module.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Target/TargetMachine.h>

#include <atomic>
#include <memory>
#include <string>

#include "mps/status.h"

namespace mps::jit {

// Once a process, before anything else of LLVM. False: it has no code generator for this machine.
bool InitialiseTargets();
// The machine to generate code for; `cpu` as in ObjectOptions.
Result<std::unique_ptr<llvm::TargetMachine>> MakeTarget(const std::string& cpu, int optimisation);
// CPU name and features of this machine, for cache keys.
std::string HostCpu();

// Attribute of functions that loop over rows.
inline constexpr const char* kHot = "mps-hot";

// Runs the passes of the level on the module. 0: none. What is abandoned on the way is a valid module still.
void Optimise(llvm::Module& module, llvm::TargetMachine& target, int optimisation,
              const std::atomic<bool>* abandoned = nullptr);
// An object that was abandoned on the way lacks functions: it must not be used.
Result<std::unique_ptr<llvm::MemoryBuffer>> EmitCode(llvm::Module& module, llvm::TargetMachine& target,
                                                     const std::atomic<bool>* abandoned = nullptr);

}  // namespace mps::jit
