// CBOR by hand: just what a claim set needs, in RFC 8949 4.2.1 order.
#include "oracle_claims.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "mps/kinds.h"

namespace mps::oracle {
namespace {

std::string Head(unsigned major, std::uint64_t n) {
  std::string out;
  const auto bytes = [&](unsigned info, unsigned count) {
    out += static_cast<char>(major << 5 | info);
    for (unsigned i = count; i-- > 0;) out += static_cast<char>(n >> (8 * i) & 0xff);
  };
  if (n < 24) {
    bytes(static_cast<unsigned>(n), 0);
  } else if (n <= 0xff) {
    bytes(24, 1);
  } else if (n <= 0xffff) {
    bytes(25, 2);
  } else if (n <= 0xffffffff) {
    bytes(26, 4);
  } else {
    bytes(27, 8);
  }
  return out;
}
std::string Int(std::int64_t n) {
  return n >= 0 ? Head(0, static_cast<std::uint64_t>(n)) : Head(1, static_cast<std::uint64_t>(-1 - n));
}
std::string Text(const std::string& s) { return Head(3, s.size()) + s; }
std::string Octets(const std::string& s) { return Head(2, s.size()) + s; }
std::string Array(const std::vector<std::string>& items) {
  std::string out = Head(4, items.size());
  for (const auto& item : items) out += item;
  return out;
}
std::string Map(std::vector<std::pair<std::string, std::string>> members) {
  std::sort(members.begin(), members.end());  // encoded keys, bytewise
  std::string out = Head(5, members.size());
  for (const auto& [key, value] : members) out += key + value;
  return out;
}
const std::string kNull = "\xf6";

std::string Digest(const Bytes& sha256) { return Array({Int(-16), Octets(std::string(sha256.begin(), sha256.end()))}); }

std::string Result(const RuleResult& r) {
  const std::string verdict = Int(static_cast<int>(r.verdict));
  if (r.grade == Grade::kNone && r.waiver.empty()) return verdict;
  return Array({verdict, r.grade == Grade::kNone ? kNull : Int(static_cast<int>(r.grade)),
                r.waiver.empty() ? kNull : Text(r.waiver)});
}

std::string Environments(const ClaimInput& input) {
  std::vector<std::pair<std::string, std::string>> environments;
  auto names = input.rules;
  for (const auto& [name, unused] : input.configurations) names[name];
  for (const auto& [name, rules] : names) {
    std::vector<std::pair<std::string, std::string>> results, configurations;
    for (const auto& [id, result] : rules) results.emplace_back(Text(id), Result(result));
    if (const auto found = input.configurations.find(name); found != input.configurations.end()) {
      for (const auto& [id, c] : found->second)
        configurations.emplace_back(Text(id),
                                    c.verdict == Verdict::kPass ? Digest(c.digest) : Int(static_cast<int>(c.verdict)));
    }
    environments.emplace_back(Text(name), Array({Map(results), Map(configurations)}));
  }
  return Map(environments);
}

std::string Counts(const ClaimInput& input) {
  std::map<int, std::int64_t> counts;
  for (const auto& [name, rules] : input.rules) {
    for (const auto& [id, result] : rules) ++counts[static_cast<int>(result.verdict)];
  }
  std::vector<std::pair<std::string, std::string>> members;
  for (const auto& [verdict, n] : counts) members.emplace_back(Int(verdict), Int(n));
  return Map(members);
}

}  // namespace

std::string EncodedValue(const Value& v) {
  std::vector<std::string> items;
  switch (v.kind) {
    case TypeKind::kBool:
      return v.number != 0 ? "\xf5" : "\xf4";
    case TypeKind::kInt:
    case TypeKind::kTime:
    case TypeKind::kDuration:
    case TypeKind::kMode:
      return Int(v.number);
    case TypeKind::kBytes:
    case TypeKind::kIp:
      return Octets(v.text);
    case TypeKind::kDigest:
      return Array({Int(static_cast<int>(v.digest_alg)), Octets(v.text)});
    case TypeKind::kVersion:
      return Array({Text(std::string(OrderingName(v.ordering))), Text(v.text)});
    case TypeKind::kCidr:
      return Array({Octets(v.text), Int(v.number)});
    case TypeKind::kSet:
    case TypeKind::kList:
      for (const Value& item : v.items) items.push_back(EncodedValue(item));
      if (v.kind == TypeKind::kSet) {
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
      }
      return Array(items);
    default:
      return Text(v.text);
  }
}

Bytes EncodeClaims(const ClaimInput& input) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const auto& [name, value] : input.parameters) parameters.emplace_back(Text(name), EncodedValue(value));
  const std::string bytes =
      Array({Text("mps-claim-set"), Int(1), Text(input.registered + (input.custom ? "+custom" : "")),
             Text(input.version), Text(input.level_name), Digest(input.definition_digest),
             input.tailoring_digest.empty() ? kNull : Digest(input.tailoring_digest),
             !input.base.empty() ? Text(input.base)
             : input.custom      ? Text(input.registered)
                                 : kNull,
             Map(parameters), Int(static_cast<int>(input.level)), Counts(input), Environments(input)});
  return {bytes.begin(), bytes.end()};
}

Bytes ConfigurationDigest(const std::string& id,
                          const std::vector<std::pair<std::string, std::optional<Value>>>& entries) {
  std::vector<std::pair<std::string, std::string>> sorted;
  for (const auto& [path, value] : entries) sorted.emplace_back(path, value ? EncodedValue(*value) : kNull);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> pairs;
  for (const auto& [path, value] : sorted) pairs.push_back(Array({Text(path), value}));
  const std::string bytes = Array({Text("mps-configuration"), Text(id), Array(pairs)});
  const auto digest = crypto::Sha256(AsBytes(bytes)).value();
  return {digest.begin(), digest.end()};
}

}  // namespace mps::oracle
