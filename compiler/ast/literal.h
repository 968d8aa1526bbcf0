// Literals with their checked, decoded value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "source/source.h"

namespace mps::ast {

// An identifier where it stands.
struct Name {
  std::string text;
  Span span;
  bool empty() const { return text.empty(); }
};
// `linux.host`: at least one part.
struct QName {
  std::vector<Name> parts;
  Span span;
  std::string Join() const;  // `linux.host`
};

// A text without insertions, escapes decoded.
struct Str {
  std::string value;
  Span span;
};
// A piece of a text with insertions: either literal text, or the value of `\{name.field}`.
struct TextPart {
  bool is_insertion = false;
  std::string text;  // literal text
  QName path;        // insertion
};
// A text of a rule or template (title, rationale, note, manual, fix), in which insertions may stand.
struct Text {
  std::vector<TextPart> parts;
  Span span;
  bool IsPlain() const { return parts.empty() || (parts.size() == 1 && !parts[0].is_insertion); }
  // The text as one string; insertions are spelled `\{name.field}`.
  std::string Flat() const;
};

enum class LiteralKind : std::uint8_t {
  kBool,      // boolean
  kInt,       // integer
  kText,      // text
  kBytes,     // bytes: h'..', b64'..'
  kDigest,    // digest_alg, bytes: sha1'..', sha256'..', sha384'..', sha512'..'
  kRegex,     // text: re'..', known to be good RE2 syntax
  kGlob,      // text: glob'..'
  kIp,        // bytes, 4 or 16: ip'..'
  kCidr,      // bytes, 4 or 16, and prefix: ip'../8'; bits past the prefix are zero
  kMode,      // integer 0..07777
  kVersion,   // ordering, text: dpkg'..' rpm'..' semver'..' dotted'..'
  kTime,      // integer: seconds since 1970-01-01T00:00:00Z
  kDuration,  // integer: seconds; may be negative
};
std::string_view LiteralKindName(LiteralKind kind);

struct Literal {
  LiteralKind kind = LiteralKind::kBool;
  Span span;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text;
  Bytes bytes;
  DigestAlg digest_alg = DigestAlg::kSha256;
  Ordering ordering = Ordering::kNone;
  std::uint8_t prefix = 0;
};

}  // namespace mps::ast
