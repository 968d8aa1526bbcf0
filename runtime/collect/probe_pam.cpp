// Claim `pam`: the stacks of pam.d with what they include, pam.conf(5).
#include "collect/context.h"
#include "collect/redact.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

constexpr int kMostDepth = 16;
constexpr std::size_t kMostEntries = 10000;  // of one service
constexpr int kMostFiles = 500;              // read for one service

// The parts of a line: words, where `[…]` is one word and `\]` within it is `]`. Everything from `#` on is a comment.
std::vector<std::string> PamWords(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    if (IsBlank(line[at])) {
      ++at;
      continue;
    }
    if (line[at] == '#') break;
    std::string word;
    if (line[at] == '[') {
      std::size_t end = at + 1;
      while (end < line.size() && line[end] != ']') {
        if (line[end] == '\\' && end + 1 < line.size() && line[end + 1] == ']') ++end;
        word += line[end++];
      }
      words.push_back("[" + Fold(word) + "]");
      at = end < line.size() ? end + 1 : end;
      continue;
    }
    while (at < line.size() && !IsBlank(line[at]) && line[at] != '#') word += line[at++];
    words.push_back(std::move(word));
  }
  return words;
}

bool IsPhase(std::string_view word) {
  return word == "auth" || word == "account" || word == "password" || word == "session";
}

// One service being read: its entries in order, files included where they are named.
class Stack {
 public:
  explicit Stack(const Tree& tree) : tree_(tree) {}

  // Lines of `phase` only, or of all phases if it is empty. Nothing of that name: absent.
  Seen<bool> Read(const std::string& service, const std::string& phase, int depth) {
    using S = Seen<bool>;
    if (depth > kMostDepth || ++files_ > kMostFiles)
      return S::Unknown("includes go too deep or in a circle at " + Shown(service));
    std::string path = service.starts_with('/') ? service : "/etc/pam.d/" + service;
    Seen<std::string> content = tree_.Read(path);
    if (content.absent() && !service.starts_with('/')) content = tree_.Read(path = "/usr/lib/pam.d/" + service);
    if (!content.found()) return S::Like(content);
    for (const Line& line : SplitLines(*content, Continuation::kBackslash)) Take(line, path, phase, depth);
    return true;
  }

  EvidenceNode::List Entries() { return std::move(entries_); }
  const std::string& trouble() const { return trouble_; }

 private:
  void Trouble(std::string reason) {
    if (trouble_.empty()) trouble_ = std::move(reason);
  }

  void Include(const std::string& service, const std::string& phase, int depth) {
    Seen<bool> read = Read(service, phase, depth + 1);
    if (read.absent()) Trouble("includes " + Shown(service) + ", which does not exist");
    if (!read.reason().empty()) Trouble(read.reason());
  }

  void Take(const Line& line, const std::string& path, const std::string& phase, int depth) {
    std::vector<std::string> words = PamWords(line.text);
    if (words.empty()) return;
    if (words[0] == "@include") {
      if (words.size() > 1) Include(words[1], phase, depth);
      return;
    }
    bool optional = words[0].starts_with('-');
    std::string of = Lower(optional ? words[0].substr(1) : words[0]);
    if (!IsPhase(of) || words.size() < 3)
      return Trouble("line " + std::to_string(line.number) + " of " + Shown(path) + " is malformed");
    if (!phase.empty() && of != phase) return;
    std::string control = words[1].starts_with('[') ? words[1] : Lower(words[1]);
    if (control == "include" || control == "substack") return Include(words[2], of, depth);
    if (entries_.size() >= kMostEntries) return Trouble("more than 10000 lines");
    EvidenceNode entry;
    entry["phase"] = EvidenceNode::Text(of);
    entry["control"] = EvidenceNode::Text(control);
    entry["module"] = EvidenceNode::Text(BaseName(words[2]));
    entry["optional"] = EvidenceNode::Bool(optional);
    entry["stack"] = EvidenceNode::Text(BaseName(path));
    EvidenceNode& options = entry["options"];
    for (std::size_t i = 3; i < words.size(); ++i) {
      std::string option = words[i];
      if (option.starts_with('[')) option = option.substr(1, option.size() - 2);
      option = Redact(option);
      std::size_t equals = option.find('=');
      options[CleanText(option.substr(0, equals))] =
          EvidenceNode::Text(equals == std::string::npos ? "" : option.substr(equals + 1));
    }
    entry["origin"] = Origin(path, line.number);
    entries_.push_back(std::move(entry));
  }

  const Tree& tree_;
  EvidenceNode::List entries_;
  std::string trouble_;
  int files_ = 0;
};

}  // namespace

void ProbePam(Context& ctx, const Wanted& wanted) {
  std::set<std::string> services = wanted.keys;
  std::string trouble;
  for (const char* directory : {"/etc/pam.d", "/usr/lib/pam.d"}) {
    Seen<std::vector<std::string>> names = ctx.tree.List(directory);
    if (!names.reason().empty() && trouble.empty()) trouble = names.reason() + ": " + directory;
    if (!names.found() || !wanted.whole) continue;
    for (const std::string& name : *names)
      if (CleanText(name) == name) services.insert(name);
  }
  ctx.doc["pam"];
  if (wanted.whole)
    ctx.doc.CompleteUnless("pam", trouble);
  else
    ctx.doc.Incomplete("pam", kOnlyAskedFor);
  for (const std::string& service : services) {
    std::string at = KeyPath("pam", service);
    if (service.empty() || service.find('/') != std::string::npos || service.starts_with('.')) {
      ctx.doc.Unknown(at, "not the name of a service");
      continue;
    }
    Stack stack(ctx.tree);
    Seen<bool> read = stack.Read(service, "", 0);
    if (read.absent()) {
      ctx.doc.Absent(at);
    } else if (!read.found()) {
      ctx.doc.Unknown(at, read.reason());
    } else {
      ctx.doc["pam"][service] = EvidenceNode::Of(stack.Entries());
      ctx.doc.CompleteUnless(at, stack.trouble());
    }
  }
}

}  // namespace mps::collect
