// Comparison of values as the oracle sees it: written from the specifications, apart from the product's own.
#include "oracle_value.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace mps::oracle {
namespace {

int Sign(long long n) { return n < 0 ? -1 : n > 0 ? 1 : 0; }
bool Digit(char c) { return c >= '0' && c <= '9'; }
bool Letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Decimal digit runs of any length.
int CompareDigits(std::string a, std::string b) {
  const auto strip = [](std::string& s) { s.erase(0, std::min(s.find_first_not_of('0'), s.size())); };
  strip(a), strip(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return Sign(a.compare(b));
}

std::string TakeWhile(const std::string& s, std::size_t& i, bool (*keep)(char)) {
  const std::size_t start = i;
  while (i < s.size() && keep(s[i])) ++i;
  return s.substr(start, i - start);
}

// Debian policy 5.6.12: letters before others, `~` before everything, even the end.
int DpkgWeight(const std::string& s, std::size_t i) {
  if (i >= s.size() || Digit(s[i])) return 0;
  if (s[i] == '~') return -1;
  return Letter(s[i]) ? s[i] : s[i] + 256;
}
int DpkgPart(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    while ((i < a.size() && !Digit(a[i])) || (j < b.size() && !Digit(b[j]))) {
      const int x = DpkgWeight(a, i), y = DpkgWeight(b, j);
      if (x != y) return x < y ? -1 : 1;
      ++i, ++j;
    }
    const std::string x = TakeWhile(a, i, Digit), y = TakeWhile(b, j, Digit);
    if (const int c = CompareDigits(x, y)) return c;
  }
  return 0;
}
struct Evr {
  std::string epoch = "0", version, release;
};
Evr Split(const std::string& s, bool last_hyphen) {
  Evr out;
  std::string rest = s;
  if (const auto colon = s.find(':'); colon != std::string::npos)
    out.epoch = s.substr(0, colon), rest = s.substr(colon + 1);
  const auto hyphen = last_hyphen ? rest.rfind('-') : rest.find('-');
  out.version = rest.substr(0, hyphen);
  if (hyphen != std::string::npos) out.release = rest.substr(hyphen + 1);
  return out;
}
int CompareDpkg(const std::string& a, const std::string& b) {
  const Evr x = Split(a, true), y = Split(b, true);
  if (const int c = CompareDigits(x.epoch, y.epoch)) return c;
  if (const int c = DpkgPart(x.version, y.version)) return c;
  return DpkgPart(x.release.empty() ? "0" : x.release, y.release.empty() ? "0" : y.release);
}

// rpmvercmp with `~` (before the end) and `^` (after the end, before anything else).
int RpmPart(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  const auto word = [](char c) { return Digit(c) || Letter(c) || c == '~' || c == '^'; };
  while (true) {
    while (i < a.size() && !word(a[i])) ++i;
    while (j < b.size() && !word(b[j])) ++j;
    const char x = i < a.size() ? a[i] : '\0', y = j < b.size() ? b[j] : '\0';
    if (x == '~' || y == '~') {
      if (x != y) return x == '~' ? -1 : 1;
      ++i, ++j;
      continue;
    }
    if (x == '^' || y == '^') {
      if (x == y) {
        ++i, ++j;
        continue;
      }
      if (x == '\0') return -1;
      if (y == '\0') return 1;
      return x == '^' ? -1 : 1;
    }
    if (x == '\0' || y == '\0') return x == y ? 0 : x == '\0' ? -1 : 1;
    if (Digit(x)) {
      const std::string p = TakeWhile(a, i, Digit), q = TakeWhile(b, j, Digit);
      if (q.empty()) return 1;  // numbers are newer than letters
      if (const int c = CompareDigits(p, q)) return c;
    } else {
      const std::string p = TakeWhile(a, i, Letter), q = TakeWhile(b, j, Letter);
      if (q.empty()) return -1;
      if (const int c = p.compare(q)) return Sign(c);
    }
  }
}
int CompareRpm(const std::string& a, const std::string& b) {
  const Evr x = Split(a, false), y = Split(b, false);
  if (const int c = CompareDigits(x.epoch, y.epoch)) return c;
  if (const int c = RpmPart(x.version, y.version)) return c;
  if (x.release.empty() || y.release.empty())
    return Sign(static_cast<long long>(!x.release.empty()) - !y.release.empty());
  return RpmPart(x.release, y.release);
}

std::vector<std::string> SplitOn(const std::string& s, char separator) {
  std::vector<std::string> out{""};
  for (const char c : s) {
    if (c == separator) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}
bool Number(const std::string& s) { return !s.empty() && std::all_of(s.begin(), s.end(), Digit); }

int CompareDotted(const std::string& a, const std::string& b) {
  auto x = SplitOn(a, '.'), y = SplitOn(b, '.');
  x.resize(std::max(x.size(), y.size()), "0"), y.resize(x.size(), "0");
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (const int c = CompareDigits(x[i], y[i])) return c;
  }
  return 0;
}

// semver.org 2.0.0, item 11.
int CompareSemver(std::string a, std::string b) {
  a = a.substr(0, a.find('+')), b = b.substr(0, b.find('+'));
  const auto p = a.find('-'), q = b.find('-');
  if (const int c = CompareDotted(a.substr(0, p), b.substr(0, q))) return c;
  if (p == std::string::npos || q == std::string::npos)
    return Sign(static_cast<long long>(p == std::string::npos) - (q == std::string::npos));
  const auto x = SplitOn(a.substr(p + 1), '.'), y = SplitOn(b.substr(q + 1), '.');
  for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
    const bool m = Number(x[i]), n = Number(y[i]);
    const int c = m && n ? CompareDigits(x[i], y[i]) : m != n ? (m ? -1 : 1) : Sign(x[i].compare(y[i]));
    if (c != 0) return c;
  }
  return Sign(static_cast<long long>(x.size()) - static_cast<long long>(y.size()));
}

}  // namespace

