#include "collect/redact.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "collect/tree.h"

namespace mps::collect {
namespace {

bool IsHashCharacter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '/' ||
         c == '$' || c == ',' || c == '=' || c == '+' || c == '-' || c == '_';
}

bool IsWord(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Modular crypt format: `$id$salt$hash`, crypt(5): a short id, and 8 characters or more after it. 0 if it is none.
std::size_t CryptHashLength(std::string_view text) {
  if (text.size() < 12 || text[0] != '$') return 0;
  std::size_t second = text.substr(0, 18).find('$', 1);
  if (second == std::string_view::npos || second < 2) return 0;
  std::size_t end = 0;
  while (end < text.size() && IsHashCharacter(text[end])) ++end;
  return end > second + 8 ? end : 0;
}

std::size_t GrubHashLength(std::string_view text) {
  constexpr std::string_view kStart = "grub.pbkdf2.";
  if (!text.starts_with(kStart)) return 0;
  std::size_t end = kStart.size();
  while (end < text.size() && IsHashCharacter(text[end])) ++end;
  return end;
}

// Each of these passes over the text once and writes what it keeps: time in proportion, whatever the text.
std::string WithoutHashes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    if (text[at] == '$') length = CryptHashLength(text.substr(at));
    if (text[at] == 'g') length = GrubHashLength(text.substr(at));
    if (length == 0) {
      out += text[at++];
      continue;
    }
    out += kRedacted;
    at += length;
  }
  return out;
}

// `scheme://user:password@host`.
std::string WithoutUrlPasswords(std::string_view text) {
  std::string out;
  std::size_t kept = 0;
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at)) {
    at += 3;
    std::string_view authority = text.substr(at, text.substr(at).find_first_of(" \t\"'<>/"));
    std::size_t host = authority.rfind('@');
    std::size_t colon = authority.find(':');
    if (host == std::string_view::npos || colon == std::string_view::npos || colon > host) continue;
    out += text.substr(kept, at + colon + 1 - kept);
    out += kRedacted;
    kept = at + host;
  }
  return out + std::string(text.substr(kept));
}

constexpr std::array<std::string_view, 16> kSecretKeys = {
    "password", "passwd", "passphrase", "pass",        "secret",  "psk",         "token",      "api_key",
    "apikey",   "pwd",    "bindpw",     "requirepass", "wep_key", "private_key", "privatekey", "sharedsecret"};

// Answers that tell of no secret, whatever they are the answer to.
bool IsPlainAnswer(std::string_view value) {
  for (std::string_view plain : {"true", "false", "yes", "no", "on", "off", "none"})
    if (EqualNoCase(Unquote(value), plain)) return true;
  return false;
}

// Whether the key that ends before `end` is, or ends in, a word for a secret: `password`, `db_password`,
// `client-secret`.
bool EndsInSecretKey(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && (IsWord(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '.')) --begin;
  std::string key = Lower(text.substr(begin, end - begin));
  std::replace(key.begin(), key.end(), '-', '_');
  for (std::string_view word : kSecretKeys) {
    if (!key.ends_with(word)) continue;
    if (key.size() == word.size()) return true;
    char before = key[key.size() - word.size() - 1];
    if (before == '_' || before == '.' || word.size() >= 6) return true;
  }
  return false;
}

std::size_t ValueEnd(std::string_view text, std::size_t begin) {
  if (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) {
    std::size_t close = text.find(text[begin], begin + 1);
    return close == std::string_view::npos ? text.size() : close + 1;
  }
  std::size_t end = text.find_first_of(" \t,;&", begin);
  return end == std::string_view::npos ? text.size() : end;
}

// `key = value` and `key: value`, anywhere in the text.
std::string WithoutAssignedSecrets(std::string_view text) {
  std::string out;
  std::size_t kept = 0;
  std::size_t at = text.find_first_of("=:");
  while (at != std::string_view::npos) {
    std::size_t key_end = at;
    while (key_end > kept && (IsBlank(text[key_end - 1]) || text[key_end - 1] == '"' || text[key_end - 1] == '\''))
      --key_end;
    std::size_t begin = at + 1;
    if (key_end > kept && EndsInSecretKey(text.substr(kept), key_end - kept)) {
      while (begin < text.size() && IsBlank(text[begin])) ++begin;
      std::size_t end = ValueEnd(text, begin);
      // `passwd:` begins a line of nsswitch.conf.
      bool database = text[at] == ':' && text.substr(0, key_end) == "passwd";
      if (end > begin && !database && !IsPlainAnswer(text.substr(begin, end - begin))) {
        out += text.substr(kept, begin - kept);
        out += kRedacted;
        kept = begin = end;
      }
    }
    at = text.find_first_of("=:", begin);
  }
  return out + std::string(text.substr(kept));
}

