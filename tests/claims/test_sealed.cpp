// Sealed claim sets: a layout writes what the claim set by itself would be, and says what is in it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "claims/sample.h"
#include "claims/sealed.h"

namespace mps::claims {
namespace {

// The results of a claim set as a layout takes them, in an order that is not the canonical one.
struct Apart {
  explicit Apart(const ClaimSet& set) {
    for (auto environment = set.environments.rbegin(); environment != set.environments.rend(); ++environment) {
      const auto& [name, results] = *environment;
      for (auto rule = results.rules.rbegin(); rule != results.rules.rend(); ++rule)
        rules.push_back({name, rule->first}), verdicts.push_back(rule->second);
      for (const auto& [id, result] : results.configurations)
        configurations.push_back({name, id}), digests.push_back(result);
    }
  }
  std::vector<Place> rules, configurations;
  std::vector<RuleResult> verdicts;
  std::vector<ConfigurationResult> digests;
};

Layout LayoutOf(const Apart& apart) {
  auto layout = Layout::Create(apart.rules, apart.configurations);
  REQUIRE(layout.ok());
  return std::move(layout).value();
}

void CheckSame(const SealedClaimSet& sealed, const ClaimSet& set) {
  CHECK(sealed.bytes() == EncodeClaimSet(set).value());
  CHECK(sealed.name() == set.name);
  CHECK(sealed.verdict() == set.verdict);
  CHECK(sealed.counts() == set.counts);
  for (const SealedPart& part : sealed.parts()) {
    const ClaimSet expected = PartOf(set, part.environment).value();
    CHECK(part.bytes == EncodeClaimSet(expected).value());
    CHECK(part.verdict == expected.verdict);
    CHECK(part.counts == expected.counts);
  }
}

}  // namespace

TEST_CASE("sealed: by a layout, from a claim set and from its octets it is the same") {
  for (const ClaimSet& set : {sample::One(), sample::Several()}) {
    const Apart apart(set);
    const Layout layout = LayoutOf(apart);
    CheckSame(layout.Seal(set, apart.verdicts, apart.digests).value(), set);
    CheckSame(SealedClaimSet::Seal(set).value(), set);
    CheckSame(SealedClaimSet::Read(EncodeClaimSet(set).value()).value(), set);
  }
  CHECK(SealedClaimSet::Seal(sample::One())->parts().empty());
  const auto several = SealedClaimSet::Seal(sample::Several());
  REQUIRE(several->parts().size() == 2);
  CHECK(several->parts()[0].environment == "firmware");
  CHECK(several->parts()[1].environment == "host");
}

TEST_CASE("sealed: what is not selected is left out, with its environment where nothing is left of it") {
  ClaimSet set = sample::Several();
  Apart apart(set);
  const Layout layout = LayoutOf(apart);
  for (std::size_t i = 0; i < apart.rules.size(); ++i) {
    if (apart.rules[i].environment == "firmware") apart.verdicts[i] = {};
    if (apart.rules[i].id == "1.1") apart.verdicts[i] = {};
  }
  set.environments.erase("firmware");
  set.environments["host"].rules.erase("1.1");
  REQUIRE(set.Complete().ok());
  const auto sealed = layout.Seal(set, apart.verdicts, apart.digests);
  REQUIRE(sealed.ok());
  CheckSame(*sealed, set);
  CHECK(sealed->parts().empty());  // one named environment is left

  std::fill(apart.verdicts.begin(), apart.verdicts.end(), RuleResult{});
  const auto bare = layout.Seal(set, apart.verdicts, apart.digests);  // its configuration is still there
  REQUIRE(bare.ok());
  CHECK(bare->verdict() == Verdict::kNotApplicable);
  const ClaimSet several = sample::Several();
  Apart rules(several);
  rules.configurations.clear(), rules.digests.clear();
  std::fill(rules.verdicts.begin(), rules.verdicts.end(), RuleResult{});
  CHECK(LayoutOf(rules).Seal(set, rules.verdicts, rules.digests).status().code() == Code::kInvalid);
}

TEST_CASE("sealed: a layout refuses what a claim set would be refused for") {
  const auto refused = [](std::vector<Place> rules, std::vector<Place> configurations = {}) {
    const auto layout = Layout::Create(rules, configurations);
    REQUIRE(!layout.ok());
    return layout.status().message();
  };
  CHECK(refused({{"a", "1"}, {"b", "1"}}) == "rule `1` stands in two environments");
  CHECK(refused({}, {{"a", "c"}, {"a", "c"}}) == "configuration `c` stands in two environments");
  CHECK(refused({{"a", "\x7f"}}) == "a rule's id is not a name in printable ASCII");
  CHECK(refused({{"\n", "1"}}) == "an environment's name is not printable ASCII");
  CHECK(refused({}) == "the claim set has no results");

  const ClaimSet set = sample::One();
  const Apart apart(set);
  const Layout layout = LayoutOf(apart);
  const auto with = [&](auto change) {
    Apart changed(set);
    ClaimSetHead head = set;
    change(head, changed);
    const auto sealed = layout.Seal(head, changed.verdicts, changed.digests);
    return sealed.ok() ? Code::kOk : sealed.status().code();
  };
  CHECK(with([](ClaimSetHead&, Apart&) {}) == Code::kOk);
  CHECK(with([](ClaimSetHead& head, Apart&) { head.name = "\xff"; }) == Code::kInvalid);
  CHECK(with([](ClaimSetHead& head, Apart&) { head.definition.alg = DigestAlg::kSha1; }) == Code::kInvalid);
  CHECK(with([](ClaimSetHead&, Apart& a) { a.verdicts[0] = {Verdict::kPass, Grade::kNone, "W"}; }) == Code::kInvalid);
  CHECK(with([](ClaimSetHead&, Apart& a) { a.digests[0] = Verdict::kFail; }) == Code::kInvalid);
  CHECK(with([](ClaimSetHead&, Apart& a) { a.verdicts.pop_back(); }) == Code::kUsage);
  CHECK(with([](ClaimSetHead&, Apart& a) { a.digests.clear(); }) == Code::kUsage);
}

}  // namespace mps::claims
