// Claim `sysctl`: kernel parameters as they are (/proc/sys) and as the next boot sets them (sysctl.d).
#include <algorithm>

#include "base/glob.h"
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// sysctl.d(5): if the first separator is a slash, slashes separate and dots are dots; else dots separate and a slash
// stands for a dot. Here: parts between slashes, as in /proc/sys.
std::string ProcName(std::string_view name) {
  std::string out(name);
  std::size_t first = out.find_first_of("./");
  if (first == std::string::npos || out[first] == '/') return out;
  for (char& c : out) c = c == '.' ? '/' : c == '/' ? '.' : c;
  return out;
}

// The schema's spelling of such a path: dots between the parts, a slash for a dot within one.
std::string DottedName(std::string_view proc_name) {
  std::string out(proc_name);
  for (char& c : out) c = c == '/' ? '.' : c == '.' ? '/' : c;
  return out;
}

// Names a parameter and nothing outside /proc/sys.
bool IsSafe(std::string_view proc_name) {
  if (proc_name.empty() || proc_name.size() > 1024) return false;
  for (std::string_view part : SplitFields(proc_name, '/'))
    if (part.empty() || part == "." || part == "..") return false;
  return true;
}

// Parameters that are secrets, or that differ each time they are read.
std::string_view WithheldBecause(std::string_view proc_name) {
  if (proc_name.ends_with("tcp_fastopen_key") || proc_name.ends_with("stable_secret"))
    return "a secret, which is not collected";
  if (proc_name.starts_with("kernel/random/") || proc_name == "fs/dentry-state" || proc_name == "fs/inode-nr" ||
      proc_name == "fs/inode-state" || proc_name == "fs/file-nr" || proc_name == "kernel/ns_last_pid" ||
      proc_name == "kernel/pty/nr")
    return "differs each time it is read";
  return "";
}

struct Assignment {
  std::string name;  // as in /proc/sys; may be a glob
  std::string value;
  bool excludes = false;  // `-name` without a value: globs leave the name alone
  std::string file;
  std::int64_t line = 0;
};

// Everything that sysctl.d says, in order.
class Persisted {
 public:
  explicit Persisted(const Tree& tree) {
    FoundFiles files = DropIns(tree, StandardDirectories(tree, "sysctl.d"), ".conf");
    trouble_ = files.trouble;
    files.paths.push_back("/etc/sysctl.conf");
    for (const std::string& path : files.paths) Read(tree, path);
  }

  const std::string& trouble() const { return trouble_; }

  // The last assignment to the very name; else the last glob that matches, unless the name is excluded.
  const Assignment* Find(const std::string& name) const {
    if (auto exact = exact_.find(name); exact != exact_.end()) return &exact->second;
    if (excluded_.count(name) != 0) return nullptr;
    for (auto glob = globs_.rbegin(); glob != globs_.rend(); ++glob)
      if (glob->first.Matches(name)) return &glob->second;
    return nullptr;
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& [name, assignment] : exact_) names.push_back(name);
    return names;
  }

 private:
  void Read(const Tree& tree, const std::string& path) {
    Seen<std::string> content = tree.Read(path);
    if (!content.reason().empty() && trouble_.empty()) trouble_ = content.reason() + ": " + path;
    if (!content.found()) return;
    for (const Line& line : SplitLines(*content)) ReadLine(line, path);
  }

  void ReadLine(const Line& line, const std::string& path) {
    std::string_view text = Trim(line.text);
    if (text.empty() || text.front() == '#' || text.front() == ';') return;
    bool dash = text.front() == '-';
    if (dash) text.remove_prefix(1);
    std::size_t equals = text.find('=');
    if (equals == std::string_view::npos && !dash) return;
    Assignment now{ProcName(Trim(text.substr(0, equals))), "", equals == std::string_view::npos, path, line.number};
    if (!now.excludes) now.value = Fold(text.substr(equals + 1));
    if (now.excludes) {
      excluded_.insert(now.name);
    } else if (now.name.find_first_of("*?[") == std::string::npos) {
      exact_.insert_or_assign(now.name, now);
    } else if (Result<Glob> glob = Glob::Compile(now.name); glob.ok()) {
      globs_.emplace_back(std::move(glob).value(), now);
    }
  }

  std::map<std::string, Assignment> exact_;
  std::vector<std::pair<Glob, Assignment>> globs_;
  std::set<std::string> excluded_;
  std::string trouble_;
};

