// Claim `modules`: kernel modules, by what is loaded, what the module tree holds, and what modprobe.d says.
#include <fnmatch.h>
#include <sys/utsname.h>

#include <algorithm>

#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// `-` and `_` are the same in module names.
std::string Canonical(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

// `kernel/fs/cramfs/cramfs.ko.xz` -> `cramfs`.
std::string NameOfFile(std::string_view path) {
  std::string_view name = BaseName(path);
  return Canonical(name.substr(0, name.find(".ko")));
}

struct ModuleTree {
  std::set<std::string> available;
  std::set<std::string> builtin;
  std::string trouble;
};

// modules.dep: `path: paths it needs` a line; modules.builtin: a path a line.
void ReadModuleList(const Tree& tree, const std::string& path, std::set<std::string>& out, std::string& trouble) {
  Seen<std::string> content = tree.Read(path);
  if (!content.found()) {
    if (trouble.empty()) trouble = content.absent() ? "no " + path : content.reason() + ": " + path;
    return;
  }
  for (const Line& line : SplitLines(*content)) {
    std::string_view file = std::string_view(line.text).substr(0, line.text.find(':'));
    if (!Trim(file).empty()) out.insert(NameOfFile(Trim(file)));
  }
}

ModuleTree ReadModuleTree(Context& ctx) {
  ModuleTree out;
  std::vector<std::string> releases;
  utsname names;
  if (ctx.live && uname(&names) == 0) {
    releases.push_back(names.release);
  } else if (Seen<std::vector<std::string>> found = ctx.tree.List("/lib/modules"); found.found()) {
    releases = *found;
  }
  if (releases.empty()) out.trouble = "no module tree";
  for (const std::string& release : releases) {
    std::string base = "/lib/modules/" + release;
    ReadModuleList(ctx.tree, base + "/modules.dep", out.available, out.trouble);
    ReadModuleList(ctx.tree, base + "/modules.builtin", out.builtin, out.trouble);
  }
  return out;
}

// modprobe.d(5).
struct ModprobeConf {
  struct Install {
    std::string pattern;
    std::string command;
    std::string file;
    std::int64_t line;
  };
  std::vector<Install> installs;
  std::set<std::string> blacklist;
  std::string trouble;

  // libkmod: the first install line whose pattern fits counts.
  const Install* InstallOf(const std::string& name) const {
    for (const Install& install : installs)
      if (fnmatch(install.pattern.c_str(), name.c_str(), 0) == 0) return &install;
    return nullptr;
  }
};

ModprobeConf ReadModprobe(const Tree& tree) {
  ModprobeConf conf;
  FoundFiles files = DropIns(tree, StandardDirectories(tree, "modprobe.d"), ".conf");
  conf.trouble = files.trouble;
  for (const std::string& path : files.paths) {
    Seen<std::string> content = tree.Read(path);
    if (!content.reason().empty() && conf.trouble.empty()) conf.trouble = content.reason() + ": " + path;
    if (!content.found()) continue;
    for (const Line& line : SplitLines(*content, Continuation::kBackslash)) {
      auto words = Words(line.text);
      if (words.size() < 2 || words[0].front() == '#') continue;
      if (words[0] == "blacklist") conf.blacklist.insert(Canonical(words[1]));
      if (words[0] != "install" || words.size() < 3) continue;
      std::size_t begin = static_cast<std::size_t>(words[2].data() - line.text.data());
      conf.installs.push_back(
          {Canonical(words[1]), Fold(std::string_view(line.text).substr(begin)), path, line.number});
    }
  }
  return conf;
}

// `/bin/false`, `/usr/bin/true` …: a command that loads nothing.
bool LoadsNothing(std::string_view command) {
  auto words = Words(command);
  if (words.empty() || command.find_first_of(";&|`$") != std::string_view::npos) return false;
  std::string_view program = words[0];
  return program == "/bin/false" || program == "/bin/true" || program == "/usr/bin/false" ||
         program == "/usr/bin/true" ||
         ((program == "false" || program == "true" || program == ":") && words.size() == 1);
}

// A field that is known of this module, whatever is listed for all of them.
void PutFact(Context& ctx, EvidenceNode& module, const std::string& at, const char* field, bool value) {
  module[field] = EvidenceNode::Bool(value);
  ctx.doc.Complete(at + "." + field);
}

void PutPolicy(Context& ctx, const ModprobeConf& conf, const std::string& name, EvidenceNode& module,
               const std::string& at) {
  if (!conf.trouble.empty()) {
    ctx.doc.Unknown(at + ".policy", conf.trouble);
    return ctx.doc.Unknown(at + ".install", conf.trouble);
  }
  const ModprobeConf::Install* install = conf.InstallOf(name);
  bool never = install != nullptr && LoadsNothing(install->command);
  bool blacklisted = conf.blacklist.count(name) != 0;
  const char* policy = never ? (blacklisted ? "blacklisted-and-install-false" : "install-false")
                             : (blacklisted ? "blacklisted" : "loadable");
  module["policy"] = EvidenceNode::Text(policy);
  if (install == nullptr) return;
  module["install"] = EvidenceNode::Text(Redact(install->command));
  ctx.doc.Source(at + ".policy", install->file, install->line);
}

}  // namespace

void ProbeModules(Context& ctx, const Wanted& wanted) {
  ModuleTree tree = ReadModuleTree(ctx);
  ModprobeConf conf = ReadModprobe(ctx.tree);
  Seen<std::string> loaded =
      ctx.live ? ctx.tree.Read("/proc/modules") : Seen<std::string>::Unknown(std::string(kNoRunningSystem));
  std::set<std::string> in_kernel;
  if (loaded.found())
    for (const Line& line : SplitLines(*loaded)) in_kernel.insert(Canonical(line.text.substr(0, line.text.find(' '))));
  // A kernel that cannot load modules has no /proc/modules.
  std::string not_known = loaded.reason();
  if (loaded.absent() && !ctx.tree.Exists("/proc/sys")) not_known = "/proc is not mounted";
  ForKeys(ctx, wanted, "modules", [&](const std::string& key) {
    std::string name = Canonical(key);
    std::string at = KeyPath("modules", key);
    EvidenceNode& module = ctx.doc["modules"][key];
    ctx.doc.Complete(at);
    if (not_known.empty()) module["loaded"] = EvidenceNode::Bool(in_kernel.count(name) != 0);
    bool builtin = tree.builtin.count(name) != 0;
    bool available = builtin || tree.available.count(name) != 0;
    if (tree.trouble.empty() || builtin) PutFact(ctx, module, at, "builtin", builtin);
    if (tree.trouble.empty() || available) PutFact(ctx, module, at, "available", available);
    PutPolicy(ctx, conf, name, module, at);
  });
  if (!not_known.empty()) ctx.doc.Unknown("modules[*].loaded", not_known);
  if (tree.trouble.empty()) return;
  ctx.doc.Unknown("modules[*].available", tree.trouble);
  ctx.doc.Unknown("modules[*].builtin", tree.trouble);
}

}  // namespace mps::collect
