// systemd's unit files as systemd itself would find them: search path, links, masks, templates, drop-ins.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collect/find_files.h"
#include "collect/tree.h"

namespace mps::collect {

// `Section.Key` to its values: since the last empty assignment, in order.
struct UnitSettings {
  struct Value {
    std::string text;
    std::string file;
    std::int64_t line = 0;
  };
  struct Entry {
    std::vector<Value> list;
    Value last;  // an empty assignment counts
  };
  std::map<std::string, Entry> entries;
  const Entry* Find(const std::string& key) const {
    auto at = entries.find(key);
    return at == entries.end() ? nullptr : &at->second;
  }
};

// systemd.syntax(7): sections, `Key=value`, comments with `#` or `;`, continuation with a backslash.
void ParseUnitText(std::string_view content, const std::string& file, UnitSettings& out);

struct UnitFile {
  std::string path;       // of the fragment; empty if there is none (init script, or only links)
  std::string enable;     // what `systemctl is-enabled` says
  UnitSettings settings;  // drop-ins applied
  std::string trouble;    // why the settings are not known; empty if they are
};

class UnitFiles {
 public:
  explicit UnitFiles(const Tree& tree);

  // Every name that a unit file, link or init script gives.
  std::vector<std::string> Names() const;
  // Nothing of that name: absent. Templates serve their instances.
  Seen<UnitFile> Look(const std::string& name) const;
  // A link of that name in some .wants or .requires directory.
  bool IsWanted(const std::string& name) const { return wanted_anywhere_.count(name) != 0; }
  // Why units may be missing; empty if none are.
  const std::string& trouble() const { return trouble_; }

 private:
  struct Directory {
    std::string path;
    std::map<std::string, std::string> entries;  // unit name -> text of the link, or "" for a file
    std::set<std::string> wants;                 // names of links in its .wants and .requires directories
  };
  void Load(Directory& directory);
  std::string EnableState(const std::string& name, const std::string& fragment, const UnitSettings& settings) const;
  bool LinkedFrom(const Directory& directory, const std::string& name, const std::vector<std::string>& aliases) const;
  void ApplyDropIns(const std::set<std::string>& names, UnitFile& unit) const;
  Seen<UnitFile> LookAtScript(const std::string& name) const;

  const Tree& tree_;
  std::vector<Directory> directories_;
  std::set<std::string> wanted_anywhere_;
  std::string trouble_;
};

bool IsUnitName(std::string_view name);
// systemd-escape --unescape --path of a mount unit's name without its suffix.
std::string UnescapeUnitPath(std::string_view name);

}  // namespace mps::collect
