#include "collect/find_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <set>

#include "base/glob.h"
#include "base/utf8.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

std::string Child(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (path.empty() || path.back() != '/') path += '/';
  path += name;
  return path;
}

bool HasWildcard(std::string_view part) { return part.find_first_of("*?[\\") != std::string_view::npos; }

std::string Shown(std::string_view path) { return PathTextFromBytes(AsBytes(path)); }

// One expansion under way. The parts of the pattern are matched one directory level at a time; from the first part that
// holds `**` on, the tree below is walked and whole paths are matched.
class Expansion {
 public:
  Expansion(const Tree& tree, const FileSystems& systems, std::size_t most)
      : tree_(tree), systems_(systems), most_(most) {}

  FoundFiles Run(std::string_view glob) {
    if (!glob.starts_with('/')) return {{}, "the glob is not an absolute path"};
    Result<Glob> whole = Glob::Compile(glob);
    if (!whole.ok()) return {{}, "the glob is malformed: " + whole.status().message()};
    whole_ = &*whole;
    std::vector<std::string_view> parts = SplitAny(glob, "/");
    Expand("/", parts, 0);
    std::sort(out_.paths.begin(), out_.paths.end());
    out_.paths.erase(std::unique(out_.paths.begin(), out_.paths.end()), out_.paths.end());
    return std::move(out_);
  }

 private:
  void Trouble(std::string_view reason, std::string_view path) {
    if (out_.trouble.empty()) out_.trouble = std::string(reason) + ": " + Shown(path);
  }

  bool Spend(std::string_view path) {
    if (looked_++ < most_) return true;
    Trouble("more than " + std::to_string(most_) + " directory entries looked at", path);
    return false;
  }

  void Expand(const std::string& directory, const std::vector<std::string_view>& parts, std::size_t at) {
    if (at == parts.size()) {
      out_.paths.push_back(directory);
      return;
    }
    std::string_view part = parts[at];
    if (part.find("**") != std::string_view::npos) return Deep(directory);
    bool last = at + 1 == parts.size();
    if (!HasWildcard(part)) {
      std::string path = Child(directory, part);
      if (!last) return Expand(path, parts, at + 1);
      Seen<Place> place = tree_.Find(path, Links::kKeepLast);
      if (place.found()) out_.paths.push_back(path);
      if (!place.reason().empty()) Trouble(place.reason(), path);
      return;
    }
    Result<Glob> glob = Glob::Compile(part);
    if (!glob.ok()) return Trouble("the glob is malformed", part);
    Seen<std::vector<std::string>> names = tree_.List(directory);
    if (!names.reason().empty()) return Trouble(names.reason(), directory);
    if (!names.found()) return;
    for (const std::string& name : *names) {
      if (!Spend(directory)) return;
      if (!glob->Matches(name)) continue;
      if (last) out_.paths.push_back(Child(directory, name));
      if (!last) Expand(Child(directory, name), parts, at + 1);
    }
  }

  // Everything below a directory, links not followed, other kinds of file system not entered.
  void Deep(const std::string& top) {
    std::vector<std::string> pending = {top};
    while (!pending.empty()) {
      std::string directory = std::move(pending.back());
      pending.pop_back();
      Seen<std::vector<std::string>> names = tree_.List(directory);
      if (!names.reason().empty()) Trouble(names.reason(), directory);
      if (!names.found()) continue;
      for (const std::string& name : *names) {
        if (!Spend(directory)) return;
        std::string path = Child(directory, name);
        if (whole_->Matches(path)) out_.paths.push_back(path);
        Seen<Place> place = tree_.Find(path, Links::kKeepLast);
        if (!place.reason().empty()) Trouble(place.reason(), path);
        if (place.found() && S_ISDIR(place->info.st_mode) && !systems_.Skips(place->info.st_dev))
          pending.push_back(std::move(path));
      }
    }
  }

  const Tree& tree_;
  const FileSystems& systems_;
  std::size_t most_;
  std::size_t looked_ = 0;
  const Glob* whole_ = nullptr;
  FoundFiles out_;
};

}  // namespace

FoundFiles ExpandGlob(const Tree& tree, const FileSystems& systems, std::string_view glob, std::size_t most_entries) {
  return Expansion(tree, systems, most_entries).Run(glob);
}

FoundFiles DropIns(const Tree& tree, const std::vector<std::string>& directories, std::string_view suffix) {
  FoundFiles out;
  std::map<std::string, std::string> by_name;
  for (const std::string& directory : directories) {
    Seen<std::vector<std::string>> names = tree.List(directory);
    if (!names.reason().empty() && out.trouble.empty()) out.trouble = names.reason() + ": " + directory;
    if (!names.found()) continue;
    for (const std::string& name : *names)
      if (name.size() > suffix.size() && name.ends_with(suffix)) by_name.emplace(name, Child(directory, name));
  }
  for (auto& [name, path] : by_name) {
    Seen<std::string> link = tree.ReadLink(path);
    if (link.found() && *link == "/dev/null") continue;
    Seen<Place> place = tree.Find(path, Links::kFollow);
    if (place.absent() || (place.found() && S_ISREG(place->info.st_mode) && place->info.st_size == 0)) continue;
    out.paths.push_back(path);
  }
  return out;
}

FoundFiles FilesIn(const Tree& tree, std::string_view directory, std::string_view suffix) {
  FoundFiles out;
  Seen<std::vector<std::string>> names = tree.List(directory);
  if (!names.reason().empty()) out.trouble = names.reason() + ": " + std::string(directory);
  if (!names.found()) return out;
  for (const std::string& name : *names)
    if (name.size() > suffix.size() && name.ends_with(suffix)) out.paths.push_back(Child(directory, name));
  return out;
}

std::vector<std::string> StandardDirectories(const Tree& tree, std::string_view name) {
  std::vector<std::string> out;
  for (std::string_view base : {"/etc/", "/run/", "/usr/local/lib/", "/usr/lib/"})
    out.push_back(std::string(base) + std::string(name));
  Seen<Place> lib = tree.Find("/lib", Links::kKeepLast);
  if (lib.found() && S_ISDIR(lib->info.st_mode)) out.push_back("/lib/" + std::string(name));
  return out;
}

}  // namespace mps::collect
