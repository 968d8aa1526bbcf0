// Reading and writing key files.
#include "crypto/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/hex.h"
#include "crypto/random.h"

namespace mps::crypto {
namespace {

Status IoFailure(std::string_view what, const std::string& path, int error) {
  return Status(Code::kIo, std::string(what) + " `" + path + "`: " + std::strerror(error));
}

// A descriptor that closes itself.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }
  // Closes and tells whether that went well.
  bool Close() {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    return ::close(descriptor) == 0;
  }

 private:
  int descriptor_;
};

}  // namespace

Result<std::string> ReadWhole(const std::string& path, std::size_t limit, std::string_view what) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.get() < 0) return IoFailure("cannot open " + std::string(what), path, errno);
  std::string text;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return IoFailure("cannot read " + std::string(what), path, errno);
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > limit) {
      return Status(Code::kLimit,
                    std::string(what) + " file `" + path + "` has more than " + std::to_string(limit) + " bytes");
    }
  }
}

namespace {

Status WriteAll(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return IoFailure("cannot write", path, errno);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

// Gives the finished file its name. Without overwriting, that fails if the name is taken, however late.
Status MoveIntoPlace(const std::string& from, const std::string& path, Overwrite overwrite) {
  if (overwrite == Overwrite::kYes) {
    if (::rename(from.c_str(), path.c_str()) == 0) return {};
    return IoFailure("cannot write", path, errno);
  }
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EINVAL || errno == ENOSYS) {
    // A file system without that call: a hard link is refused just so.
    if (::link(from.c_str(), path.c_str()) == 0) {
      ::unlink(from.c_str());
      return {};
    }
  }
  if (errno == EEXIST) return Status(Code::kIo, "`" + path + "` exists; it is not overwritten");
  return IoFailure("cannot write", path, errno);
}

Status WriteNewFile(const std::string& temporary, const std::string& path, std::string_view text, mode_t mode) {
  File file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (file.get() < 0) return IoFailure("cannot write", path, errno);
  // The umask may have taken the owner's own bits; a secret has exactly 0600.
  if (mode == 0600 && ::fchmod(file.get(), mode) != 0) return IoFailure("cannot protect", path, errno);
  MPS_TRY(WriteAll(file.get(), text, path));
  if (::fsync(file.get()) != 0 || !file.Close()) return IoFailure("cannot write", path, errno);
  return {};
}

}  // namespace

Status WriteWhole(const std::string& path, std::string_view text, unsigned mode, Overwrite overwrite,
                  std::string_view what) {
  MPS_ASSIGN(Bytes random, RandomBytes(8));
  const std::string temporary = path + ".new-" + HexEncode(random);
  Status status = WriteNewFile(temporary, path, text, mode);
  if (status.ok()) status = MoveIntoPlace(temporary, path, overwrite);
  if (status.ok()) return {};
  ::unlink(temporary.c_str());
  return std::move(status).Within(what);
}

}  // namespace mps::crypto
