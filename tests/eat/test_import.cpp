// Tokens as evidence: what is written, what is refused, and what is said to be unknown.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "eat/tokens.h"
#include "token/jws.h"

namespace mps::eat {
namespace {

using namespace fixture;

const Item& At(const Item& item, const std::vector<std::string>& path) {
  const Item* at = &item;
  for (const auto& name : path) {
    at = at->FindText(name);
    INFO(name);
    REQUIRE(at != nullptr);
  }
  return *at;
}
const Item& ClaimsIn(const Imported& imported, const std::string& environment) {
  return At(imported.document, {"environments", environment, "claims"});
}

Bytes Jwt(crypto::Signer& signer, const std::string& claims) {
  json::Value header = json::Value::Object();
  header.Add("kid", json::Value::Text("whatever"));
  return ToBytes(AsBytes(jws::MakeCompact(signer, header, AsBytes(claims)).value()));
}

V Plain() {
  return V::Map(
      {{I(10), B(8, 3)},
       {I(6), I(token::fixture::kNow - 5)},
       {I(256), Ueid()},
       {I(263), I(3)},
       {I(260), V::Array({T("1.2"), I(16384)})},
       {I(262), V::Bool(true)},
       {I(264), V::Map({{I(1), I(1)}, {I(2), I(2)}})},
       {I(274), V::Array({V::Array({T("boot"), V::Array({V::Array({T("a"), I(1)}), V::Array({B(2), I(2)})})})})}});
}

}  // namespace

TEST_CASE("import: a PSA token, verified under one of the keys") {
  const Bytes token = Sign(*PlatformKey(), Psa());
  const Imported imported =
      ImportEat(token, Options({RealmKeyPair()->public_key(), PlatformKey()->public_key()})).value();
  CHECK(imported.kind == "PSA token");
  CHECK(imported.verified);
  CHECK(imported.environments == std::vector<std::pair<std::string, std::string>>{{"psa", "eat.psa@1"}});
  const Item& claims = ClaimsIn(imported, "psa");
  CHECK(At(claims, {"verified"}).boolean);
  CHECK(At(claims, {"lifecycle_state"}).text == "secured");
  CHECK(At(claims, {"components"}).items.size() == 2);
  CHECK(At(imported.document, {"nonce"}).text == std::string(32, '\1'));
  CHECK(At(imported.document, {"collected_at"}).number == token::fixture::kNow);
  CHECK(At(imported.document, {"environments", "psa", "state", ""}).text == "complete");
}

TEST_CASE("import: refused signatures, nonces, times and profiles") {
  const Bytes psa = Sign(*PlatformKey(), Psa());
  CHECK(ImportEat(psa, Options({RealmKeyPair()->public_key()})).status().code() == Code::kSignature);
  ImportOptions options = Options();
  options.nonce = Bytes(32, 1);
  CHECK(ImportEat(psa, options).ok());
  options.nonce = Bytes(32, 2);
  CHECK(ImportEat(psa, options).status().code() == Code::kFreshness);
  options.nonce = Bytes(64, 5);
  CHECK(ImportEat(Cca(), options).ok());
  options.nonce = Bytes(64, 6);
  CHECK(ImportEat(Cca(), options).status().code() == Code::kFreshness);
  V old = Plain();
  Set(old, 4, I(token::fixture::kNow - 1000));
  CHECK(ImportEat(Sign(*PlatformKey(), old), Options()).status().code() == Code::kFreshness);
  V foreign = Plain();
  Set(foreign, 265, T("tag:vendor.example,2026:p"));
  CHECK(ImportEat(Sign(*PlatformKey(), foreign), Options()).status().feature() == "eat-profile");
  options = Options();
  options.profiles = {"tag:vendor.example,2026:p"};
  CHECK(At(ClaimsIn(ImportEat(Sign(*PlatformKey(), foreign), options).value(), "token"), {"profile"}).text ==
        "tag:vendor.example,2026:p");
}

TEST_CASE("import: without a key nothing is verified, and the evidence says so") {
  const Imported psa = ImportEat(Sign(*PlatformKey(), Psa()), Options({})).value();
  CHECK(!psa.verified);
  CHECK(!At(ClaimsIn(psa, "psa"), {"verified"}).boolean);
  const Imported cca = ImportEat(Cca(), Options({})).value();
  CHECK(!At(ClaimsIn(cca, "cca_platform"), {"verified"}).boolean);
  CHECK(!At(ClaimsIn(cca, "cca_realm"), {"verified"}).boolean);
}

TEST_CASE("import: claims of a plain token, those that have no place listed") {
  ImportOptions options = Options();
  options.environment = "box";
  const Imported imported = ImportEat(Sign(*PlatformKey(), Plain()), options).value();
  const Item& claims = ClaimsIn(imported, "box");
  CHECK(At(claims, {"form"}).text == "cwt");
  CHECK(At(claims, {"claims", "dbgstat"}).text == "disabled-permanently");
  CHECK(At(claims, {"claims", "hwversion"}).text == "1.2");
  CHECK(At(claims, {"claims", "hwversion_scheme"}).text == "semver");
  CHECK(At(claims, {"claims", "oemboot"}).boolean);
  CHECK(At(claims, {"claims", "measres", "boot", "a"}).text == "success");
  CHECK(At(claims, {"claims", "measres", "boot", "0707"}).text == "fail");
  REQUIRE(At(claims, {"claims", "unread"}).items.size() == 1);
  CHECK(At(claims, {"claims", "unread"}).items[0].text == "location");
  CHECK(At(imported.document, {"collected_at"}).number == token::fixture::kNow - 5);
  CHECK(At(imported.document, {"device", "ueid"}).text.size() == 33);
}

TEST_CASE("import: nested tokens count only under a key, and are unknown without one") {
  const auto device = token::fixture::Signer(crypto::KeyKind::kEd25519);
  V main = Plain();
  Set(main, 266,
      V::Map({{T("tee"), V::Bytes(Sign(*device, V::Map({{I(262), V::Bool(true)}})))},
              {T("sub"), V::Map({{I(263), I(0)}, {I(266), V::Map({{T("in"), V::Map({{I(261), I(4)}})}})}})},
              {T("gone"), V::Array({I(-16), B(32)})}}));
  const Bytes token = Sign(*PlatformKey(), main);
  const Imported both = ImportEat(token, Options({PlatformKey()->public_key(), device->public_key()})).value();
  const Item& submods = At(ClaimsIn(both, "token"), {"submods"});
  CHECK(At(submods, {"tee", "kind"}).text == "token");
  CHECK(At(submods, {"tee", "verified"}).boolean);
  CHECK(At(submods, {"tee", "claims", "oemboot"}).boolean);
  CHECK(At(submods, {"sub", "claims", "dbgstat"}).text == "enabled");
  CHECK(At(submods, {"sub/in", "claims", "uptime"}).number == 4);
  CHECK(At(submods, {"gone", "kind"}).text == "digest");
  const Item& state = At(both.document, {"environments", "token", "state"});
  CHECK(At(state, {"submods[\"gone\"].claims", "unknown"}).text.find("did not come") != std::string::npos);
  CHECK(state.FindText("submods[\"tee\"].claims") == nullptr);

  const Imported one = ImportEat(token, Options()).value();
  const Item& tee = At(ClaimsIn(one, "token"), {"submods", "tee"});
  CHECK(!At(tee, {"verified"}).boolean);
  CHECK(tee.FindText("claims") == nullptr);
  CHECK(At(one.document, {"environments", "token", "state", "submods[\"tee\"].claims", "unknown"})
            .text.find("nested token") == 0);
}

TEST_CASE("import: a detached bundle, its sets held to their digests") {
  const Bytes set = Encoded(V::Map({{I(261), I(9)}}));
  V main = Plain();
  Set(main, 266, V::Map({{T("part"), V::Array({I(-16), V::Bytes(crypto::Sha256(set).value())})}}));
  const Bytes token = Sign(*PlatformKey(), main);
  const auto bundle = [&](Bytes part) {
    return Encoded(V::Tag(602, V::Array({V::Bytes(token), V::Map({{T("part"), V::Bytes(std::move(part))}})})));
  };
  const Imported imported = ImportEat(bundle(set), Options()).value();
  CHECK(At(ClaimsIn(imported, "token"), {"submods", "part", "kind"}).text == "detached");
  CHECK(At(ClaimsIn(imported, "token"), {"submods", "part", "claims", "uptime"}).number == 9);
  CHECK(ImportEat(bundle(Encoded(V::Map({{I(261), I(8)}}))), Options()).status().code() == Code::kSignature);
}

TEST_CASE("import: a detached bundle in JSON, its digest over the octets as they came") {
  const std::string set = R"({ "uptime" : 9 })";
  const std::string digest = Base64UrlEncode(crypto::Sha256(AsBytes(set)).value());
  const Bytes main = Jwt(*PlatformKey(), R"({"submods":{"part":["DIGEST",["SHA-256",")" + digest + R"("]]}})");
  const auto bundle = [&](const std::string& part) {
    return R"([["JWT",")" + std::string(AsText(main)) + R"("],{"part":")" + Base64UrlEncode(AsBytes(part)) + "\"}]";
  };
  const auto import = [&](const std::string& text, const ImportOptions& options) {
    return ImportEat(AsBytes(text), options);
  };
  const Imported imported = import(bundle(set), Options()).value();
  CHECK(At(ClaimsIn(imported, "token"), {"submods", "part", "claims", "uptime"}).number == 9);
  CHECK(import(bundle(R"({"uptime":9})"), Options()).status().code() == Code::kSignature);
  CHECK(import(bundle(set), Options({RealmKeyPair()->public_key()})).status().code() == Code::kSignature);
}

