// Digests of programs, and libraries of compiled ones.
#include "appraise/engine.h"

#include <dlfcn.h>

#include <climits>
#include <cstdlib>

#include "appraise/request_input.h"
#include "crypto/hash.h"
#include "interp/native.h"
#include "program/image.h"

namespace mps {

Result<Bytes> ProgramDigest(const program::Program& program) { return crypto::Sha256(program::EncodeImage(program)); }

Result<std::uint32_t> LevelNumber(const program::Program& program, const std::string& name) {
  return appraise::LevelIndex(program, name);
}

std::uint32_t ProgramFormat() { return program::kImageVersion; }

Result<interp::NativeCode> OpenNativeLibrary(const std::string& path, ByteView digest) {
  // A name without a slash would be looked for in the system's library folders.
  char whole[PATH_MAX];
  if (realpath(path.c_str(), whole) == nullptr) return Status(Code::kIo, path + ": cannot be read");
  void* library = dlopen(whole, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return Status(Code::kIo, std::string(dlerror()));
  interp::NativeCode code;
  code.owner = std::shared_ptr<const void>(library, [](void* handle) { dlclose(handle); });
  code.image = static_cast<const interp::NativeImage*>(dlsym(library, interp::kNativeSymbol));
  code.engine = "aot";
  Status status = interp::CheckNative(code.image, digest);
  if (!status.ok()) return std::move(status).Within(path);
  return code;
}

}  // namespace mps
