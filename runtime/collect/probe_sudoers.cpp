// Claim `sudoers`: /etc/sudoers and what it includes, sudoers(5).
#include <algorithm>

#include "collect/context.h"
#include "collect/find_files.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

constexpr int kMostDepth = 16;
constexpr int kMostFiles = 2000;
constexpr std::size_t kMostRules = 100000;

constexpr std::string_view kTags[] = {"EXEC",       "NOEXEC",       "FOLLOW", "NOFOLLOW", "LOG_INPUT", "NOLOG_INPUT",
                                      "LOG_OUTPUT", "NOLOG_OUTPUT", "MAIL",   "NOMAIL",   "INTERCEPT", "NOINTERCEPT",
                                      "PASSWD",     "NOPASSWD",     "SETENV", "NOSETENV"};

// The position of the first of `stops` outside quotes, not after a backslash; npos if there is none.
std::size_t FindTop(std::string_view text, std::string_view stops, std::size_t at = 0) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\\') {
      ++at;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"') {
      quote = c;
    } else if (stops.find(c) != std::string_view::npos) {
      return at;
    }
  }
  return std::string_view::npos;
}

// The text without its comment: `#` that does not begin a user id (`#1000`) outside quotes.
std::string_view WithoutComment(std::string_view text) {
  for (std::size_t at = FindTop(text, "#"); at != std::string_view::npos; at = FindTop(text, "#", at + 1)) {
    bool number = at + 1 < text.size() && ((text[at + 1] >= '0' && text[at + 1] <= '9') || text[at + 1] == '-');
    if (!number) return text.substr(0, at);
  }
  return text;
}

