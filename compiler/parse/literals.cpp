// Typed literals, numbers and times; see literals.h.
#include "parse/literals.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/base64url.h"
#include "base/edit_distance.h"
#include "base/glob.h"
#include "base/hex.h"
#include "base/ip.h"
#include "base/time.h"
#include "base/version_order.h"
#include "mps/limits.h"

namespace mps::parse {
namespace {

using ast::Literal;
using ast::LiteralKind;
using diag::Id;

constexpr std::array<std::string_view, 13> kPrefixes = {"h",    "b64", "sha1", "sha256", "sha384", "sha512", "re",
                                                        "glob", "ip",  "dpkg", "rpm",    "semver", "dotted"};

Literal Made(LiteralKind kind, const Span& span) {
  Literal out;
  out.kind = kind;
  out.span = span;
  return out;
}

// `''` inside is one quote.
std::string Unquoted(std::string_view inner) {
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    out += inner[i];
    if (inner[i] == '\'') ++i;
  }
  return out;
}

// The place of a Status inside a literal's content: one byte, or all of it.
Span Inside(const Span& where, const Status& status) {
  if (!status.offset() || *status.offset() >= where.size()) return where;
  const std::uint32_t at = where.begin + static_cast<std::uint32_t>(*status.offset());
  return {where.file, at, at + 1};
}

std::int64_t SecondsOf(std::string_view unit) {
  if (unit.substr(0, 6) == "second") return 1;
  if (unit.substr(0, 6) == "minute") return 60;
  if (unit.substr(0, 4) == "hour") return 3600;
  if (unit.substr(0, 3) == "day") return 86400;
  return 7 * 86400;  // week
}

}  // namespace

Literal LiteralReader::Typed(const Span& span) {
  const std::string_view text = source_.Text(span);
  const std::size_t quote = text.find('\'');
  const std::string prefix(text.substr(0, quote));
  const bool closed = text.size() > quote + 1 && text.back() == '\'';
  Literal out = Made(LiteralKind::kBytes, span);
  if (!closed) return out;  // reported when it was lexed
  const Span where{span.file, span.begin + static_cast<std::uint32_t>(quote) + 1, span.end - 1};
  const std::string inner = Unquoted(source_.Text(where));
  if (prefix == "h" || prefix == "b64")
    Octets(out, inner, where, prefix == "b64");
  else if (prefix == "sha1")
    DigestOctets(out, inner, where, DigestAlg::kSha1, 20, prefix);
  else if (prefix == "sha256")
    DigestOctets(out, inner, where, DigestAlg::kSha256, 32, prefix);
  else if (prefix == "sha384")
    DigestOctets(out, inner, where, DigestAlg::kSha384, 48, prefix);
  else if (prefix == "sha512")
    DigestOctets(out, inner, where, DigestAlg::kSha512, 64, prefix);
  else if (prefix == "re")
    Regex(out, inner, where);
  else if (prefix == "glob")
    GlobPattern(out, inner, where);
  else if (prefix == "ip")
    Address(out, inner, where);
  else if (prefix == "dpkg")
    Version(out, inner, where, Ordering::kDpkg);
  else if (prefix == "rpm")
    Version(out, inner, where, Ordering::kRpm);
  else if (prefix == "semver")
    Version(out, inner, where, Ordering::kSemver);
  else if (prefix == "dotted")
    Version(out, inner, where, Ordering::kDotted);
  else
    UnknownPrefix(out, prefix, span);
  return out;
}

Literal LiteralReader::Digest(const Span& span) {
  Literal out = Typed(span);
  if (out.kind != LiteralKind::kDigest && !out.span.valid()) return out;
  const std::string_view text = source_.Text(span);
  const bool named = text.substr(0, 3) == "sha" || text.back() != '\'';
  if (out.kind != LiteralKind::kDigest && !named) {
    Report(Id::kDigestDue, span, {std::string(ast::LiteralKindName(out.kind))})
        .WithHelp("write sha256'...' with 64 hexadecimal digits, or sha384 or sha512");
  } else if (out.kind == LiteralKind::kDigest && out.digest_alg == DigestAlg::kSha1) {
    Report(Id::kWeakDigest, span)
        .WithHelp("pin with sha256'...', sha384'...' or sha512'...'; sha1 only compares with evidence");
  }
  out.kind = LiteralKind::kDigest;
  return out;
}

