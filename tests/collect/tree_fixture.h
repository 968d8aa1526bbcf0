// A root tree made for one test in a temporary directory, and the evidence collected of it.
#pragma once

#include <sys/types.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "collect/collect.h"

namespace mps::collect {

class TreeFixture {
 public:
  TreeFixture();  // with an /etc/passwd and /etc/group of root
  ~TreeFixture();
  TreeFixture(const TreeFixture&) = delete;

  // Paths as seen from the root; missing directories are made.
  TreeFixture& Write(const std::string& path, std::string_view content, mode_t mode = 0644);
  TreeFixture& Link(const std::string& path, const std::string& target);
  TreeFixture& Directory(const std::string& path, mode_t mode = 0755);
  TreeFixture& Fifo(const std::string& path);
  TreeFixture& Socket(const std::string& path);
  TreeFixture& Package(const std::string& name, const std::string& version);
  const std::string& root() const { return root_; }

  // Offline, as JSON. Words are claims, or claims and keys: `accounts`, `files=/etc/motd`.
  std::string Text(const std::vector<std::string>& reads) const;
  nlohmann::json Collect(const std::vector<std::string>& reads) const;  // the environment `host`

  CollectLimits limits;

 private:
  std::string At(const std::string& path);
  std::string root_;
  std::string status_;
};

std::vector<CollectRead> Reads(const std::vector<std::string>& words);
// The environment's claims, and the state of a path: `complete`, `absent`, `unknown: reason` and so on, or "" if none.
const nlohmann::json& Claims(const nlohmann::json& environment);
std::string StateOf(const nlohmann::json& environment, const std::string& path);
bool Contains(std::string_view text, std::string_view part);

}  // namespace mps::collect
