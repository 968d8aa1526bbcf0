// Claim `grub`: the generated grub.cfg and the defaults it is made from. Of passwords only that there is one.
#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

EvidenceNode Arguments(const std::vector<std::string>& words, std::size_t from) {
  EvidenceNode arguments;
  for (std::size_t i = from; i < words.size(); ++i) {
    std::string word = Redact(words[i]);
    std::size_t equals = word.find('=');
    arguments[CleanText(word.substr(0, equals))] =
        EvidenceNode::Text(equals == std::string::npos ? "" : word.substr(equals + 1));
  }
  return arguments;
}

// The commands of a grub.cfg that matter here: menuentry, linux, set superusers, password.
void ReadGrubCfg(Context& ctx, std::string_view content, const std::string& path, EvidenceNode& grub) {
  std::string title;
  bool superuser = false;
  bool password = false;
  EvidenceNode::List entries;
  for (const Line& line : SplitLines(content, Continuation::kBackslash)) {
    std::string_view text = Trim(line.text);
    if (text.empty() || text.front() == '#') continue;
    auto words = QuotedWords(text);
    // A line whose quotes stay open is one of a shell text over several lines: no command of these.
    if (!words || words->empty()) continue;
    const std::string& command = words->front();
    if (command == "menuentry" && words->size() > 1) title = (*words)[1];
    if (command == "set" && words->size() > 1 && (*words)[1].starts_with("superusers="))
      superuser = (*words)[1].size() > std::string_view("superusers=").size();
    if ((command == "password" || command == "password_pbkdf2") && words->size() > 2) password = true;
    if ((command != "linux" && command != "linux16" && command != "linuxefi") || words->size() < 2) continue;
    EvidenceNode entry;
    entry["title"] = EvidenceNode::Text(title);
    entry["arguments"] = Arguments(*words, 2);
    ctx.doc.Source(ItemPath("grub.entries", entries.size()), path, line.number);
    entries.push_back(std::move(entry));
  }
  grub["entries"] = EvidenceNode::Of(std::move(entries));
  grub["superuser"] = EvidenceNode::Bool(superuser);
  grub["password"] = EvidenceNode::Bool(password);
}

// Shell assignments, of which the last counts.
std::string ReadDefaults(Context& ctx, EvidenceNode& defaults, bool& any) {
  FoundFiles files = FilesIn(ctx.tree, "/etc/default/grub.d", ".cfg");
  files.paths.insert(files.paths.begin(), "/etc/default/grub");
  std::string trouble = files.trouble;
  for (const std::string& path : files.paths) {
    Seen<std::string> content = ctx.tree.Read(path);
    if (!content.reason().empty() && trouble.empty()) trouble = content.reason() + ": " + path;
    if (!content.found()) continue;
    any = true;
    for (const Line& line : SplitLines(*content, Continuation::kBackslash)) {
      std::string_view text = Trim(line.text);
      std::size_t equals = text.find('=');
      if (text.empty() || text.front() == '#' || equals == std::string_view::npos) continue;
      std::string key = CleanText(Trim(text.substr(0, equals)));
      if (key.starts_with("export ")) key.erase(0, 7);
      defaults[key] = EvidenceNode::Text(RedactValue(key, Unquote(Trim(text.substr(equals + 1)))));
      ctx.doc.Source(KeyPath("grub.defaults", key), path, line.number);
    }
  }
  return trouble;
}

}  // namespace

void ProbeGrub(Context& ctx, const Wanted&) {
  EvidenceNode grub;
  bool any = false;
  std::string trouble = ReadDefaults(ctx, grub["defaults"], any);
  std::string path = "/boot/grub/grub.cfg";
  Seen<std::string> content = ctx.tree.Read(path, 64u << 20);
  if (content.absent()) content = ctx.tree.Read(path = "/boot/grub2/grub.cfg", 64u << 20);
  if (content.absent() && !any && trouble.empty()) return ctx.doc.Absent("grub");
  ctx.doc.Complete("grub");
  if (!trouble.empty()) {
    grub.Erase("defaults");
    ctx.doc.Unknown("grub.defaults", trouble);
  }
  if (content.reason().empty()) {
    ReadGrubCfg(ctx, content.found() ? std::string_view(*content) : std::string_view(), path, grub);
  } else {
    for (const char* field : {"grub.entries", "grub.superuser", "grub.password"})
      ctx.doc.Unknown(field, content.reason() + ": " + path);
  }
  ctx.doc["grub"] = std::move(grub);
}

}  // namespace mps::collect