void LiteralReader::UnknownPrefix(Literal& out, const std::string& prefix, const Span& span) {
  auto& d = Report(Id::kUnknownPrefix, {span.file, span.begin, span.begin + static_cast<std::uint32_t>(prefix.size())},
                   {prefix});
  if (const auto near = Nearest(prefix, kPrefixes)) {
    d.WithHelp("did you mean `" + std::string(*near) + "`?")
        .Suggest({span.file, span.begin, span.begin + static_cast<std::uint32_t>(prefix.size())}, std::string(*near));
  } else {
    d.WithHelp("the kinds are h b64 sha1 sha256 sha384 sha512 re glob ip dpkg rpm semver dotted");
  }
  out.kind = LiteralKind::kText;
}

void LiteralReader::Octets(Literal& out, const std::string& inner, const Span& where, bool base64) {
  Result<Bytes> octets = base64 ? Base64Decode(inner) : HexDecode(inner);
  if (base64 && !octets.ok()) {
    Result<Bytes> url = Base64UrlDecode(inner);
    if (url.ok()) octets = std::move(url);
  }
  if (octets.ok()) {
    out.bytes = std::move(*octets);
  } else if (base64) {
    Report(Id::kBadBase64, Inside(where, octets.status()))
        .WithHelp("b64'...' holds base64, with + / and padding or with - _ and none");
  } else {
    Report(Id::kBadHex, Inside(where, octets.status()))
        .WithHelp("h'...' holds pairs of hexadecimal digits, without blanks");
  }
}

void LiteralReader::DigestOctets(Literal& out, const std::string& inner, const Span& where, DigestAlg alg,
                                 std::size_t size, const std::string& prefix) {
  out.kind = LiteralKind::kDigest;
  out.digest_alg = alg;
  const auto other = std::find_if(inner.begin(), inner.end(), [](char c) { return HexDigitValue(c) < 0; });
  if (other != inner.end()) {
    const std::uint32_t at = where.begin + static_cast<std::uint32_t>(other - inner.begin());
    Report(Id::kBadHex, {where.file, at, at + 1}).WithHelp("a digest has hexadecimal digits only");
    return;
  }
  if (inner.size() != 2 * size) {
    Report(Id::kDigestLength, where,
           {prefix, static_cast<std::int64_t>(2 * size), static_cast<std::int64_t>(inner.size())})
        .WithHelp(inner.size() == 40    ? "40 digits are a sha1"
                  : inner.size() == 64  ? "64 digits are a sha256"
                  : inner.size() == 96  ? "96 digits are a sha384"
                  : inner.size() == 128 ? "128 digits are a sha512"
                                        : "copy the digest again, whole");
    return;
  }
  Result<Bytes> octets = HexDecode(inner);
  if (octets.ok()) out.bytes = std::move(*octets);
}

void LiteralReader::Regex(Literal& out, const std::string& inner, const Span& where) {
  out.kind = LiteralKind::kRegex;
  out.text = inner;
  if (inner.size() > limit::kPatternBytes) {
    Report(Id::kPatternTooLong, where, {static_cast<std::int64_t>(limit::kPatternBytes)})
        .WithHelp("a long list of words is better a set, tested with `in`");
    return;
  }
  if (pattern_work_ > limit::kPatternWork) {
    if (!work_reported_)
      Report(Id::kPatternsTooLarge, where)
          .WithHelp("use sets and `starts with`, `ends with`, `contains` where they do");
    work_reported_ = true;
    return;
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(limit::kPatternMemory));
  const RE2 pattern(inner, options);
  if (pattern.ok()) {
    pattern_work_ += inner.size() + static_cast<std::size_t>(pattern.ProgramSize());
    return;
  }
  // What failed may have cost as much as the largest that succeeds.
  pattern_work_ += limit::kPatternMemory / 64;
  auto& d = Report(Id::kBadRegex, where, {pattern.error()});
  const bool perl = pattern.error_code() == RE2::ErrorBadPerlOp || pattern.error_code() == RE2::ErrorBadEscape;
  d.WithHelp(perl ? "patterns are RE2's: no look-ahead, look-behind or back reference"
                  : "patterns are written as for RE2; a backslash before a sign takes it as it is");
}

