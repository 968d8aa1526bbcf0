// Claim `packages`: /var/lib/dpkg/status and status.d, without running dpkg.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/version_order.h"
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/packages.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

struct Stanza {
  std::string name;
  PackageEntry entry;
  bool status_seen = false;
};

// deb-control(5): `Field: value` lines; a line that begins with a blank continues the field before; a blank line ends.
class StatusReader {
 public:
  StatusReader(PackageTable& table, bool with_status) : table_(table), with_status_(with_status) {}

  void Read(std::string_view content, const std::string& path) {
    std::int64_t number = 0;
    while (!content.empty()) {
      ++number;
      std::size_t end = content.find('\n');
      std::string_view line = content.substr(0, end);
      content = end == std::string_view::npos ? std::string_view() : content.substr(end + 1);
      if (Trim(line).empty()) {
        Finish(path, number);
      } else if (!IsBlank(line.front())) {
        Field(line);
      }
    }
    Finish(path, number);
  }

  std::vector<Stanza> Take() { return std::move(stanzas_); }

 private:
  void Field(std::string_view line) {
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      malformed_ = true;
      return;
    }
    any_ = true;
    std::string name = Lower(line.substr(0, colon));
    std::string_view value = Trim(line.substr(colon + 1));
    if (name == "package") now_.name = value;
    if (name == "version") now_.entry.version = value;
    if (name == "architecture") now_.entry.arch = value;
    if (name == "status") {
      auto words = Words(value);
      now_.status_seen = words.size() == 3;
      if (words.size() == 3) now_.entry.state = words[2];
    }
  }

  void Finish(const std::string& path, std::int64_t line) {
    if (!any_ && !malformed_) return;
    // Distroless images list what is installed in status.d without a Status field.
    if (!now_.status_seen && !with_status_) now_.entry.state = "installed";
    bool good = !malformed_ && !now_.name.empty() && !now_.entry.state.empty();
    if (good) stanzas_.push_back(std::move(now_));
    if (!good && table_.trouble.empty())
      table_.trouble = "a malformed entry ends at line " + std::to_string(line) + " of " + Shown(path);
    now_ = Stanza();
    any_ = malformed_ = false;
  }

  PackageTable& table_;
  bool with_status_;
  Stanza now_;
  bool any_ = false;
  bool malformed_ = false;
  std::vector<Stanza> stanzas_;
};

std::string NativeArch(const std::vector<Stanza>& stanzas) {
  std::map<std::string, int> votes;
  for (const Stanza& stanza : stanzas) {
    if (stanza.name == "dpkg" && stanza.entry.state != "not-installed") return stanza.entry.arch;
    if (stanza.entry.arch != "all" && !stanza.entry.arch.empty()) ++votes[stanza.entry.arch];
  }
  auto most = std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most == votes.end() ? "" : most->first;
}

void ReadInto(const Tree& tree, const std::string& path, const CollectLimits& limits, StatusReader& reader,
              PackageTable& table) {
  Seen<std::string> content = tree.Read(path, limits.status_bytes);
  if (!content.reason().empty() && table.trouble.empty()) table.trouble = content.reason() + ": " + Shown(path);
  if (!content.reason().empty()) table.exists = true;
  if (!content.found()) return;
  table.exists = true;
  reader.Read(*content, path);
}

}  // namespace

PackageTable ReadPackages(const Tree& tree, const CollectLimits& limits) {
  PackageTable table;
  StatusReader status(table, true);
  ReadInto(tree, "/var/lib/dpkg/status", limits, status, table);
  std::vector<Stanza> stanzas = status.Take();
  FoundFiles parts = FilesIn(tree, "/var/lib/dpkg/status.d", "");
  if (!parts.trouble.empty() && table.trouble.empty()) table.trouble = parts.trouble;
  for (const std::string& path : parts.paths) {
    if (path.ends_with(".md5sums")) continue;
    StatusReader reader(table, false);
    ReadInto(tree, path, limits, reader, table);
    for (Stanza& stanza : reader.Take()) stanzas.push_back(std::move(stanza));
  }
  table.native_arch = NativeArch(stanzas);
  for (Stanza& stanza : stanzas) {
    const std::string& arch = stanza.entry.arch;
    bool native = arch == "all" || arch == table.native_arch || arch.empty();
    std::string key = CleanText(native ? stanza.name : stanza.name + ":" + arch);
    table.packages.insert_or_assign(std::move(key), std::move(stanza.entry));
  }
  return table;
}

void ProbePackages(Context& ctx, const Wanted&) {
  const PackageTable& table = ctx.Packages();
  if (!table.exists) return ctx.doc.Unknown("packages", "no dpkg database");
  EvidenceNode& packages = ctx.doc["packages"];
  for (const auto& [name, entry] : table.packages) {
    EvidenceNode& node = packages[name];
    node["state"] = EvidenceNode::Text(entry.state);
    node["arch"] = EvidenceNode::Text(entry.arch);
    if (entry.version.empty()) continue;
    if (const Status status = ValidateVersion(Ordering::kDpkg, entry.version); status.ok()) {
      node["version"] = EvidenceNode::Text(entry.version);
    } else {
      ctx.doc.Error(KeyPath("packages", name) + ".version", "not a version by dpkg's rules: " + Shown(entry.version));
    }
  }
  ctx.doc.CompleteUnless("packages", table.trouble);
}

}  // namespace mps::collect
