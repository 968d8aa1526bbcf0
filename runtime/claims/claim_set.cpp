// Rules of the claim set that go beyond its shape: names, results, counts, verdict; its digest and its parts.
#include "claims/claim_set.h"

#include <algorithm>

#include "base/cbor_reader.h"
#include "base/level_verdict.h"
#include "base/utf8.h"
#include "base/value_codec.h"
#include "claims/checks.h"
#include "crypto/hash.h"
#include "mps/limits.h"

namespace mps::claims {
namespace {

Status Invalid(std::string message) { return {Code::kInvalid, std::move(message)}; }

Status CheckDigest(const Digest& digest, std::string_view what) {
  if (digest.alg == DigestAlg::kSha1) return Invalid(std::string(what) + " is SHA-1, which is not accepted");
  if (digest.value.size() != crypto::DigestSize(digest.alg)) {
    return Invalid(std::string(what) + " does not have the length of its algorithm");
  }
  return {};
}

// The official name never stands on a weakened policy (docs/tokens.md, "Names").
Status CheckNames(const ClaimSetHead& set) {
  if (!IsName(set.name)) return Invalid("the name is not printable ASCII");
  if (!IsName(set.version)) return Invalid("the version is not printable ASCII");
  if (!IsLevelName(set.level)) return Invalid("the level's name is not of [A-Za-z0-9_.]+");
  std::string plain = set.IsCustom() ? set.name.substr(0, set.name.size() - kCustomSuffix.size()) : set.name;
  if (!IsName(plain) || plain.find(kCustomSuffix) != std::string::npos) return Invalid("the name has `+custom` twice");
  if (!set.tailoring && !set.IsCustom()) {
    return set.base_name ? Invalid("a base name stands beside a definition that was not changed") : Status();
  }
  if (!set.base_name) return Invalid("a tailored or loosened definition has no base name");
  if (!IsName(*set.base_name) || set.base_name->find(kCustomSuffix) != std::string::npos) {
    return Invalid("the base name is not a registered name");
  }
  if (!set.tailoring && *set.base_name != plain) return Invalid("the base name is not the name without `+custom`");
  if (set.tailoring && *set.base_name == plain) return Invalid("a tailored definition carries the name of its base");
  return {};
}

Status CheckParameters(const ClaimSetHead& set) {
  if (set.parameters.size() > limit::kListItems) return {Code::kLimit, "the claim set has too many parameters"};
  for (const auto& [name, value] : set.parameters) {
    if (!IsName(name)) return Invalid("a parameter's name is not printable ASCII");
    Status status = cbor::Validate(value, cbor::Options::Strict(limit::kTokenDepth - 4));
    if (!status.ok()) return std::move(status).Within("parameter `" + name + "`");
  }
  return {};
}

// An id or the name of an environment stands once among its like, whichever environment it is of.
Status CheckIds(std::span<const Place> places, const std::string& what) {
  std::vector<std::string_view> ids;
  ids.reserve(places.size());
  for (const Place& place : places) {
    if (!place.environment.empty() && !IsName(place.environment))
      return Invalid("an environment's name is not printable ASCII");
    if (!IsName(place.id)) return Invalid("a " + what + "'s id is not a name in printable ASCII");
    ids.push_back(place.id);
  }
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice == ids.end()) return {};
  return Invalid(what + " `" + std::string(*twice) + "` stands in two environments");
}

Status CheckEnvironments(const ClaimSet& set) {
  std::vector<Place> rules, configurations;
  for (const auto& [name, results] : set.environments) {
    if (results.rules.empty() && results.configurations.empty())
      return Invalid("environment `" + name + "` has neither rules nor configurations");
    for (const auto& rule : results.rules) rules.push_back({name, rule.first});
    for (const auto& configuration : results.configurations) configurations.push_back({name, configuration.first});
  }
  MPS_TRY(CheckPlaces(rules, configurations, set.environments.size()));
  for (const auto& environment : set.environments) {
    for (const auto& [id, result] : environment.second.rules) MPS_TRY(CheckResult(id, result));
    for (const auto& [id, result] : environment.second.configurations) MPS_TRY(CheckConfiguration(id, result));
  }
  return {};
}

struct Summary {
  Verdict verdict = Verdict::kNotApplicable;
  VerdictCounts counts{};
};

Summary Summarise(const ClaimSet& set) {
  Summary sum;
  std::uint32_t waived = 0;
  for (const auto& environment : set.environments) {
    for (const auto& [id, result] : environment.second.rules) {
      const auto index = static_cast<std::size_t>(result.verdict);
      if (index < sum.counts.size()) ++sum.counts[index];
      waived += result.verdict == Verdict::kFail && !result.waiver.empty();
    }
  }
  sum.verdict = LevelVerdict(sum.counts, waived).value_or(Verdict::kNotApplicable);
  return sum;
}

}  // namespace

Status CheckHead(const ClaimSetHead& head) {
  MPS_TRY(CheckNames(head));
  MPS_TRY(CheckDigest(head.definition, "the definition digest"));
  if (head.tailoring) MPS_TRY(CheckDigest(*head.tailoring, "the tailoring digest"));
  return CheckParameters(head);
}

