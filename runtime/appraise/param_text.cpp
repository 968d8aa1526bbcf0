// Parameter values out of text. Entry point: ParamFromText.
#include "appraise/param_text.h"

#include <charconv>
#include <optional>

#include "base/checked.h"
#include "base/hex.h"
#include "base/ip.h"
#include "base/time.h"
#include "base/version_order.h"
#include "crypto/hash.h"

namespace mps::appraise {
namespace {

using schema::TypeDef;

Status Expected(std::string_view what, std::string_view text) {
  return {Code::kUsage, "expected " + std::string(what) + ", got `" + std::string(text) + "`"};
}

std::optional<std::int64_t> Decimal(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  if (text.size() > first + 1 && text[first] == '0') return std::nullopt;  // 007 is a mode or a slip, never an int
  return n;
}

// `90 days`, `1 hour`, `3600`.
std::optional<std::int64_t> Duration(std::string_view text) {
  const auto blank = text.find(' ');
  const auto n = Decimal(text.substr(0, blank));
  if (!n || blank == std::string_view::npos) return n;
  std::string_view unit = text.substr(blank + 1);
  if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
  constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
      {"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 86400}, {"week", 604800}};
  for (const auto& [name, seconds] : kUnits) {
    std::int64_t product = 0;
    if (unit == name && !__builtin_mul_overflow(*n, seconds, &product)) return product;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Mode(std::string_view text) {
  if (text.size() < 4 || text.size() > 5 || text[0] != '0') return std::nullopt;
  std::int64_t n = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n, 8);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional<std::int64_t>(n) : std::nullopt;
}

Result<Value> Number(Value value, std::optional<std::int64_t> n, std::string_view what, std::string_view text) {
  if (!n) return Expected(what, text);
  value.number = *n;
  return value;
}

Result<Value> DigestValue(Value value, std::string_view text) {
  const auto colon = text.find(':');
  const auto alg = crypto::DigestFromName(text.substr(0, colon));
  if (colon == std::string_view::npos || !alg) return Expected("a digest such as sha256:<hex>", text);
  auto octets = HexDecode(text.substr(colon + 1));
  if (!octets.ok() || octets->size() != crypto::DigestSize(*alg))
    return Expected("a digest such as sha256:<hex>", text);
  value.digest_alg = *alg;
  value.text = std::string(AsText(*octets));
  return value;
}

Result<Value> Network(Value value, std::string_view text) {
  if (value.kind == TypeKind::kIp) {
    auto ip = ParseIp(text);
    if (!ip.ok()) return Expected("an IP address", text);
    value.text = std::string(AsText(ip->view()));
    return value;
  }
  auto cidr = ParseCidr(text);
  if (!cidr.ok()) return Expected("a network such as 10.0.0.0/8", text);
  value.text = std::string(AsText(cidr->ip.view()));
  value.number = cidr->prefix;
  return value;
}

Result<Value> Scalar(const TypeDef& type, std::string_view text) {
  Value value;
  value.kind = type.kind;
  value.ordering = type.ordering;
  switch (type.kind) {
    case TypeKind::kBool:
      if (text != "true" && text != "false") return Expected("true or false", text);
      value.number = text == "true" ? 1 : 0;
      return value;
    case TypeKind::kInt:
      return Number(value, Decimal(text), "an int", text);
    case TypeKind::kMode:
      return Number(value, Mode(text), "a mode such as 0640", text);
    case TypeKind::kDuration:
      return Number(value, Duration(text), "a duration such as `90 days`, or seconds", text);
    case TypeKind::kTime: {
      const auto time = ParseTime(text);
      return Number(value, time.ok() ? std::optional(*time) : std::nullopt, "a time such as 2026-11-21T12:00:00Z",
                    text);
    }
    case TypeKind::kDigest:
      return DigestValue(value, text);
    case TypeKind::kIp:
    case TypeKind::kCidr:
      return Network(value, text);
    case TypeKind::kBytes: {
      auto octets = HexDecode(text);
      if (!octets.ok()) return Expected("bytes in hex", text);
      value.text = std::string(AsText(*octets));
      return value;
    }
    case TypeKind::kVersion:
      if (!ValidateVersion(type.ordering, text).ok())
        return Expected("a " + std::string(OrderingName(type.ordering)) + " version", text);
      value.text = text;
      return value;
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum:
      value.text = text;
      return value;
    default:
      return Status(Code::kUsage,
                    "a parameter of type " + std::string(TypeKindName(type.kind)) + " cannot be given as text");
  }
}

}  // namespace

Result<Value> ParamFromText(const schema::TypeTable& types, schema::TypeId type, std::string_view text) {
  const TypeDef& def = types[type];
  if (def.kind != TypeKind::kSet && def.kind != TypeKind::kList) return Scalar(def, text);
  Value set;
  set.kind = def.kind;
  while (!text.empty()) {
    const auto comma = text.find(',');
    MPS_ASSIGN(auto member, Scalar(types[def.element], text.substr(0, comma)));
    set.items.push_back(std::move(member));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) return Expected("a member after the last comma", "");
  }
  return set;
}

}  // namespace mps::appraise
