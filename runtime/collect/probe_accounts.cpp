// Claims `accounts` and `groups`: passwd joined with shadow, and group. Of a password field only its class is taken.
#include <algorithm>
#include <vector>

#include "collect/context.h"
#include "collect/file_record.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::size_t kMostDotFiles = 10000;
constexpr const char* kShadowFields[] = {"password", "hash",     "max_age",     "min_age",
                                         "warn_age", "inactive", "last_change", "expires"};

bool IsDesText(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '.' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

// The name of the hash function, crypt(5), or "" for a field that no password can match.
std::string_view HashClass(std::string_view field) {
  struct Prefix {
    std::string_view text;
    std::string_view name;
  };
  static constexpr Prefix kPrefixes[] = {
      {"$y$", "yescrypt"}, {"$gy$", "gost-yescrypt"}, {"$7$", "scrypt"},  {"$6$", "sha512"},  {"$5$", "sha256"},
      {"$2a$", "bcrypt"},  {"$2b$", "bcrypt"},        {"$2x$", "bcrypt"}, {"$2y$", "bcrypt"}, {"$1$", "md5"},
      {"$3$", "nthash"},   {"$sha1$", "sha1"},        {"$md5", "md5"}};
  for (const Prefix& prefix : kPrefixes)
    if (field.starts_with(prefix.text)) return field.size() > prefix.text.size() ? prefix.name : "";
  if (field.size() == 20 && field[0] == '_' && IsDesText(field.substr(1))) return "bsdi-des";
  if (field.size() == 13 && IsDesText(field)) return "des";
  return "";
}

// Of one password field: its class, and for a hash the function's.
void PutPassword(EvidenceNode& account, std::string_view field, bool must_change) {
  std::string_view hash = HashClass(field);
  const char* word = "locked";
  if (field.empty()) word = "empty";
  if (!hash.empty()) word = must_change ? "expired" : "hashed";
  account["password"] = EvidenceNode::Text(word);
  if (!hash.empty()) account["hash"] = EvidenceNode::Text(hash);
}

// A number of days as seconds; an empty or negative field says nothing.
void PutDays(EvidenceNode& account, const char* name, std::string_view field) {
  auto days = ParseInt(field);
  if (days && *days >= 0 && *days < (std::int64_t{1} << 40)) account[name] = EvidenceNode::Int(*days * kDay);
}

void PutShadow(EvidenceNode& account, const std::vector<std::string>& f) {
  auto field = [&](std::size_t i) { return i < f.size() ? std::string_view(f[i]) : std::string_view(); };
  PutPassword(account, field(1), ParseInt(field(2)) == 0);
  PutDays(account, "last_change", field(2));
  PutDays(account, "min_age", field(3));
  PutDays(account, "max_age", field(4));
  PutDays(account, "warn_age", field(5));
  PutDays(account, "inactive", field(6));
  PutDays(account, "expires", field(7));
}

// The home directory and the names beginning with a dot in it.
void LookAtHome(Context& ctx, EvidenceNode& account, const std::string& home, const std::string& at) {
  EvidenceNode& dots = account["dot_files"];
  if (!home.starts_with('/')) return;
  Seen<Place> place = ctx.tree.Find(home, Links::kFollow);
  if (!place.reason().empty()) {
    ctx.doc.Unknown(at + ".home_file", place.reason() + ": " + Shown(home));
    return ctx.doc.Incomplete(at + ".dot_files", place.reason() + ": " + Shown(home));
  }
  if (!place.found()) return;
  account["home_file"] =
      FileRecord(ctx, place->dir.get(), place->name.c_str(), place->info, place->path, at + ".home_file");
  Seen<std::vector<std::string>> names = ctx.tree.List(place->path);
  if (!names.reason().empty()) return ctx.doc.Incomplete(at + ".dot_files", names.reason() + ": " + Shown(home));
  if (!names.found()) return;
  for (const std::string& name : *names) {
    if (name.front() != '.') continue;
    if (dots.map().size() >= kMostDotFiles) return ctx.doc.Incomplete(at + ".dot_files", "more than 10000 dot files");
    std::string path = (place->path == "/" ? "" : place->path) + "/" + name;
    std::string key = Shown(name);
    Seen<Place> file = ctx.tree.Find(path, Links::kKeepLast);
    if (file.found())
      dots[key] =
          FileRecord(ctx, file->dir.get(), file->name.c_str(), file->info, path, KeyPath(at + ".dot_files", key));
    else if (!file.reason().empty())
      ctx.doc.Unknown(KeyPath(at + ".dot_files", key), file.reason());
  }
}

// shadow by account name; the reason if it could not be read.
struct Shadow {
  std::map<std::string, std::vector<std::string>> lines;
  std::string trouble;
};

Shadow ReadShadow(const Tree& tree) {
  Shadow shadow;
  Seen<std::string> content = tree.Read("/etc/shadow");
  shadow.trouble = content.reason().empty() ? "" : content.reason() + ": /etc/shadow";
  if (!content.found()) return shadow;
  for (const Line& line : SplitLines(*content)) {
    auto fields = SplitFields(line.text, ':');
    shadow.lines.emplace(std::string(fields[0]), std::vector<std::string>(fields.begin(), fields.end()));
  }
  return shadow;
}

void PutPasswordState(Context& ctx, EvidenceNode& account, const Shadow& shadow, const std::string& name,
                      std::string_view passwd_field, const std::string& at) {
  bool shadowed = passwd_field == "x";
  account["shadowed"] = EvidenceNode::Bool(shadowed);
  if (!shadowed) {
    // The hash stands in passwd itself; the ages of a shadow line, if there is one, still hold.
    auto line = shadow.lines.find(name);
    if (line != shadow.lines.end()) PutShadow(account, line->second);
    account.Erase("hash");
    PutPassword(account, passwd_field, false);
    // What is listed for every account does not hold for these two.
    if (shadow.trouble.empty()) return;
    ctx.doc.Complete(at + ".password");
    return ctx.doc.Complete(at + ".hash");
  }
  if (!shadow.trouble.empty()) return;
  auto line = shadow.lines.find(name);
  if (line != shadow.lines.end()) return PutShadow(account, line->second);
  account["password"] = EvidenceNode::Text("locked");  // `x` without a shadow line lets nobody in
}

}  // namespace

