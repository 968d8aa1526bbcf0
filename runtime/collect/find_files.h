// Which files a pattern or a set of drop-in directories names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/file_systems.h"
#include "collect/tree.h"

namespace mps::collect {

// Paths, sorted, and why some may be missing (empty if none are).
struct FoundFiles {
  std::vector<std::string> paths;
  std::string trouble;
};

// Everything that matches an absolute glob (base/glob.h: `*` and `?` stop at `/` and match a first dot, `**` does not
// stop). Links to directories are followed where the pattern goes on below them, but never under `**`.
// LIMIT: `most_entries` directory entries looked at.
FoundFiles ExpandGlob(const Tree& tree, const FileSystems& systems, std::string_view glob, std::size_t most_entries);

// The order of systemd, sysctl.d and modprobe.d: of files with one name only that of the earliest directory counts, and
// files go by name. A link to /dev/null, and an empty file, mask the name. `suffix` such as ".conf".
FoundFiles DropIns(const Tree& tree, const std::vector<std::string>& directories, std::string_view suffix);

// The files directly in one directory whose names end in `suffix`, by name.
FoundFiles FilesIn(const Tree& tree, std::string_view directory, std::string_view suffix);

// `/etc/X`, `/run/X`, `/usr/local/lib/X`, `/usr/lib/X`, and `/lib/X` where /lib is a directory of its own.
std::vector<std::string> StandardDirectories(const Tree& tree, std::string_view name);

}  // namespace mps::collect
