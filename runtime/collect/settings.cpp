#include "collect/settings.h"

#include "collect/redact.h"

namespace mps::collect {

EvidenceNode NoSettings() {
  EvidenceNode settings;
  settings["text"];
  settings["int"];
  return settings;
}

void PutSetting(Context& ctx, EvidenceNode& settings, const std::string& at, std::string_view key,
                std::string_view value, std::string_view file, std::int64_t line) {
  std::string name = CleanText(key);
  settings["text"][name] = EvidenceNode::Text(RedactValue(name, value));
  EvidenceNode& numbers = settings["int"];
  numbers.Erase(name);
  if (auto number = ParsePlainInt(settings["text"][name].text())) numbers[name] = EvidenceNode::Int(*number);
  ctx.doc.Source(KeyPath(at + ".text", name), file, line);
}

bool HashCommentSetting(std::string_view line, std::string& key, std::string& value) {
  line = Trim(line.substr(0, line.find('#')));
  if (line.empty()) return false;
  KeyValue pair = SplitKeyValue(line);
  key = pair.key;
  value = pair.value;
  return !key.empty();
}

std::string ReadSettings(Context& ctx, const std::string& path, SettingGrammar grammar, EvidenceNode& settings,
                         const std::string& at) {
  Seen<std::string> content = ctx.tree.Read(path);
  if (content.absent()) return "";
  if (!content.found()) return content.reason() + ": " + path;
  for (const Line& line : SplitLines(*content)) {
    std::string key, value;
    if (grammar(line.text, key, value)) PutSetting(ctx, settings, at, key, value, path, line.number);
  }
  return "";
}

void ProbeSettings(Context& ctx, const std::string& claim, const std::vector<std::string>& paths,
                   SettingGrammar grammar, const std::string& trouble) {
  EvidenceNode settings = NoSettings();
  std::string fault = trouble;
  for (const std::string& path : paths) {
    std::string reason = ReadSettings(ctx, path, grammar, settings, claim);
    if (fault.empty()) fault = reason;
  }
  // A file that was not read may have set anything, so nothing is known of the rest either.
  if (!fault.empty()) return ctx.doc.Unknown(claim, fault);
  ctx.doc[claim] = std::move(settings);
  ctx.doc.Complete(claim);
}

}  // namespace mps::collect
