// Claims `login_defs`, `login_umask`, `useradd`, `pwquality`, `faillock`, `limits` and `shells`: the flat files that
// govern accounts and log-ins.
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/settings.h"

namespace mps::collect {
namespace {

// lib/getdef.c of shadow: a name, blanks, a value that may stand in double quotes; a name alone is skipped.
bool LoginDefsSetting(std::string_view line, std::string& key, std::string& value) {
  line = Trim(line);
  if (line.empty() || line.front() == '#') return false;
  std::size_t end = line.find_first_of(" \t");
  if (end == std::string_view::npos) return false;
  std::size_t begin = line.find_first_not_of(" \"\t", end);
  std::string_view rest = begin == std::string_view::npos ? std::string_view() : line.substr(begin);
  key = line.substr(0, end);
  value = rest.substr(0, rest.find('"'));
  return true;
}

// src/useradd.c get_defaults: `NAME=value` at the beginning of a line, nothing trimmed.
bool UseraddSetting(std::string_view line, std::string& key, std::string& value) {
  std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || line.empty() || line.front() == '#') return false;
  key = line.substr(0, equals);
  value = Trim(line.substr(equals + 1));
  return !key.empty() && key.find_first_of(" \t") == std::string::npos;
}

// One line of limits.conf(5): domain, type, item, value; or `domain -`, which frees it of all limits.
void AddLimit(const Line& line, const std::string& path, EvidenceNode::List& out) {
  std::string_view text = std::string_view(line.text).substr(0, line.text.find('#'));
  std::vector<std::string_view> words = Words(text);
  bool freed = words.size() == 2 && words[1] == "-";
  if (words.size() < 4 && !freed) return;
  std::string kind = Lower(words[1]);
  if (kind != "soft" && kind != "hard" && kind != "-") return;
  EvidenceNode limit;
  limit["domain"] = EvidenceNode::Text(words[0]);
  limit["kind"] = EvidenceNode::Text(kind);
  limit["item"] = EvidenceNode::Text(freed ? "" : Lower(words[2]));
  limit["value"] = EvidenceNode::Text(freed ? "unlimited" : Lower(words[3]));
  limit["origin"] = Origin(path, line.number);
  out.push_back(std::move(limit));
}

}  // namespace

void ProbeLoginDefs(Context& ctx, const Wanted&) {
  ProbeSettings(ctx, "login_defs", {"/etc/login.defs"}, LoginDefsSetting);
}

void ProbeLoginUmask(Context& ctx, const Wanted&) {
  Seen<std::string> content = ctx.tree.Read("/etc/login.defs");
  if (!content.found() && !content.absent()) return ctx.doc.Unknown("login_umask", content.reason());
  ctx.doc.Absent("login_umask");
  if (content.absent()) return;
  for (const Line& line : SplitLines(*content)) {
    std::string key, value;
    if (!LoginDefsSetting(line.text, key, value) || key != "UMASK") continue;
    auto mask = ParseOctal(value);
    if (!mask) {
      ctx.doc.Error("login_umask", "UMASK is not an octal number");
      continue;
    }
    ctx.doc["login_umask"] = EvidenceNode::Text(ModeText(*mask));
    ctx.doc.Complete("login_umask");
    ctx.doc.Source("login_umask", "/etc/login.defs", line.number);
  }
}

void ProbeUseradd(Context& ctx, const Wanted&) {
  ProbeSettings(ctx, "useradd", {"/etc/default/useradd"}, UseraddSetting);
}

// pwquality.conf(5): the drop-ins are read first, in the order of their names, so the main file wins.
void ProbePwquality(Context& ctx, const Wanted&) {
  FoundFiles files = FilesIn(ctx.tree, "/etc/security/pwquality.conf.d", ".conf");
  files.paths.push_back("/etc/security/pwquality.conf");
  ProbeSettings(ctx, "pwquality", files.paths, HashCommentSetting, files.trouble);
}

void ProbeFaillock(Context& ctx, const Wanted&) {
  ProbeSettings(ctx, "faillock", {"/etc/security/faillock.conf"}, HashCommentSetting);
}

void ProbeLimits(Context& ctx, const Wanted&) {
  FoundFiles files = FilesIn(ctx.tree, "/etc/security/limits.d", ".conf");
  files.paths.insert(files.paths.begin(), "/etc/security/limits.conf");
  std::string trouble = files.trouble;
  EvidenceNode::List limits;
  for (const std::string& path : files.paths) {
    Seen<std::string> content = ctx.tree.Read(path);
    if (!content.reason().empty() && trouble.empty()) trouble = content.reason() + ": " + Shown(path);
    if (!content.found()) continue;
    for (const Line& line : SplitLines(*content)) AddLimit(line, path, limits);
  }
  ctx.doc["limits"] = EvidenceNode::Of(std::move(limits));
  ctx.doc.CompleteUnless("limits", trouble);
}

// getusershell(3): the path from the first `/` to the next blank or `#`.
void ProbeShells(Context& ctx, const Wanted&) {
  Seen<std::string> content = ctx.tree.Read("/etc/shells");
  if (!content.found() && !content.absent()) return ctx.doc.Unknown("shells", content.reason());
  EvidenceNode::List shells;
  if (content.found()) {
    for (const Line& line : SplitLines(*content)) {
      std::size_t begin = line.text.find_first_of("#/");
      if (begin == std::string::npos || line.text[begin] == '#') continue;
      std::size_t end = line.text.find_first_of("# \t\r", begin);
      shells.push_back(EvidenceNode::Path(std::string_view(line.text).substr(begin, end - begin)));
    }
  }
  ctx.doc["shells"] = EvidenceNode::Of(std::move(shells));
  ctx.doc.Complete("shells");
}

}  // namespace mps::collect
