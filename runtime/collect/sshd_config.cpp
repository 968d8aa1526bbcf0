#include "collect/sshd_config.h"

#include <fnmatch.h>

#include <algorithm>

#include "base/utf8.h"
#include "collect/find_files.h"

namespace mps::collect {
namespace {

constexpr int kMostDepth = 16;  // SERVCONF_MAX_DEPTH
constexpr int kMostFiles = 4096;
constexpr std::size_t kMostItems = 100000;
constexpr std::size_t kMostEntries = 100000;

std::string Joined(const std::vector<std::string>& items, char separator) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += separator;
    out += item;
  }
  return out;
}

bool Matches(std::string_view pattern, const std::string& name) {
  return fnmatch(std::string(pattern).c_str(), name.c_str(), FNM_NOESCAPE) == 0;
}

// kex_assemble_names of kex.c: `+` appends what is not there, `-` takes away by pattern, `^` puts in front.
std::string Algorithms(std::string_view value, std::string_view builtin) {
  if (value.empty() || std::string_view("+-^").find(value[0]) == std::string_view::npos) return std::string(value);
  std::vector<std::string_view> named = SplitAny(value.substr(1), ",");
  std::vector<std::string> out;
  auto add = [&](std::string_view name) {
    if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
  };
  if (value[0] == '^')
    for (std::string_view name : named) add(name);
  for (std::string_view name : SplitAny(builtin, ",")) {
    bool taken = value[0] == '-' && std::any_of(named.begin(), named.end(), [&](std::string_view pattern) {
                   return Matches(pattern, std::string(name));
                 });
    if (!taken) add(name);
  }
  if (value[0] == '+')
    for (std::string_view name : named) add(name);
  return Joined(out, ',');
}

// `1G` and the like, as octets; `default` is 0.
std::string RekeyBytes(std::string_view text) {
  if (text.empty() || EqualNoCase(text, "default")) return "0";
  std::int64_t unit = 1;
  char last = text.back();
  if (last == 'K' || last == 'k') unit = std::int64_t{1} << 10;
  if (last == 'M' || last == 'm') unit = std::int64_t{1} << 20;
  if (last == 'G' || last == 'g') unit = std::int64_t{1} << 30;
  auto number = ParseInt(unit == 1 ? text : text.substr(0, text.size() - 1));
  if (!number || *number < 0 || *number > (std::int64_t{1} << 32)) return std::string(text);
  return std::to_string(*number * unit);
}

// Words that mean the same are printed as one of them.
std::string Canonical(std::string_view keyword, std::string value) {
  if (keyword == "permitrootlogin" && value == "prohibit-password") return "without-password";
  if (keyword == "compression" && value == "delayed") return "yes";
  if (keyword == "allowtcpforwarding" || keyword == "allowstreamlocalforwarding") return value == "all" ? "yes" : value;
  if (keyword == "loglevel" && value == "DEBUG1") return "DEBUG";
  if (keyword == "maxstartups" && ParseInt(value)) return value + ":30:" + value;
  return value;
}

}  // namespace

std::optional<std::int64_t> ParseSshdTime(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    auto number = ParseInt(text.substr(0, digits));
    if (!number || *number > 10'000'000'000) return std::nullopt;
    std::int64_t unit = 1;
    if (digits < text.size()) {
      switch (text[digits] | 0x20) {
        case 's':
          unit = 1;
          break;
        case 'm':
          unit = 60;
          break;
        case 'h':
          unit = 3600;
          break;
        case 'd':
          unit = 86400;
          break;
        case 'w':
          unit = 604800;
          break;
        default:
          return std::nullopt;
      }
      ++digits;
    }
    total += *number * unit;
    text.remove_prefix(digits);
  }
  return total;
}

std::string SshdText(const SshdKeyword& keyword, const std::vector<std::string>& items, std::string_view builtin) {
  std::string first = items.empty() ? "" : items.front();
  switch (keyword.kind) {
    case SshdKind::kFlag:
      return Canonical(keyword.name, Lower(first));
    case SshdKind::kUpper: {
      for (char& c : first)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      return Canonical(keyword.name, first);
    }
    case SshdKind::kTime: {
      auto seconds = ParseSshdTime(first);
      return seconds ? std::to_string(*seconds) : Lower(first);
    }
    case SshdKind::kAlgorithms:
      return Algorithms(first, builtin);
    case SshdKind::kLine: {
      if (keyword.name == "rekeylimit") {
        auto seconds = items.size() > 1 ? ParseSshdTime(items[1]) : std::nullopt;
        return RekeyBytes(first) + " " + std::to_string(seconds.value_or(0));
      }
      if (keyword.name == "ipqos" && items.size() == 1) return first + " " + first;
      return Joined(items, ' ');
    }
    case SshdKind::kEach:
      return Joined(items, ' ');
    case SshdKind::kWord:
    case SshdKind::kCommas:
      break;
  }
  return Canonical(keyword.name, first);
}

