// Claim `dconf`: system databases as they are written, /etc/dconf/db/<name>.d and its locks, dconf(7).
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// Key files: `[group/path]`, `key=value`; a later file wins.
void ReadKeyFile(Context& ctx, std::string_view content, const std::string& path, EvidenceNode& values,
                 const std::string& at) {
  std::string group;
  for (const Line& line : SplitLines(content)) {
    std::string_view text = Trim(line.text);
    if (text.empty() || text.front() == '#') continue;
    if (text.front() == '[' && text.back() == ']') {
      group = Trim(text.substr(1, text.size() - 2));
      continue;
    }
    std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    std::string key = CleanText((group == "/" ? "/" : "/" + group + "/") + std::string(Trim(text.substr(0, equals))));
    values[key] = EvidenceNode::Text(RedactValue(key, Trim(text.substr(equals + 1))));
    ctx.doc.Source(KeyPath(at, key), path, line.number);
  }
}

}  // namespace

void ProbeDconf(Context& ctx, const Wanted&) {
  ctx.doc["dconf"];
  Seen<std::vector<std::string>> names = ctx.tree.List("/etc/dconf/db");
  ctx.doc.CompleteUnless("dconf", names.reason());
  if (!names.found()) return;
  for (const std::string& name : *names) {
    if (name.size() < 3 || !name.ends_with(".d") || CleanText(name) != name) continue;
    std::string base = "/etc/dconf/db/" + name;
    std::string key = name.substr(0, name.size() - 2);
    std::string at = KeyPath("dconf", key);
    EvidenceNode& database = ctx.doc["dconf"][key];
    FoundFiles files = FilesIn(ctx.tree, base, "");
    std::string trouble = files.trouble;
    for (const std::string& path : files.paths) {
      if (path == base + "/locks") continue;
      Seen<std::string> content = ctx.tree.Read(path);
      if (content.found()) ReadKeyFile(ctx, *content, path, database["values"], at + ".values");
      if (!content.reason().empty() && trouble.empty()) trouble = content.reason() + ": " + Shown(path);
    }
    std::set<std::string> locks;
    FoundFiles lock_files = FilesIn(ctx.tree, base + "/locks", "");
    std::string lock_trouble = lock_files.trouble;
    for (const std::string& path : lock_files.paths) {
      Seen<std::string> content = ctx.tree.Read(path);
      if (!content.reason().empty() && lock_trouble.empty()) lock_trouble = content.reason() + ": " + Shown(path);
      if (!content.found()) continue;
      for (const Line& line : SplitLines(*content))
        if (std::string_view text = Trim(line.text); text.starts_with('/')) locks.insert(CleanText(text));
    }
    database["values"];
    database["locks"] = TextSet(locks);
    ctx.doc.Complete(at);
    ctx.doc.CompleteUnless(at + ".values", trouble);
    ctx.doc.CompleteUnless(at + ".locks", lock_trouble);
  }
}

}  // namespace mps::collect