std::optional<int> CompareVersions(Ordering ordering, const std::string& a, const std::string& b) {
  switch (ordering) {
    case Ordering::kDpkg:
      return CompareDpkg(a, b);
    case Ordering::kRpm:
      return CompareRpm(a, b);
    case Ordering::kSemver:
      return CompareSemver(a, b);
    case Ordering::kDotted:
      return CompareDotted(a, b);
    case Ordering::kNone:
      break;
  }
  return std::nullopt;
}

std::optional<int> CompareValues(const Value& a, const Value& b, bool for_order) {
  const auto family = [](const Value& v) {
    switch (v.kind) {
      case TypeKind::kInt:
      case TypeKind::kMode:
      case TypeKind::kTime:
      case TypeKind::kDuration:
        return 1;
      case TypeKind::kBool:
        return 0;
      default:
        return 2;
    }
  };
  if (family(a) != family(b))
    return for_order ? std::nullopt : std::optional<int>(family(a) < family(b) ? -1 : 1);  // scalars of unlike kinds
  if (family(a) < 2) return Sign(a.number < b.number ? -1 : a.number > b.number);
  if (a.kind == TypeKind::kVersion) return CompareVersions(a.ordering, a.text, b.text);
  if (a.kind == TypeKind::kDigest && a.digest_alg != b.digest_alg) return std::nullopt;
  if (a.kind == TypeKind::kIp && a.text.size() != b.text.size())
    return for_order ? std::nullopt : std::optional<int>(1);
  if (a.kind == TypeKind::kCidr && a.text == b.text) return Sign(a.number - b.number);
  return Sign(a.text.compare(b.text));
}

bool SameSpelling(const Known& a, const Known& b) {
  return a.state == State::kValue && b.state == State::kValue && CompareValues(a.scalar, b.scalar, false) == 0 &&
         a.scalar.text == b.scalar.text;
}

Known Known::Truth(mps::Truth t) {
  switch (t) {
    case mps::Truth::kFalse:
      return Bool(false);
    case mps::Truth::kTrue:
      return Bool(true);
    case mps::Truth::kError:
      return Of(State::kError);
    case mps::Truth::kUnknown:
      return Of(State::kUnknown);
    case mps::Truth::kAbsent:
      return Of(State::kAbsent);
  }
  return Of(State::kError);
}

Truth TruthOf(const Known& k) {
  switch (k.state) {
    case State::kValue:
      return k.scalar.number != 0 ? Truth::kTrue : Truth::kFalse;
    case State::kAbsent:
      return Truth::kAbsent;
    case State::kUnknown:
      return Truth::kUnknown;
    default:
      return Truth::kError;
  }
}

// `*` within a path member, `**` across them, `?`, `[abc]`, `[!a-c]`, backslash.
bool GlobMatches(const std::string& glob, const std::string& text) {
  if (glob.empty()) return text.empty();
  if (glob[0] == '*') {
    const bool across = glob.size() > 1 && glob[1] == '*';
    const std::string rest = glob.substr(across ? 2 : 1);
    for (std::size_t i = 0;; ++i) {
      if (GlobMatches(rest, text.substr(i))) return true;
      if (i >= text.size() || (!across && text[i] == '/')) return false;
    }
  }
  if (text.empty()) return false;
  if (glob[0] == '?') return text[0] != '/' && GlobMatches(glob.substr(1), text.substr(1));
  if (glob[0] == '[') {
    std::size_t i = 1;
    const bool inverted = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
    if (inverted) ++i;
    bool found = false;
    for (const std::size_t first = i; i < glob.size() && (glob[i] != ']' || i == first); ++i) {
      if (i + 2 < glob.size() && glob[i + 1] == '-' && glob[i + 2] != ']') {
        found = found || (glob[i] <= text[0] && text[0] <= glob[i + 2]);
        i += 2;
      } else {
        found = found || glob[i] == text[0];
      }
    }
    return i < glob.size() && found != inverted && text[0] != '/' && GlobMatches(glob.substr(i + 1), text.substr(1));
  }
  const std::size_t skip = glob[0] == '\\' && glob.size() > 1 ? 1 : 0;
  return glob[skip] == text[0] && GlobMatches(glob.substr(skip + 1), text.substr(1));
}

}  // namespace mps::oracle
