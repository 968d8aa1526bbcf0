// Tokens of the MPS profile: made and verified in every form and algorithm, and refused for every reason there is.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "token/fixture.h"
#include "token/inspect.h"

namespace mps::token {
namespace {

using namespace fixture;
using crypto::KeyKind;

constexpr Form kForms[] = {Form::kCwt, Form::kJwt};

std::string Text(const VerifyReport& report) { return report.ToText(); }

// Expects that exactly this check fails.
void ExpectFailure(ByteView token, const VerifyPolicy& policy, CheckId id, const std::string& part = "") {
  VerifyReport report = VerifyToken(token, policy);
  INFO(Text(report));
  CHECK(!report.verified);
  for (const Check& check : report.checks) {
    INFO(CheckName(check.id));
    CHECK((check.outcome == Outcome::kFailed) == (check.id == id));
  }
  CHECK(report.Of(id).text.find(part) != std::string::npos);
}

void ExpectVerified(ByteView token, const VerifyPolicy& policy) {
  VerifyReport report = VerifyToken(token, policy);
  INFO(Text(report));
  CHECK(report.verified);
}

}  // namespace

TEST_CASE("tokens of every algorithm and form verify under a strict policy") {
  for (KeyKind kind : {KeyKind::kP256, KeyKind::kP384, KeyKind::kEd25519, KeyKind::kRsa}) {
    for (Form form : kForms) {
      VerifyPolicy policy = Policy(kind);
      policy.strict = true;
      Bytes token = Made(form, Input(), kind);
      VerifyReport report = VerifyToken(token, policy);
      INFO(Text(report));
      REQUIRE(report.verified);
      CHECK(report.form == form);
      CHECK(report.claims->summary.name == "Example-Host-L1");
      CHECK(report.claims->summary.verdict == Verdict::kPass);
      CHECK(report.claim_set->definition == claims::sample::Filled(0x11));
      for (const Check& check : report.checks) CHECK(check.outcome == Outcome::kPassed);
    }
  }
}

TEST_CASE("both forms of a token say the same, and hsh is the same digest") {
  TokenInput input = Input(claims::sample::Several());
  input.measured_results = true;
  VerifyReport cwt = VerifyToken(Made(Form::kCwt, input), Policy());
  VerifyReport jwt = VerifyToken(Made(Form::kJwt, input), Policy());
  INFO(Text(cwt) + Text(jwt));
  REQUIRE(cwt.verified);
  REQUIRE(jwt.verified);
  CHECK(cwt.claims->summary.hash == jwt.claims->summary.hash);
  CHECK(cwt.claims->parts.size() == 2);
  CHECK(cwt.claims->parts.at("host").verdict == Verdict::kPass);
  CHECK(cwt.claims->parts.at("firmware").hash == jwt.claims->parts.at("firmware").hash);
  CHECK(cwt.claims->measured->size() == 7);
}

TEST_CASE("a token of a failing host verifies, but never as a pass") {
  for (Form form : kForms) {
    VerifyReport report = VerifyToken(Made(form, Input(claims::sample::Several())), Policy());
    REQUIRE(report.verified);
    CHECK(report.claims->summary.verdict == Verdict::kFail);
    CHECK(report.claim_set->verdict == Verdict::kFail);
  }
}

TEST_CASE("every bit of a token that is flipped refuses it") {
  for (KeyKind kind : {KeyKind::kP256, KeyKind::kEd25519}) {
    for (Form form : kForms) {
      VerifyPolicy policy = Policy(kind);
      Bytes token = Made(form, Input(), kind);
      REQUIRE(VerifyToken(token, policy).verified);
      std::size_t taken = 0;
      for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
        token[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        taken += VerifyToken(token, policy).verified ? 1 : 0;
        token[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      }
      CHECK(taken == 0);
    }
  }
}

TEST_CASE("every bit of a claim set that is given beside the token and flipped refuses it") {
  TokenInput input = Input();
  input.delivery = Delivery::kDigestOnly;
  Bytes token = Made(Form::kCwt, input);
  VerifyPolicy policy = Policy();
  policy.claim_set = input.claim_set.bytes();
  ExpectVerified(token, policy);
  std::size_t taken = 0;
  for (std::size_t bit = 0; bit < policy.claim_set->size() * 8; ++bit) {
    (*policy.claim_set)[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    taken += VerifyToken(token, policy).verified ? 1 : 0;
    (*policy.claim_set)[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
  }
  CHECK(taken == 0);
}

TEST_CASE("every truncation of a token is refused, and so are bytes after it") {
  for (Form form : kForms) {
    Bytes token = Made(form, Input());
    for (std::size_t size = 0; size < token.size(); ++size) {
      CHECK(!VerifyToken(ByteView(token).first(size), Policy()).verified);
    }
    token.push_back('A');
    CHECK(!VerifyToken(token, Policy()).verified);
  }
}

TEST_CASE("a nonce, time, device, name or definition other than expected refuses the token") {
  for (Form form : kForms) {
    Bytes token = Made(form, Input());
    VerifyPolicy policy = Policy();
    policy.nonce->back() ^= 1;
    ExpectFailure(token, policy, CheckId::kNonce, "not the one");
    policy = Policy();
    policy.now = kNow + kDefaultLifetime + policy.skew;
    ExpectFailure(token, policy, CheckId::kTimes, "expired");
    policy.now = *policy.now - 1;
    ExpectVerified(token, policy);
    policy.now = kNow - policy.skew - 1;
    ExpectFailure(token, policy, CheckId::kTimes, "future");
    policy = Policy();
    policy.ueid->back() ^= 1;
    ExpectFailure(token, policy, CheckId::kDevice, "not of the one");
    policy = Policy();
    policy.names = {"Example-Host-L2"};
    ExpectFailure(token, policy, CheckId::kName, "not a name");
    policy = Policy();
    policy.definitions = {claims::sample::Filled(0x12)};
    ExpectFailure(token, policy, CheckId::kDefinition, "not one that is accepted");
  }
}

TEST_CASE("what is not checked is said, and refused only under strict") {
  Bytes token = Made(Form::kCwt, Input());
  VerifyPolicy policy;
  policy.anchors = Policy().anchors;
  VerifyReport report = VerifyToken(token, policy);
  INFO(Text(report));
  CHECK(report.verified);
  for (CheckId id : {CheckId::kNonce, CheckId::kTimes, CheckId::kEvidenceAge, CheckId::kDevice, CheckId::kName,
                     CheckId::kDefinition}) {
    CHECK(report.Of(id).outcome == Outcome::kNotChecked);
    CHECK(!report.Of(id).text.empty());
  }
  policy.strict = true;
  CHECK(!VerifyToken(token, policy).verified);
}

TEST_CASE("an expectation that cannot be looked at is a refusal, not silence") {
  TokenInput input = Input();
  input.delivery = Delivery::kDigestOnly;
  input.ueid.reset();
  input.subject = "host-17";
  Bytes token = Made(Form::kJwt, input);
  VerifyPolicy policy = Policy();
  policy.ueid.reset();
  policy.subject = "host-17";
  ExpectFailure(token, policy, CheckId::kDefinition, "no claim set");
  policy.definitions.clear();
  VerifyReport report = VerifyToken(token, policy);
  CHECK(report.verified);
  CHECK(report.Of(CheckId::kClaimSet).outcome == Outcome::kNotChecked);
  CHECK(report.Of(CheckId::kTailoring).outcome == Outcome::kNotChecked);
  policy.ueid = Ueid();
  ExpectFailure(token, policy, CheckId::kDevice, "names no device");
  policy.ueid.reset();
  policy.subject = "host-18";
  ExpectFailure(token, policy, CheckId::kDevice, "subject");
}

TEST_CASE("last year's evidence under a fresh nonce is refused") {
  TokenInput input = Input();
  input.evidence = {EvidenceRef(kNow - 365 * 86400)};
  for (Form form : kForms) ExpectFailure(Made(form, input), Policy(), CheckId::kEvidenceAge, "older");
  VerifyPolicy policy = Policy();
  policy.max_age = 366 * 86400;
  ExpectVerified(Made(Form::kCwt, input), policy);
}

TEST_CASE("evidence of another nonce, of the future or without a record makes no token") {
  auto signer = Signer();
  TokenInput input = Input();
  input.evidence[0].nonce->back() ^= 1;
  CHECK(MakeToken(Form::kCwt, *signer, input).status().code() == Code::kFreshness);
  input = Input();
  input.evidence[0].collected_at = kNow + 301;
  CHECK(MakeToken(Form::kCwt, *signer, input).status().code() == Code::kFreshness);
  input.evidence.clear();
  CHECK(MakeToken(Form::kCwt, *signer, input).status().code() == Code::kInvalid);
}

TEST_CASE("evidence inside the token or beside it is compared with nonce and digest") {
  TokenInput input = Input();
  input.evidence[0].data = Evidence();
  Bytes token = Made(Form::kJwt, input);
  VerifyPolicy policy = Policy();
  policy.evidence = Evidence();
  ExpectVerified(token, policy);
  policy.evidence->back() = ' ';
  ExpectFailure(token, policy, CheckId::kEvidence, "does not have a digest");
  // An attester that hides the evidence's nonce from MakeToken is caught where the evidence is inside.
  Bytes other = ToBytes(AsBytes(R"({"mps_evidence":1,"nonce":"AAAAAAAAAAAAAAAAAAAAAA"})"));
  input.evidence[0].data = other;
  input.evidence[0].digest.value = crypto::Sha256(other).value();
  input.evidence[0].nonce.reset();
  ExpectFailure(Made(Form::kCwt, input), Policy(), CheckId::kEvidence, "another nonce");
}

TEST_CASE("evidence in CBOR inside a token is read for its nonce, and refused if it cannot be") {
  auto with = [](const std::string& hex) {
    TokenInput input = Input();
    Bytes document = HexDecode(hex).value();
    input.evidence[0].type = kEvidenceCborType;
    input.evidence[0].data = document;
    input.evidence[0].digest.value = crypto::Sha256(document).value();
    input.evidence[0].nonce.reset();
    return Made(Form::kCwt, input);
  };
  const std::string nonce = "656e6f6e636550";  // "nonce": 16 octets
  ExpectVerified(with("a2"
                      "6161"
                      "01" +
                      nonce + HexEncode(Nonce())),
                 Policy());
  ExpectVerified(with("a16161"
                      "01"),
                 Policy());  // evidence need not have a nonce
  ExpectFailure(with("a1" + nonce + std::string(32, '0')), Policy(), CheckId::kEvidence, "another nonce");
  ExpectFailure(with("a1"
                     "656e6f6e6365"
                     "6161"),
                Policy(), CheckId::kEvidence, "cannot be read");
  ExpectFailure(with("a2" + nonce + HexEncode(Nonce()) + nonce + HexEncode(Nonce())), Policy(), CheckId::kEvidence,
                "cannot be read");
  ExpectFailure(with("a1" + nonce + HexEncode(Nonce()) + "00"), Policy(), CheckId::kEvidence, "cannot be read");
}

TEST_CASE("a loosened parameter is refused unless the policy lists the very name") {
  claims::ClaimSet set = claims::sample::One();
  set.base_name = set.name;
  set.name += "+custom";
  for (Form form : kForms) {
    Bytes token = Made(form, Input(set));
    ExpectFailure(token, Policy(), CheckId::kName, "+custom");
    VerifyPolicy policy = Policy();
    policy.names.clear();
    ExpectFailure(token, policy, CheckId::kName, "+custom");
    policy.names = {"Example-Host-L1+custom"};
    ExpectVerified(token, policy);
  }
}

TEST_CASE("a tailoring is refused unless the policy lists its digest") {
  claims::ClaimSet set = claims::sample::One();
  set.base_name = set.name;
  set.name = "Acme-Host-L1";
  set.tailoring = claims::sample::Filled(0x33);
  Bytes token = Made(Form::kCwt, Input(set));
  VerifyPolicy policy = Policy();
  policy.names = {"Acme-Host-L1"};
  ExpectFailure(token, policy, CheckId::kTailoring, "not one that is accepted");
  policy.tailorings = {claims::sample::Filled(0x33)};
  ExpectVerified(token, policy);
  policy.names = {"Example-Host-L1"};
  ExpectFailure(token, policy, CheckId::kName, "Acme-Host-L1");
}

TEST_CASE("the key, its algorithm and the names it may sign for come from the policy") {
  for (Form form : kForms) {
    Bytes token = Made(form, Input());
    VerifyPolicy policy = Policy();
    policy.anchors.clear();
    ExpectFailure(token, policy, CheckId::kAnchor, "no trusted key");
    policy = Policy(KeyKind::kEd25519);
    ExpectFailure(token, policy, CheckId::kAnchor, "no trusted key");
    policy = Policy();
    policy.anchors[0].alg = crypto::SignAlg::kEs384;
    ExpectFailure(token, policy, CheckId::kAlgorithm, "ES384");
    policy.anchors[0].alg = crypto::SignAlg::kEs512;
    ExpectFailure(token, policy, CheckId::kAlgorithm, "profile");
    policy = Policy();
    policy.anchors[0].names = {"Other-L1"};
    ExpectFailure(token, policy, CheckId::kName, "may not sign");
  }
  auto es512 = crypto::MakeSigner(Key(KeyKind::kP521)).value();
  CHECK(MakeToken(Form::kCwt, *es512, Input()).status().code() == Code::kSignature);
}

TEST_CASE("a signature by another key under a trusted key's identifier is refused") {
  auto other = crypto::MakeSigner(crypto::GenerateKey(KeyKind::kP256).value()).value();
  const crypto::KeyId& id = Key(KeyKind::kP256).public_key().id();
  TokenClaims claims = ClaimsOf(Input()).value();
  Bytes payload = eat::ItemToCbor(BuildClaims(claims, false).value()).value();
  cose::SignInput sign;
  sign.payload = payload;
  sign.typ = std::string(kCwtType);
  sign.kid = Bytes(id.begin(), id.end());
  ExpectFailure(cose::MakeSign1(*other, sign).value(), Policy(), CheckId::kSignature);
  sign.typ = "application/eat-cwt";
  ExpectFailure(cose::MakeSign1(*Signer(), sign).value(), Policy(), CheckId::kFormat, "typ");
  sign.typ = std::string(kCwtType);
  sign.cwt_tag = false;
  ExpectFailure(cose::MakeSign1(*Signer(), sign).value(), Policy(), CheckId::kFormat, "61");
}

TEST_CASE("upper-case names are read and written by option, and never beside the others") {
  TokenInput input = Input(claims::sample::Several());
  input.upper_case = true;
  Bytes token = Made(Form::kJwt, input);
  ExpectFailure(token, Policy(), CheckId::kRules, "mps: is missing");
  VerifyPolicy policy = Policy();
  policy.upper_case = true;
  ExpectVerified(token, policy);
  ExpectVerified(Made(Form::kJwt, Input()), policy);
  eat::Item claims = BuildClaims(ClaimsOf(Input()).value(), false).value();
  claims.Add(claim::kUpperHsh, eat::Item::Text("x"));
  ExpectFailure(SignedClaims(Form::kJwt, claims), Policy(), CheckId::kRules, "both spellings");
  ExpectFailure(SignedClaims(Form::kJwt, claims), policy, CheckId::kRules, "both spellings");
  CHECK(!MakeToken(Form::kCwt, *Signer(), input).ok());
}

TEST_CASE("mpv, measres, submodules and claim set that disagree are refused") {
  TokenInput input = Input(claims::sample::Several());
  input.measured_results = true;
  TokenClaims good = ClaimsOf(input).value();
  auto signed_with = [](const TokenClaims& claims) {
    return SignedClaims(Form::kCwt, BuildClaims(claims, false).value());
  };
  ExpectVerified(signed_with(good), Policy());
  TokenClaims bad = good;
  bad.summary.verdict = Verdict::kPass;
  ExpectFailure(signed_with(bad), Policy(), CheckId::kRules, "cannot follow");
  bad = good;
  bad.summary.counts[1] += 1;
  ExpectFailure(signed_with(bad), Policy(), CheckId::kRules, "measres");
  bad.measured.reset();
  ExpectFailure(signed_with(bad), Policy(), CheckId::kAgreement, "counts");
  bad = good;
  std::swap(bad.measured->front().result, bad.measured->back().result);
  ExpectFailure(signed_with(bad), Policy(), CheckId::kAgreement, "measres");
  bad = good;
  bad.parts["host"].hash.value[0] ^= 1;
  ExpectFailure(signed_with(bad), Policy(), CheckId::kAgreement, "host");
  bad = good;
  bad.parts["host"].name = "Other-L1";
  ExpectFailure(signed_with(bad), Policy(), CheckId::kRules, "another MPS");
  bad = good;
  bad.parts.clear();
  ExpectFailure(signed_with(bad), Policy(), CheckId::kAgreement, "environments");
  bad = good;
  bad.summary.name = "Example-Host-L1";
  bad.measured.reset();
  for (auto& part : bad.parts) part.second.name = bad.summary.name;
  ExpectFailure(signed_with(bad), Policy(), CheckId::kAgreement, "claim set is of");
}

TEST_CASE("lem entries that the profile forbids are refused") {
  TokenClaims good = ClaimsOf(Input()).value();
  auto with = [&](auto change) {
    TokenClaims bad = good;
    change(bad.lem);
    return SignedClaims(Form::kJwt, BuildClaims(bad, false).value());
  };
  using Lem = std::vector<LemEntry>;
  ExpectFailure(with([](Lem& lem) { lem.push_back(lem[0]); }), Policy(), CheckId::kRules, "more than one claim set");
  ExpectFailure(with([](Lem& lem) { lem.erase(lem.begin() + 1); }), Policy(), CheckId::kRules, "no evidence");
  ExpectFailure(with([](Lem& lem) { lem[1].time.reset(); }), Policy(), CheckId::kRules, "time of collection");
  ExpectFailure(with([](Lem& lem) { lem[0].data->push_back(0); }), Policy(), CheckId::kRules, "match its digest");
  ExpectFailure(with([](Lem& lem) { lem[0].digest->value[0] ^= 1; }), Policy(), CheckId::kRules, "match its digest");
  ExpectFailure(with([](Lem& lem) { lem[0].data.reset(), lem[0].digest->value[0] ^= 1; }), Policy(), CheckId::kRules,
                "not hsh");
  ExpectFailure(with([](Lem& lem) { lem[1].type = "evidence"; }), Policy(), CheckId::kRules, "media type");
  LemEntry log{Role::kLog,  "application/octet-stream", "https://example.test/log", std::nullopt, std::nullopt,
               std::nullopt};
  ExpectFailure(with([&](Lem& lem) { lem.push_back(log); }), Policy(), CheckId::kRules, "uri without a digest");
  log.digest = claims::sample::Filled(7);
  ExpectVerified(with([&](Lem& lem) { lem.push_back(log); }), Policy());
  log.digest->alg = DigestAlg::kSha1;
  log.digest->value.resize(20);
  ExpectFailure(with([&](Lem& lem) { lem.push_back(log); }), Policy(), CheckId::kRules, "SHA-1");
}

TEST_CASE("every role, pcr, fma and other hashes travel in both forms") {
  TokenInput input = Input();
  input.hash_alg = DigestAlg::kSha384;
  input.delivery = Delivery::kUri;
  input.claim_set_uri = "https://example.test/claims.cbor";
  for (Role role : {Role::kLog, Role::kEndorsement, Role::kProgram}) {
    input.attachments.push_back({role, "application/octet-stream", std::nullopt, std::nullopt, Bytes{1, 2, 3}, kNow});
  }
  input.fma = "application/rim+cose";
  input.pcr =
      PcrBanks{{DigestAlg::kSha256, {{0, Bytes(32, 1)}, {7, Bytes(32, 2)}}}, {DigestAlg::kSha1, {{10, Bytes(20, 3)}}}};
  for (Form form : kForms) {
    VerifyPolicy policy = Policy();
    policy.claim_set = input.claim_set.bytes();
    VerifyReport report = VerifyToken(Made(form, input), policy);
    INFO(Text(report));
    REQUIRE(report.verified);
    CHECK(report.claims->lem.size() == 5);
    CHECK(report.claims->summary.hash.alg == DigestAlg::kSha384);
    CHECK(std::get<PcrBanks>(*report.claims->pcr) == std::get<PcrBanks>(*input.pcr));
    CHECK(report.claims->fma == input.fma);
  }
  input.pcr = "https://example.test/pcrs";
  CHECK(std::get<std::string>(*VerifyToken(Made(Form::kJwt, input), Policy()).claims->pcr) ==
        "https://example.test/pcrs");
  input.pcr = PcrBanks{{DigestAlg::kSha256, {{32, Bytes(32, 1)}}}};
  CHECK(!MakeToken(Form::kCwt, *Signer(), input).ok());
  input.pcr = "not a uri";
  CHECK(!MakeToken(Form::kCwt, *Signer(), input).ok());
  input.pcr.reset();
  input.hash_alg = DigestAlg::kSha1;
  CHECK(!MakeToken(Form::kCwt, *Signer(), input).ok());
}

TEST_CASE("a token is not made from bad inputs") {
  auto refused = [](auto change) {
    TokenInput input = Input();
    change(input);
    return !MakeToken(Form::kCwt, *Signer(), input).ok() && !MakeToken(Form::kJwt, *Signer(), input).ok();
  };
  CHECK(refused([](TokenInput& i) { i.nonce.resize(7); }));
  CHECK(refused([](TokenInput& i) { i.nonce.resize(65); }));
  CHECK(refused([](TokenInput& i) { i.ueid->resize(6); }));
  CHECK(refused([](TokenInput& i) { i.ueid.reset(); }));
  CHECK(refused([](TokenInput& i) { i.claim_set = {}; }));
  CHECK(refused([](TokenInput& i) { i.token_id = Bytes(15, 0); }));
  CHECK(refused([](TokenInput& i) { i.expires = kNow; }));
  CHECK(refused([](TokenInput& i) { i.now = -1; }));
  CHECK(refused([](TokenInput& i) { i.subject = "\xff", i.ueid.reset(); }));
  CHECK(refused([](TokenInput& i) { i.delivery = Delivery::kUri; }));
}

TEST_CASE("hostile bytes are refused with a report") {
  Bytes deep(5000, 0xd8);
  const Bytes cases[] = {{},
                         {0x00},
                         {0xff},
                         {'a'},
                         {'.', '.', '.'},
                         {'[', ']'},
                         Bytes(100000, 0x81),
                         Bytes(100000, '['),
                         Bytes(100000, '.'),
                         deep,
                         {0xd8, 0x3d, 0xd2, 0x84, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
  for (const Bytes& bytes : cases) {
    VerifyReport report = VerifyToken(bytes, Policy());
    CHECK(!report.verified);
    CHECK(report.checks.size() == kCheckCount);
    CHECK(report.Of(CheckId::kFormat).outcome == Outcome::kFailed);
    CHECK(!Inspect(bytes).ok());
  }
}

TEST_CASE("inspect prints what a token says and that nobody verified it") {
  TokenInput input = Input(claims::sample::Several());
  input.subject =
      "a\xc2\x9b"
      "b";  // a control character that steers terminals
  for (Form form : kForms) {
    std::string text = Inspect(Made(form, input)).value();
    CHECK(text.find("NOT VERIFIED") == 0);
    CHECK(text.find("Example-Fleet-L1") != std::string::npos);
    CHECK(text.find("\"firmware\":") != std::string::npos);
    CHECK(text.find("claim set: [") != std::string::npos);
    CHECK(text.find("\xc2\x9b") == std::string::npos);
  }
}

}  // namespace mps::token
