// Claim `audit`: the rules that the files load, those that the kernel has, and auditd.conf.
#include <unistd.h>

#include <algorithm>

#include "collect/audit_rules.h"
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/settings.h"
#include "collect/unit_files.h"

namespace mps::collect {
namespace {

// auditd.conf(5): `key = value`; comments are lines that begin with `#`.
bool AuditdSetting(std::string_view line, std::string& key, std::string& value) {
  line = Trim(line);
  if (line.empty() || line.front() == '#') return false;
  KeyValue pair = SplitKeyValue(line);
  key = Lower(pair.key);
  value = pair.value;
  return !key.empty();
}

// What auditd.service runs once the daemon is up: augenrules, which reads rules.d, or `auditctl -R FILE`.
struct Loader {
  bool augenrules = true;
  std::string file = "/etc/audit/audit.rules";
};

Loader FindLoader(const Tree& tree) {
  Loader loader;
  UnitFiles units(tree);
  for (const char* name : {"audit-rules.service", "auditd.service"}) {
    Seen<UnitFile> unit = units.Look(name);
    if (!unit.found()) continue;
    for (const char* key : {"Service.ExecStart", "Service.ExecStartPost"}) {
      const auto* entry = unit->settings.Find(key);
      if (entry == nullptr) continue;
      for (const auto& value : entry->list) {
        if (value.text.find("augenrules") != std::string::npos) return loader;
        std::size_t option = value.text.find("auditctl -R ");
        if (option == std::string::npos) continue;
        loader.augenrules = false;
        auto words = Words(std::string_view(value.text).substr(option + 12));
        if (!words.empty()) loader.file = words[0];
        return loader;
      }
    }
  }
  return loader;
}

AuditRules RulesOf(Context& ctx) {
  return AuditRules([&ctx](const std::string& path) {
    Seen<Place> place = ctx.tree.Find(path, Links::kFollow);
    return place.found() && S_ISDIR(place->info.st_mode);
  });
}

// The record of the files' rules, and why it may not be all.
std::string ReadPersisted(Context& ctx, const Loader& loader, EvidenceNode& out) {
  FoundFiles files;
  if (loader.augenrules) {
    files = FilesIn(ctx.tree, "/etc/audit/rules.d", ".rules");
    std::sort(files.paths.begin(), files.paths.end(), [](auto& a, auto& b) { return VersionLess(a, b); });
  } else {
    files.paths.push_back(loader.file);
  }
  AuditRules rules = RulesOf(ctx);
  std::string trouble = files.trouble;
  std::string last_switch;  // `-e`
  for (const std::string& path : files.paths) {
    Seen<std::string> content = ctx.tree.Read(path);
    if (!content.reason().empty() && trouble.empty()) trouble = content.reason() + ": " + Shown(path);
    if (!content.found()) continue;
    for (const Line& line : SplitLines(*content)) {
      // augenrules(8) puts the files' `-D` before all rules and the last `-e` after them, wherever they stand.
      if (loader.augenrules && Trim(line.text).starts_with("-D")) continue;
      if (loader.augenrules && Trim(line.text).starts_with("-e")) {
        last_switch = std::string(line.text);
        continue;
      }
      std::string fault = rules.Take(line.text);
      if (!fault.empty() && trouble.empty())
        trouble = fault + " at line " + std::to_string(line.number) + " of " + Shown(path);
    }
  }
  if (std::string fault = rules.Take(last_switch); !fault.empty() && trouble.empty()) trouble = fault;
  out = rules.Take();
  return trouble;
}

// `auditctl -l` prints rules as it reads them; `auditctl -s` says whether they are locked.
std::string ReadLive(Context& ctx, EvidenceNode& out) {
  if (geteuid() != 0) return "only root may ask the kernel for its audit rules";
  std::string program = ctx.tree.Exists("/usr/sbin/auditctl") ? "/usr/sbin/auditctl" : "/sbin/auditctl";
  Seen<std::string> status = ctx.run({program, "-s"}, ctx.limits.command_seconds);
  Seen<std::string> list = ctx.run({program, "-l"}, ctx.limits.command_seconds);
  if (!status.found() || !list.found()) {
    if (status.absent()) return "no auditctl";
    return status.found() ? list.reason() : status.reason();
  }
  AuditRules rules = RulesOf(ctx);
  std::string trouble;
  for (const Line& line : SplitLines(*list)) {
    if (line.text == "No rules") continue;
    std::string fault = rules.Take(line.text);
    if (!fault.empty() && trouble.empty()) trouble = fault + " in what auditctl -l says";
  }
  for (const Line& line : SplitLines(*status)) {
    auto words = Words(line.text);
    if (words.size() != 2) continue;
    auto number = ParseInt(words[1]);
    if (words[0] == "enabled" && number == 2) rules.Lock();
    if (words[0] == "failure" && number) rules.SetFailure(*number);
    if (words[0] == "backlog_limit" && number) rules.SetBacklog(*number);
  }
  if (trouble.empty()) out = rules.Take();
  return trouble;
}

}  // namespace

void ProbeAudit(Context& ctx, const Wanted&) {
  bool program = ctx.tree.Exists("/sbin/auditd") || ctx.tree.Exists("/usr/sbin/auditd");
  Seen<Place> folder = ctx.tree.Find("/etc/audit", Links::kFollow);
  if (folder.absent() && !program) return ctx.doc.Absent("audit");
  EvidenceNode& audit = ctx.doc["audit"];
  ctx.doc.Complete("audit");
  Loader loader = FindLoader(ctx.tree);
  audit["loader"] = EvidenceNode::Text(loader.augenrules ? "augenrules" : "auditctl");
  EvidenceNode rules;
  std::string trouble = ReadPersisted(ctx, loader, rules);
  if (trouble.empty())
    audit["persisted"] = std::move(rules);
  else
    ctx.doc.Unknown("audit.persisted", trouble);
  EvidenceNode conf = NoSettings();
  trouble = ReadSettings(ctx, "/etc/audit/auditd.conf", AuditdSetting, conf, "audit.conf");
  if (trouble.empty())
    audit["conf"] = std::move(conf);
  else
    ctx.doc.Unknown("audit.conf", trouble);
  if (!ctx.live) return ctx.doc.Unknown("audit.live", kNoRunningSystem);
  EvidenceNode live;
  trouble = ReadLive(ctx, live);
  if (trouble.empty())
    audit["live"] = std::move(live);
  else
    ctx.doc.Unknown("audit.live", trouble);
}

}  // namespace mps::collect