TEST_CASE("import: a JWT, and its nonce as octets") {
  const Bytes token =
      Jwt(*PlatformKey(), R"({"eat_nonce":"AQIDBAUGBwgJ","dbgstat":"disabled","submods":{"a b":{"oemboot":false}}})");
  ImportOptions options = Options();
  options.nonce = Bytes{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const Imported imported = ImportEat(token, options).value();
  CHECK(At(ClaimsIn(imported, "token"), {"form"}).text == "jwt");
  CHECK(At(imported.document, {"nonce"}).text == std::string("\1\2\3\4\5\6\7\10\11"));
  CHECK(!At(ClaimsIn(imported, "token"), {"submods", "a b", "claims", "oemboot"}).boolean);
  options.nonce = Bytes(8, 1);
  CHECK(ImportEat(token, options).status().code() == Code::kFreshness);
  CHECK(!ImportEat(Jwt(*RealmKeyPair(), R"({"oemboot":true})"), Options()).ok());
}

TEST_CASE("import: measres with the same item twice is refused") {
  V main = Plain();
  Set(main, 274, V::Array({V::Array({T("s"), V::Array({V::Array({T("a"), I(1)}), V::Array({T("a"), I(2)})})})}));
  CHECK(ImportEat(Sign(*PlatformKey(), main), Options()).status().code() == Code::kDuplicate);
}

}  // namespace mps::eat
