// Claim `sshd`: what `sshd -T` would print, from the files alone.
#include <algorithm>

#include "collect/context.h"
#include "collect/redact.h"
#include "collect/sshd_config.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// The built-in values are those of one version; of another they are not known.
bool KnowsBuiltins(const std::string& version) {
  std::size_t colon = version.find(':');
  std::string upstream = colon == std::string::npos ? version : version.substr(colon + 1);
  return upstream.starts_with("9.2p1");
}

std::string ListenAddress(const std::string& address, const std::string& port) {
  bool bare_v6 = std::count(address.begin(), address.end(), ':') > 1 && !address.starts_with('[');
  if (bare_v6) return "[" + address + "]:" + port;
  bool has_port = std::count(address.begin(), address.end(), ':') == 1;
  if (address.starts_with('[')) return address.find("]:") != std::string::npos ? address : address + ":" + port;
  return has_port ? address : address + ":" + port;
}

// Addresses get the ports, and without any the wildcards of the address family.
std::vector<std::string> Listens(const std::vector<std::string>& addresses, const std::vector<std::string>& ports,
                                 std::string_view family) {
  std::vector<std::string> names = addresses;
  if (names.empty() && family != "inet") names.push_back("::");
  if (names.empty() || (addresses.empty() && family == "any")) names.push_back("0.0.0.0");
  std::vector<std::string> out;
  for (const std::string& name : names)
    for (const std::string& port : ports) {
      std::string one = ListenAddress(name, port);
      if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    }
  return out;
}

class SshdRecord {
 public:
  SshdRecord(Context& ctx, const SshdConfig& config, bool builtins) : ctx_(ctx), config_(config), builtins_(builtins) {}

  EvidenceNode Make() {
    EvidenceNode record;
    for (const char* field : {"text", "int", "list"}) record[field];
    std::set<std::string> explicit_names;
    for (const auto& [name, value] : config_.values()) {
      explicit_names.insert(CleanText(name));
      const SshdKeyword* keyword = FindSshdKeyword(name);
      SshdKeyword other{name, SshdKind::kLine, ""};
      Put(record, keyword == nullptr ? other : *keyword, value.items);
      ctx_.doc.Source(KeyPath("sshd.text", name), value.file, value.line);
    }
    if (builtins_)
      for (const SshdKeyword& keyword : SshdKeywords())
        if (config_.values().count(std::string(keyword.name)) == 0 && !keyword.builtin.empty())
          Put(record, keyword, Items(keyword, std::string(keyword.builtin)));
    PutListens(record);
    record["explicit"] = TextSet(explicit_names);
    record["match_overrides"] = TextSet(config_.match_overrides());
    return record;
  }

 private:
  static std::vector<std::string> Items(const SshdKeyword& keyword, const std::string& text) {
    bool words = keyword.kind == SshdKind::kEach || keyword.kind == SshdKind::kLine;
    if (!words) return {text};
    std::vector<std::string_view> parts = Words(text);
    return {parts.begin(), parts.end()};
  }

  void Put(EvidenceNode& record, const SshdKeyword& keyword, const std::vector<std::string>& items) {
    std::string name = CleanText(keyword.name);
    bool relative = keyword.kind == SshdKind::kAlgorithms && !items.empty() && !items[0].empty() &&
                    std::string_view("+-^").find(items[0][0]) != std::string_view::npos;
    if (relative && !builtins_) {
      // The list that it changes is another version's.
      ctx_.doc.Unknown(KeyPath("sshd.text", name), "changes a built-in list that is not known");
      return ctx_.doc.Unknown(KeyPath("sshd.list", name), "changes a built-in list that is not known");
    }
    std::string text = Redact(SshdText(keyword, items, keyword.builtin));
    record["text"][name] = EvidenceNode::Text(text);
    bool octal = keyword.name == "streamlocalbindmask";
    if (auto number = ParseInt(text); number && !octal) record["int"][name] = EvidenceNode::Int(*number);
    if (keyword.name == "maxstartups") PutStartups(record, text);
    std::vector<std::string> list = items;
    if (keyword.kind == SshdKind::kAlgorithms || keyword.kind == SshdKind::kCommas) {
      auto parts = SplitAny(text, ",");
      list.assign(parts.begin(), parts.end());
    } else if (keyword.kind != SshdKind::kEach && keyword.kind != SshdKind::kLine) {
      return;
    }
    EvidenceNode::List out;
    for (const std::string& item : list) out.push_back(EvidenceNode::Text(Redact(item)));
    record["list"][name] = EvidenceNode::Of(std::move(out));
  }

