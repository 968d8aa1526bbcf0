#include "jit/open.h"

#include <dlfcn.h>
#include <unistd.h>

#include <climits>

namespace mps::jit {
namespace {

constexpr const char* kName = "libmps_jit.so";

std::string FolderOfExecutable() {
  char path[PATH_MAX];
  const ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0 || static_cast<std::size_t>(size) >= sizeof path) return "";
  const std::string whole(path, static_cast<std::size_t>(size));
  return whole.substr(0, whole.rfind('/'));
}

Result<Compiler*> Open() {
  const std::string folder = FolderOfExecutable();
  if (folder.empty()) return Status::Unsupported("jit", "the executable's folder is not known");
  const std::string places[] = {folder + "/" + kName, folder + "/../lib/mps/" + kName};
  for (const std::string& place : places)
    if (access(place.c_str(), F_OK) == 0) return OpenCompilerAt(place);
  return Status::Unsupported(
      "jit", std::string(kName) + " is not installed (looked in " + folder + " and " + folder + "/../lib/mps)");
}

}  // namespace

Result<Compiler*> OpenCompilerAt(const std::string& path) {
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return Status::Unsupported("jit", path + " cannot be opened: " + dlerror());
  const auto entry = reinterpret_cast<LibraryEntry>(dlsym(library, kLibraryEntry));
  Compiler* compiler = entry == nullptr ? nullptr : entry(interp::EngineVersion());
  if (compiler == nullptr) return Status::Unsupported("jit", path + " is of another version");
  return compiler;
}

Result<Compiler*> OpenCompiler() {
  static Result<Compiler*> opened = Open();
  return opened;
}

}  // namespace mps::jit