void LiteralReader::GlobPattern(Literal& out, const std::string& inner, const Span& where) {
  out.kind = LiteralKind::kGlob;
  out.text = inner;
  if (inner.size() > limit::kPatternBytes) {
    Report(Id::kPatternTooLong, where, {static_cast<std::int64_t>(limit::kPatternBytes)})
        .WithHelp("a long list of paths is better a set, tested with `in`");
    return;
  }
  const Result<std::string> made = GlobToRe2(inner);
  if (made.ok()) return;
  Report(Id::kBadGlob, Inside(where, made.status()), {made.status().message()})
      .WithHelp(
          "`*` stands for any characters but `/`, `**` for any, `?` for one, [a-z] for one of a set; `\\` takes the "
          "next character as it is");
}

void LiteralReader::Address(Literal& out, const std::string& inner, const Span& where) {
  const auto fill = [&](const Ip& ip) { out.bytes = ToBytes(ip.view()); };
  out.kind = inner.find('/') != std::string::npos ? LiteralKind::kCidr : LiteralKind::kIp;
  Status status;
  if (out.kind == LiteralKind::kCidr) {
    const Result<Cidr> cidr = ParseCidr(inner);
    if (cidr.ok()) {
      fill(cidr->ip);
      out.prefix = cidr->prefix;
      return;
    }
    status = cidr.status();
  } else {
    const Result<Ip> ip = ParseIp(inner);
    if (ip.ok()) return fill(*ip);
    status = ip.status();
  }
  Report(Id::kBadAddress, Inside(where, status), {inner, status.message()})
      .WithHelp("write an address, ip'10.0.0.1' or ip'2001:db8::1', or a network, ip'10.0.0.0/8'");
}

void LiteralReader::Version(Literal& out, const std::string& inner, const Span& where, Ordering ordering) {
  out.kind = LiteralKind::kVersion;
  out.ordering = ordering;
  out.text = inner;
  const Status status = ValidateVersion(ordering, inner);
  if (status.ok()) return;
  Report(Id::kBadVersion, Inside(where, status), {inner, std::string(OrderingName(ordering)), status.message()})
      .WithHelp("examples: dpkg'1:9.2p1-2+deb12u3', rpm'9.3p1-11.el9', semver'1.4.0-rc.1', dotted'3.2.1'");
}

Literal LiteralReader::Number(const Span& digits, bool negative, std::string_view unit, const Span& whole) {
  Literal out = Made(unit.empty() ? LiteralKind::kInt : LiteralKind::kDuration, whole);
  const std::string text = (negative ? "-" : "") + std::string(source_.Text(digits));
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.integer);
  const std::int64_t factor = unit.empty() ? 1 : SecondsOf(unit);
  const bool overflow =
      error == std::errc::result_out_of_range || __builtin_mul_overflow(out.integer, factor, &out.integer);
  if (overflow) {
    Report(Id::kNumberTooLarge, whole, {std::string(source_.Text(whole))})
        .WithHelp("numbers, and durations in seconds, go from -9223372036854775808 to 9223372036854775807");
    out.integer = 0;
  }
  return out;
}

Literal LiteralReader::Mode(const Span& span) {
  Literal out = Made(LiteralKind::kMode, span);
  for (const char c : source_.Text(span)) out.integer = out.integer * 8 + (c - '0');
  return out;
}

Literal LiteralReader::Time(const Span& span) {
  Literal out = Made(LiteralKind::kTime, span);
  const std::string_view text = source_.Text(span);
  const Result<std::int64_t> time = ParseTime(text);
  if (time.ok()) {
    out.integer = *time;
    return out;
  }
  const bool shape = text.size() == 10 || (text.size() == 20 && text.back() == 'Z');
  if (shape)
    Report(Id::kNoSuchTime, span, {std::string(text), time.status().message()})
        .WithHelp("a date is year-month-day; a time goes to 23:59:59");
  return out;
}

}  // namespace mps::parse
