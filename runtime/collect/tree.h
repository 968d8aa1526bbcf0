// Tree: the files below one root directory, looked at as that system would see them, and never past the root.
//
// Every path is resolved component by component with *at calls on O_PATH descriptors: an absolute link starts again at
// the root, `..` stops at it, and no link is ever followed by the kernel. So neither a link nor a rename meanwhile can
// lead out of the tree. Only regular files are opened, without blocking, and read up to a limit.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mps/status.h"

namespace mps::collect {

// A file descriptor that closes itself.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) Reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~Fd() { Reset(-1); }
  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  void Reset(int fd);
  int fd_ = -1;
};

// What a look gave: a value, nothing there, or no knowledge and why.
template <class T>
class Seen {
 public:
  Seen(T value) : value_(std::move(value)) {}  // NOLINT: implicit by design
  static Seen Absent() { return Seen(); }
  static Seen Unknown(std::string reason) {
    Seen seen;
    seen.reason_ = std::move(reason);
    return seen;
  }
  // The same outcome for another type. REQUIRES: not found().
  template <class U>
  static Seen Like(const Seen<U>& other) {
    return other.absent() ? Absent() : Unknown(other.reason());
  }
  bool found() const { return value_.has_value(); }
  bool absent() const { return !value_ && reason_.empty(); }
  const std::string& reason() const { return reason_; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  Seen() = default;
  std::optional<T> value_;
  std::string reason_;
};

// A directory entry that was found: `name` in the directory `dir`.
struct Place {
  Fd dir;
  std::string name;  // `.` for the root
  std::string path;  // as seen from the root, links resolved as far as they were followed
  struct stat info {};
};

enum class Links : std::uint8_t {
  kFollow,    // as stat
  kKeepLast,  // as lstat: the last component may be a link
};

class Tree {
 public:
  // kIo if the root cannot be opened as a directory.
  static Result<Tree> Open(const std::string& root);

  // LIMIT: 40 links, 512 directories deep; beyond it unknown.
  Seen<Place> Find(std::string_view path, Links links) const;
  // The whole of a regular file, links followed. Unknown if it is of another kind, longer than the limit, or refused.
  Seen<std::string> Read(std::string_view path, std::size_t most_bytes = kMostFileBytes) const;
  // The names in a directory, sorted, without `.` and `..`; links followed.
  Seen<std::vector<std::string>> List(std::string_view path) const;
  // The text of a link.
  Seen<std::string> ReadLink(std::string_view path) const;
  bool Exists(std::string_view path, Links links = Links::kFollow) const { return Find(path, links).found(); }

  static Seen<std::string> Read(const Place& place, std::size_t most_bytes = kMostFileBytes);
  // The same, handed over piece by piece; gives the number of bytes. What was handed over counts for nothing if it
  // fails.
  static Seen<std::size_t> Stream(const Place& place, std::size_t most_bytes,
                                  const std::function<void(std::string_view)>& take);
  // The directory itself, for reading; -1 with errno on failure.
  static Fd OpenDirectory(int dir, const char* name);
  // Whether an access list beyond the mode bits is there; nothing if that could not be told.
  static std::optional<bool> HasAcl(int dir, const char* name, const struct stat& info);

  static constexpr std::size_t kMostFileBytes = 16u << 20;
  static constexpr std::size_t kMostNames = 1u << 20;
  static constexpr int kMostLinks = 40;
  static constexpr std::size_t kMostDepth = 512;

 private:
  explicit Tree(Fd root) : root_(std::move(root)) {}
  Fd root_;
};

// `permission denied`, `input/output error`: the words for an errno value, the same in every locale.
std::string ErrnoText(int error);
// Nothing for a path without a slash in it or at its front only: the part after the last slash, and before it.
std::string_view BaseName(std::string_view path);
std::string_view DirName(std::string_view path);
// Absolute, without empty and `.` parts and trailing slashes; `..` stays.
std::string TidyPath(std::string_view path);

}  // namespace mps::collect
