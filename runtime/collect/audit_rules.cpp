#include "collect/audit_rules.h"

#include <algorithm>
#include <set>

namespace mps::collect {
namespace {

constexpr std::string_view kOperators[] = {"!=", ">=", "<=", "&=", "=", ">", "<", "&"};
constexpr std::string_view kIdFields[] = {"auid", "loginuid", "uid",  "euid",  "suid",    "fsuid",
                                          "gid",  "egid",     "sgid", "fsgid", "obj_uid", "obj_gid"};

// errno names that audit rules use; asm-generic/errno-base.h and errno.h.
struct ErrnoName {
  int number;
  std::string_view name;
};
constexpr ErrnoName kErrnoNames[] = {{1, "EPERM"},    {2, "ENOENT"},  {5, "EIO"},      {9, "EBADF"},   {12, "ENOMEM"},
                                     {13, "EACCES"},  {17, "EEXIST"}, {20, "ENOTDIR"}, {21, "EISDIR"}, {22, "EINVAL"},
                                     {26, "ETXTBSY"}, {28, "ENOSPC"}, {30, "EROFS"}};

std::string NormalArch(std::string_view arch) {
  std::string name = Lower(arch);
  if (name == "b64" || name == "x86_64" || name == "aarch64" || name == "ppc64" || name == "ppc64le" || name == "s390x")
    return "b64";
  if (name == "b32" || name == "i386" || name == "i486" || name == "i586" || name == "i686" || name == "arm" ||
      name == "ppc" || name == "s390")
    return "b32";
  return name;
}

std::string NormalValue(std::string_view field, std::string_view value) {
  bool id = std::find(std::begin(kIdFields), std::end(kIdFields), field) != std::end(kIdFields) || field == "sessionid";
  if (id && (value == "-1" || value == "4294967295")) return "unset";
  if (field == "exit" && value.starts_with('-')) {
    auto number = ParseInt(value.substr(1));
    for (const ErrnoName& error : kErrnoNames)
      if (number == error.number) return "-" + std::string(error.name);
    return std::string(value);
  }
  if (field == "success")
    return value == "1" || value == "yes" ? "1" : value == "0" || value == "no" ? "0" : std::string(value);
  if (field == "perm") {
    std::string letters(value);
    std::sort(letters.begin(), letters.end());
    return letters;
  }
  return std::string(value);
}

// Field, operator and value of `auid>=1000`; false if there is no operator.
bool SplitFilter(std::string_view text, std::string& field, std::string& op, std::string& value) {
  std::size_t at = text.find_first_of("!=<>&");
  if (at == std::string_view::npos || at == 0) return false;
  for (std::string_view candidate : kOperators) {
    if (!text.substr(at).starts_with(candidate)) continue;
    field = Lower(text.substr(0, at));
    op = candidate;
    value = text.substr(at + candidate.size());
    return !value.empty();
  }
  return false;
}

std::string WithoutTrailingSlash(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return std::string(path);
}

}  // namespace

std::string AuditRules::TakeField(std::string_view text, Rule& rule) {
  std::string field, op, value;
  if (!SplitFilter(text, field, op, value)) return "a filter without an operator";
  if (field == "loginuid") field = "auid";
  if (field == "arch" && op == "=") {
    rule.arch = NormalArch(value);
  } else if ((field == "key") && op == "=") {
    rule.key = value;
  } else if ((field == "path" || field == "dir") && op == "=") {
    rule.path = WithoutTrailingSlash(value);
    rule.recursive = field == "dir";
  } else if (field == "perm" && op == "=") {
    rule.perms = NormalValue(field, value);
  } else {
    rule.filters.push_back(field + op + NormalValue(field, value));
  }
  return "";
}

std::string AuditRules::Take(std::string_view line) {
  line = Trim(line);
  if (line.empty() || line.front() == '#') return "";
  auto quoted = QuotedWords(line);
  if (!quoted) return "a quote stays open";
  const std::vector<std::string>& words = *quoted;
  Rule rule;
  bool any = false;
  bool watch = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    bool last = i + 1 == words.size();
    std::string_view next = last ? std::string_view() : std::string_view(words[i + 1]);
    auto take = [&] {
      ++i;
      return next;
    };
    if (word == "-D") {
      rule.delete_all = true;
      continue;
    }
    if (word == "-c" || word == "-i" || word == "--reset-lost" || word == "--loginuid-immutable" || word == "-t" ||
        word == "-q") {
      if (word == "-q") take();
      continue;
    }
    if (last) return "`" + CleanText(word) + "` without a value";
    if (word == "-a" || word == "-A") {
      for (std::string_view part : SplitAny(take(), ",")) {
        bool action = part == "always" || part == "never" || part == "possible";
        (action ? rule.action : rule.list) = part;
      }
      any = true;
    } else if (word == "-w") {
      rule.path = WithoutTrailingSlash(take());
      any = watch = true;
    } else if (word == "-p") {
      rule.perms = NormalValue("perm", take());
    } else if (word == "-S") {
      for (std::string_view name : SplitAny(take(), ",")) rule.syscalls.emplace_back(name);
    } else if (word == "-k") {
      rule.key = take();
    } else if (word == "-F") {
      std::string fault = TakeField(take(), rule);
      if (!fault.empty()) return fault;
    } else if (word == "-C") {
      std::string field, op, value;
      if (!SplitFilter(take(), field, op, value)) return "a comparison without an operator";
      if (value < field) std::swap(field, value);
      rule.filters.push_back(field + op + value);
    } else if (word == "-e") {
      locked_ = take() == "2";
    } else if (word == "-f") {
      if (auto number = ParseInt(take())) SetFailure(*number);
    } else if (word == "-b") {
      if (auto number = ParseInt(take())) SetBacklog(*number);
    } else if (word == "-r" || word == "--backlog_wait_time" || word == "-s" || word == "-m") {
      take();
    } else if (word == "-d" || word == "-W" || word == "-R") {
      return "`" + word + "` in a rules file";
    } else {
      return "unknown option `" + CleanText(word) + "`";
    }
  }
  if (rule.delete_all) {
    syscalls_.clear();
    watches_.clear();
    exclusions_.clear();
  }
  if (watch) {
    rule.list = "exit";
    rule.action = "always";
    rule.recursive = is_directory_(rule.path);
    if (rule.perms.empty()) rule.perms = "arwx";
  }
  if (any) Add(rule, line);
  return "";
}