void ProbeAccounts(Context& ctx, const Wanted&) {
  Seen<std::string> passwd = ctx.tree.Read("/etc/passwd");
  if (!passwd.found()) return ctx.doc.Unknown("accounts", passwd.absent() ? "no /etc/passwd" : passwd.reason());
  Shadow shadow = ReadShadow(ctx.tree);
  std::string trouble;
  EvidenceNode::List accounts;
  for (const Line& line : SplitLines(*passwd)) {
    if (Trim(line.text).empty()) continue;
    auto fields = SplitFields(line.text, ':');
    auto uid = fields.size() == 7 ? ParseInt(fields[2]) : std::nullopt;
    auto gid = fields.size() == 7 ? ParseInt(fields[3]) : std::nullopt;
    if (!uid || !gid || fields[0].empty() || fields[0][0] == '+' || fields[0][0] == '-') {
      if (trouble.empty())
        trouble = "line " + std::to_string(line.number) + " of /etc/passwd is no account of this system";
      continue;
    }
    std::string at = ItemPath("accounts", accounts.size());
    EvidenceNode account;
    account["name"] = EvidenceNode::Text(fields[0]);
    account["uid"] = EvidenceNode::Int(*uid);
    account["gid"] = EvidenceNode::Int(*gid);
    account["home"] = EvidenceNode::Path(fields[5]);
    account["shell"] = EvidenceNode::Path(fields[6].empty() ? "/bin/sh" : fields[6]);
    PutPasswordState(ctx, account, shadow, std::string(fields[0]), fields[1], at);
    LookAtHome(ctx, account, std::string(fields[5]), at);
    ctx.doc.Source(at, "/etc/passwd", line.number);
    accounts.push_back(std::move(account));
  }
  ctx.doc["accounts"] = EvidenceNode::Of(std::move(accounts));
  ctx.doc.CompleteUnless("accounts", trouble);
  ctx.doc.Unknown("accounts[*].home_file.sha256", "digests are made of files and globs only");
  ctx.doc.Unknown("accounts[*].dot_files[*].sha256", "digests are made of files and globs only");
  if (!shadow.trouble.empty())
    for (const char* field : kShadowFields) ctx.doc.Unknown(std::string("accounts[*].") + field, shadow.trouble);
}

void ProbeGroups(Context& ctx, const Wanted&) {
  Seen<std::string> content = ctx.tree.Read("/etc/group");
  if (!content.found()) return ctx.doc.Unknown("groups", content.absent() ? "no /etc/group" : content.reason());
  std::string trouble;
  EvidenceNode::List groups;
  for (const Line& line : SplitLines(*content)) {
    if (Trim(line.text).empty()) continue;
    auto fields = SplitFields(line.text, ':');
    auto gid = fields.size() == 4 ? ParseInt(fields[2]) : std::nullopt;
    if (!gid || fields[0].empty() || fields[0][0] == '+' || fields[0][0] == '-') {
      if (trouble.empty())
        trouble = "line " + std::to_string(line.number) + " of /etc/group is no group of this system";
      continue;
    }
    EvidenceNode group;
    group["name"] = EvidenceNode::Text(fields[0]);
    group["gid"] = EvidenceNode::Int(*gid);
    std::set<std::string> members;
    for (std::string_view member : SplitAny(fields[3], ",")) members.insert(std::string(Trim(member)));
    group["members"] = TextSet(members);
    ctx.doc.Source(ItemPath("groups", groups.size()), "/etc/group", line.number);
    groups.push_back(std::move(group));
  }
  ctx.doc["groups"] = EvidenceNode::Of(std::move(groups));
  ctx.doc.CompleteUnless("groups", trouble);
}

}  // namespace mps::collect
