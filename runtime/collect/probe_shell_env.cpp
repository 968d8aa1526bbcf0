// Claim `shell_env`: umask commands and TMOUT assignments in the start files of the shells. Commands are recognised
// wherever they stand; under which condition they run is not judged.
#include <algorithm>

#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// The simple commands of a line: cut at ; & | ( ) { } outside quotes, comments dropped, leading reserved words too.
std::vector<std::vector<std::string>> Commands(std::string_view line) {
  std::vector<std::string> pieces(1);
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '#' && (i == 0 || IsBlank(line[i - 1]) || line[i - 1] == ';')) {
      break;
    } else if (std::string_view(";&|(){}`").find(c) != std::string_view::npos) {
      pieces.emplace_back();
      continue;
    }
    pieces.back() += c;
  }
  std::vector<std::vector<std::string>> commands;
  for (const std::string& piece : pieces) {
    auto words = QuotedWords(piece);
    if (!words) continue;
    static constexpr std::string_view kSkipped[] = {"then",  "else", "do",      "if",      "elif", "while",
                                                    "until", "!",    "builtin", "command", "time"};
    while (!words->empty() && std::find(std::begin(kSkipped), std::end(kSkipped), words->front()) != std::end(kSkipped))
      words->erase(words->begin());
    if (!words->empty()) commands.push_back(std::move(*words));
  }
  return commands;
}

// `027`, or clauses such as `u=rwx,g=rx,o=` that name all three; nothing if the result hangs on the umask before.
std::optional<std::int64_t> ParseMask(std::string_view text) {
  if (auto octal = ParseOctal(text)) return *octal & 0777;
  std::int64_t allowed = 0;
  std::int64_t named = 0;
  for (std::string_view clause : SplitFields(text, ',')) {
    std::size_t equals = clause.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    std::int64_t bits = 0;
    for (char c : clause.substr(equals + 1)) {
      if (c != 'r' && c != 'w' && c != 'x') return std::nullopt;
      bits |= c == 'r' ? 4 : c == 'w' ? 2 : 1;
    }
    std::string_view who = clause.substr(0, equals);
    for (char c : who.empty() ? std::string_view("a") : who) {
      if (std::string_view("ugoa").find(c) == std::string_view::npos) return std::nullopt;
      std::int64_t places = c == 'u' ? 0100 : c == 'g' ? 010 : c == 'o' ? 01 : 0111;
      allowed = (allowed & ~(places * 7)) | places * bits;
      named |= places;
    }
  }
  if (named != 0111) return std::nullopt;
  return ~allowed & 0777;
}

struct Tmout {
  std::int64_t seconds;
  std::int64_t line;
};

// One start file.
class StartFile {
 public:
  StartFile(Context& ctx, std::string path) : ctx_(ctx), path_(std::move(path)) {}

  void Read(std::string_view content, EvidenceNode::List& umasks, EvidenceNode::List& tmouts) {
    for (const Line& line : SplitLines(content, Continuation::kBackslash))
      for (const auto& command : Commands(line.text)) Take(command, line.number, umasks);
    for (const Tmout& tmout : tmouts_) {
      EvidenceNode node;
      node["file"] = EvidenceNode::Path(path_);
      node["seconds"] = EvidenceNode::Int(tmout.seconds);
      node["readonly"] = EvidenceNode::Bool(readonly_);
      node["exported"] = EvidenceNode::Bool(exported_);
      node["line"] = EvidenceNode::Int(tmout.line);
      ctx_.doc.Source(ItemPath("shell_env.tmouts", tmouts.size()), path_, tmout.line);
      tmouts.push_back(std::move(node));
    }
  }

  std::string umask_trouble;
  std::string tmout_trouble;

 private:
  void Take(const std::vector<std::string>& words, std::int64_t line, EvidenceNode::List& umasks) {
    if (words[0] == "umask") return TakeUmask(words, line, umasks);
    bool declares = words[0] == "readonly" || words[0] == "export" || words[0] == "declare" || words[0] == "typeset" ||
                    words[0] == "local";
    bool readonly_flag = words[0] == "readonly";
    bool export_flag = words[0] == "export";
    for (std::size_t i = declares ? 1 : 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (declares && word.starts_with('-')) {
        readonly_flag |= word.find('r') != std::string::npos;
        export_flag |= word.find('x') != std::string::npos;
        continue;
      }
      if (word == "TMOUT" && declares) {
        readonly_ |= readonly_flag;
        exported_ |= export_flag;
      }
      if (!word.starts_with("TMOUT=")) {
        if (!declares && word.find('=') == std::string::npos) return;  // a command: what follows are its arguments
        continue;
      }
      readonly_ |= readonly_flag;
      exported_ |= export_flag;
      auto seconds = ParseInt(word.substr(6));
      if (seconds && *seconds >= 0) tmouts_.push_back({*seconds, line});
      if (!seconds) tmout_trouble = "a value that is no number at line " + std::to_string(line) + " of " + Shown(path_);
    }
  }

  void TakeUmask(const std::vector<std::string>& words, std::int64_t line, EvidenceNode::List& umasks) {
    std::size_t at = 1;
    while (at < words.size() && words[at].starts_with('-')) ++at;
    if (at >= words.size()) return;
    auto mask = ParseMask(words[at]);
    if (!mask) {
      umask_trouble = "a umask that hangs on the one before, at line " + std::to_string(line) + " of " + Shown(path_);
      return;
    }
    EvidenceNode node;
    node["file"] = EvidenceNode::Path(path_);
    node["mask"] = EvidenceNode::Text(ModeText(*mask));
    node["line"] = EvidenceNode::Int(line);
    ctx_.doc.Source(ItemPath("shell_env.umasks", umasks.size()), path_, line);
    umasks.push_back(std::move(node));
  }

  Context& ctx_;
  std::string path_;
  bool readonly_ = false;
  bool exported_ = false;
  std::vector<Tmout> tmouts_;
};

}  // namespace

void ProbeShellEnv(Context& ctx, const Wanted&) {
  FoundFiles files = FilesIn(ctx.tree, "/etc/profile.d", ".sh");
  files.paths.insert(files.paths.begin(), "/etc/profile");
  for (const char* path : {"/etc/bash.bashrc", "/root/.bash_profile", "/root/.profile", "/root/.bashrc"})
    files.paths.push_back(path);
  std::string umask_trouble = files.trouble;
  std::string tmout_trouble = files.trouble;
  EvidenceNode::List umasks;
  EvidenceNode::List tmouts;
  for (const std::string& path : files.paths) {
    Seen<std::string> content = ctx.tree.Read(path);
    StartFile file(ctx, path);
    if (content.found()) file.Read(*content, umasks, tmouts);
    if (!content.reason().empty()) file.umask_trouble = file.tmout_trouble = content.reason() + ": " + Shown(path);
    if (umask_trouble.empty()) umask_trouble = file.umask_trouble;
    if (tmout_trouble.empty()) tmout_trouble = file.tmout_trouble;
  }
  ctx.doc["shell_env"]["umasks"] = EvidenceNode::Of(std::move(umasks));
  ctx.doc["shell_env"]["tmouts"] = EvidenceNode::Of(std::move(tmouts));
  ctx.doc.Complete("shell_env");
  ctx.doc.CompleteUnless("shell_env.umasks", umask_trouble);
  ctx.doc.CompleteUnless("shell_env.tmouts", tmout_trouble);
}

}  // namespace mps::collect