Status CheckPlaces(std::span<const Place> rules, std::span<const Place> configurations, std::size_t environments) {
  if (environments > limit::kClaimSetEnvironments)
    return {Code::kLimit, "the claim set has more environments than are taken"};
  if (rules.size() > limit::kRules) return {Code::kLimit, "the claim set has more rules than are taken"};
  MPS_TRY(CheckIds(rules, "rule"));
  MPS_TRY(CheckIds(configurations, "configuration"));
  if (rules.empty() && configurations.empty()) return Invalid("the claim set has no results");
  return {};
}

Status CheckResult(std::string_view id, const RuleResult& result) {
  auto refuse = [&](const char* why) { return Invalid("rule `" + std::string(id) + "`: " + why); };
  int verdict = static_cast<int>(result.verdict);
  if (verdict < 1 || verdict > 6) return refuse("a selected rule has no such verdict");
  if (!result.waiver.empty() && result.verdict != Verdict::kFail) return refuse("only a fail can be waived");
  if (!result.waiver.empty() && !IsName(result.waiver))
    return refuse("its waiver's id is not a name in printable ASCII");
  switch (result.grade) {
    case Grade::kNone:
      return {};
    case Grade::kAffirming:
      return result.verdict == Verdict::kPass ? Status() : refuse("affirming is always a pass");
    case Grade::kWarning:
      return result.verdict == Verdict::kPass || result.verdict == Verdict::kFail
                 ? Status()
                 : refuse("warning is a pass or a fail");
    case Grade::kContraindicated:
      return result.verdict == Verdict::kFail ? Status() : refuse("contraindicated is always a fail");
  }
  return refuse("no such grade");
}

Status CheckConfiguration(std::string_view id, const ConfigurationResult& result) {
  if (const Digest* digest = std::get_if<Digest>(&result))
    return CheckDigest(*digest, "configuration `" + std::string(id) + "`");
  Verdict verdict = std::get<Verdict>(result);
  if (verdict == Verdict::kUnknown || verdict == Verdict::kError) return {};
  return Invalid("configuration `" + std::string(id) + "` has neither a digest nor `unknown` or `error`");
}

bool IsName(std::string_view text) {
  if (text.empty() || text.size() > limit::kNameBytes || text.front() == ' ' || text.back() == ' ') return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool IsLevelName(std::string_view text) {
  if (text.empty() || text.size() > limit::kNameBytes) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

bool ClaimSetHead::IsCustom() const { return std::string_view(name).ends_with(kCustomSuffix); }

std::vector<RuleResult> ClaimSet::AllResults() const {
  std::vector<RuleResult> all;
  for (const auto& environment : environments) {
    for (const auto& rule : environment.second.rules) all.push_back(rule.second);
  }
  return all;
}

Status ClaimSetHead::SetParameter(const std::string& parameter, const Value& value) {
  auto encoded = EncodeValue(value);
  if (!encoded.ok()) return encoded.TakeStatus().Within("parameter `" + parameter + "`");
  parameters[parameter] = std::move(encoded).value();
  return {};
}

Status ClaimSet::Complete() {
  const bool any = std::any_of(environments.begin(), environments.end(),
                               [](const auto& environment) { return !environment.second.rules.empty(); });
  if (!any) return {Code::kUsage, "nothing is selected, so there is no level verdict"};
  const Summary sum = Summarise(*this);
  verdict = sum.verdict, counts = sum.counts;
  return {};
}

Status ValidateClaimSet(const ClaimSet& set) {
  MPS_TRY(CheckHead(set));
  MPS_TRY(CheckEnvironments(set));
  const Summary sum = Summarise(set);
  if (sum.counts != set.counts) return Invalid("the counts do not agree with the results");
  if (sum.verdict != set.verdict) {
    return Invalid("the level verdict `" + std::string(VerdictName(set.verdict)) +
                   "` does not agree with the results, which make it `" + std::string(VerdictName(sum.verdict)) + "`");
  }
  return {};
}

Result<Digest> HashClaimSet(ByteView canonical_bytes, DigestAlg alg) {
  if (alg == DigestAlg::kSha1) return Invalid("SHA-1 is never used for a claim set");
  Digest digest;
  digest.alg = alg;
  MPS_ASSIGN(digest.value, crypto::Hash(alg, canonical_bytes));
  return digest;
}

Result<ClaimSet> PartOf(const ClaimSet& claim_set, const std::string& environment) {
  auto found = claim_set.environments.find(environment);
  if (found == claim_set.environments.end()) {
    return Status(Code::kUsage, "the claim set has no environment `" + environment + "`");
  }
  ClaimSet part;
  static_cast<ClaimSetHead&>(part) = claim_set;
  part.environments = {*found};
  const Summary sum = Summarise(part);
  part.verdict = sum.verdict;
  part.counts = sum.counts;
  return part;
}

}  // namespace mps::claims
