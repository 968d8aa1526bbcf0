// Claims of PSA and CCA: sizes, presence, forms, and the chain from platform to realm.
#include <catch2/catch.hpp>

#include "eat/tokens.h"

namespace mps::eat {
namespace {

using namespace fixture;

Status PsaStatus(const Change& change) {
  V claims = Psa();
  change(claims);
  auto decoded = DecodePsa(Decoded(claims));
  return decoded.ok() ? Status() : decoded.TakeStatus();
}
Status PlatformStatus(const Change& change) {
  V claims = Platform(Realm(true));
  change(claims);
  auto decoded = DecodeCcaPlatform(Decoded(claims));
  return decoded.ok() ? Status() : decoded.TakeStatus();
}
Status RealmStatus(const Change& change) {
  V claims = Realm(true);
  change(claims);
  auto decoded = DecodeCcaRealm(Decoded(claims));
  return decoded.ok() ? Status() : decoded.TakeStatus();
}
Status CcaStatus(const Bytes& token, std::vector<crypto::PublicKey> keys = {PlatformKey()->public_key()}) {
  auto verified = VerifyCca(token, keys);
  return verified.ok() ? Status() : verified.TakeStatus();
}

}  // namespace

TEST_CASE("psa: claims of RFC 9783 are read, and unknown ones passed over") {
  const PsaClaims psa = DecodePsa(Decoded(Psa())).value();
  CHECK(psa.profile == kPsaProfile);
  CHECK(psa.client_id == -1);
  CHECK(LifecycleName(psa.lifecycle) == "secured");
  CHECK(psa.components[1].type == "PRoT");
  CHECK(psa.components[0].algorithm == "sha-256");
  CHECK(psa.boot_seed->size() == 8);
  CHECK(PsaStatus([](V& v) { Set(v, 70000, T("x")); }).ok());
}

TEST_CASE("psa: each mandatory claim is missed by name") {
  for (const std::int64_t key : {10, 256, 2394, 2395, 2396, 2399}) {
    INFO(key);
    const Status status = PsaStatus([key](V& v) { Drop(v, key); });
    CHECK(status.code() == Code::kInvalid);
    CHECK(status.message().find("(" + std::to_string(key) + ")") != std::string::npos);
  }
  for (const std::int64_t key : {268, 2398, 2400}) CHECK(PsaStatus([key](V& v) { Drop(v, key); }).ok());
}

TEST_CASE("psa: sizes and forms") {
  CHECK(!PsaStatus([](V& v) { Set(v, 10, B(33)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 256, B(33, 2)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2396, B(31)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2395, I(0x7000)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2395, I(0x3100)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 268, B(7)); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2398, T("1234567890123")); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2399, V::Array()); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2399, V::Array({V::Map({{I(2), B(32)}})})); }).ok());
  CHECK(!PsaStatus([](V& v) { Set(v, 2394, T("1")); }).ok());
  CHECK(PsaStatus([](V& v) { Set(v, 265, T("tag:psacertified.org,2023:psa#other")); }).feature() == "eat-profile");
}

