// Bounded reading and atomic writing of files. Entry points: ReadFile, WriteFile.
#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "crypto/path.h"
#include "mps/limits.h"

namespace mps::cli {
namespace {

Status IoFault(const std::string& path, const char* doing) {
  return {Code::kIo, std::string("cannot ") + doing + " `" + path + "`: " + std::strerror(errno)};
}

Status TooLarge(const std::string& name, std::size_t limit) {
  return {Code::kLimit, "`" + name + "` is larger than " + std::to_string(limit) + " bytes", limit};
}

Status WriteAll(int fd, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return IoFault(path, "write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

int Descriptor::Close() { return fd_ > 2 ? close(std::exchange(fd_, -1)) : 0; }

Result<std::string> ReadAll(int fd, const std::string& name, std::size_t limit) {
  struct stat info {};
  std::string text;
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
    if (static_cast<std::size_t>(info.st_size) > limit) return TooLarge(name, limit);
    text.reserve(static_cast<std::size_t>(info.st_size) + 1);
  }
  char buffer[1 << 16];
  while (true) {
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return IoFault(name, "read");
    if (n == 0) return text;
    text.append(buffer, static_cast<std::size_t>(n));
    if (text.size() > limit) return TooLarge(name, limit);
  }
}

Result<std::string> ReadFile(const std::string& path, std::size_t limit) {
  const Descriptor file(path == "-" ? 0 : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.get() < 0) return IoFault(path, "read");
  struct stat info {};
  if (fstat(file.get(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return Status(Code::kIo, "cannot read `" + path + "`: it is a directory");
  }
  return ReadAll(file.get(), path, limit);
}

Result<OutputFile> OutputFile::Create(const std::string& path) {
  if (path == "-") return OutputFile(Descriptor(1), "standard output", "");
  struct stat info {};
  const bool exists = stat(path.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) return Status(Code::kIo, "cannot write `" + path + "`: it is a directory");
  if (exists && !S_ISREG(info.st_mode)) {  // a device or pipe: nothing to rename over
    Descriptor direct(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (direct.get() < 0) return IoFault(path, "write");
    return OutputFile(std::move(direct), path, "");
  }
  std::string temporary = path + ".XXXXXX";
  Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return IoFault(path, "write");
  return OutputFile(std::move(file), path, std::move(temporary));
}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

Status OutputFile::Write(ByteView bytes) { return WriteAll(file_.get(), path_, AsText(bytes)); }

Status OutputFile::Commit() {
  if (!temporary_.empty()) {
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(file_.get(), 0666 & ~mask) != 0) return IoFault(path_, "write");
  }
  if (file_.Close() != 0) return IoFault(path_, "write");
  if (temporary_.empty()) return {};
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return IoFault(path_, "write");
  temporary_.clear();
  return {};
}

Result<std::vector<Bytes>> ReadChain(const std::string& path, std::string_view option) {
  MPS_ASSIGN(const auto text, ReadFile(path, 2 * limit::kChainCertificates * limit::kKeyBytes));
  auto chain = crypto::DecodeCertificates(AsBytes(text));
  if (!chain.ok()) return chain.TakeStatus().Within(std::string(option) + " `" + path + "`");
  return chain;
}

Status WriteFile(const std::string& path, std::string_view bytes) {
  MPS_ASSIGN(auto file, OutputFile::Create(path));
  MPS_TRY(file.Write(AsBytes(bytes)));
  return file.Commit();
}

Status CheckWritable(const std::string& path) {
  if (path == "-") return {};
  struct stat info {};
  if (stat(path.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return {Code::kIo, "cannot write `" + path + "`: it is a directory"};
    if (!S_ISREG(info.st_mode)) return access(path.c_str(), W_OK) == 0 ? Status() : IoFault(path, "write");
  }
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  return access(folder.c_str(), W_OK | X_OK) == 0 ? Status() : IoFault(path, "write");
}

bool IsJsonPath(std::string_view path) { return EndsWith(path, ".json"); }
bool IsCborPath(std::string_view path) { return EndsWith(path, ".cbor"); }

}  // namespace mps::cli
