// Mapping of bundles with mmap(2).
#include "bundle/mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "mps/limits.h"

namespace mps::bundle {
namespace {

Status IoFault(const std::string& path, const std::string& why) {
  return {Code::kIo, "cannot read `" + path + "`: " + why};
}

struct Closer {
  int fd;
  ~Closer() { close(fd); }
};

}  // namespace

Result<std::shared_ptr<const Mapping>> Mapping::OfFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) return IoFault(path, std::strerror(errno));
  const Closer closer{fd};
  struct stat info {};
  if (fstat(fd, &info) != 0) return IoFault(path, std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return IoFault(path, "a bundle is a regular file");
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > limit::kBundleBytes) return Status(Code::kLimit, "`" + path + "` is larger than limit::kBundleBytes");
  std::shared_ptr<Mapping> mapping(new Mapping);
  mapping->name_ = path;
  if (size > 0) {
    void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return IoFault(path, std::strerror(errno));
    mapping->bytes_ = ByteView(static_cast<const std::uint8_t*>(at), size);
    mapping->mapped_ = true;
  }
  return std::shared_ptr<const Mapping>(std::move(mapping));
}

std::shared_ptr<const Mapping> Mapping::OfBytes(Bytes bytes, std::string name) {
  std::shared_ptr<Mapping> mapping(new Mapping);
  mapping->own_ = std::move(bytes);
  mapping->bytes_ = mapping->own_;
  mapping->name_ = std::move(name);
  return mapping;
}

std::shared_ptr<const Mapping> Mapping::OfView(ByteView bytes, std::string name) {
  std::shared_ptr<Mapping> mapping(new Mapping);
  mapping->bytes_ = bytes;
  mapping->name_ = std::move(name);
  return mapping;
}

Mapping::~Mapping() {
  if (mapped_) munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

}  // namespace mps::bundle