  // start:rate:full as three numbers.
  static void PutStartups(EvidenceNode& record, const std::string& text) {
    auto parts = SplitFields(text, ':');
    constexpr const char* kNames[] = {"maxstartups.start", "maxstartups.rate", "maxstartups.full"};
    for (std::size_t i = 0; i < 3 && parts.size() == 3; ++i)
      if (auto number = ParseInt(parts[i])) record["int"][kNames[i]] = EvidenceNode::Int(*number);
  }

  std::vector<std::string> ItemsOf(const std::string& name, std::vector<std::string> otherwise) const {
    auto at = config_.values().find(name);
    return at == config_.values().end() ? otherwise : at->second.items;
  }

  void PutListens(EvidenceNode& record) {
    bool given = config_.values().count("listenaddress") != 0;
    if (!given && !builtins_) return;
    std::vector<std::string> family = ItemsOf("addressfamily", {"any"});
    std::vector<std::string> all = Listens(ItemsOf("listenaddress", {}), ItemsOf("port", {"22"}), Lower(family[0]));
    Put(record, *FindSshdKeyword("listenaddress"), all);
  }

  Context& ctx_;
  const SshdConfig& config_;
  bool builtins_;
};

// Options that /etc/default/ssh gives the daemon on its command line. Returns the configuration file.
std::string TakeCommandLine(Context& ctx, SshdConfig& config) {
  std::string path = "/etc/ssh/sshd_config";
  Seen<std::string> defaults = ctx.tree.Read("/etc/default/ssh");
  if (!defaults.found()) return path;
  std::vector<std::string> words;
  std::int64_t number = 0;
  for (const Line& line : SplitLines(*defaults)) {
    std::string_view text = Trim(line.text);
    if (!text.starts_with("SSHD_OPTS=")) continue;
    words.clear();
    number = line.number;
    auto outer = QuotedWords(text.substr(10));
    if (!outer || outer->empty()) continue;
    if (auto inner = QuotedWords(outer->front())) words = *inner;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string option = words[i].substr(0, 2);
    if (option != "-o" && option != "-p" && option != "-f") continue;
    std::string value = words[i].size() > 2 ? words[i].substr(2) : i + 1 < words.size() ? words[++i] : "";
    if (option == "-o") config.TakeOption(value, "/etc/default/ssh", number);
    if (option == "-p") config.TakeOption("Port " + value, "/etc/default/ssh", number);
    if (option == "-f") path = value;
  }
  return path;
}

}  // namespace

void ProbeSshd(Context& ctx, const Wanted&) {
  const PackageTable& packages = ctx.Packages();
  auto package = packages.packages.find("openssh-server");
  bool installed = package != packages.packages.end() && package->second.state == "installed";
  bool program = ctx.tree.Exists("/usr/sbin/sshd") || ctx.tree.Exists("/usr/local/sbin/sshd");
  if (!installed && !program) return ctx.doc.Absent("sshd");
  SshdConfig config(ctx.tree);
  std::string path = TakeCommandLine(ctx, config);
  Seen<bool> read = config.Read(path);
  if (!read.found()) return ctx.doc.Unknown("sshd", (read.absent() ? "not found" : read.reason()) + ": " + Shown(path));
  // A line or file that was not read may have set anything first.
  if (!config.trouble().empty()) return ctx.doc.Unknown("sshd", config.trouble());
  bool builtins = installed && KnowsBuiltins(package->second.version);
  ctx.doc["sshd"] = SshdRecord(ctx, config, builtins).Make();
  ctx.doc.Complete("sshd");
  if (builtins) return;
  std::string version = installed ? package->second.version : "this build";
  for (const char* field : {"sshd.text", "sshd.int", "sshd.list"})
    ctx.doc.Incomplete(field, "the built-in values of OpenSSH " + version + " are not known");
}

}  // namespace mps::collect