void PutText(EvidenceNode& setting, const char* number, const char* text, const std::string& value) {
  setting[text] = EvidenceNode::Text(value);
  if (auto parsed = ParsePlainInt(value)) setting[number] = EvidenceNode::Int(*parsed);
}

void LookAtLive(Context& ctx, const std::string& name, EvidenceNode& setting, const std::string& at) {
  auto unknown = [&](std::string_view reason) {
    ctx.doc.Unknown(at + ".live", reason);
    ctx.doc.Unknown(at + ".live_text", reason);
  };
  if (std::string_view reason = WithheldBecause(name); !reason.empty()) return unknown(reason);
  Seen<std::string> value = ctx.tree.Read("/proc/sys/" + name, 1u << 20);
  if (!value.reason().empty()) return unknown(value.reason());
  if (value.absent() && !ctx.tree.Exists("/proc/sys")) return unknown("/proc is not mounted");
  if (value.found()) PutText(setting, "live", "live_text", Fold(*value));
}

void PutSetting(Context& ctx, const Persisted& persisted, const std::string& name, const std::string& key) {
  std::string at = KeyPath("sysctl", key);
  if (!IsSafe(name)) return ctx.doc.Unknown(at, "not the name of a kernel parameter");
  EvidenceNode& setting = ctx.doc["sysctl"][key];
  ctx.doc.Complete(at);
  if (ctx.live) LookAtLive(ctx, name, setting, at);
  const Assignment* assignment = persisted.Find(name);
  if (!persisted.trouble().empty()) {
    for (const char* field : {".persisted", ".persisted_text", ".origin"})
      ctx.doc.Unknown(at + field, persisted.trouble());
  } else if (assignment != nullptr) {
    std::string_view reason = WithheldBecause(name);
    if (reason.empty()) PutText(setting, "persisted", "persisted_text", assignment->value);
    if (!reason.empty()) ctx.doc.Unknown(at + ".persisted_text", reason);
    setting["origin"] = Origin(assignment->file, assignment->line);
    ctx.doc.Source(at + ".persisted", assignment->file, assignment->line);
  }
}

// Every parameter below /proc/sys. LIMIT: 100,000.
void AddAllLive(const Tree& tree, const std::string& directory, std::set<std::string>& names) {
  Seen<std::vector<std::string>> entries = tree.List("/proc/sys" + directory);
  if (!entries.found()) return;
  for (const std::string& entry : *entries) {
    if (names.size() > 100000) return;
    std::string path = directory + "/" + entry;
    Seen<Place> place = tree.Find("/proc/sys" + path, Links::kKeepLast);
    if (!place.found()) continue;
    if (S_ISDIR(place->info.st_mode)) AddAllLive(tree, path, names);
    // Parameters that can only be written (flush switches) have no value to read.
    if (S_ISREG(place->info.st_mode) && (place->info.st_mode & 0444) != 0) names.insert(DottedName(path.substr(1)));
  }
}

}  // namespace

void ProbeSysctl(Context& ctx, const Wanted& wanted) {
  Persisted persisted(ctx.tree);
  std::set<std::string> keys = wanted.keys;
  if (wanted.whole) {
    for (std::string& key : DefaultKeys("sysctl")) keys.insert(std::move(key));
    for (const std::string& name : persisted.Names()) keys.insert(DottedName(name));
    if (ctx.live) AddAllLive(ctx.tree, "", keys);
  }
  ctx.doc["sysctl"];
  ctx.doc.Incomplete("sysctl", kOnlyAskedFor);
  for (const std::string& key : keys) PutSetting(ctx, persisted, ProcName(key), key);
  if (ctx.live) return;
  ctx.doc.Unknown("sysctl[*].live", kNoRunningSystem);
  ctx.doc.Unknown("sysctl[*].live_text", kNoRunningSystem);
}

}  // namespace mps::collect