TEST_CASE("psa: the older form by its private claims, and Veraison's JSON form with ordinary base64") {
  V claims = V::Map({{I(-75001), I(1)},
                     {I(-75002), I(0x3000)},
                     {I(-75003), B(32)},
                     {I(-75004), B(32)},
                     {I(-75007), I(1)},
                     {I(-75008), B(32)},
                     {I(-75009), Ueid()}});
  CHECK(IsPsa(Decoded(claims)));
  CHECK(DecodePsa(Decoded(claims))->no_software_measurements);
  CHECK(DecodePsa(Decoded(claims))->profile == kPsaProfile1);
  Set(claims, -75000, T("PSA_IOT_PROFILE_2"));
  CHECK(DecodePsa(Decoded(claims)).status().feature() == "eat-profile");
  Drop(claims, -75000);
  Set(claims, -75006, V::Array({Component()}));
  CHECK(!DecodePsa(Decoded(claims)).ok());  // measurements, and the claim that there are none
  Drop(claims, -75007);
  Drop(claims, -75004);
  CHECK(DecodePsa(Decoded(claims)).ok());
  CHECK(!IsPsa(Decoded(V::Map({{I(-75011), I(1)}}))));

  const std::string hash = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
                    ueid = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh";
  const std::string json =
      R"({"eat-profile":"http://arm.com/psa/2.0.0","psa-client-id":1,"psa-security-lifecycle":12288,)"
      R"("psa-implementation-id":")" +
      hash + R"(","psa-nonce":")" + hash + R"(","psa-instance-id":")" + ueid +
      R"(","psa-software-components":[{"measurement-value":")" + hash + R"(","signer-id":")" + hash + "\"}]}";
  CHECK(DecodePsa(DecodeJsonClaims(json).value())->components[0].signer.size() == 32);
  std::string unpadded = json;
  unpadded.erase(unpadded.find("yA=\"") + 2, 1);
  CHECK(!DecodePsa(DecodeJsonClaims(unpadded).value()).ok());
}

TEST_CASE("psa: the boot seed is EAT's, and in the drafts' profile also under the number that they had") {
  const auto draft = [](auto change) {
    V claims = Psa();
    Set(claims, 265, T("http://arm.com/psa/2.0.0"));
    Drop(claims, 268);
    change(claims);
    return DecodePsa(Decoded(claims));
  };
  CHECK(draft([](V& v) { Set(v, 2397, B(32)); })->boot_seed->size() == 32);
  CHECK(draft([](V& v) { Set(v, 268, B(8)); })->boot_seed->size() == 8);
  CHECK(!draft([](V&) {})->boot_seed);
  CHECK(!draft([](V& v) { Set(v, 2397, B(7)); }).ok());
  CHECK(!draft([](V& v) { Set(v, 2397, B(32)), Set(v, 268, B(32)); }).ok());
  // RFC 9783 has no 2397: it is a claim that nobody knows.
  V claims = Psa();
  Drop(claims, 268);
  Set(claims, 2397, B(32));
  CHECK(!DecodePsa(Decoded(claims))->boot_seed);
}

TEST_CASE("psa: lifecycle states") {
  CHECK(LifecycleName(0) == "unknown");
  CHECK(LifecycleName(0x00ff) == "unknown");
  CHECK(LifecycleName(0x0100) == "invalid");
  CHECK(LifecycleName(0x60ff) == "decommissioned");
  CHECK(LifecycleName(-1) == "invalid");
}

TEST_CASE("cca: claims of platform and realm") {
  CHECK(PlatformStatus([](V&) {}).ok());
  for (const std::int64_t key : {10, 256, 2395, 2396, 2399, 2401, 2402}) {
    INFO(key);
    CHECK(PlatformStatus([key](V& v) { Drop(v, key); }).code() == Code::kInvalid);
  }
  CHECK(PlatformStatus([](V& v) { Set(v, 265, T("tag:arm.com,2030:other")); }).feature() == "eat-profile");
  CHECK(PlatformStatus([](V& v) { Drop(v, 265); }).feature() == "eat-profile");
  CHECK(RealmStatus([](V&) {}).ok());
  for (const std::int64_t key : {10, 44235, 44236, 44237, 44238, 44239, 44240}) {
    INFO(key);
    CHECK(RealmStatus([key](V& v) { Drop(v, key); }).code() == Code::kInvalid);
  }
  CHECK(!RealmStatus([](V& v) { Set(v, 10, B(32)); }).ok());
  CHECK(!RealmStatus([](V& v) { Set(v, 44239, V::Array({B(32), B(32), B(32)})); }).ok());
  CHECK(!RealmStatus([](V& v) { Set(v, 44239, V::Array({B(32), B(32), B(32), B(48)})); }).ok());
}

TEST_CASE("cca: both forms of the realm's key verify") {
  for (const bool with_profile : {true, false}) {
    const CcaToken token = VerifyCca(Cca(with_profile), {PlatformKey()->public_key()}).value();
    CHECK(token.platform_verified);
    CHECK(token.realm.profile.has_value() == with_profile);
  }
}

TEST_CASE("cca: every link of the chain is looked at") {
  // The platform's signature.
  CHECK(CcaStatus(Cca(), {RealmKeyPair()->public_key()}).code() == Code::kSignature);
  CHECK(CcaStatus(Cca(), {RealmKeyPair()->public_key(), PlatformKey()->public_key()}).ok());
  CHECK(!VerifyCca(Cca(), {})->platform_verified);
  // The realm's signature: by another key than the one of its claims.
  V realm = Realm(true);
  const Bytes platform = Sign(*PlatformKey(), Platform(realm));
  CHECK(CcaStatus(Collection(platform, Sign(*token::fixture::Signer(crypto::KeyKind::kEd25519), realm))).code() ==
        Code::kSignature);
  CHECK(CcaStatus(Collection(platform, Sign(*RealmKeyPair(), realm))).ok());
  // The binding: platform and realm are each good, but do not belong together.
  CHECK(CcaStatus(Cca(true, [](V& v) { Set(v, 10, B(64)); })).code() == Code::kTrust);
  CHECK(CcaStatus(Cca(true, {}, [](V& v) { Set(v, 44240, T("sha-256")); })).code() == Code::kTrust);
  CHECK(CcaStatus(Cca(true, {}, [](V& v) { Set(v, 44240, T("md5")); })).feature() == "cca-hash");
  // Without a key for the platform, realm and binding are checked all the same.
  CHECK(CcaStatus(Cca(true, [](V& v) { Set(v, 10, B(64)); }), {}).code() == Code::kTrust);
}

TEST_CASE("cca: what is no collection of both") {
  const Bytes one = Encoded(V::Tag(399, V::Map({{I(44234), V::Bytes(Sign(*PlatformKey(), Psa()))}})));
  CHECK(CcaStatus(one).code() == Code::kType);
  CHECK(CcaStatus(Encoded(V::Tag(907, V::Map()))).feature() == "cca-907");
  CHECK(CcaStatus(Encoded(V::Tag(399, V::Array()))).code() == Code::kType);
}

}  // namespace mps::eat
