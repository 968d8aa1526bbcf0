// Which mounted file systems a walk may enter: local ones, no pseudo or remote ones.
#pragma once

#include <sys/types.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace mps::collect {

class FileSystems {
 public:
  // From the mount table of this machine, which also knows what is mounted below an offline tree.
  static FileSystems OfThisMachine();
  // One line of /proc/self/mountinfo after the other.
  void Learn(std::string_view mountinfo);

  // True for a device whose file system is pseudo (proc, sysfs, cgroup …) or remote (nfs, cifs, sshfs …). A device that
  // the table does not name (a btrfs subvolume) is local.
  bool Skips(dev_t device) const { return skipped_.count(device) != 0; }

 private:
  std::set<dev_t> skipped_;
};

bool IsPseudoFileSystem(std::string_view type);
bool IsRemoteFileSystem(std::string_view type);

}  // namespace mps::collect