Seen<bool> SshdConfig::Read(const std::string& path, int depth, bool active) {
  using S = Seen<bool>;
  if (depth > kMostDepth || ++files_ > kMostFiles)
    return S::Unknown("includes go too deep or in a circle at " + PathTextFromBytes(AsBytes(path)));
  Seen<std::string> content = tree_.Read(path);
  if (!content.found()) return S::Like(content);
  // A Match block ends with the file that opens it.
  for (const Line& line : SplitLines(*content)) Take(line, path, depth, active);
  return true;
}

void SshdConfig::TakeOption(std::string_view text, const std::string& file, std::int64_t line) {
  bool active = true;
  Take({std::string(text), line}, file, kMostDepth, active);
}

void SshdConfig::Take(const Line& line, const std::string& path, int depth, bool& active) {
  std::string_view text = Trim(line.text);
  if (text.empty() || text.front() == '#') return;
  // The keyword ends at a blank or at `=`, which may have blanks around it.
  std::size_t end = text.find_first_of(" \t\r\f=");
  std::string name = Lower(Unquote(text.substr(0, end)));
  std::string_view rest = end == std::string_view::npos ? std::string_view() : Trim(text.substr(end));
  if (!rest.empty() && rest.front() == '=') rest = Trim(rest.substr(1));
  // argv_split: a word that begins with `#` begins a comment.
  auto words = QuotedWords(rest);
  for (std::size_t at = rest.find('#'); !words && at != std::string_view::npos; at = rest.find('#', at + 1))
    if (at == 0 || IsBlank(rest[at - 1])) words = QuotedWords(rest.substr(0, at));
  if (!words)
    return Trouble("a quote stays open at line " + std::to_string(line.number) + " of " +
                   PathTextFromBytes(AsBytes(path)));
  for (std::size_t i = 0; i < words->size(); ++i)
    if ((*words)[i].starts_with('#')) words->resize(i);
  if (words->empty())
    return Trouble("`" + CleanText(name) + "` without a value at line " + std::to_string(line.number) + " of " +
                   PathTextFromBytes(AsBytes(path)));
  if (name == "match") {
    active = words->size() == 1 && EqualNoCase(words->front(), "all");
    return;
  }
  name = SshdKeywordOf(name);
  if (name == "include") return Include(*words, depth, active);
  if (!active) {
    match_overrides_.insert(CleanText(name));
    return;
  }
  Put(name, *words, path, line.number);
}

void SshdConfig::Include(const std::vector<std::string>& patterns, int depth, bool active) {
  for (const std::string& pattern : patterns) {
    std::string absolute = pattern.starts_with('/') ? pattern : "/etc/ssh/" + pattern;
    FoundFiles found = ExpandGlob(tree_, FileSystems(), absolute, kMostEntries);
    if (!found.trouble.empty()) Trouble(found.trouble);
    for (const std::string& path : found.paths) {
      // glob(3): a wildcard does not match a first dot.
      if (BaseName(path).starts_with('.') && !BaseName(absolute).starts_with('.')) continue;
      Seen<bool> read = Read(path, depth + 1, active);
      if (!read.reason().empty()) Trouble(read.reason() + ": " + PathTextFromBytes(AsBytes(path)));
    }
  }
}

void SshdConfig::Put(const std::string& name, const std::vector<std::string>& words, const std::string& path,
                     std::int64_t line) {
  const SshdKeyword* keyword = FindSshdKeyword(name);
  SshdKind kind = keyword == nullptr ? SshdKind::kLine : keyword->kind;
  auto [at, fresh] = values_.try_emplace(name);
  SshdValue& value = at->second;
  if (fresh) {
    value.file = path;
    value.line = line;
  } else if (kind != SshdKind::kEach) {
    return;  // the first value wins
  }
  if (value.items.size() + words.size() > kMostItems) return Trouble("more than 100000 values of " + name);
  if (name == "subsystem") {
    // One subsystem a line; the first of a name counts.
    std::string_view prefix = words.front();
    for (const std::string& item : value.items)
      if (Words(item).front() == prefix) return;
    value.items.push_back(Joined(words, ' '));
  } else if (kind == SshdKind::kLine || kind == SshdKind::kEach) {
    value.items.insert(value.items.end(), words.begin(), words.end());
  } else {
    value.items.assign(1, words.front());
  }
}

}  // namespace mps::collect
