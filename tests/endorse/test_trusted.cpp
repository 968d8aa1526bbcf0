// What a trust store leaves of an endorser's words: whole statements, each with its reason.
#include <catch2/catch.hpp>

#include "endorse/policy.h"
#include "endorse/trusted.h"
#include "trust/pki_fixture.h"

using namespace mps;
using namespace mps::endorse;
namespace pki = mps::trust::fixture;

namespace {

ClaimPath Path(std::string_view text) { return ParseClaimPath(text).value(); }

Endorsement Saying(const std::string& id, const std::vector<std::string>& claims) {
  Endorsement out;
  out.id = id;
  out.endorser = "maker";
  for (const auto& claim : claims) {
    Addition addition;
    addition.claim = Path(claim);
    out.cases.emplace_back().then.push_back(addition);
  }
  return out;
}

trust::Anchor EndorserAnchor(const crypto::PublicKey& key, std::vector<std::string> claims,
                             std::vector<std::string> answers = {}) {
  trust::Anchor anchor = pki::KeyAnchor("makers", key);
  anchor.roles = {trust::Role::kEndorsement};
  anchor.claims = std::move(claims);
  anchor.answers = std::move(answers);
  return anchor;
}

}  // namespace

TEST_CASE("trusted: what the anchor does not list is taken out whole, and told") {
  const auto key = pki::NewKey().public_key();
  const std::vector<trust::Anchor> anchors = {EndorserAnchor(key, {"box.mark", "box.list"}, {"5.*"})};
  const auto grant = GrantOf(anchors, pki::IdOf(key), {}, pki::kNow);
  REQUIRE(grant.ok());
  EndorsementSet set;
  set.origin = "a file";
  set.endorsements = {Saying("one", {"box.mark"}), Saying("two", {"box.mark", "box.other"}),
                      Saying("deep", {"box.list[\"x\"].y"}), Saying("near", {"box.marks"})};
  Endorsement silent = Saying("silent", {"box.mark"});
  silent.speaks_of = {Path("box.other")};
  Endorsement corroborating = Saying("corroborating", {"box.other"});
  corroborating.cases[0].then[0].corroborates = true;
  set.endorsements.push_back(silent);
  set.endorsements.push_back(corroborating);
  set.answers = {{"5.1", "maker", true, "x"}, {"6.1", "maker", true, "x"}};
  const auto ignored = Narrow(*grant, set);
  std::vector<std::string> left, out;
  for (const auto& one : set.endorsements) left.push_back(one.id);
  for (const auto& one : ignored) out.push_back(one.id);
  CHECK(left == std::vector<std::string>{"one", "deep"});
  CHECK(out == std::vector<std::string>{"two", "near", "silent", "corroborating", "6.1"});
  REQUIRE(set.answers.size() == 1);
  CHECK(set.answers[0].rule == "5.1");
  CHECK(ignored[0].reason.find("anchor `makers` may not state the claim `box.other`") != std::string::npos);
  CHECK(ignored[0].origin == "a file");
  CHECK(ignored[0].endorser == "maker");
  CHECK_FALSE(ignored[0].answer);
  CHECK(ignored[4].answer);
}

TEST_CASE("trusted: who is asked for, and when") {
  const auto ca = pki::Issue(pki::CaSpec("Makers"));
  const auto leaf = pki::Issue({}, &ca);
  trust::Anchor anchor = pki::CaAnchor("makers", ca);
  anchor.roles = {trust::Role::kEndorsement};
  anchor.claims = {"*"};
  const Bytes id = pki::IdOf(leaf.key.public_key());
  const auto code = [&](const trust::Anchor& by, const std::vector<Bytes>& chain, std::int64_t now = pki::kNow) {
    const std::vector<trust::Anchor> anchors = {by};
    const auto grant = GrantOf(anchors, id, chain, now);
    return grant.ok() ? Code::kOk : grant.status().code();
  };
  CHECK(code(anchor, {leaf.der}) == Code::kOk);
  CHECK(code(anchor, {}) == Code::kTrust);
  CHECK(code(anchor, {ca.der}) == Code::kTrust);  // a certificate of another key
  CHECK(code(anchor, {leaf.der}, pki::kNow + 11 * pki::kDay) == Code::kTrust);
  trust::Anchor revoking = anchor;
  revoking.crls = {crypto::DecodeCrl(pki::MakeCrl(ca, {7})).value()};
  CHECK(code(revoking, {leaf.der}) == Code::kTrust);
  revoking.crls = {crypto::DecodeCrl(pki::MakeCrl(ca, {8})).value()};
  CHECK(code(revoking, {leaf.der}) == Code::kOk);
  revoking.crls = {crypto::DecodeCrl(pki::MakeCrl(ca, {8}, pki::kNow - 3 * pki::kDay, pki::kNow - pki::kDay)).value()};
  CHECK(code(revoking, {leaf.der}) == Code::kTrust);
  anchor.roles = {trust::Role::kToken, trust::Role::kBundle, trust::Role::kAk};
  CHECK(code(anchor, {leaf.der}) == Code::kTrust);
}

TEST_CASE("trusted: of several signers each is judged by its own grant") {
  const auto one = pki::NewKey().public_key(), two = pki::NewKey().public_key();
  const Bytes first = {1}, second = {2}, nobody = {3};
  const std::vector<trust::Anchor> anchors = {EndorserAnchor(one, {"box.mark"}), EndorserAnchor(two, {"box.other"})};
  SignerGrants grants;
  grants.Add(first, GrantOf(anchors, pki::IdOf(one), {}, pki::kNow).value());
  grants.Add(second, GrantOf(anchors, pki::IdOf(two), {}, pki::kNow).value());
  EndorsementSet set;
  set.endorsements = {Saying("a", {"box.mark"}), Saying("b", {"box.mark"}), Saying("c", {"box.other"}),
                      Saying("d", {"box.mark"}), Saying("e", {"box.mark"})};
  const auto ignored = grants.Narrow({first, second, first, nobody}, set);
  REQUIRE(set.endorsements.size() == 1);
  CHECK(set.endorsements[0].id == "a");
  REQUIRE(ignored.size() == 4);
  CHECK(ignored[0].reason.find("only box.other") != std::string::npos);
  CHECK(ignored[1].reason.find("only box.mark") != std::string::npos);
  CHECK(ignored[2].reason.find("no anchor vouches") != std::string::npos);
  CHECK(ignored[3].reason.find("no anchor vouches") != std::string::npos);  // nobody said whose it is
  CHECK_FALSE(grants.Silenced(first));
  CHECK(grants.Silenced(second));
  CHECK_FALSE(grants.Silenced({4}));
}
