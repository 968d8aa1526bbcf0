// Comparison rules.
#include "corim/match.h"

#include <algorithm>

namespace mps::corim {
namespace {

template <class T>
bool Contains(const std::optional<T>& condition, const std::optional<T>& entry) {
  return !condition || (entry && *condition == *entry);
}

bool MatchClass(const Class& condition, const Class& entry) {
  return Contains(condition.id, entry.id) && Contains(condition.vendor, entry.vendor) &&
         Contains(condition.model, entry.model) && Contains(condition.layer, entry.layer) &&
         Contains(condition.index, entry.index);
}

bool EachAlgorithmOnce(const Digests& digests) {
  for (std::size_t i = 0; i < digests.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (Canonical(digests[i].alg) == Canonical(digests[k].alg)) return false;
    }
  }
  return true;
}

// One attribute; `claims` is the condition's map, for the mask of a raw value.
struct Comparison {
  const Claims& claims;
  const Value& entry;

  template <class T, class Match>
  bool With(const T& condition, Match match) const {
    const T* other = std::get_if<T>(&entry);
    return other != nullptr && match(condition, *other);
  }
  bool operator()(const Version& condition) const { return With(condition, MatchVersion); }
  bool operator()(const Svn& condition) const { return With(condition, MatchSvn); }
  bool operator()(const Digests& condition) const { return With(condition, MatchDigests); }
  bool operator()(const Flags& condition) const { return With(condition, MatchFlags); }
  bool operator()(const RawValue& condition) const {
    const Claim* mask = FindClaim(claims, code::kRawMask);
    const Bytes* octets = mask == nullptr ? nullptr : std::get_if<Bytes>(&mask->value);
    if (mask != nullptr && octets == nullptr) return false;
    return With(condition, [&](const RawValue& a, const RawValue& b) { return MatchRawValue(a, octets, b); });
  }
  bool operator()(const Bytes& condition) const { return With(condition, std::equal_to<>()); }
  bool operator()(const std::string& condition) const { return With(condition, std::equal_to<>()); }
  bool operator()(const Keys& condition) const { return With(condition, MatchCryptoKeys); }
  bool operator()(const Registers& condition) const { return With(condition, MatchRegisters); }
  bool operator()(const IntRange& condition) const { return With(condition, MatchIntRange); }
  bool operator()(const Unknown&) const { return false; }
};

}  // namespace

bool MatchEnvironment(const Environment& condition, const Environment& entry) {
  if (condition.klass && (!entry.klass || !MatchClass(*condition.klass, *entry.klass))) return false;
  return Contains(condition.instance, entry.instance) && Contains(condition.group, entry.group);
}

bool MatchAuthority(const Keys& condition, const Keys& entry) {
  return std::all_of(condition.begin(), condition.end(),
                     [&](const Typed& key) { return std::find(entry.begin(), entry.end(), key) != entry.end(); });
}

bool MatchKey(const std::optional<Typed>& condition, const std::optional<Typed>& entry) { return condition == entry; }

bool MatchClaims(const Claims& condition, const Claims& entry) {
  for (const Claim& claim : condition) {
    // The mask belongs to the raw value and is compared with it; alone it says nothing that could be compared.
    if (claim.code == code::kRawMask) {
      if (FindClaim(condition, code::kRawValue) == nullptr) return false;
      continue;
    }
    const Claim* other = FindClaim(entry, claim.code);
    if (other == nullptr || !std::visit(Comparison{condition, other->value}, claim.value)) return false;
  }
  return true;
}

bool MatchVersion(const Version& condition, const Version& entry) { return condition == entry; }

bool MatchSvn(const Svn& condition, const Svn& entry) {
  if (entry.minimum) return condition.minimum && condition.value == entry.value;
  return condition.minimum ? condition.value <= entry.value : condition.value == entry.value;
}

bool MatchDigests(const Digests& condition, const Digests& entry) {
  if (condition.empty() || !EachAlgorithmOnce(condition) || !EachAlgorithmOnce(entry)) return false;
  bool common = false;
  for (const Digest& wanted : condition) {
    for (const Digest& have : entry) {
      if (Canonical(wanted.alg) != Canonical(have.alg)) continue;
      if (wanted.value != have.value) return false;
      common = true;
    }
  }
  return common;
}

bool MatchFlags(const Flags& condition, const Flags& entry) {
  return std::all_of(condition.begin(), condition.end(), [&](const auto& flag) {
    const auto found = entry.find(flag.first);
    return found != entry.end() && found->second == flag.second;
  });
}

bool MatchRawValue(const RawValue& condition, const Bytes* mask, const RawValue& entry) {
  if (entry.mask || (condition.mask && mask != nullptr)) return false;  // two masks: which one counts is not defined
  const Bytes* used = condition.mask ? &*condition.mask : mask;
  const std::size_t size = condition.value.size();
  if (entry.value.size() != size || (used != nullptr && used->size() != size)) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const unsigned bits = used == nullptr ? 0xffu : (*used)[i];
    if (((condition.value[i] ^ entry.value[i]) & bits) != 0) return false;
  }
  return true;
}

bool MatchCryptoKeys(const Keys& condition, const Keys& entry) {
  return !condition.empty() && condition.size() <= entry.size() &&
         std::equal(condition.begin(), condition.end(), entry.begin());
}

bool MatchRegisters(const Registers& condition, const Registers& entry) {
  return !condition.empty() && std::all_of(condition.begin(), condition.end(), [&](const auto& wanted) {
    const auto found = entry.find(wanted.first);
    return found != entry.end() && MatchDigests(wanted.second, found->second);
  });
}

bool MatchIntRange(const IntRange& condition, const IntRange& entry) {
  // An integer is the range from itself to itself; then one rule is left: the entry lies within the condition.
  const auto least = [](const IntRange& r) { return r.least; };
  const auto most = [](const IntRange& r) { return r.is_range ? r.most : r.least; };
  if (!condition.is_range) return least(entry) == condition.least && most(entry) == condition.least;
  const bool above = !condition.least || (least(entry) && *least(entry) >= *condition.least);
  const bool below = !condition.most || (most(entry) && *most(entry) <= *condition.most);
  return above && below;
}

}  // namespace mps::corim
