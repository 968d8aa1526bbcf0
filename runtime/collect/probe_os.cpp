// Claims `os`, `cmdline` and `apparmor`: what the system is, and what its kernel was told.
#include <sys/utsname.h>

#include "base/version_order.h"
#include "collect/context.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// os-release(5): shell assignments.
std::map<std::string, std::string> OsRelease(std::string_view content) {
  std::map<std::string, std::string> values;
  for (const Line& line : SplitLines(content)) {
    std::string_view text = Trim(line.text);
    std::size_t equals = text.find('=');
    if (text.empty() || text.front() == '#' || equals == std::string_view::npos) continue;
    auto words = QuotedWords(text.substr(equals + 1));
    if (words) values[std::string(text.substr(0, equals))] = words->empty() ? "" : words->front();
  }
  return values;
}

void LookAtRelease(Context& ctx) {
  std::string path = "/etc/os-release";
  Seen<std::string> content = ctx.tree.Read(path);
  if (content.absent()) content = ctx.tree.Read(path = "/usr/lib/os-release");
  EvidenceNode& os = ctx.doc["os"];
  if (!content.found()) {
    std::string reason = content.absent() ? "no os-release" : content.reason();
    for (const char* field : {"os.id", "os.release", "os.codename"}) ctx.doc.Unknown(field, reason);
    return;
  }
  auto values = OsRelease(*content);
  os["id"] = EvidenceNode::Text(values.count("ID") != 0 ? values["ID"] : "linux");
  if (const auto id = values.find("VERSION_ID"); id != values.end()) {
    if (ValidateVersion(Ordering::kDotted, id->second).ok()) {
      os["release"] = EvidenceNode::Text(id->second);
    } else {
      ctx.doc.Error("os.release", "VERSION_ID is no dotted version: " + Shown(id->second));
    }
  } else {
    ctx.doc.Unknown("os.release", "os-release gives no VERSION_ID");
  }
  if (values.count("VERSION_CODENAME") != 0) os["codename"] = EvidenceNode::Text(values["VERSION_CODENAME"]);
}

// What systemd-detect-virt looks at to tell a container, without its heuristics.
void LookForContainer(Context& ctx) {
  EvidenceNode& os = ctx.doc["os"];
  for (const char* mark : {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"}) {
    if (!ctx.tree.Exists(mark)) continue;
    os["container"] = EvidenceNode::Bool(true);
    return ctx.doc.Source("os.container", mark, 0);
  }
  bool manager_would_say = ctx.tree.Exists("/run/systemd/system");
  if (ctx.live && !manager_would_say) {
    Seen<std::string> environment = ctx.tree.Read("/proc/1/environ");
    if (!environment.found()) return ctx.doc.Unknown("os.container", "/proc/1/environ: " + environment.reason());
    for (std::string_view variable : SplitFields(*environment, '\0'))
      if (variable.starts_with("container=")) {
        os["container"] = EvidenceNode::Bool(true);
        return;
      }
  }
  os["container"] = EvidenceNode::Bool(false);
}

void LookAtMachine(Context& ctx) {
  EvidenceNode& os = ctx.doc["os"];
  const PackageTable& packages = ctx.Packages();
  if (!packages.native_arch.empty()) os["arch"] = EvidenceNode::Text(packages.native_arch);
  if (packages.native_arch.empty()) ctx.doc.Unknown("os.arch", "no dpkg database");
  if (!ctx.live) {
    ctx.doc.Unknown("os.uefi", kNoRunningSystem);
    return ctx.doc.Unknown("os.kernel", kNoRunningSystem);
  }
  os["uefi"] = EvidenceNode::Bool(ctx.tree.Exists("/sys/firmware/efi"));
  if (!ctx.tree.Exists("/sys/firmware")) {
    os.Erase("uefi");
    ctx.doc.Unknown("os.uefi", "/sys is not mounted");
  }
  utsname names;
  if (uname(&names) == 0) os["kernel"] = EvidenceNode::Text(names.release);
}

}  // namespace

void ProbeOs(Context& ctx, const Wanted&) {
  ctx.doc["os"];
  ctx.doc.Complete("os");
  LookAtRelease(ctx);
  LookForContainer(ctx);
  LookAtMachine(ctx);
}

// The kernel splits its command line at blanks outside double quotes; the last of several like names counts.
void ProbeCmdline(Context& ctx, const Wanted&) {
  Seen<std::string> line = ctx.tree.Read("/proc/cmdline");
  if (!line.found()) return ctx.doc.Unknown("cmdline", line.absent() ? "/proc is not mounted" : line.reason());
  auto words = QuotedWords(Trim(*line));
  if (!words) return ctx.doc.Unknown("cmdline", "a quote stays open in /proc/cmdline");
  EvidenceNode& arguments = ctx.doc["cmdline"];
  for (const std::string& word : *words) {
    std::string clean = Redact(word);
    std::size_t equals = clean.find('=');
    std::string key = CleanText(clean.substr(0, equals));
    arguments[key] = EvidenceNode::Text(equals == std::string::npos ? "" : clean.substr(equals + 1));
  }
  ctx.doc.Complete("cmdline");
}

// Documentation/admin-guide/LSM/apparmor.rst: `name (mode)` a line, for those who may read it.
void ProbeApparmor(Context& ctx, const Wanted&) {
  EvidenceNode& apparmor = ctx.doc["apparmor"];
  apparmor["profiles"];
  ctx.doc.Complete("apparmor");
  Seen<std::string> enabled = ctx.tree.Read("/sys/module/apparmor/parameters/enabled");
  bool mounted = ctx.tree.Exists("/sys/module");
  if (enabled.found() || (enabled.absent() && mounted))
    apparmor["enabled"] = EvidenceNode::Bool(enabled.found() && Trim(*enabled) == "Y");
  else
    ctx.doc.Unknown("apparmor.enabled", mounted ? enabled.reason() : "/sys is not mounted");
  bool on = enabled.found() && Trim(*enabled) == "Y";
  if (!on && enabled.absent() && mounted) return;
  Seen<std::string> profiles = ctx.tree.Read("/sys/kernel/security/apparmor/profiles");
  if (!profiles.found())
    return ctx.doc.Unknown("apparmor.profiles", profiles.absent() ? "securityfs is not mounted" : profiles.reason());
  for (const Line& line : SplitLines(*profiles)) {
    std::size_t open = line.text.rfind(" (");
    if (open == std::string::npos || line.text.back() != ')') continue;
    apparmor["profiles"][CleanText(line.text.substr(0, open))] =
        EvidenceNode::Text(std::string_view(line.text).substr(open + 2, line.text.size() - open - 3));
  }
}

}  // namespace mps::collect
