// Answers to manual controls: whose count, for which device, and what they come to (docs/language.md, L14.13 to
// L14.16).
#include <catch2/catch.hpp>

#include "endorse/answers.h"

using namespace mps;
using namespace mps::endorse;

namespace {

const Bytes kHere(17, 1), kThere(17, 2);

// Rules 1 (by program), 5.1 and 5.2 (by hand), and a hidden one.
program::Program Program() {
  program::Program program;
  for (const char* id : {"1", "5.1", "5.2", "zz"}) {
    program::RuleSpec& rule = program.rules.emplace_back();
    rule.id = id;
    rule.is_manual = id[0] == '5';
  }
  program.rules.back().hidden = true;
  program.rules.back().is_manual = true;
  return program;
}

EndorsementSet Definition() {
  EndorsementSet set;
  set.endorsers = {{"auditor", "thumbprint", "sha256:00", {}, {"1", "5.1", "zz"}},
                   {"other", "thumbprint", "", {}, {"5.1", "5.2"}}};
  return set;
}

EndorsementSet File(std::vector<Answer> answers, std::vector<Bytes> ueids = {}, std::string origin = "a.signed") {
  EndorsementSet set;
  set.answers = std::move(answers);
  set.ueids = std::move(ueids);
  set.origin = std::move(origin);
  return set;
}

// `rule verdict: reason` of each, then what is ignored.
std::vector<std::string> Judge(std::vector<EndorsementSet> files, const std::optional<Bytes>& ueid = kHere,
                               const TrustPolicy& policy = {}) {
  std::vector<EndorsementSet> sets = {Definition()};
  for (EndorsementSet& file : files) sets.push_back(std::move(file));
  const auto program = Program();
  const auto answers = Answers::Create(program, std::move(sets), policy);
  if (!answers.ok()) return {answers.status().message()};
  evidence::Facts facts;
  facts.ueid = ueid;
  std::vector<std::string> out;
  std::vector<Ignored> ignored = answers->ignored();
  for (const Answered& one : answers->Of(DeviceOf(facts), &ignored)) {
    CHECK(one.answers.size() == one.origins.size());
    out.push_back(program.rules[one.rule].id + " " + std::string(VerdictName(one.verdict)) + ": " + one.reason);
  }
  for (const Ignored& one : ignored) {
    CHECK(one.answer);
    out.push_back("ignored " + one.id + " of " + one.origin + ": " + one.reason);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("L14.13 an answer is pass or fail, with who gave it and why") {
  CHECK(Judge({File({{"5.1", "auditor", true, "seen"}})}) ==
        Lines{"5.1 pass: `auditor` (a.signed) answers pass: seen"});
  CHECK(Judge({File({{"5.1", "auditor", false, "open"}, {"5.2", "other", true, "seen"}})}) ==
        Lines{"5.1 fail: `auditor` (a.signed) answers fail: open", "5.2 pass: `other` (a.signed) answers pass: seen"});
}

TEST_CASE("L14.15 two answers that differ are an error that names both; two that agree are one") {
  const auto pass = File({{"5.1", "auditor", true, "seen"}}),
             fail = File({{"5.1", "other", false, "open"}}, {}, "b.signed");
  const std::string both =
      "5.1 error: two answers differ: `auditor` (a.signed) answers pass: seen; `other` (b.signed) answers fail: open";
  CHECK(Judge({pass, fail}) == Lines{both});
  CHECK(Judge({fail, pass}) == Lines{both});
  CHECK(Judge({pass, File({{"5.1", "other", true, "too"}}, {}, "b.signed")}) ==
        Lines{"5.1 pass: `auditor` (a.signed) answers pass: seen"});
}

TEST_CASE("L14.16 answers outside a grant, or of those who are not trusted, are ignored whole") {
  CHECK(Judge({File({{"5.2", "auditor", true, "x"}})}) ==
        Lines{"ignored 5.2 of a.signed: the definition lets `auditor` not answer `5.2`"});
  CHECK(Judge({File({{"5.1", "stranger", true, "x"}})}) ==
        Lines{"ignored 5.1 of a.signed: the definition has no endorser `stranger`"});
  // Granted by a program that no checker made: neither a judged rule nor a hidden one is answered.
  CHECK(Judge({File({{"1", "auditor", true, "x"}, {"zz", "auditor", true, "x"}})}) ==
        Lines{"ignored 1 of a.signed: the definition has no manual control `1`",
              "ignored zz of a.signed: the definition has no manual control `zz`"});
  TrustPolicy policy;
  policy.endorsers["auditor"].trusted = false;
  CHECK(Judge({File({{"5.1", "auditor", true, "x"}})}, kHere, policy) ==
        Lines{"ignored 5.1 of a.signed: the trust policy does not trust `auditor`"});
  policy.endorsers["auditor"].trusted = true;
  policy.endorsers["auditor"].answers = {"5.2"};
  CHECK(Judge({File({{"5.1", "auditor", true, "x"}})}, kHere, policy) ==
        Lines{"ignored 5.1 of a.signed: the trust policy lets `auditor` not answer `5.1`"});
  policy.endorsers["auditor"].answers = {"5.1"};
  CHECK(Judge({File({{"5.1", "auditor", true, "x"}})}, kHere, policy).front().starts_with("5.1 pass"));
  policy.endorsers["auditor"].answers = {"5.3"};
  CHECK(Judge({}, kHere, policy).front().find("did you mean `5.1`?") != std::string::npos);
  policy.endorsers["auditor"].answers = {"1"};
  CHECK(Judge({}, kHere, policy).front().find("which is no manual control") != std::string::npos);
}

TEST_CASE(
    "L14.16 an answer for a device is of that device; where evidence does not say which it is, the control is "
    "unknown") {
  const Answer pass{"5.1", "auditor", true, "seen"}, fail{"5.1", "other", false, "open"};
  CHECK(Judge({File({pass}, {kHere})}).front().starts_with("5.1 pass"));
  CHECK(Judge({File({pass}, {kThere})}) == Lines{"ignored 5.1 of a.signed: it is for another device"});
  // One of another device does not disturb one of this.
  CHECK(Judge({File({pass}, {kHere}), File({fail}, {kThere}, "b.signed")}).front().starts_with("5.1 pass"));
  for (const Answer& one : {pass, fail}) {
    CHECK(Judge({File({one}, {kHere})}, std::nullopt).front().starts_with("5.1 unknown: the evidence does not say"));
  }
  // What is known stands unless what is not known would change it.
  CHECK(Judge({File({pass}), File({fail}, {kThere}, "b.signed")}, std::nullopt).front().starts_with("5.1 unknown"));
  CHECK(Judge({File({fail}), File({pass}, {kThere}, "b.signed")}, std::nullopt).front().starts_with("5.1 unknown"));
  CHECK(Judge({File({pass}), File({pass}, {kThere}, "b.signed")}, std::nullopt).front().starts_with("5.1 pass"));
}

TEST_CASE("attesting keys of all environments are asked, not of the first alone") {
  EndorsementSet set;
  set.keys = {"sha256:two"};
  evidence::Facts facts;
  CHECK(IsFor(set, DeviceOf(facts)) == ForDevice::kUndecided);
  facts.environments.resize(2);
  facts.environments[0].key = "sha256:one", facts.environments[1].key = "sha256:two";
  CHECK(IsFor(set, DeviceOf(facts)) == ForDevice::kYes);
  facts.environments[1].key = "sha256:three";
  CHECK(IsFor(set, DeviceOf(facts)) == ForDevice::kNo);
  // One that names no key may be the one.
  facts.environments[1].key.clear();
  CHECK(IsFor(set, DeviceOf(facts)) == ForDevice::kUndecided);
  set.ueids = {kHere};
  facts.ueid = kThere;
  CHECK(IsFor(set, DeviceOf(facts)) == ForDevice::kNo);
}
