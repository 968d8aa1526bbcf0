// The face of mps_jit: machine code for a program, in this process or as an object file. Included by whoever opens the
// library (open.h) and by the library itself; knows nothing of LLVM.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interp/native.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::jit {

struct JitOptions {
  int optimisation = 1;                // 0, 1 or 2
  std::optional<std::uint32_t> level;  // compile only this level's rules; nothing: all
  bool verify = false;                 // LLVM's own check of the module; always on in debug builds
  bool perf_map = false;               // write /tmp/perf-PID.map, so that perf names the functions
  bool debugger = false;               // tell gdb of the functions
  // Object cache: a folder of the user's own, made where it is missing. Empty: none. docs/engines.md.
  std::string cache;
  // Only code from the cache: kIo where that has none that counts.
  bool kept_only = false;
  // Once true, the compilation ends soon, after the function it is at, and fails. Null: nobody will ask.
  const std::atomic<bool>* abandoned = nullptr;
};

// What came of a request beside the code.
struct JitReport {
  bool from_cache = false;
  std::string cache_note;  // why the cache was not used, or a file of it was thrown away; else empty
  std::uint64_t object_size = 0;
  // Seconds: making the module, optimising and code generation, linking into memory.
  double generate_s = 0, optimise_s = 0, link_s = 0;
};

struct ObjectOptions {
  int optimisation = 2;
  std::optional<std::uint32_t> level;
  std::string cpu;  // as LLVM names it; empty: what every machine of this architecture has; `native`: this one
};

// What the library gives, by one exported function (kLibraryEntry). Not a class with state: every call stands alone.
class Compiler {
 public:
  virtual ~Compiler() = default;
  // Code in memory. kUnsupported `jit`: the program has what cannot be compiled, or the host forbids pages of code.
  virtual Result<interp::NativeCode> Compile(const program::Program& program, ByteView digest,
                                             const JitOptions& options, JitReport& report) = 0;
  // A relocatable object (ELF) that exports kNativeSymbol and needs memcmp only. `cc -shared` makes a library of it.
  virtual Result<Bytes> EmitObject(const program::Program& program, ByteView digest, const ObjectOptions& options) = 0;
  // Opcodes that the code generator does not know: programs that have one are declined.
  virtual std::vector<program::Op> Declines() const = 0;
  // The module as LLVM's text, optimised: for people.
  virtual Result<std::string> DumpModule(const program::Program& program, const JitOptions& options) = 0;
};

// `digest` everywhere: SHA-256 of the program's image (program/image.h).
inline constexpr const char* kLibraryEntry = "mps_jit_compiler";
// The entry's type: a compiler, or null where `engine_version` is not the library's own.
using LibraryEntry = Compiler* (*)(const char* engine_version);

}  // namespace mps::jit
