// sshd_config(5) as sshd reads it: Include in place, the first value wins, Match blocks apart.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collect/sshd_keywords.h"
#include "collect/text_lines.h"
#include "collect/tree.h"

namespace mps::collect {

struct SshdValue {
  std::vector<std::string> items;  // words; of kEach those of every line, of kAlgorithms as written
  std::string file;                // where the first one stands
  std::int64_t line = 0;
};

class SshdConfig {
 public:
  SshdConfig(const Tree& tree) : tree_(tree) {}

  // A file and what it includes. Absent: there is no such file.
  Seen<bool> Read(const std::string& path) { return Read(path, 0, true); }
  // One setting from the command line, which is read before any file.
  void TakeOption(std::string_view text, const std::string& file, std::int64_t line);

  const std::map<std::string, SshdValue>& values() const { return values_; }
  const std::set<std::string>& match_overrides() const { return match_overrides_; }
  // Why values may be wrong: a file that could not be read, a line that sshd refuses.
  const std::string& trouble() const { return trouble_; }

 private:
  Seen<bool> Read(const std::string& path, int depth, bool active);
  void Take(const Line& line, const std::string& path, int depth, bool& active);
  void Include(const std::vector<std::string>& patterns, int depth, bool active);
  void Put(const std::string& name, const std::vector<std::string>& words, const std::string& path, std::int64_t line);
  void Trouble(std::string reason) {
    if (trouble_.empty()) trouble_ = std::move(reason);
  }

  const Tree& tree_;
  std::map<std::string, SshdValue> values_;
  std::set<std::string> match_overrides_;
  std::string trouble_;
  int files_ = 0;
};

// Seconds of `90`, `2m30s`, `1h`; nothing if it is no time of sshd's.
std::optional<std::int64_t> ParseSshdTime(std::string_view text);

// The value as `sshd -T` prints it. `builtin` is the list that + - ^ change.
std::string SshdText(const SshdKeyword& keyword, const std::vector<std::string>& items, std::string_view builtin);

}  // namespace mps::collect
