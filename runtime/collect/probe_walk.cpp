// Claim `walk`: one walk over the local file systems serves every collection of it.
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <memory>

#include "collect/context.h"
#include "collect/file_record.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

struct CloseDir {
  void operator()(DIR* dir) const { closedir(dir); }
};

std::int64_t MonotonicSeconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

// Why ids may come from more than the two files, or "".
std::string OtherIdSources(const Tree& tree) {
  Seen<std::string> content = tree.Read("/etc/nsswitch.conf");
  if (!content.found()) return content.reason();
  for (const Line& line : SplitLines(*content)) {
    std::string_view text = std::string_view(line.text).substr(0, line.text.find('#'));
    std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view database = Trim(text.substr(0, colon));
    if (database != "passwd" && database != "group") continue;
    for (std::string_view word : Words(text.substr(colon + 1)))
      if (word != "files" && word != "systemd" && word != "compat" && word.front() != '[')
        return "ids may also come from " + CleanText(word) + " (/etc/nsswitch.conf)";
  }
  return "";
}

// The walk holds one open directory a level and the names of the directories still to enter, and nothing of files that
// no collection wants: memory does not grow with the number of files.
class Walk {
 public:
  explicit Walk(Context& ctx) : ctx_(ctx), deadline_(MonotonicSeconds() + ctx.limits.walk_seconds) {
    ids_known_ = ctx.names.user_trouble.empty() && ctx.names.group_trouble.empty();
    for (const char* name : {"world_writable", "setid", "unowned"}) ctx.doc["walk"][name];
  }

  void Run() {
    Seen<Place> root = ctx_.tree.Find("/", Links::kFollow);
    if (!root.found()) return Trouble(root.reason(), "/");
    Judge(root->dir.get(), ".", root->info, "/");
    Enter(root->dir.get(), ".", root->info.st_dev, "");
    while (!levels_.empty() && !stopped_) {
      Level& level = levels_.back();
      if (level.pending.empty()) {
        path_.resize(level.parent_length);
        levels_.pop_back();
        continue;
      }
      std::string name = std::move(level.pending.back());
      level.pending.pop_back();
      Enter(level.fd.get(), name.c_str(), level.device, name);
    }
  }

  std::string trouble() const {
    if (denied_ > 1) return trouble_ + " and " + std::to_string(denied_ - 1) + " more";
    return trouble_;
  }

 private:
  struct Level {
    Fd fd;
    dev_t device;
    std::size_t parent_length;         // of path_ without this directory
    std::vector<std::string> pending;  // directories in it still to enter
  };

  void Trouble(std::string_view reason, std::string_view path) {
    if (denied_++ == 0) trouble_ = std::string(reason) + ": " + Shown(path);
  }
  void Stop(const std::string& reason) {
    trouble_ = reason;
    denied_ = 1;
    stopped_ = true;
  }

  // Reads one directory whole: judges every entry, and leaves the directories among them for later.
  void Enter(int dir, const char* name, dev_t above, const std::string& shown) {
    std::size_t parent_length = path_.size();
    if (!shown.empty()) path_ += "/" + shown;
    Level level{Fd(), above, parent_length, {}};
    if (levels_.size() >= Tree::kMostDepth) {
      Trouble("more than 512 directories deep", path_);
    } else if (Fill(dir, name, level)) {
      levels_.push_back(std::move(level));
      return;
    }
    path_.resize(parent_length);
  }

  bool Fill(int dir, const char* name, Level& level) {
    Fd fd = Tree::OpenDirectory(dir, name);
    struct stat self;
    if (!fd.valid() || fstat(fd.get(), &self) != 0) {
      if (errno != ENOENT) Trouble(ErrnoText(errno), path_.empty() ? "/" : path_);
      return false;
    }
    // A mount point: a file system of a kind that is not walked, or one seen before (a bind mount).
    if (ctx_.systems.Skips(self.st_dev)) return false;
    if (self.st_dev != level.device && !tops_.insert({self.st_dev, self.st_ino}).second) return false;
    level.device = self.st_dev;
    int copy = fcntl(fd.get(), F_DUPFD_CLOEXEC, 3);
    std::unique_ptr<DIR, CloseDir> entries(copy < 0 ? nullptr : fdopendir(copy));
    if (!entries) {
      Trouble(ErrnoText(errno), path_);
      if (copy >= 0) close(copy);
      return false;
    }
    for (;;) {
      errno = 0;
      const dirent* entry = readdir(entries.get());
      if (entry == nullptr) break;
      if (!Look(fd.get(), entry->d_name, level)) break;
    }
    if (errno != 0 && !stopped_) Trouble(ErrnoText(errno), path_);
    // The order of a directory is the file system's; going by name makes a walk that is cut short tell the same.
    std::sort(level.pending.rbegin(), level.pending.rend());
    level.fd = std::move(fd);
    return true;
  }

