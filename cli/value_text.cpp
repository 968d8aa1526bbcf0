#include "value_text.h"

#include <cstdio>

#include "base/hex.h"
#include "base/time.h"
#include "crypto/hash.h"

namespace mps::cli {
namespace {

std::string ItemsText(const Value& value) {
  std::string text;
  for (const Value& item : value.items) text += (text.empty() ? "" : ", ") + ValueText(item);
  return value.kind == TypeKind::kSet ? "{" + text + "}" : "[" + text + "]";
}

std::string ModeText(std::int64_t mode) {
  char text[32];
  std::snprintf(text, sizeof text, "0%03llo", static_cast<unsigned long long>(mode));
  return text;
}

// Octets of an address as the digits of its family.
std::string AddressText(const std::string& octets) {
  const bool four = octets.size() == 4;
  std::string text;
  for (std::size_t i = 0; i < octets.size(); i += four ? 1 : 2) {
    if (i > 0) text += four ? "." : ":";
    text += four ? std::to_string(static_cast<unsigned char>(octets[i]))
                 : HexEncode(AsBytes(std::string_view(octets).substr(i, 2)));
  }
  return text;
}

}  // namespace

std::string ValueText(const Value& value) {
  switch (value.kind) {
    case TypeKind::kBool:
      return value.number != 0 ? "true" : "false";
    case TypeKind::kInt:
      return std::to_string(value.number);
    case TypeKind::kMode:
      return ModeText(value.number);
    case TypeKind::kDuration:
      return std::to_string(value.number) + " seconds";
    case TypeKind::kTime:
      return TimeText(value.number);
    case TypeKind::kDigest:
      return std::string(crypto::DigestName(value.digest_alg)) + ":" + HexEncode(AsBytes(value.text));
    case TypeKind::kBytes:
      return HexEncode(AsBytes(value.text));
    case TypeKind::kIp:
      return AddressText(value.text);
    case TypeKind::kCidr:
      return AddressText(value.text) + "/" + std::to_string(value.number);
    case TypeKind::kVersion:
      return value.text;
    case TypeKind::kList:
    case TypeKind::kSet:
      return ItemsText(value);
    default:
      return "\"" + value.text + "\"";
  }
}

}  // namespace mps::cli
