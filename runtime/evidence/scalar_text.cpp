// The spellings of scalar values.
#include "evidence/scalar_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/base64url.h"
#include "base/hex_digits.h"
#include "base/ip.h"
#include "base/utf8.h"
#include "base/version_order.h"
#include "schema/types.h"

namespace mps::evidence {
namespace {

using schema::TypeDef;
using schema::TypeId;
using schema::TypeTable;

constexpr std::int64_t kLargestJsonInt = (std::int64_t{1} << 53) - 1;

Scalar Fault(const TypeTable& types, TypeId type, std::string_view found) {
  return {Cell(), Mismatch(types, type, found)};
}

// Long texts are cut in messages.
std::string Shown(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return schema::Quoted(text);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return schema::Quoted(text.substr(0, end)) + "…";
}

Scalar Keep(std::string_view octets, CellKind kind, std::int16_t aux, Arena* arena) {
  return {Cell::Text(arena == nullptr ? octets : arena->CopyText(octets), kind, aux), {}};
}

// -?(0|[1-9][0-9]*), within 64 bits.
std::optional<std::int64_t> Decimal(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits[0] == '0' && text.size() > 1)) return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// `0640` or `01777`.
std::optional<std::int64_t> Mode(std::string_view text) {
  if ((text.size() != 4 && text.size() != 5) || text[0] != '0') return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '7') return std::nullopt;
    value = value * 8 + (c - '0');
  }
  return value;
}

Scalar NumberFromText(const TypeTable& types, TypeId type, std::string_view text) {
  if (types[type].kind == TypeKind::kMode) {
    const std::optional<std::int64_t> mode = Mode(text);
    return mode ? ScalarFromInt(types, type, *mode) : Fault(types, type, "text " + Shown(text));
  }
  // Only what a JSON number cannot carry without loss may be text.
  const std::optional<std::int64_t> value = Decimal(text);
  if (!value || (*value >= -kLargestJsonInt && *value <= kLargestJsonInt))
    return Fault(types, type, "text " + Shown(text));
  return ScalarFromInt(types, type, *value);
}

struct Algorithm {
  std::string_view name;
  DigestAlg alg;
  std::size_t octets;
};
constexpr Algorithm kAlgorithms[] = {{"sha1:", DigestAlg::kSha1, 20},
                                     {"sha256:", DigestAlg::kSha256, 32},
                                     {"sha384:", DigestAlg::kSha384, 48},
                                     {"sha512:", DigestAlg::kSha512, 64}};

Scalar DigestFromText(const TypeTable& types, TypeId type, std::string_view text, Arena* arena) {
  for (const Algorithm& a : kAlgorithms) {
    if (!text.starts_with(a.name)) continue;
    const std::string_view hex = text.substr(a.name.size());
    std::uint8_t octets[64];
    if (hex.size() != 2 * a.octets || !LowerHexToOctets(hex, octets)) break;
    // Without an arena nobody keeps the cell.
    return Keep(arena == nullptr ? std::string_view() : AsText(ByteView(octets, a.octets)), CellKind::kDigest,
                static_cast<std::int16_t>(a.alg), arena);
  }
  return Fault(types, type, "text " + Shown(text));
}

Scalar WordFromText(const TypeTable& types, TypeId type, std::string_view text, Arena* arena) {
  const TypeDef& def = types[type];
  const bool closed = !def.words.empty() && !(def.kind == TypeKind::kEnum && def.open);
  if ((closed || (def.kind == TypeKind::kEnum && !def.open)) &&
      !std::binary_search(def.words.begin(), def.words.end(), text)) {
    return Fault(types, type, Shown(text));
  }
  return Keep(text, CellKind::kText, 0, arena);
}

}  // namespace

std::string Mismatch(const TypeTable& types, TypeId type, std::string_view found) {
  return "expected " + schema::TypeText(types, type) + ", found " + std::string(found);
}

Scalar ScalarFromText(const TypeTable& types, TypeId type, std::string_view text, Arena* arena) {
  const TypeDef& def = types[type];
  switch (def.kind) {
    case TypeKind::kText:
    case TypeKind::kEnum:
      return WordFromText(types, type, text, arena);
    case TypeKind::kScalar:
      return Keep(text, CellKind::kText, 0, arena);
    case TypeKind::kPath:
      if (!PathBytesFromText(text).ok()) return Fault(types, type, Shown(text) + ", which is not in the %XX form");
      return Keep(text, CellKind::kText, 0, arena);
    case TypeKind::kVersion:
      if (!ValidateVersion(def.ordering, text).ok()) return Fault(types, type, "text " + Shown(text));
      return Keep(text, CellKind::kText, 0, arena);
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return NumberFromText(types, type, text);
    case TypeKind::kDigest:
      return DigestFromText(types, type, text, arena);
    case TypeKind::kBytes: {
      const Result<Bytes> octets = Base64UrlDecode(text);
      if (!octets.ok()) return Fault(types, type, "text that is not base64url");
      return Keep(arena == nullptr ? std::string_view() : AsText(*octets), CellKind::kBytes, 0, arena);
    }
    case TypeKind::kIp: {
      const Result<Ip> ip = ParseIp(text);
      if (!ip.ok()) return Fault(types, type, "text " + Shown(text));
      return Keep(arena == nullptr ? std::string_view() : AsText(ip->view()), CellKind::kIp, 0, arena);
    }
    case TypeKind::kCidr: {
      const Result<Cidr> cidr = ParseCidr(text);
      if (!cidr.ok()) return Fault(types, type, "text " + Shown(text));
      return Keep(arena == nullptr ? std::string_view() : AsText(cidr->ip.view()), CellKind::kCidr, cidr->prefix,
                  arena);
    }
    default:
      return Fault(types, type, "text");
  }
}

Scalar ScalarFromInt(const TypeTable& types, TypeId type, std::int64_t number) {
  const TypeDef& def = types[type];
  if (def.kind == TypeKind::kScalar) return {Cell::Int(number), {}};
  if (schema::CellKindOf(def.kind) != CellKind::kInt) return Fault(types, type, "int");
  const bool mode_fits = def.kind != TypeKind::kMode || (number >= 0 && number <= 07777);
  if (!mode_fits || (def.low && number < *def.low) || (def.high && number > *def.high))
    return Fault(types, type, std::to_string(number));
  return {Cell::Int(number), {}};
}

Scalar ScalarFromBool(const TypeTable& types, TypeId type, bool value) {
  const TypeKind kind = types[type].kind;
  if (kind != TypeKind::kBool && kind != TypeKind::kScalar) return Fault(types, type, "bool");
  return {Cell::Bool(value), {}};
}

Scalar ScalarFromBytes(const TypeTable& types, TypeId type, ByteView bytes, Arena* arena) {
  if (types[type].kind != TypeKind::kBytes) return Fault(types, type, "bytes");
  return Keep(AsText(bytes), CellKind::kBytes, 0, arena);
}

Scalar KeyFromText(const TypeTable& types, TypeId type, std::string_view text, Arena* arena) {
  if (types[type].kind != TypeKind::kInt) return ScalarFromText(types, type, text, arena);
  const std::optional<std::int64_t> value = Decimal(text);
  return value ? ScalarFromInt(types, type, *value) : Fault(types, type, "the key " + Shown(text));
}

}  // namespace mps::evidence
