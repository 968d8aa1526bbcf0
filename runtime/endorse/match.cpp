#include "endorse/match.h"

#include <algorithm>
#include <optional>

#include "base/ip.h"
#include "base/version_order.h"

namespace mps::endorse {
namespace {

bool IsNumber(TypeKind kind) {
  return kind == TypeKind::kBool || kind == TypeKind::kInt || kind == TypeKind::kMode || kind == TypeKind::kTime ||
         kind == TypeKind::kDuration;
}

// How a stands to b; nothing where they have no order, or are no versions.
std::optional<int> Order(const Value& a, const Value& b) {
  if (IsNumber(a.kind) != IsNumber(b.kind)) return std::nullopt;
  if (IsNumber(a.kind)) return a.number < b.number ? -1 : a.number > b.number;
  if (a.kind == TypeKind::kVersion) {
    if (b.kind != TypeKind::kVersion || a.ordering != b.ordering) return std::nullopt;
    const Result<int> order = CompareVersions(a.ordering, a.text, b.text);
    return order.ok() ? std::optional<int>(*order) : std::nullopt;
  }
  if (a.kind == TypeKind::kDigest && a.digest_alg != b.digest_alg) return std::nullopt;
  if (a.kind == TypeKind::kIp && a.text.size() != b.text.size()) return std::nullopt;
  const int order = a.text.compare(b.text);
  return order < 0 ? -1 : order > 0;
}

bool Equal(const Value& a, const Value& b) {
  if (a.kind == TypeKind::kCidr && (b.kind != TypeKind::kCidr || a.number != b.number)) return false;
  return Order(a, b) == 0;
}

bool InCidr(const Value& address, const Value& network) {
  const Result<Ip> ip = IpFromBytes(AsBytes(address.text)), base = IpFromBytes(AsBytes(network.text));
  if (!ip.ok() || !base.ok() || network.number < 0) return false;
  const Result<Cidr> cidr = MakeCidr(*base, static_cast<std::uint64_t>(network.number));
  return cidr.ok() && Contains(*cidr, *ip);
}

bool Masked(const Value& value, const Value& mask, const Value& due) {
  if (value.text.size() != mask.text.size() || due.text.size() != mask.text.size()) return false;
  for (std::size_t i = 0; i < mask.text.size(); ++i) {
    if ((static_cast<unsigned char>(value.text[i]) & static_cast<unsigned char>(mask.text[i])) !=
        static_cast<unsigned char>(due.text[i]))
      return false;
  }
  return true;
}

bool Ordered(TypeKind kind) { return kind != TypeKind::kDigest && kind != TypeKind::kCidr && kind != TypeKind::kBool; }

std::size_t ValuesOf(MatchKind kind) { return kind == MatchKind::kInRange || kind == MatchKind::kMasked ? 2 : 1; }

}  // namespace

bool SameValue(const Value& a, const Value& b) {
  if (IsNumber(a.kind) != IsNumber(b.kind)) return false;
  if (IsNumber(a.kind)) return a.number == b.number;
  if (a.text != b.text) return false;
  if (a.kind == TypeKind::kDigest) return b.kind == a.kind && a.digest_alg == b.digest_alg;
  return a.kind != TypeKind::kCidr || a.number == b.number;
}

bool Holds(const Match& match, const Value& value) {
  const std::vector<Value>& with = match.values;
  switch (match.kind) {
    case MatchKind::kEqual:
      return Equal(value, with[0]);
    case MatchKind::kInSet:
      return std::any_of(with.begin(), with.end(), [&](const Value& one) { return Equal(value, one); });
    case MatchKind::kInRange:
      return Order(value, with[0]).value_or(-1) >= 0 && Order(value, with[1]).value_or(1) <= 0;
    case MatchKind::kLess:
      return Order(value, with[0]).value_or(1) < 0;
    case MatchKind::kLessEqual:
      return Order(value, with[0]).value_or(1) <= 0;
    case MatchKind::kGreater:
      return Order(value, with[0]).value_or(-1) > 0;
    case MatchKind::kGreaterEqual:
      return Order(value, with[0]).value_or(-1) >= 0;
    case MatchKind::kInCidr:
      return InCidr(value, with[0]);
    case MatchKind::kMasked:
      return Masked(value, with[0], with[1]);
    case MatchKind::kHas:
      return SameValue(value, with[0]);
    case MatchKind::kAgrees:
      return false;
  }
  return false;
}

bool Agree(const Match& match, const std::vector<Value>& digests) {
  bool shared = false;
  for (const Value& wanted : match.values) {
    const auto of_algorithm = [&](const Value& have) { return have.digest_alg == wanted.digest_alg; };
    if (std::none_of(digests.begin(), digests.end(), of_algorithm)) continue;
    if (std::none_of(digests.begin(), digests.end(), [&](const Value& have) { return SameValue(have, wanted); }))
      return false;
    shared = true;
  }
  return shared;
}

bool Names(const Match& match, const Value& value) {
  if (match.kind != MatchKind::kAgrees) return Holds(match, value);
  return std::any_of(match.values.begin(), match.values.end(), [&](const Value& one) { return SameValue(one, value); });
}

Status CheckMatch(const Match& match, TypeKind kind) {
  const bool any_number = match.kind == MatchKind::kInSet || match.kind == MatchKind::kAgrees;
  if (!any_number && match.values.size() != ValuesOf(match.kind))
    return Status(Code::kType, "a condition with the wrong number of values");
  switch (match.kind) {
    case MatchKind::kEqual:
    case MatchKind::kInSet:
    case MatchKind::kHas:
      return {};
    case MatchKind::kAgrees:
      if (kind == TypeKind::kDigest) return {};
      return Status(Code::kType, "only digests agree by algorithm");
    case MatchKind::kInCidr:
      if (kind == TypeKind::kIp && match.values[0].kind == TypeKind::kCidr) return {};
      return Status(Code::kType, "a network is for addresses");
    case MatchKind::kMasked:
      if (kind == TypeKind::kBytes && match.values[0].text.size() == match.values[1].text.size()) return {};
      return Status(Code::kType, "a mask is for octets, as many as the value has");
    default:
      if (Ordered(kind)) return {};
      return Status(Code::kType, "values without an order");
  }
}

}  // namespace mps::endorse
