// Reading beneath a folder. Entry point: DefinitionReader.
#include "definition_reader.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "files.h"

namespace mps::cli {
namespace {

// A pipe or device must not hold us up before fstat says what it is.
constexpr int kOpenFlags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
constexpr int kRaceTries = 16;  // openat2 gives EAGAIN where something in the folder is renamed meanwhile

Status Refused(const std::string& path, const std::string& why) {
  return {Code::kIo, "cannot read `" + path + "`: " + why};
}

Result<std::string> ReadRegular(const Descriptor& file, const std::string& path, std::size_t limit) {
  struct stat info {};
  if (fstat(file.get(), &info) != 0) return Refused(path, std::strerror(errno));
  if (S_ISDIR(info.st_mode)) return Refused(path, "it is a directory");
  if (!S_ISREG(info.st_mode)) return Refused(path, "it is not a regular file");
  return ReadAll(file.get(), path, limit);
}

// openat2 of a relative path; -1 with errno.
int OpenInKernel(int folder, const std::string& relative) {
  struct open_how how {};
  how.flags = kOpenFlags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long fd = -1;
  for (int i = 0; i < kRaceTries; ++i) {
    fd = syscall(SYS_openat2, folder, relative.c_str(), &how, sizeof how);
    if (fd >= 0 || (errno != EAGAIN && errno != EINTR)) break;
  }
  return static_cast<int>(fd);
}

// Step by step, following nothing: ELOOP or ENOTDIR for a link, EXDEV for `..` and absolute paths; -1 with errno.
int OpenByWalk(int folder, std::string_view relative) {
  Descriptor at(fcntl(folder, F_DUPFD_CLOEXEC, 3));
  if (relative.starts_with('/')) errno = EXDEV;
  while (at.get() >= 0 && !relative.starts_with('/')) {
    const auto slash = relative.find('/');
    const std::string step(relative.substr(0, slash));
    if (step == "..") {
      errno = EXDEV;
      return -1;
    }
    if (slash == std::string_view::npos) return openat(at.get(), step.c_str(), kOpenFlags | O_NOFOLLOW);
    relative.remove_prefix(std::min(relative.find_first_not_of('/', slash), relative.size()));
    at = Descriptor(openat(at.get(), step.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  return -1;
}

bool HasNoOpenat2(int error) { return error == ENOSYS || error == EPERM || error == EINVAL || error == E2BIG; }

}  // namespace

Result<std::string> DefinitionReader::Read(const std::string& path, std::size_t limit) {
  if (path == "-") return ReadFile(path, limit);
  const Descriptor file(open(path.c_str(), kOpenFlags));
  if (file.get() < 0) return Refused(path, std::strerror(errno));
  return ReadRegular(file, path, limit);
}

Result<std::string> DefinitionReader::ReadBeneath(const std::string& folder, const std::string& path,
                                                  std::size_t limit) {
  if (!path.starts_with(folder)) return Refused(path, "it lies outside the definition's folder");
  const std::string relative = path.substr(folder.size());
  const Descriptor at(open(folder.empty() ? "." : folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (at.get() < 0) return Refused(path, std::strerror(errno));
  bool walked = beneath_ == Beneath::kWalk;
  int fd = walked ? OpenByWalk(at.get(), relative) : OpenInKernel(at.get(), relative);
  if (fd < 0 && !walked && HasNoOpenat2(errno)) {
    walked = true;
    fd = OpenByWalk(at.get(), relative);
  }
  const int fault = errno;
  const Descriptor file(fd);
  if (fd >= 0) return ReadRegular(file, path, limit);
  if (fault == EXDEV) return Refused(path, "it leads out of the definition's folder");
  if (walked && fault == ELOOP)
    return Refused(path, "it is a symbolic link, which this kernel cannot keep in a folder");
  return Refused(path, std::strerror(fault));
}

std::vector<std::string> DefinitionReader::SourcesIn(const std::string& folder) {
  constexpr std::string_view kEnding = ".mps";
  std::vector<std::string> names;
  std::error_code fault;
  std::filesystem::directory_iterator entry(folder.empty() ? "." : folder, fault), end;
  for (std::size_t i = 0; !fault && entry != end && i < kFolderEntries; ++i, entry.increment(fault)) {
    std::string name = entry->path().filename().string();
    if (name.ends_with(kEnding) && !name.starts_with('.')) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace mps::cli
