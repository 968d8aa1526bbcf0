// The version orders of dpkg, rpm, Semantic Versioning and plain dotted numbers.
#include "base/version_order.h"

#include <algorithm>
#include <string>

namespace mps {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAlnum(char c) { return IsDigit(c) || IsAlpha(c); }
int Sign(int value) { return (value > 0) - (value < 0); }

Status Bad(std::string message, std::size_t at) { return Status(Code::kMalformed, std::move(message), at); }

// Compares two runs of digits as numbers of any length.
int CompareNumbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return Sign(a.compare(b));
}

// Takes the characters from text[at] on that satisfy `is`.
template <class Predicate>
std::string_view TakeWhile(std::string_view text, std::size_t& at, Predicate is) {
  const std::size_t start = at;
  while (at < text.size() && is(text[at])) ++at;
  return text.substr(start, at - start);
}

// [epoch:]version[-release], as dpkg and rpm share it.
struct Parts {
  std::string_view epoch = "0";
  std::string_view version;
  std::string_view release;
  bool has_release = false;
  std::size_t version_at = 0;
  std::size_t release_at = 0;
};

Parts Split(std::string_view text) {
  Parts parts;
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    parts.epoch = text.substr(0, colon);
    parts.version_at = colon + 1;
  }
  parts.version = text.substr(parts.version_at);
  if (const std::size_t dash = parts.version.rfind('-'); dash != std::string_view::npos) {
    parts.release = parts.version.substr(dash + 1);
    parts.release_at = parts.version_at + dash + 1;
    parts.version = parts.version.substr(0, dash);
    parts.has_release = true;
  }
  return parts;
}

Status CheckEpoch(const Parts& parts) {
  if (parts.epoch.empty()) return Bad("an empty epoch before `:`", 0);
  for (std::size_t i = 0; i < parts.epoch.size(); ++i) {
    if (!IsDigit(parts.epoch[i])) return Bad("the epoch before `:` has to be a number", i);
  }
  // dpkg and rpm keep the epoch in an int.
  if (CompareNumbers(parts.epoch, "2147483647") > 0) return Bad("the epoch is too big", 0);
  return {};
}

Status CheckCharacters(std::string_view text, std::size_t offset, std::string_view others, std::string_view what) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsAlnum(text[i]) && others.find(text[i]) == std::string_view::npos) {
      return Bad("a character that no " + std::string(what) + " may have", offset + i);
    }
  }
  return {};
}

// ---- dpkg ----

Status ValidateDpkg(std::string_view text) {
  const Parts parts = Split(text);
  MPS_TRY(CheckEpoch(parts));
  if (parts.version.empty()) return Bad("no upstream version", parts.version_at);
  if (!IsDigit(parts.version[0])) return Bad("the upstream version does not start with a digit", parts.version_at);
  MPS_TRY(CheckCharacters(parts.version, parts.version_at, ".-+~:", "dpkg version"));
  if (parts.has_release && parts.release.empty()) return Bad("no revision after `-`", parts.release_at);
  return CheckCharacters(parts.release, parts.release_at, ".+~", "dpkg revision");
}

// dpkg's order of one character outside a number: `~` before the end, the end before letters, letters before the rest.
int DpkgOrder(std::string_view text, std::size_t at) {
  if (at >= text.size() || IsDigit(text[at])) return 0;
  if (text[at] == '~') return -1;
  return IsAlpha(text[at]) ? text[at] : static_cast<unsigned char>(text[at]) + 256;
}

// dpkg's verrevcmp.
int CompareDpkgPart(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    while ((i < a.size() && !IsDigit(a[i])) || (j < b.size() && !IsDigit(b[j]))) {
      const int x = DpkgOrder(a, i), y = DpkgOrder(b, j);
      if (x != y) return x < y ? -1 : 1;
      ++i;
      ++j;
    }
    const int order = CompareNumbers(TakeWhile(a, i, IsDigit), TakeWhile(b, j, IsDigit));
    if (order != 0) return order;
  }
  return 0;
}