  bool Look(int dir, const char* name, Level& level) {
    std::string_view text = name;
    if (text == "." || text == "..") return true;
    if (++looked_ > ctx_.limits.walk_entries) {
      Stop("more than " + std::to_string(ctx_.limits.walk_entries) + " files");
      return false;
    }
    if (looked_ % 4096 == 0 && ctx_.progress) ctx_.progress("walk", looked_);
    if (looked_ % 4096 == 0 && MonotonicSeconds() > deadline_) {
      Stop("longer than " + std::to_string(ctx_.limits.walk_seconds) + " seconds");
      return false;
    }
    struct stat info;
    if (fstatat(dir, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT) Trouble(ErrnoText(errno), path_ + "/" + name);
      errno = 0;
      return true;
    }
    std::size_t length = path_.size();
    path_ += '/';
    path_ += text;
    Judge(dir, name, info, path_);
    path_.resize(length);
    if (S_ISDIR(info.st_mode)) level.pending.emplace_back(text);
    return true;
  }

  void Judge(int dir, const char* name, const struct stat& info, const std::string& path) {
    if (ctx_.systems.Skips(info.st_dev)) return;
    bool regular = S_ISREG(info.st_mode);
    if ((regular || S_ISDIR(info.st_mode)) && (info.st_mode & 0002) != 0) Add("world_writable", dir, name, info, path);
    if (regular && (info.st_mode & 06000) != 0) Add("setid", dir, name, info, path);
    if (ids_known_ && (ctx_.names.users.count(info.st_uid) == 0 || ctx_.names.groups.count(info.st_gid) == 0))
      Add("unowned", dir, name, info, path);
  }

  void Add(const char* collection, int dir, const char* name, const struct stat& info, const std::string& path) {
    EvidenceNode& members = ctx_.doc["walk"][collection];
    if (members.map().size() >= ctx_.limits.walk_members)
      return Stop("more than " + std::to_string(ctx_.limits.walk_members) + " members of " + collection);
    std::string key = Shown(path);
    members[key] = FileRecord(ctx_, dir, name, info, path, KeyPath(std::string("walk.") + collection, key));
  }

  Context& ctx_;
  std::int64_t deadline_;
  bool ids_known_ = false;
  bool stopped_ = false;
  std::size_t looked_ = 0;
  std::size_t denied_ = 0;
  std::string trouble_;
  std::string path_;  // of the directory being read; empty is the root
  std::vector<Level> levels_;
  std::set<std::pair<dev_t, ino_t>> tops_;  // roots of other file systems that were entered
};

}  // namespace

void ProbeWalk(Context& ctx, const Wanted&) {
  Walk walk(ctx);
  walk.Run();
  std::string trouble = walk.trouble();
  ctx.doc.Complete("walk");
  for (const char* name : {"world_writable", "setid", "unowned"}) {
    ctx.doc.CompleteUnless(std::string("walk.") + name, trouble);
    if (!ctx.doc["walk"][name].map().empty())
      ctx.doc.Unknown(std::string("walk.") + name + "[*].sha256", "digests are made of files and globs only");
  }
  if (!ctx.names.user_trouble.empty() || !ctx.names.group_trouble.empty()) {
    ctx.doc["walk"].Erase("unowned");
    ctx.doc.Unknown("walk.unowned", ctx.names.user_trouble.empty() ? ctx.names.group_trouble : ctx.names.user_trouble);
    return;
  }
  // An id that the files do not name may belong to an account of a directory service, so it proves nothing.
  std::string others = OtherIdSources(ctx.tree);
  if (others.empty() || ctx.doc["walk"]["unowned"].map().empty()) return;
  ctx.doc["walk"].Erase("unowned");
  ctx.doc.Unknown("walk.unowned", others);
}

}  // namespace mps::collect
