#include "collect/file_systems.h"

#include <sys/sysmacros.h>

#include <algorithm>

#include "collect/text_lines.h"
#include "collect/tree.h"

namespace mps::collect {

bool IsPseudoFileSystem(std::string_view type) {
  static constexpr std::string_view kPseudo[] = {
      "proc",       "sysfs",  "devtmpfs",  "devpts", "cgroup",  "cgroup2",    "securityfs", "debugfs", "tracefs",
      "configfs",   "pstore", "efivarfs",  "bpf",    "mqueue",  "hugetlbfs",  "fusectl",    "autofs",  "binfmt_misc",
      "rpc_pipefs", "nsfs",   "selinuxfs", "nfsd",   "resctrl", "fuse.lxcfs", "fuse.portal"};
  return std::find(std::begin(kPseudo), std::end(kPseudo), type) != std::end(kPseudo);
}

bool IsRemoteFileSystem(std::string_view type) {
  static constexpr std::string_view kRemote[] = {
      "nfs",   "nfs4",   "cifs",  "smb3", "smbfs",     "9p",     "ceph",     "afs",   "coda",          "gfs2",
      "ocfs2", "lustre", "ncpfs", "ncp",  "glusterfs", "beegfs", "virtiofs", "davfs", "fuse.glusterfs"};
  if (std::find(std::begin(kRemote), std::end(kRemote), type) != std::end(kRemote)) return true;
  // What a FUSE server answers is its own affair, and it may never answer; block devices behind it are `fuseblk`.
  return type == "fuse" || type.starts_with("fuse.");
}

void FileSystems::Learn(std::string_view mountinfo) {
  for (const Line& line : SplitLines(mountinfo)) {
    std::size_t dash = line.text.find(" - ");
    if (dash == std::string::npos) continue;
    auto words = Words(std::string_view(line.text).substr(0, dash));
    auto tail = Words(std::string_view(line.text).substr(dash + 3));
    if (words.size() < 5 || tail.empty()) continue;
    auto numbers = SplitFields(words[2], ':');
    if (numbers.size() != 2) continue;
    auto major_number = ParseInt(numbers[0]);
    auto minor_number = ParseInt(numbers[1]);
    if (!major_number || !minor_number) continue;
    if (IsPseudoFileSystem(tail[0]) || IsRemoteFileSystem(tail[0]))
      skipped_.insert(makedev(static_cast<unsigned>(*major_number), static_cast<unsigned>(*minor_number)));
  }
}

FileSystems FileSystems::OfThisMachine() {
  FileSystems systems;
  Result<Tree> root = Tree::Open("/");
  if (!root.ok()) return systems;
  Seen<std::string> table = root->Read("/proc/self/mountinfo");
  if (table.found()) systems.Learn(*table);
  return systems;
}

}  // namespace mps::collect