int CompareDpkg(std::string_view a, std::string_view b) {
  const Parts x = Split(a), y = Split(b);
  if (int order = CompareNumbers(x.epoch, y.epoch); order != 0) return order;
  if (int order = CompareDpkgPart(x.version, y.version); order != 0) return order;
  return CompareDpkgPart(x.release, y.release);  // no revision compares as revision "0"
}

// ---- rpm ----

Status ValidateRpm(std::string_view text) {
  const Parts parts = Split(text);
  MPS_TRY(CheckEpoch(parts));
  if (parts.version.empty()) return Bad("no version", parts.version_at);
  MPS_TRY(CheckCharacters(parts.version, parts.version_at, "._+~^", "rpm version"));
  if (parts.has_release && parts.release.empty()) return Bad("no release after `-`", parts.release_at);
  return CheckCharacters(parts.release, parts.release_at, "._+~^", "rpm release");
}

bool IsRpmSeparator(char c) { return !IsAlnum(c) && c != '~' && c != '^'; }

// `~` sorts before everything, even the end. Gives 0 and moves on if both have one; 2 if neither has.
int CompareTilde(std::string_view a, std::size_t& i, std::string_view b, std::size_t& j) {
  const bool x = i < a.size() && a[i] == '~', y = j < b.size() && b[j] == '~';
  if (!x && !y) return 2;
  if (x != y) return x ? -1 : 1;
  ++i;
  ++j;
  return 0;
}

// `^` sorts after the end, but before any other continuation.
int CompareCaret(std::string_view a, std::size_t& i, std::string_view b, std::size_t& j) {
  const bool x = i < a.size() && a[i] == '^', y = j < b.size() && b[j] == '^';
  if (!x && !y) return 2;
  if (i >= a.size()) return -1;
  if (j >= b.size()) return 1;
  if (x != y) return x ? -1 : 1;
  ++i;
  ++j;
  return 0;
}

// rpm's rpmvercmp (rpmio/rpmvercmp.c).
int CompareRpmPart(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    TakeWhile(a, i, IsRpmSeparator);
    TakeWhile(b, j, IsRpmSeparator);
    int order = CompareTilde(a, i, b, j);
    if (order == 2) order = CompareCaret(a, i, b, j);
    if (order == 0) continue;
    if (order != 2) return order;
    if (i >= a.size() || j >= b.size()) break;
    const bool number = IsDigit(a[i]);
    const std::string_view x = number ? TakeWhile(a, i, IsDigit) : TakeWhile(a, i, IsAlpha);
    const std::string_view y = number ? TakeWhile(b, j, IsDigit) : TakeWhile(b, j, IsAlpha);
    if (y.empty()) return number ? 1 : -1;  // a number is newer than letters
    order = number ? CompareNumbers(x, y) : Sign(x.compare(y));
    if (order != 0) return order;
  }
  if (i >= a.size() && j >= b.size()) return 0;
  return i < a.size() ? 1 : -1;
}

int CompareRpm(std::string_view a, std::string_view b) {
  const Parts x = Split(a), y = Split(b);
  if (int order = CompareNumbers(x.epoch, y.epoch); order != 0) return order;
  if (int order = CompareRpmPart(x.version, y.version); order != 0) return order;
  if (x.has_release != y.has_release) return x.has_release ? 1 : -1;  // as rpm's own labels: none before any
  return CompareRpmPart(x.release, y.release);
}

// ---- semver ----

// One dot-separated list of identifiers. `core` are the three numbers; `numbers_strict` refuses leading zeros in
// numeric ones.
Status CheckIdentifiers(std::string_view list, std::size_t offset, bool core, bool numbers_strict) {
  std::size_t at = 0, count = 0;
  while (true) {
    const std::size_t start = at;
    const std::string_view part = TakeWhile(list, at, [](char c) { return c != '.'; });
    ++count;
    if (part.empty()) return Bad("an empty part in a semantic version", offset + start);
    bool numeric = true;
    for (std::size_t i = 0; i < part.size(); ++i) {
      numeric &= IsDigit(part[i]);
      if ((core && !IsDigit(part[i])) || (!IsAlnum(part[i]) && part[i] != '-')) {
        return Bad(core ? "digit expected" : "a character that no semantic version may have", offset + start + i);
      }
    }
    if (numeric && numbers_strict && part.size() > 1 && part[0] == '0')
      return Bad("a number with a leading zero", offset + start);
    if (at == list.size()) break;
    ++at;
  }
  if (core && count != 3) return Bad("major.minor.patch expected", offset + list.size());
  return {};
}

