// The dpkg database, read directly.
#pragma once

#include <map>
#include <string>

#include "collect/collect.h"
#include "collect/tree.h"

namespace mps::collect {

struct PackageEntry {
  std::string state;  // third word of Status: installed, config-files …
  std::string version;
  std::string arch;
};

struct PackageTable {
  std::map<std::string, PackageEntry> packages;  // by name; of foreign architectures `name:arch`
  std::string native_arch;                       // that of dpkg itself, or of most entries
  bool exists = false;                           // there is a dpkg database
  std::string trouble;                           // why entries may be missing; empty if none are
};

// /var/lib/dpkg/status and status.d/*.
PackageTable ReadPackages(const Tree& tree, const CollectLimits& limits);

}  // namespace mps::collect
