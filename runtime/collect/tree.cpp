#include "collect/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>

#include "collect/text_lines.h"

namespace mps::collect {
namespace {

struct CloseDir {
  void operator()(DIR* dir) const { closedir(dir); }
};

bool IsGone(int error) { return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG; }

// The components of a path in reverse order, so that the next one is at the back.
void PushComponents(std::string_view path, std::vector<std::string>& pending) {
  std::vector<std::string_view> parts = SplitAny(path, "/");
  for (auto part = parts.rbegin(); part != parts.rend(); ++part)
    if (*part != ".") pending.emplace_back(*part);
}

std::optional<std::string> LinkText(int dir, const char* name) {
  char buffer[PATH_MAX];
  ssize_t size = readlinkat(dir, name, buffer, sizeof buffer);
  if (size < 0 || static_cast<std::size_t>(size) == sizeof buffer) return std::nullopt;
  return std::string(buffer, static_cast<std::size_t>(size));
}

// One resolution under way: the directories between the root and where it stands.
class Resolution {
 public:
  Resolution(int root, std::string_view path, Links links) : root_(root), links_(links) {
    PushComponents(path, pending_);
  }

  Seen<Place> Run() {
    using S = Seen<Place>;
    while (!pending_.empty()) {
      std::string name = std::move(pending_.back());
      pending_.pop_back();
      if (name == "..") {
        if (!stack_.empty()) stack_.pop_back();
        continue;
      }
      struct stat info;
      if (fstatat(Here(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0)
        return IsGone(errno) ? S::Absent() : S::Unknown(ErrnoText(errno));
      bool last = pending_.empty();
      if (S_ISLNK(info.st_mode) && !(last && links_ == Links::kKeepLast)) {
        if (++followed_ > Tree::kMostLinks) return S::Unknown("more than 40 links to follow");
        auto text = LinkText(Here(), name.c_str());
        if (!text) return S::Unknown("a link could not be read: " + ErrnoText(errno));
        if (text->starts_with('/')) stack_.clear();
        PushComponents(*text, pending_);
        continue;
      }
      if (last) return Arrive(std::move(name), info);
      if (!S_ISDIR(info.st_mode)) return S::Absent();
      if (stack_.size() >= Tree::kMostDepth) return S::Unknown("more than 512 directories deep");
      Fd next(openat(Here(), name.c_str(), O_PATH | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC));
      if (!next.valid()) return IsGone(errno) ? S::Absent() : S::Unknown(ErrnoText(errno));
      stack_.push_back({std::move(next), std::move(name)});
    }
    struct stat info;
    if (fstatat(Here(), ".", &info, AT_SYMLINK_NOFOLLOW) != 0) return S::Unknown(ErrnoText(errno));
    return Arrive(".", info);
  }

 private:
  struct Level {
    Fd fd;
    std::string name;
  };
  int Here() const { return stack_.empty() ? root_ : stack_.back().fd.get(); }

  Seen<Place> Arrive(std::string name, const struct stat& info) {
    Place place;
    for (const Level& level : stack_) place.path += "/" + level.name;
    if (name != ".") place.path += "/" + name;
    if (place.path.empty()) place.path = "/";
    place.dir = stack_.empty() ? Fd(fcntl(root_, F_DUPFD_CLOEXEC, 3)) : std::move(stack_.back().fd);
    if (!place.dir.valid()) return Seen<Place>::Unknown(ErrnoText(errno));
    place.name = std::move(name);
    place.info = info;
    return place;
  }

  int root_;
  Links links_;
  int followed_ = 0;
  std::vector<std::string> pending_;
  std::vector<Level> stack_;
};

std::string_view KindWord(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a fifo";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISLNK(mode)) return "a link";
  return "a device";
}

bool HasAttribute(const std::string& path, const char* name, bool& known) {
  if (getxattr(path.c_str(), name, nullptr, 0) >= 0) return true;
  if (errno != ENODATA && errno != ENOTSUP) known = false;
  return false;
}

}  // namespace

void Fd::Reset(int fd) {
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
}

std::string ErrnoText(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "permission denied";
    case ENOENT:
      return "not found";
    case EIO:
      return "input/output error";
    case ELOOP:
      return "too many links";
    case EMFILE:
    case ENFILE:
      return "too many open files";
    case ENOMEM:
      return "out of memory";
    case ESTALE:
      return "stale file handle";
    default:
      return "system error " + std::to_string(error);
  }
}

std::string_view BaseName(std::string_view path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view DirName(std::string_view path) {
  std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return "";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

std::string TidyPath(std::string_view path) {
  std::string out;
  for (std::string_view part : SplitAny(path, "/")) {
    if (part == ".") continue;
    out += '/';
    out += part;
  }
  return out.empty() ? "/" : out;
}

Result<Tree> Tree::Open(const std::string& root) {
  Fd fd(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid()) return Status(Code::kIo, "cannot open the root `" + CleanText(root) + "`: " + ErrnoText(errno));
  return Tree(std::move(fd));
}

Seen<Place> Tree::Find(std::string_view path, Links links) const {
  if (path.size() >= PATH_MAX) return Seen<Place>::Unknown("the path is longer than 4095 bytes");
  if (path.find('\0') != std::string_view::npos) return Seen<Place>::Unknown("the path holds a zero byte");
  return Resolution(root_.get(), path, links).Run();
}

Seen<std::size_t> Tree::Stream(const Place& place, std::size_t most_bytes,
                               const std::function<void(std::string_view)>& take) {
  using S = Seen<std::size_t>;
  if (!S_ISREG(place.info.st_mode))
    return S::Unknown("not a regular file but " + std::string(KindWord(place.info.st_mode)));
  Fd fd(openat(place.dir.get(), place.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!fd.valid()) return S::Unknown(ErrnoText(errno));
  struct stat now;
  if (fstat(fd.get(), &now) != 0) return S::Unknown(ErrnoText(errno));
  if (now.st_ino != place.info.st_ino || now.st_dev != place.info.st_dev || !S_ISREG(now.st_mode))
    return S::Unknown("the file changed while it was looked at");
  char buffer[1 << 16];
  for (std::size_t have = 0;;) {
    const ssize_t got = read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return S::Unknown(ErrnoText(errno));
    if (got == 0) return have;
    have += static_cast<std::size_t>(got);
    if (have > most_bytes) return S::Unknown("longer than " + std::to_string(most_bytes) + " bytes");
    take({buffer, static_cast<std::size_t>(got)});
  }
}

Seen<std::string> Tree::Read(const Place& place, std::size_t most_bytes) {
  std::string content;
  const auto size = Stream(place, most_bytes, [&](std::string_view piece) { content += piece; });
  if (!size.found()) return Seen<std::string>::Like(size);
  return content;
}

Seen<std::string> Tree::Read(std::string_view path, std::size_t most_bytes) const {
  Seen<Place> place = Find(path, Links::kFollow);
  if (!place.found()) return Seen<std::string>::Like(place);
  return Read(*place, most_bytes);
}

Fd Tree::OpenDirectory(int dir, const char* name) {
  return Fd(openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

Seen<std::vector<std::string>> Tree::List(std::string_view path) const {
  using S = Seen<std::vector<std::string>>;
  Seen<Place> place = Find(path, Links::kFollow);
  if (!place.found()) return S::Like(place);
  if (!S_ISDIR(place->info.st_mode)) return S::Absent();
  Fd fd = OpenDirectory(place->dir.get(), place->name.c_str());
  if (!fd.valid()) return S::Unknown(ErrnoText(errno));
  std::unique_ptr<DIR, CloseDir> dir(fdopendir(fd.get()));
  if (!dir) return S::Unknown(ErrnoText(errno));
  fd.Release();
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(dir.get());
    if (entry == nullptr) break;
    std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (names.size() >= kMostNames) return S::Unknown("more than " + std::to_string(kMostNames) + " names");
    names.emplace_back(name);
  }
  if (errno != 0) return S::Unknown(ErrnoText(errno));
  std::sort(names.begin(), names.end());
  return names;
}

Seen<std::string> Tree::ReadLink(std::string_view path) const {
  using S = Seen<std::string>;
  Seen<Place> place = Find(path, Links::kKeepLast);
  if (!place.found()) return S::Like(place);
  if (!S_ISLNK(place->info.st_mode)) return S::Absent();
  auto text = LinkText(place->dir.get(), place->name.c_str());
  return text ? S(*text) : S::Unknown(ErrnoText(errno));
}

std::optional<bool> Tree::HasAcl(int dir, const char* name, const struct stat& info) {
  if (S_ISLNK(info.st_mode)) return false;
  // getxattr has no *at form; the link in /proc leads to the very file the descriptor holds.
  Fd fd(openat(dir, name, O_PATH | O_NOFOLLOW | O_CLOEXEC));
  if (!fd.valid()) return std::nullopt;
  std::string path = "/proc/self/fd/" + std::to_string(fd.get());
  bool known = true;
  bool found = HasAttribute(path, "system.posix_acl_access", known) ||
               (S_ISDIR(info.st_mode) && HasAttribute(path, "system.posix_acl_default", known));
  if (found) return true;
  if (!known) return std::nullopt;
  return false;
}

}  // namespace mps::collect