struct Semver {
  std::string_view core, pre, build;
  bool has_pre = false, has_build = false;
};

Semver SplitSemver(std::string_view text) {
  Semver parts;
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    parts.build = text.substr(plus + 1);
    parts.has_build = true;
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    parts.pre = text.substr(dash + 1);
    parts.has_pre = true;
    text = text.substr(0, dash);
  }
  parts.core = text;
  return parts;
}

Status ValidateSemver(std::string_view text) {
  const Semver parts = SplitSemver(text);
  const auto offset = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - text.data()); };
  MPS_TRY(CheckIdentifiers(parts.core, 0, true, true));
  if (parts.has_pre) MPS_TRY(CheckIdentifiers(parts.pre, offset(parts.pre), false, true));
  if (parts.has_build) MPS_TRY(CheckIdentifiers(parts.build, offset(parts.build), false, false));
  return {};
}

bool IsNumber(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

// Semantic Versioning 2.0.0 section 11.4, on dot-separated identifiers.
int CompareIdentifiers(std::string_view a, std::string_view b) {
  const auto not_dot = [](char c) { return c != '.'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const std::string_view x = TakeWhile(a, i, not_dot), y = TakeWhile(b, j, not_dot);
    const bool m = IsNumber(x), n = IsNumber(y);
    if (m != n) return m ? -1 : 1;
    if (int order = m ? CompareNumbers(x, y) : Sign(x.compare(y)); order != 0) return order;
    ++i;
    ++j;
  }
  return static_cast<int>(i < a.size()) - static_cast<int>(j < b.size());
}

int CompareSemver(std::string_view a, std::string_view b) {
  const Semver x = SplitSemver(a), y = SplitSemver(b);
  if (int order = CompareIdentifiers(x.core, y.core); order != 0) return order;
  if (x.has_pre != y.has_pre) return x.has_pre ? -1 : 1;
  return CompareIdentifiers(x.pre, y.pre);
}

// ---- dotted ----

Status ValidateDotted(std::string_view text) {
  bool digit_due = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i]) && (digit_due || text[i] != '.')) return Bad("digit expected", i);
    digit_due = text[i] == '.';
  }
  if (digit_due) return Bad("digit expected", text.size());
  return {};
}

int CompareDotted(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (int order = CompareNumbers(TakeWhile(a, i, IsDigit), TakeWhile(b, j, IsDigit)); order != 0) return order;
    i = std::min(i + 1, a.size());
    j = std::min(j + 1, b.size());
  }
  return 0;
}

}  // namespace

bool IsVersion(Ordering ordering, std::string_view text) {
  if (ordering != Ordering::kDotted) return ValidateVersion(ordering, text).ok();
  bool digit_due = true;
  for (const char c : text) {
    if (!IsDigit(c) && (digit_due || c != '.')) return false;
    digit_due = c == '.';
  }
  return !digit_due;
}

Status ValidateVersion(Ordering ordering, std::string_view text) {
  if (text.empty()) return Bad("an empty version", 0);
  switch (ordering) {
    case Ordering::kNone:
      return Status(Code::kUsage, "versions compare only under a named ordering");
    case Ordering::kDpkg:
      return ValidateDpkg(text);
    case Ordering::kRpm:
      return ValidateRpm(text);
    case Ordering::kSemver:
      return ValidateSemver(text);
    case Ordering::kDotted:
      return ValidateDotted(text);
  }
  return Status(Code::kInternal, "unknown ordering");
}

Result<int> CompareVersions(Ordering ordering, std::string_view a, std::string_view b) {
  MPS_TRY(ValidateVersion(ordering, a));
  MPS_TRY(ValidateVersion(ordering, b));
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
  return Status(Code::kUsage, "versions compare only under a named ordering");
}

}  // namespace mps