void AuditRules::AddWatch(const Rule& rule) {
  EvidenceNode node;
  node["path"] = EvidenceNode::Path(rule.path);
  std::set<std::string> perms;
  for (char c : rule.perms.empty() ? std::string("arwx") : rule.perms) perms.insert(std::string(1, c));
  node["perms"] = TextSet(perms);
  node["recursive"] = EvidenceNode::Bool(rule.recursive);
  node["arch"] = EvidenceNode::Text(rule.arch);
  node["filters"] = TextSet({rule.filters.begin(), rule.filters.end()});
  if (!rule.key.empty()) node["key"] = EvidenceNode::Text(rule.key);
  watches_.push_back(std::move(node));
}

void AuditRules::Add(const Rule& rule, std::string_view line) {
  if (rule.action != "always" || rule.list != "exit") {
    exclusions_.push_back(EvidenceNode::Text(Fold(line)));
    return;
  }
  if (!rule.path.empty() && rule.syscalls.empty()) return AddWatch(rule);
  std::set<std::string> filters(rule.filters.begin(), rule.filters.end());
  if (!rule.path.empty()) filters.insert((rule.recursive ? "dir=" : "path=") + rule.path);
  if (!rule.perms.empty()) filters.insert("perm=" + rule.perms);
  std::vector<std::string> syscalls = rule.syscalls;
  if (syscalls.empty()) syscalls.push_back("all");
  for (const std::string& syscall : syscalls) {
    EvidenceNode node;
    node["arch"] = EvidenceNode::Text(rule.arch);
    node["syscall"] = EvidenceNode::Text(syscall);
    node["filters"] = TextSet(filters);
    if (!rule.key.empty()) node["key"] = EvidenceNode::Text(rule.key);
    syscalls_.push_back(std::move(node));
  }
}

EvidenceNode AuditRules::Take() {
  EvidenceNode out;
  out["syscalls"] = EvidenceNode::Of(std::move(syscalls_));
  out["watches"] = EvidenceNode::Of(std::move(watches_));
  out["exclusions"] = EvidenceNode::Of(std::move(exclusions_));
  out["locked"] = EvidenceNode::Bool(locked_);
  if (has_failure_) out["failure"] = EvidenceNode::Int(failure_);
  if (has_backlog_) out["backlog"] = EvidenceNode::Int(backlog_);
  return out;
}

bool VersionLess(std::string_view a, std::string_view b) {
  auto order = [](char c) -> int {
    if (c == '~') return -1;
    if (c == 0) return 0;
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? static_cast<unsigned char>(c) : static_cast<unsigned char>(c) + 256;
  };
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  std::size_t j = 0;
  auto at = [](std::string_view text, std::size_t k) { return k < text.size() ? text[k] : '\0'; };
  while (i < a.size() || j < b.size()) {
    while ((i < a.size() && !digit(a[i])) || (j < b.size() && !digit(b[j]))) {
      int left = digit(at(a, i)) ? 0 : order(at(a, i));
      int right = digit(at(b, j)) ? 0 : order(at(b, j));
      if (left != right) return left < right;
      ++i;
      ++j;
    }
    while (at(a, i) == '0') ++i;
    while (at(b, j) == '0') ++j;
    int first = 0;
    while (digit(at(a, i)) && digit(at(b, j))) {
      if (first == 0) first = a[i] - b[j];
      ++i;
      ++j;
    }
    if (digit(at(a, i))) return false;
    if (digit(at(b, j))) return true;
    if (first != 0) return first < 0;
  }
  return a < b;
}

}  // namespace mps::collect
