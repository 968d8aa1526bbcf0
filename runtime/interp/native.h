// Native code of a program: the layout that generated code and the runtime agree on, for code that was compiled in this
// process (compiler/jit) and for libraries that were compiled ahead of time. C structures only; docs/engines.md.
//
// Generated code keeps a cell in two 64-bit words, `head` (state, kind, aux, len) and `payload`, reads columns straight
// from the context, and calls the host's functions for whatever it does not do itself. It has no undefined symbol but
// memcmp, allocates nothing and lets no exception pass: host functions throw none.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "mps/bytes.h"
#include "mps/status.h"
#include "schema/cell.h"

namespace mps::interp {

// To be raised with every change of these structures or of what a host function does.
inline constexpr std::uint32_t kNativeAbi = 2;

// What a generated function ends with.
inline constexpr std::int32_t kNativeOk = 0;
inline constexpr std::int32_t kNativeLimit = 1;  // too many steps

struct NativeContext;

// Host functions take an index of Program::code, or of Program::scan_steps with kNativeStep set, that says what is to
// be computed; operands in order; where the result goes.
using NativeFunction = void (*)(NativeContext*, std::uint32_t id, const Cell* operands, Cell* result);
inline constexpr std::uint32_t kNativeStep = 0x80000000u;

enum class NativeHost : std::uint32_t {
#define X(name, arity, family) k##name,
#include "builtins/builtins.def"
#undef X
#define X(name) k##name,
#include "interp/native_host.def"
#undef X
  kHosts
};
inline constexpr std::uint32_t kNativeHosts = static_cast<std::uint32_t>(NativeHost::kHosts);

// One for each evaluation in progress. Pointers are the host's and outlive the call.
struct NativeContext {
  const NativeFunction* host = nullptr;        // by NativeHost
  const Cell* const* columns = nullptr;        // by index into Program::columns: the cell of row 0
  const Cell* params = nullptr;                // by parameter
  const Cell* digests = nullptr;               // by configuration; null while configurations run
  const void* const* sets = nullptr;           // by index into Program::sets: its SetObject
  Cell* outcomes = nullptr;                    // by rule
  Cell* const* entries = nullptr;              // by configuration: its entries
  Cell* scan_results = nullptr;                // by scan loop
  std::uint8_t* scan_done = nullptr;           // by scan loop: 1 where it has its result
  const std::uint8_t* selected = nullptr;      // by rule: is to be judged
  const std::uint64_t* extra_steps = nullptr;  // of the host's functions
  std::uint64_t steps = 0;                     // of generated code
  std::uint64_t max_steps = 0;
  std::int64_t now = 0;
  std::uint64_t accept_warning = 0;  // 0 or 1
  void* runner = nullptr;            // the host's own
};

// A group of rules, or one configuration, as a function. Rules that are not selected are passed over.
using NativeEntry = std::int32_t (*)(NativeContext*);
struct NativeGroup {
  NativeEntry run;
  std::uint32_t first, last;  // rules [first, last)
};

// What a compiled program exports under the name kNativeSymbol. Later versions only append.
struct NativeImage {
  std::uint64_t magic;
  std::uint32_t abi;
  std::uint32_t size;        // of this structure
  std::uint8_t program[32];  // SHA-256 of the program's image (program/image.h)
  char engine[64];           // EngineVersion() of the code generator; nul-terminated
  std::uint32_t level;       // the level whose rules it holds; kNativeAllLevels
  std::uint32_t groups_count;
  const NativeGroup* groups;          // ascending, every rule of the specialisation in one of them
  const NativeEntry* configurations;  // by configuration
  std::uint32_t reserved;
  std::uint32_t optimisation;  // 0, 1, 2: for reports
};
inline constexpr std::uint64_t kNativeMagic = 0x31766974616e706dull;  // `mpnativ1`, little endian
inline constexpr std::uint32_t kNativeAllLevels = 0xffffffff;
inline constexpr const char* kNativeSymbol = "mps_native_image";

// Generated code is made for little-endian machines with 64-bit pointers; the code generator declines others.
inline constexpr bool kNativeHere = std::endian::native == std::endian::little && sizeof(void*) == 8;

// Compiled code that is in memory, and what keeps it there.
struct NativeCode {
  const NativeImage* image = nullptr;
  std::shared_ptr<const void> owner;
  std::string engine;  // `jit` or `aot`
};

// Whether `image` is compiled code of the program whose image has this digest, made for this runtime. kMalformed: no
// such structure; kUnsupported `native`: another ABI or engine version; kInvalid: of another program.
Status CheckNative(const NativeImage* image, ByteView program_digest);

// The code generator and the runtime that belong together: a digest over their sources, made when they are built.
const char* EngineVersion();

}  // namespace mps::interp
