#include "appraise/strictness.h"

#include <algorithm>
#include <vector>

#include "base/value_codec.h"
#include "base/version_order.h"

namespace mps {
namespace {

// Canonical encodings of a set's members, sorted; empty with `ok` false if one has none.
std::vector<Bytes> Members(const Value& set, bool& ok) {
  std::vector<Bytes> members;
  for (const Value& item : set.items) {
    auto encoded = EncodeValue(item);
    ok = ok && encoded.ok();
    if (encoded.ok()) members.push_back(std::move(encoded).value());
  }
  std::sort(members.begin(), members.end());
  return members;
}

// Below 0: `given` is the lower one; 0: neither is.
int Order(const Value& own, const Value& given) {
  if (own.kind == TypeKind::kSet) {
    bool ok = true;
    const auto before = Members(own, ok), after = Members(given, ok);
    if (!ok) return 0;
    if (std::includes(before.begin(), before.end(), after.begin(), after.end())) return -1;
    return std::includes(after.begin(), after.end(), before.begin(), before.end()) ? 1 : 0;
  }
  if (own.kind == TypeKind::kVersion) {
    const auto order = CompareVersions(own.ordering, given.text, own.text);
    return order.ok() ? *order : 0;
  }
  switch (own.kind) {
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kBytes:
    case TypeKind::kIp:
      if (own.text.size() != given.text.size() && own.kind == TypeKind::kIp) return 0;  // of unlike families
      return given.text.compare(own.text);
    case TypeKind::kEnum:
    case TypeKind::kDigest:
    case TypeKind::kCidr:
    case TypeKind::kScalar:
      return 0;  // no order
    default:
      return given.number < own.number ? -1 : given.number > own.number ? 1 : 0;
  }
}

}  // namespace

std::string_view StrictnessName(Strictness strictness) {
  switch (strictness) {
    case Strictness::kStricter:
      return "stricter";
    case Strictness::kLooser:
      return "looser";
    case Strictness::kUndeclared:
      return "undeclared";
    case Strictness::kNothingBefore:
      return "no value before";
  }
  return "";
}

Strictness StrictnessOf(std::int8_t stricter, const Value& own, const Value& given) {
  if (stricter == 0) return Strictness::kUndeclared;
  const int order = Order(own, given);
  return (order < 0 && stricter < 0) || (order > 0 && stricter > 0) ? Strictness::kStricter : Strictness::kLooser;
}

}  // namespace mps
