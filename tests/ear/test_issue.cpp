// From verdicts to attestation results: the table of docs/results.md, row by row.
#include <catch2/catch.hpp>

#include "claims/sample.h"
#include "ear/issue.h"
#include "token/fixture.h"

namespace mps::ear {
namespace {

claims::ClaimSet SetOf(std::vector<RuleResult> results) {
  claims::ClaimSet set;
  set.name = "Door-L1";
  set.version = "1.0.0";
  set.level = "L1";
  set.definition = claims::sample::Filled(0x11);
  for (std::size_t i = 0; i < results.size(); ++i) set.environments["e"].rules[std::to_string(i)] = results[i];
  (void)set.Complete();
  return set;
}

int ConfigurationOf(std::vector<RuleResult> results) {
  const Judgement judgement = JudgementOf(SetOf(std::move(results)));
  CHECK(judgement.status == TierOf(judgement.configuration));
  return judgement.configuration;
}

IssueInput InputOf(const claims::ClaimSet& set) {
  IssueInput input;
  input.claim_set = claims::EncodeClaimSet(set).value();
  input.verifier = {"d", "b"};
  input.now = token::fixture::kNow;
  return input;
}

constexpr RuleResult Of(Verdict verdict, Grade grade = Grade::kNone) { return {verdict, grade, {}}; }

}  // namespace

TEST_CASE("issue: every verdict has its claim, and no claim is better than a grade") {
  using enum Verdict;
  CHECK(ConfigurationOf({Of(kPass)}) == 2);
  CHECK(ConfigurationOf({Of(kPass), Of(kNotApplicable), Of(kNotChecked)}) == 2);
  CHECK(ConfigurationOf({Of(kPass, Grade::kAffirming)}) == 2);
  CHECK(ConfigurationOf({Of(kPass, Grade::kWarning)}) == 32);
  CHECK(ConfigurationOf({Of(kPass), {kFail, Grade::kNone, "W-1"}}) == 32);
  CHECK(ConfigurationOf({Of(kPass), {kFail, Grade::kContraindicated, "W-1"}}) == 96);
  CHECK(ConfigurationOf({Of(kPass), Of(kFail)}) == 96);
  CHECK(ConfigurationOf({Of(kFail, Grade::kWarning)}) == 96);
  CHECK(ConfigurationOf({Of(kPass), Of(kError)}) == 1);
  CHECK(ConfigurationOf({Of(kPass), Of(kUnknown)}) == 0);
  CHECK(ConfigurationOf({Of(kNotApplicable)}) == 0);
  CHECK(ConfigurationOf({Of(kNotChecked)}) == 0);
  CHECK(ConfigurationOf({Of(kUnknown), {kFail, Grade::kContraindicated, "W-1"}}) == 96);
}

TEST_CASE("issue: one environment gives one submodule, named by the MPS") {
  const Ear ear = IssueEar(InputOf(SetOf({Of(Verdict::kPass)}))).value();
  REQUIRE(ear.submods.size() == 1);
  const Appraisal& one = ear.submods.at("Door-L1");
  CHECK(one.status == Tier::kAffirming);
  CHECK(one.policies == std::vector<std::string>{"tag:mps.example,2026:policy/Door-L1?definition=sha256:" + [] {
          std::string hex;
          for (int i = 0; i < 32; ++i) hex += "11";
          return hex;
        }()});
  CHECK(ear.status == Tier::kAffirming);
  CHECK(ear.issued == token::fixture::kNow);
  CHECK(ear.expires == token::fixture::kNow + 3600);
}

TEST_CASE("issue: several environments have a submodule each, and what is shared has the MPS's name") {
  const claims::ClaimSet set = claims::sample::Several();
  const Ear ear = IssueEar(InputOf(set)).value();
  REQUIRE(ear.submods.size() == 3);
  CHECK(ear.submods.at("firmware").status == Tier::kContraindicated);
  CHECK(ear.submods.at("host").status == Tier::kWarning);  // it passes with a waiver
  CHECK(ear.submods.at("Example-Fleet-L1").status == Tier::kContraindicated);
  CHECK(ear.status == Tier::kContraindicated);
}

TEST_CASE("issue: a rule of no environment that fails cannot hide behind environments that pass") {
  claims::ClaimSet set = SetOf({Of(Verdict::kPass)});
  set.environments["f"].rules["9"] = Of(Verdict::kPass);
  set.environments[""].rules["10"] = Of(Verdict::kFail);
  (void)set.Complete();
  const Ear ear = IssueEar(InputOf(set)).value();
  CHECK(ear.submods.at("e").status == Tier::kAffirming);
  CHECK(ear.submods.at("f").status == Tier::kAffirming);
  CHECK(ear.submods.at("Door-L1").status == Tier::kContraindicated);
  CHECK(ear.status == Tier::kContraindicated);
}

TEST_CASE("issue: no claim is made where nothing is known, and the vector then has none") {
  const auto signer = token::fixture::Signer();
  const Ear ear = IssueEar(InputOf(SetOf({Of(Verdict::kUnknown)}))).value();
  CHECK(ear.Overall() == Tier::kNone);
  for (const auto form : {eat::Envelope::kCwt, eat::Envelope::kJwt}) {
    const Bytes token = SignEar(form, *signer, ear).value();
    eat::Policy policy;
    policy.any_kid = true;
    policy.keys = {{{}, signer->public_key(), signer->alg()}};
    policy.now = token::fixture::kNow;
    const Ear read = VerifyEar(token, policy).value();
    CHECK(read.Overall() == Tier::kNone);
    CHECK(!read.submods.at("Door-L1").vector);
  }
}

TEST_CASE("issue: what is no claim set, and a time that is none, are refused") {
  IssueInput input = InputOf(SetOf({Of(Verdict::kPass)}));
  input.claim_set.back() ^= 1;
  CHECK(!IssueEar(input).ok());
  input = InputOf(SetOf({Of(Verdict::kPass)}));
  input.lifetime = 0;
  CHECK(IssueEar(input).status().code() == Code::kInvalid);
  input.lifetime = INT64_MAX;
  CHECK(!IssueEar(input).ok());
}

TEST_CASE("issue: names are percent-encoded in policies") {
  claims::ClaimSet set = SetOf({Of(Verdict::kPass)});
  set.name = "A b/c%-L1+custom";
  CHECK(PolicyId(set).rfind("tag:mps.example,2026:policy/A%20b%2Fc%25-L1%2Bcustom?definition=sha256:", 0) == 0);
}

}  // namespace mps::ear