std::vector<std::string_view> SplitTop(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t end = FindTop(text, std::string_view(&separator, 1));
    parts.push_back(Trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

class Sudoers {
 public:
  explicit Sudoers(Context& ctx) : ctx_(ctx) {}

  // Absent if there is no such file.
  Seen<bool> Read(const std::string& path, int depth) {
    using S = Seen<bool>;
    if (depth > kMostDepth || ++files_ > kMostFiles)
      return S::Unknown("includes go too deep or in a circle at " + Shown(path));
    Seen<std::string> content = ctx_.tree.Read(path);
    if (!content.found()) return S::Like(content);
    for (const Line& line : SplitLines(*content, Continuation::kBackslash)) Take(line, path, depth);
    return true;
  }

  void Finish(EvidenceNode& out) {
    out["settings"] = std::move(settings_);
    out["defaults"] = EvidenceNode::Of(std::move(defaults_));
    out["rules"] = EvidenceNode::Of(std::move(rules_));
  }
  const std::string& trouble() const { return trouble_; }

 private:
  void Trouble(const std::string& reason) {
    if (trouble_.empty()) trouble_ = reason;
  }
  void Malformed(const Line& line, const std::string& path) {
    Trouble("line " + std::to_string(line.number) + " of " + Shown(path) + " is malformed");
  }

  void Take(const Line& line, const std::string& path, int depth) {
    std::string_view text = Trim(line.text);
    for (std::string_view word : {"@includedir", "#includedir", "@include", "#include"})
      if (text.starts_with(word) && text.size() > word.size() && IsBlank(text[word.size()]))
        return Include(Trim(text.substr(word.size())), word.ends_with("dir"), path, depth);
    text = Trim(WithoutComment(text));
    if (text.empty()) return;
    if (text.starts_with("Defaults")) return TakeDefaults(text.substr(8), line, path);
    for (std::string_view word : {"User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"})
      if (text.starts_with(word)) return;
    TakeSpecification(text, line, path);
  }

  void Include(std::string_view name, bool directory, const std::string& from, int depth) {
    std::string path(Unquote(name));
    if (path.find('%') != std::string::npos) return Trouble("includes a name that depends on the host: " + Shown(path));
    if (!path.starts_with('/')) path = std::string(DirName(from)) + "/" + path;
    std::vector<std::string> paths = {path};
    if (directory) {
      FoundFiles found = FilesIn(ctx_.tree, path, "");
      if (!found.trouble.empty()) Trouble(found.trouble);
      // Names with a dot in them or a tilde at the end are left out.
      std::erase_if(found.paths, [](const std::string& file) {
        std::string_view base = BaseName(file);
        return base.find('.') != std::string_view::npos || base.ends_with('~');
      });
      paths = found.paths;
    }
    for (const std::string& file : paths) {
      Seen<bool> read = Read(file, depth + 1);
      if (!read.reason().empty()) Trouble(read.reason() + ": " + Shown(file));
      if (read.absent() && !directory) Trouble("includes " + Shown(file) + ", which does not exist");
    }
  }

  void TakeDefaults(std::string_view text, const Line& line, const std::string& path) {
    std::string scope;
    if (!text.empty() && std::string_view(":@>!").find(text.front()) != std::string_view::npos) {
      // The list that the scope names may have blanks after its commas.
      std::size_t end = 1;
      while (end < text.size() && (!IsBlank(text[end]) || text[end - 1] == ',' || text[end - 1] == text.front())) ++end;
      scope = Fold(text.substr(0, end));
      text.remove_prefix(end);
    } else if (!text.empty() && !IsBlank(text.front())) {
      return Malformed(line, path);
    }
    for (std::string_view parameter : SplitTop(text, ',')) {
      if (parameter.empty()) return Malformed(line, path);
      std::size_t equals = FindTop(parameter, "=");
      std::string name(Trim(parameter.substr(0, equals)));
      std::string value = "true";
      if (equals != std::string_view::npos) value = Unquote(Trim(parameter.substr(equals + 1)));
      bool adds = !name.empty() && equals != std::string_view::npos && (name.back() == '+' || name.back() == '-');
      if (adds) name = Trim(std::string_view(name).substr(0, name.size() - 1));
      if (name.starts_with('!')) {
        name = Trim(std::string_view(name).substr(1));
        value = "false";
      }
      if (name.empty()) return Malformed(line, path);
      PutDefault(scope, CleanText(name), adds, value, line, path);
    }
  }

  void PutDefault(const std::string& scope, const std::string& name, bool adds, const std::string& value,
                  const Line& line, const std::string& path) {
    EvidenceNode node;
    node["scope"] = EvidenceNode::Text(scope);
    node["name"] = EvidenceNode::Text(name);
    node["value"] = EvidenceNode::Text(RedactValue(name, value));
    node["origin"] = Origin(path, line.number);
    if (scope.empty() && !adds) {
      settings_[name] = EvidenceNode::Text(RedactValue(name, value));
      ctx_.doc.Source(KeyPath("sudoers.settings", name), path, line.number);
    }
    defaults_.push_back(std::move(node));
  }

  // `who host = (runas) TAG: command, … : host = …`
  void TakeSpecification(std::string_view text, const Line& line, const std::string& path) {
    std::size_t equals = FindTop(text, "=");
    if (equals == std::string_view::npos) return Malformed(line, path);
    std::string_view left = Trim(text.substr(0, equals));
    std::size_t blank = left.size();
    // The host list is what follows the last blank that no comma touches.
    for (std::size_t at = left.size(); at-- > 1;) {
      std::string_view before = Trim(left.substr(0, at));
      std::string_view after = Trim(left.substr(at));
      if (IsBlank(left[at]) && !before.empty() && before.back() != ',' && !after.empty() && after.front() != ',') {
        blank = at;
        break;
      }
    }
    if (blank == left.size()) return Malformed(line, path);
    std::string who = Fold(left.substr(0, blank));
    std::string host = Fold(left.substr(blank));
    if (!TakeCommands(text.substr(equals + 1), who, host, line, path)) Malformed(line, path);
  }

  bool TakeCommands(std::string_view text, const std::string& who, std::string host, const Line& line,
                    const std::string& path) {
    std::string runas;
    std::set<std::string> tags;
    while (!(text = Trim(text)).empty()) {
      if (text.front() == '(') {
        std::size_t close = text.find(')');
        if (close == std::string_view::npos) return false;
        runas = Fold(text.substr(1, close - 1));
        text = Trim(text.substr(close + 1));
      }
      TakeTags(text, tags);
      std::size_t end = FindTop(text, ",:");
      std::string command = Fold(text.substr(0, end));
      if (command.empty() || rules_.size() >= kMostRules) return false;
      Put(who, host, runas, tags, command, line, path);
      if (end == std::string_view::npos) return true;
      bool next_host = text[end] == ':';
      text.remove_prefix(end + 1);
      if (!next_host) continue;
      std::size_t equals = FindTop(text, "=");
      if (equals == std::string_view::npos) return false;
      host = Fold(text.substr(0, equals));
      text.remove_prefix(equals + 1);
      runas.clear();
      tags.clear();
    }
    return false;
  }

  // `NOPASSWD: NOEXEC:` and options such as `CWD=/x`; a tag holds for the commands that follow until its opposite.
  static void TakeTags(std::string_view& text, std::set<std::string>& tags) {
    for (;;) {
      std::size_t end = 0;
      while (end < text.size() && ((text[end] >= 'A' && text[end] <= 'Z') || text[end] == '_')) ++end;
      std::string_view word = text.substr(0, end);
      std::string_view rest = Trim(text.substr(end));
      if (rest.starts_with(':') && std::find(std::begin(kTags), std::end(kTags), word) != std::end(kTags)) {
        bool no = word.starts_with("NO");
        tags.erase(no ? std::string(word.substr(2)) : "NO" + std::string(word));
        tags.insert(std::string(word));
        text = Trim(rest.substr(1));
        continue;
      }
      bool option = end > 0 && rest.starts_with('=');
      if (!option) return;
      std::size_t blank = FindTop(rest, " \t");
      if (blank == std::string_view::npos) return;
      text = Trim(rest.substr(blank));
    }
  }

  void Put(const std::string& who, const std::string& host, const std::string& runas, const std::set<std::string>& tags,
           const std::string& command, const Line& line, const std::string& path) {
    EvidenceNode rule;
    rule["who"] = EvidenceNode::Text(who);
    rule["host"] = EvidenceNode::Text(host);
    rule["runas"] = EvidenceNode::Text(runas);
    rule["tags"] = TextSet(tags);
    rule["command"] = EvidenceNode::Text(Redact(command));
    rule["origin"] = Origin(path, line.number);
    rules_.push_back(std::move(rule));
  }

  Context& ctx_;
  EvidenceNode settings_;
  EvidenceNode::List defaults_;
  EvidenceNode::List rules_;
  std::string trouble_;
  int files_ = 0;
};

}  // namespace

void ProbeSudoers(Context& ctx, const Wanted&) {
  Sudoers sudoers(ctx);
  Seen<bool> read = sudoers.Read("/etc/sudoers", 0);
  if (read.absent()) return ctx.doc.Absent("sudoers");
  if (!read.found()) return ctx.doc.Unknown("sudoers", read.reason());
  sudoers.Finish(ctx.doc["sudoers"]);
  ctx.doc.Complete("sudoers");
  // A line or file that was not understood may hold a setting or a rule.
  if (sudoers.trouble().empty()) return;
  for (const char* field : {"sudoers.settings", "sudoers.defaults", "sudoers.rules"})
    ctx.doc.Incomplete(field, sudoers.trouble());
}

}  // namespace mps::collect
