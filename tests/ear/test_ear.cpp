// Attestation results: the draft's rules in both encodings, Veraison's form by profile only, signatures.
#include <catch2/catch.hpp>

#include "ear/ear.h"
#include "token/fixture.h"

namespace mps::ear {
namespace {

const std::string kTop = R"("eat_profile":"tag:ietf.org,2026:rats/ear#03","iat":1790000000,)"
                         R"("ear_verifier_id":{"developer":"d","build":"b"})";

Result<Ear> Json(const std::string& text) {
  auto claims = eat::DecodeJsonClaims(text);
  if (!claims.ok()) return claims.TakeStatus();
  return DecodeEar(*claims);
}
Result<Ear> Submod(const std::string& claims, const std::string& more = "") {
  return Json("{" + kTop + more + R"(,"submods":{"s":{)" + claims + "}}}");
}
bool Says(const Result<Ear>& result, std::string_view text) {
  return !result.ok() && result.status().message().find(text) != std::string::npos;
}

Ear Small() {
  Ear ear;
  ear.issued = token::fixture::kNow;
  ear.expires = token::fixture::kNow + 60;
  ear.verifier = {"d", "b"};
  Appraisal one;
  one.status = Tier::kWarning;
  one.vector.emplace();
  (*one.vector)[1] = 32;
  one.policies = {"p:1", "p:2"};
  ear.submods["s"] = one;
  ear.raw_evidence = Bytes{1, 2};
  ear.nonces = {token::fixture::Nonce()};
  ear.ueid = token::fixture::Ueid();
  ear.subject = "box";
  return ear;
}

eat::Policy PolicyFor(const crypto::Signer& signer) {
  eat::Policy policy;
  policy.any_kid = true;
  policy.keys = {{{}, signer.public_key(), signer.alg()}};
  policy.now = token::fixture::kNow;
  policy.nonce = token::fixture::Nonce();
  return policy;
}

}  // namespace

TEST_CASE("ear: tiers and their ranges") {
  const std::pair<int, Tier> kEdges[] = {{-128, Tier::kContraindicated},
                                         {-97, Tier::kContraindicated},
                                         {-96, Tier::kWarning},
                                         {-33, Tier::kWarning},
                                         {-32, Tier::kAffirming},
                                         {-2, Tier::kAffirming},
                                         {-1, Tier::kNone},
                                         {0, Tier::kNone},
                                         {1, Tier::kNone},
                                         {2, Tier::kAffirming},
                                         {31, Tier::kAffirming},
                                         {32, Tier::kWarning},
                                         {95, Tier::kWarning},
                                         {96, Tier::kContraindicated},
                                         {127, Tier::kContraindicated}};
  for (const auto& [claim, tier] : kEdges) {
    INFO(claim);
    CHECK(TierOf(static_cast<std::int8_t>(claim)) == tier);
  }
  CHECK(BetterThan(Tier::kAffirming, Tier::kNone));
  CHECK(BetterThan(Tier::kNone, Tier::kWarning));
  CHECK(BetterThan(Tier::kWarning, Tier::kContraindicated));
  CHECK(!BetterThan(Tier::kNone, Tier::kNone));
}

TEST_CASE("ear: what is mandatory") {
  CHECK(Submod(R"("ear_status":"affirming")").ok());
  CHECK(Says(Submod(""), "submodule `s`: claim ear_status: is missing"));
  CHECK(Says(Json("{" + kTop + "}"), "claim submods: is missing"));
  CHECK(!Json("{" + kTop + R"(,"submods":{}})").ok());
  CHECK(Says(Json(R"({"eat_profile":"tag:ietf.org,2026:rats/ear#03","ear_verifier_id":{"developer":"d","build":"b"},)"
                  R"("submods":{"s":{"ear_status":"none"}}})"),
             "claim iat: is missing"));
  CHECK(Says(Json(R"({"eat_profile":"tag:ietf.org,2026:rats/ear#03","iat":1,"submods":{"s":{"ear_status":"none"}}})"),
             "claim ear_verifier_id: is missing"));
  CHECK(Says(Json(R"({"eat_profile":"tag:ietf.org,2026:rats/ear#03","iat":1,"ear_verifier_id":{"developer":"d"},)"
                  R"("submods":{"s":{"ear_status":"none"}}})"),
             "has no text `build`"));
  CHECK(!Json("{" + kTop + R"(,"submods":{"s":["JWT","e30.e30.AA"]}})").ok());
}

TEST_CASE("ear: iat is an integer by value, never by fraction") {
  const auto with = [](const std::string& iat) {
    return Json(R"({"eat_profile":"tag:ietf.org,2026:rats/ear#03","iat":)" + iat +
                R"(,"ear_verifier_id":{"developer":"d","build":"b"},"submods":{"s":{"ear_status":"none"}}})");
  };
  CHECK(with("1.666529184e+09")->issued == 1666529184);
  CHECK(!with("1666529184.5").ok());
  CHECK(!with("\"1666529184\"").ok());
}

TEST_CASE("ear: a status is never better than what is under it") {
  const auto vector = [](const std::string& status, const std::string& claims) {
    return Submod(R"("ear_status":")" + status + R"(","ear_trustworthiness_vector":{)" + claims + "}");
  };
  CHECK(vector("affirming", R"("hardware":2,"executables":-2)").ok());
  CHECK(vector("affirming", R"("hardware":0)").ok());  // no claim
  CHECK(Says(vector("affirming", R"("hardware":32)"), "better than the worst of the trustworthiness vector"));
  CHECK(!vector("affirming", R"("hardware":2,"configuration":-1)").ok());
  CHECK(!vector("none", R"("hardware":96)").ok());
  CHECK(!vector("warning", R"("hardware":-128)").ok());
  CHECK(vector("contraindicated", R"("hardware":2)").ok());  // worse is allowed
  CHECK(Says(Submod(R"("ear_status":"warning")", R"(,"ear_status":"affirming")"), "the submodules"));
  CHECK(Submod(R"("ear_status":"warning")", R"(,"ear_status":"contraindicated")")->Overall() == Tier::kContraindicated);
  CHECK(Submod(R"("ear_status":"warning")")->Overall() == Tier::kWarning);
}

TEST_CASE("ear: values of the vector are integers of eight bits under known names") {
  const auto vector = [](const std::string& claims) {
    return Submod(R"("ear_status":"contraindicated","ear_trustworthiness_vector":{)" + claims + "}");
  };
  CHECK(vector(R"("hardware":127)").ok());
  CHECK(!vector(R"("hardware":128)").ok());
  CHECK(!vector(R"("hardware":-129)").ok());
  CHECK(!vector(R"("hardware":"2")").ok());
  CHECK(!vector(R"("hardware":2.5)").ok());
  CHECK(!vector("").ok());
  CHECK(Says(vector(R"("hardwear":2)"), "a category that AR4SI does not define"));
  CHECK(!Submod(R"("ear_status":"good")").ok());
  CHECK(!Submod(R"("ear_status":2)").ok());
  CHECK(!Submod(R"("ear_status":"none","ear_appraisal_policy_ids":"p")").ok());
  CHECK(!Submod(R"("ear_status":"none","ear_appraisal_policy_ids":[])").ok());
}

TEST_CASE("ear: the older form is told by its profile, never by its names") {
  const std::string top = R"("iat":1,"ear.verifier-id":{"developer":"d","build":"b"})";
  const std::string sub = R"("submods":{"s":{"ear.status":"affirming","ear.appraisal-policy-id":"p"}})";
  const auto with = [&](const std::string& profile) {
    return Json(R"({"eat_profile":")" + profile + "\"," + top + "," + sub + "}");
  };
  CHECK(with(std::string(kVeraisonProfile))->submods.at("s").policies == std::vector<std::string>{"p"});
  CHECK(!with(std::string(kProfile)).ok());
  CHECK(!Json("{" + kTop + "," + sub + "}").ok());
  CHECK(with("tag:ietf.org,2026:rats/ear#02").status().feature() == "ear-profile");
  CHECK(!Json("{" + top + "," + sub + "}").ok());
  // In CBOR its names have no numbers that would be its own.
  Ear ear = Small();
  eat::Item built = BuildEar(ear).value();
  for (auto& [key, value] : built.entries) {
    if (key.number == eat::claim::kProfile.number) value = eat::Item::Text(kVeraisonProfile);
  }
  const auto claims = eat::DecodeCborClaims(eat::ItemToCbor(built).value());
  CHECK(DecodeEar(*claims).status().feature() == "ear-profile");
}

TEST_CASE("ear: signed and verified, as CWT and JWT") {
  const auto signer = token::fixture::Signer();
  for (const auto form : {eat::Envelope::kCwt, eat::Envelope::kJwt}) {
    const Bytes token = SignEar(form, *signer, Small()).value();
    const Ear again = VerifyEar(token, PolicyFor(*signer)).value();
    CHECK(again.submods.at("s").policies == std::vector<std::string>{"p:1", "p:2"});
    CHECK((*again.submods.at("s").vector)[1] == 32);
    CHECK(again.raw_evidence == Bytes{1, 2});
    CHECK(again.ueid == token::fixture::Ueid());
    CHECK(again.subject == "box");
    CHECK(again.nonces == std::vector<Bytes>{token::fixture::Nonce()});
    CHECK(again.expires == token::fixture::kNow + 60);
    Bytes altered = token;
    altered[altered.size() / 2] ^= 1;
    CHECK(!VerifyEar(altered, PolicyFor(*signer)).ok());
    auto other = PolicyFor(*token::fixture::Signer(crypto::KeyKind::kP384));
    CHECK(!VerifyEar(token, other).ok());
    auto late = PolicyFor(*signer);
    late.now = token::fixture::kNow + 61;
    CHECK(VerifyEar(token, late).status().code() == Code::kFreshness);
    auto nonce = PolicyFor(*signer);
    nonce.nonce = Bytes(16, 1);
    CHECK(VerifyEar(token, nonce).status().code() == Code::kFreshness);
  }
}

TEST_CASE("ear: nothing is signed that breaks a rule") {
  const auto signer = token::fixture::Signer();
  const auto refused = [&](const Ear& ear) { return !SignEar(eat::Envelope::kJwt, *signer, ear).ok(); };
  Ear ear = Small();
  ear.submods.clear();
  CHECK(refused(ear));
  ear = Small();
  ear.submods["s"].status = Tier::kAffirming;
  CHECK(refused(ear));
  ear = Small();
  ear.status = Tier::kNone;
  CHECK(refused(ear));
  ear = Small();
  ear.verifier.build.clear();
  CHECK(refused(ear));
  ear = Small();
  ear.profile = kVeraisonProfile;
  CHECK(refused(ear));
  ear = Small();
  ear.nonces = {Bytes(4, 1)};
  CHECK(refused(ear));
  CHECK(SignEar(eat::Envelope::kJwt, *token::fixture::Signer(crypto::KeyKind::kP521), Small()).status().code() ==
        Code::kSignature);
}

}  // namespace mps::ear