// `requirepass hunter2`: a line of two words of which the first is a word for a secret.
void RedactPair(std::string& text) {
  std::vector<std::string_view> words = Words(text);
  if (words.size() != 2 || words[0].find_first_of("=:,/") != std::string_view::npos || IsPlainAnswer(words[1])) return;
  std::size_t end = static_cast<std::size_t>(words[0].data() - text.data()) + words[0].size();
  std::size_t begin = static_cast<std::size_t>(words[1].data() - text.data());
  std::size_t length = words[1].size();
  if (EndsInSecretKey(text, end)) text.replace(begin, length, kRedacted);
}

// `name:field:…` of passwd, group and shadow: the second field, unless it only says that there is no password in it.
void RedactAccount(bool accounts, std::string& text) {
  std::vector<std::string_view> fields = SplitFields(text, ':');
  bool shadow = fields.size() == 9 && std::all_of(fields.begin() + 2, fields.end(), [](std::string_view field) {
                  return field.empty() || ParseInt(field).has_value();
                });
  bool passwd = fields.size() == 7 && ParseInt(fields[2]) && ParseInt(fields[3]);
  if (!shadow && !passwd && !(accounts && fields.size() >= 2)) return;
  std::string_view field = fields[1];
  if (field.find_first_not_of("x*!") == std::string_view::npos) return;
  text.replace(static_cast<std::size_t>(field.data() - text.data()), field.size(), kRedacted);
}

}  // namespace

bool HoldsSecrets(std::string_view path) {
  std::string_view name = BaseName(path);
  std::string_view stem = name;
  for (std::string_view tail :
       {"-", "~", ".bak", ".old", ".orig", ".save", ".dpkg-old", ".dpkg-new", ".dpkg-dist", ".swp"})
    if (stem.size() > tail.size() && stem.ends_with(tail)) stem.remove_suffix(tail.size());
  if (stem.starts_with('.') && name.ends_with(".swp")) stem.remove_prefix(1);
  for (std::string_view secret :
       {"shadow",         "gshadow",           "opasswd",     "nopasswd",    "netrc",       "_netrc",
        ".netrc",         ".pgpass",           ".my.cnf",     ".htpasswd",   "secrets.tdb", "passdb.tdb",
        "ipsec.secrets",  "chap-secrets",      "pap-secrets", "krb5.keytab", "sasldb2",     ".git-credentials",
        "slapd.conf",     "user.cfg",          "credentials", "rndc.key",    "chrony.keys", "ntp.keys",
        "machine-secret", "audisp-remote.key", "random-seed", "authinfo",    ".authinfo",   "kubeconfig"})
    if (stem == secret) return true;
  if (stem.starts_with("id_") && !stem.ends_with(".pub")) return true;
  if (stem.starts_with("ssh_host_") && stem.ends_with("_key")) return true;
  for (std::string_view tail :
       {".key", ".pem", ".p12", ".pfx", ".jks", ".keytab", ".kdbx", "_history", ".nmconnection", ".psk"})
    if (stem.ends_with(tail)) return true;
  return path.starts_with("/etc/ssl/private/") || path.starts_with("/var/lib/private/") || path.starts_with("/proc/");
}

std::string Redact(std::string_view text) {
  std::string out = WithoutAssignedSecrets(WithoutUrlPasswords(WithoutHashes(text)));
  RedactPair(out);
  return out;
}

std::string RedactValue(std::string_view key, std::string_view value) {
  return !value.empty() && !IsPlainAnswer(value) && EndsInSecretKey(key, key.size()) ? std::string(kRedacted)
                                                                                     : Redact(value);
}

void RedactLines(std::string_view path, std::vector<Line>& lines) {
  std::string_view name = BaseName(path);
  bool accounts = name.starts_with("passwd") || name.starts_with("group");
  bool in_key = false;
  for (Line& line : lines) {
    bool begins =
        line.text.find("-----BEGIN ") != std::string::npos && line.text.find("PRIVATE KEY") != std::string::npos;
    if (begins) in_key = true;
    RedactAccount(accounts, line.text);
    bool ends = line.text.find("-----END ") != std::string::npos;
    line.text = in_key ? std::string(kRedacted) : Redact(line.text);
    if (ends) in_key = false;
  }
}

}  // namespace mps::collect
