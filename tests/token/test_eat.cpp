// EAT: types and ranges of claims in both encodings, submodules, bundles, nonce, times and profile.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/cbor_writer.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "token/eat.h"
#include "token/fixture.h"

namespace mps::eat {
namespace {

bool Cbor(const std::string& hex, const Rules& rules = {}) {
  return DecodeCborClaims(HexDecode(hex).value(), rules).ok();
}
bool Json(const std::string& text, const Rules& rules = {}) { return DecodeJsonClaims(text, rules).ok(); }

std::string Text(std::size_t size, char c = 'A') { return std::string(size, c); }

// A one-entry claims set {key: value}.
std::string One(int key, const std::string& value_hex) {
  cbor::Writer out;
  out.MapInOrder(1);
  out.Int(key);
  return HexEncode(out.bytes()) + value_hex;
}

std::string Octets(std::size_t size) { return HexEncode(cbor::EncodeBytes(Bytes(size, 1))); }

// A trusted ES256 key named "k", and tokens that it signs.
struct Signed {
  std::unique_ptr<crypto::Signer> signer = token::fixture::Signer();
  Policy PolicyFor() const {
    Policy policy;
    policy.keys = {{Bytes{'k'}, signer->public_key(), crypto::SignAlg::kEs256}};
    return policy;
  }
  Bytes Cwt(const std::string& claims_hex) const {
    Bytes payload = HexDecode(claims_hex).value();
    cose::SignInput input;
    input.payload = payload;
    input.kid = Bytes{'k'};
    return cose::MakeSign1(*signer, input).value();
  }
  Bytes Jwt(const std::string& claims) const {
    json::Value header = json::Value::Object();
    header.Add("kid", json::Value::Text("k"));
    return ToBytes(AsBytes(jws::MakeCompact(*signer, header, AsBytes(claims)).value()));
  }
};

}  // namespace

TEST_CASE("nonces have 8 to 64 octets or 8 to 88 characters; arrays have two or more") {
  CHECK(Cbor(One(10, Octets(8))));
  CHECK(Cbor(One(10, Octets(64))));
  CHECK(!Cbor(One(10, Octets(7))));
  CHECK(!Cbor(One(10, Octets(65))));
  CHECK(!Cbor(One(10, "81" + Octets(8))));
  CHECK(Cbor(One(10, "82" + Octets(8) + Octets(9))));
  CHECK(!Cbor(One(10, "82" + Octets(8) + Octets(7))));
  CHECK(!Cbor(One(10,
                  "6841414141"
                  "41414141")));
  CHECK(Json("{\"eat_nonce\":\"" + Text(8) + "\"}"));
  CHECK(Json("{\"eat_nonce\":\"jkd8KL-8=Qlzg4\"}"));  // any text (RFC 9711 4.1)
  CHECK(Json("{\"eat_nonce\":\"" + Text(88) + "\"}"));
  CHECK(!Json("{\"eat_nonce\":\"" + Text(7) + "\"}"));
  CHECK(!Json("{\"eat_nonce\":\"" + Text(89) + "\"}"));
  CHECK(!Json("{\"eat_nonce\":[\"" + Text(8) + "\"]}"));
  CHECK(!Json("{\"eat_nonce\":12345678}"));
  CHECK(!Json("{\"nonce\":\"" + Text(8) + "\"}"));
}

TEST_CASE("ueid, sueids, oemid, hwmodel") {
  CHECK(Cbor(One(256, Octets(7))));
  CHECK(Cbor(One(256, Octets(33))));
  CHECK(!Cbor(One(256, Octets(6))));
  CHECK(!Cbor(One(256, Octets(34))));
  CHECK(Json("{\"ueid\":\"" + Text(10) + "\"}"));
  CHECK(Json("{\"ueid\":\"" + Text(44) + "\"}"));
  CHECK(!Json("{\"ueid\":\"" + Text(9) + "\"}"));
  CHECK(!Json("{\"ueid\":\"" + Text(46) + "\"}"));
  CHECK(!Json("{\"ueid\":\"AJj1Ck_2wFhhyIYNE6Y46g==\"}"));
  CHECK(!Json("{\"ueid\":\"AJj1Ck+2wFhhyIYN\"}"));
  CHECK(!Json("{\"ueid\":\"AAAAAAAAAB\"}"));  // pad bits that are not zero
  CHECK(Cbor(One(257, "a16161" + Octets(7))));
  CHECK(!Cbor(One(257, "a0")));
  CHECK(!Cbor(One(257, "a101" + Octets(7))));
  CHECK(!Cbor(One(257, Octets(7))));
  CHECK(Cbor(One(258, "19faf2")));
  CHECK(Cbor(One(258, Octets(3))));
  CHECK(Cbor(One(258, Octets(16))));
  CHECK(!Cbor(One(258, Octets(4))));
  CHECK(!Cbor(One(258, "20")));
  CHECK(Json("{\"oemid\":\"iUWt\"}"));
  CHECK(Json("{\"oemid\":75000}"));
  CHECK(Json("{\"oemid\":\"" + Text(22) + "\"}"));
  CHECK(Json("{\"oemid\":\"" + Text(24) + "\"}"));
  CHECK(!Json("{\"oemid\":\"" + Text(6) + "\"}"));
  CHECK(Cbor(One(259, Octets(32))));
  CHECK(!Cbor(One(259, Octets(33))));
  CHECK(!Cbor(One(259, "40")));
}

TEST_CASE("versions are arrays, words and numbers are those that are defined") {
  CHECK(Cbor(One(260, "8163312e30")));
  CHECK(Cbor(One(271, "8263312e3001")));
  CHECK(!Cbor(One(271, "63312e30")));
  CHECK(!Cbor(One(271, "80")));
  CHECK(!Cbor(One(271, "8363312e300101")));
  CHECK(Json(R"({"swversion":["3.1.4"]})"));
  CHECK(!Json(R"({"swversion":"3.1.4"})"));
  CHECK(Cbor(One(261, "00")));
  CHECK(!Cbor(One(261, "20")));
  CHECK(!Cbor(One(267, "f93c00")));
  CHECK(Cbor(One(262, "f5")));
  CHECK(!Cbor(One(262, "01")));
  CHECK(Cbor(One(263, "04")));
  CHECK(!Cbor(One(263, "05")));
  CHECK(!Cbor(One(263, "68656e61626c6564")));
  CHECK(Json(R"({"dbgstat":"disabled-since-boot"})"));
  CHECK(!Json(R"({"dbgstat":"off"})"));
  CHECK(!Json(R"({"dbgstat":2})"));
  CHECK(Cbor(One(275, "05")));
  CHECK(!Cbor(One(275, "00")));
  CHECK(Json(R"({"intuse":"csr"})"));
  CHECK(Cbor(One(270, "6161")));
  CHECK(!Cbor(One(270, "01")));
}

TEST_CASE("location needs latitude and longitude") {
  CHECK(Cbor(One(264,
                 "a20101"
                 "02f93c00")));
  CHECK(!Cbor(One(264, "a10101")));
  CHECK(!Cbor(One(264,
                  "a30101020218"
                  "6301")));
  CHECK(!Cbor(One(264,
                  "a301010202092"
                  "0")));
  CHECK(Json(R"({"location":{"latitude":1.5,"longitude":-2,"timestamp":5}})"));
  CHECK(!Json(R"({"location":{"latitude":1.5}})"));
  CHECK(!Json(R"({"location":{"latitude":"1","longitude":2}})"));
}

TEST_CASE("a profile is a URI, or an object identifier") {
  CHECK(Cbor(One(265, HexEncode(cbor::EncodeText("urn:ietf:rfc:rfc9711")))));
  CHECK(!Cbor(One(265, HexEncode(cbor::EncodeText("1.2.3")))));
  CHECK(!Cbor(One(265, HexEncode(cbor::EncodeText("no uri")))));
  CHECK(Cbor(One(265,
                 "4388"
                 "3703")));
  CHECK(ProfileOf(DecodeCborClaims(HexDecode(One(265, "43883703")).value()).value()).value() == "2.999.3");
  CHECK(!Cbor(One(265, "40")));
  CHECK(!Cbor(One(265, "4188")));
  CHECK(!Cbor(One(265,
                  "4280"
                  "01")));
  CHECK(!Cbor(One(265, "d820" + HexEncode(cbor::EncodeText("urn:x:y")))));  // no tag 32
  CHECK(Json(R"({"eat_profile":"2.999.3"})"));
  CHECK(!Json(R"({"eat_profile":"2."})"));
  CHECK(!Json(R"({"eat_profile":7})"));
}

TEST_CASE("manifests carry payload CoSWIDs, measurements evidence CoSWIDs") {
  const std::string base =
      "006131"
      "0161"
      "61"
      "02a2"
      "181f6161"
      "182101";
  auto body = [](const std::string& map) {
    return "8182190102" + HexEncode(cbor::EncodeBytes(HexDecode(map).value()));
  };
  std::string plain = "a4" + base + "0c00",
              payload = "a5" + base +
                        "06a0"
                        "0c00",
              evidence = "a5" + base +
                         "03a0"
                         "0c00";
  CHECK(Cbor(One(272, body(plain))));
  CHECK(Cbor(One(272, body(payload))));
  CHECK(!Cbor(One(272, body(evidence))));
  CHECK(Cbor(One(273, body(evidence))));
  CHECK(!Cbor(One(273, body(payload))));
  CHECK(!Cbor(One(273, body("a0"))));
  CHECK(!Cbor(One(273, body("80"))));
  CHECK(!Cbor(One(272, "80")));
  CHECK(!Cbor(One(272, "8181190102")));
  CHECK(!Cbor(One(272,
                  "81821a00010000"
                  "41a0")));
  CHECK(Cbor(One(272,
                 "8182182a"
                 "4101")));
}

TEST_CASE("measres, dloas and the claims of CWT") {
  CHECK(Cbor(One(274, "818261618182616101")));
  CHECK(Cbor(One(274, "81826161818241ff04")));
  CHECK(!Cbor(One(274, "818261618182616105")));
  CHECK(!Cbor(One(274, "818261618182616100")));
  CHECK(!Cbor(One(274, "8182616180")));
  CHECK(Json(R"({"measres":[["x",[["all","success"]]]]})"));
  CHECK(!Json(R"({"measres":[["x",[["all","ok"]]]]})"));
  CHECK(Cbor(One(269, "818261616162")));
  CHECK(!Cbor(One(269, "81816161")));
  CHECK(Cbor(One(1, "6161")));
  CHECK(!Cbor(One(2, "4161")));
  CHECK(Cbor(One(3,
                 "826161"
                 "6162")));
  CHECK(Cbor(One(7, "4101")));
  CHECK(!Cbor(One(7, "6161")));
  CHECK(Json(R"({"jti":"x"})"));
  CHECK(!Cbor(One(8, "01")));
}

TEST_CASE("times are integers: never floats, never tagged") {
  for (int key : {4, 5, 6}) {
    CHECK(Cbor(One(key, "1a6ab13b80")));
    CHECK(Cbor(One(key, "20")));
    CHECK(!Cbor(One(key, "fb41daac4ee0200000")));
    CHECK(!Cbor(One(key, "c11a6ab13b80")));
    CHECK(!Cbor(One(key, "1bffffffffffffffff")));
    CHECK(!Cbor(One(key, "f6")));
  }
  CHECK(Json(R"({"iat":1790000000})"));
  CHECK(Json(R"({"iat":1.79e9})"));  // JSON has one number type: the value is judged
  CHECK(!Json(R"({"iat":1790000000.5})"));
  CHECK(!Json(R"({"iat":"1790000000"})"));
  CHECK(!Json(R"({"exp":null})"));
  CHECK(!Json(R"({"exp":1e300})"));
}

TEST_CASE("claims sets: integer keys in CBOR, unknown claims mean nothing, duplicates are refused") {
  CHECK(Cbor("a13a0001387f6178"));
  CHECK(!Cbor("a1696561745f6e6f6e636501"));
  CHECK(
      !Cbor("a20a48010101010101010"
            "10a480202020202020202"));
  CHECK(
      !Cbor("a10a480101010101010101"
            "00"));
  CHECK(!Cbor("80"));
  CHECK(Cbor("bfff"));
  Rules definite;
  definite.definite_only = true;
  CHECK(!Cbor("bfff", definite));
  Rules strict;
  strict.deterministic = true;
  CHECK(
      Cbor("a201616102"
           "6161"));
  CHECK(
      !Cbor("a202616101"
            "6161",
            strict));
  CHECK(Json(R"({"x":{"y":[1.5,null,true]}})"));
  CHECK(!Json(R"({"x":1,"x":2})"));
  CHECK(!Json("[]"));
  CHECK(!Json("{\"x\":\"\xff\"}"));
}

TEST_CASE("submodules: claims sets, digests, nested tokens") {
  auto submod = [](const std::string& value) { return One(266, "a16161" + value); };
  CHECK(Cbor(submod("a0")));
  CHECK(!Cbor(One(266, "a0")));
  CHECK(!Cbor(One(266, "a101a0")));
  CHECK(
      !Cbor(submod("a1190100"
                   "41ff")));  // its claims are judged too
  CHECK(Cbor(submod("822f" + Octets(32))));
  CHECK(
      Cbor(submod("82"
                  "675348412d323536" +
                  Octets(32))));  // "SHA-256"
  CHECK(Cbor(submod("82382a" + Octets(48))));
  CHECK(!Cbor(submod("822f" + Octets(31))));
  CHECK(!Cbor(submod("822d" + Octets(20))));  // SHA-1
  CHECK(!Cbor(submod("8207" + Octets(32))));  // a number of another registry
  CHECK(!Cbor(submod("f5")));
  std::string nested = HexEncode(Signed().Cwt("a0"));
  auto wrapped = [](const std::string& hex) { return HexEncode(cbor::EncodeBytes(HexDecode(hex).value())); };
  CHECK(Cbor(submod(wrapped(nested))));
  CHECK(!Cbor(submod(wrapped(nested.substr(0, nested.size() - 2)))));
  CHECK(!Cbor(submod(wrapped(nested.substr(6)))));  // the bare array
  CHECK(!Cbor(submod(wrapped("d83d8443a10126a041a04101"))));
  Rules none;
  none.allow_nested = false;
  CHECK(!Cbor(submod(wrapped(nested)), none));
  CHECK(Cbor(submod(HexEncode(cbor::EncodeText(R"(["JWT","eyJhbGciOiJIUzI1NiJ9.e30.AAAA"])")))));
  CHECK(!Cbor(submod(HexEncode(cbor::EncodeText(R"(["DIGEST",["SHA-256","AAAA"]])")))));
  CHECK(!Cbor(submod(HexEncode(cbor::EncodeText("x")))));
}

TEST_CASE("more submodules than the limit are refused") {
  cbor::MapBuilder submods;
  for (int i = 0; i < 1025; ++i) submods.Key("s" + std::to_string(i)).MapInOrder(0);
  cbor::Writer out;
  out.MapInOrder(1);
  out.Int(266);
  REQUIRE(submods.Finish(out).ok());
  CHECK(DecodeCborClaims(out.bytes()).status().code() == Code::kLimit);
}

TEST_CASE("submodules in JSON: objects and selectors") {
  auto submod = [](const std::string& value) { return R"({"submods":{"a":)" + value + "}}"; };
  std::string digest = Base64UrlEncode(Bytes(32, 1));
  CHECK(Json(submod("{}")));
  CHECK(!Json(submod(R"({"ueid":"x"})")));
  CHECK(!Json(R"({"submods":{}})"));
  CHECK(Json(submod(R"(["DIGEST",["SHA-256",")" + digest + "\"]]")));
  CHECK(Json(submod(R"(["DIGEST",[-16,")" + digest + "\"]]")));
  CHECK(!Json(submod(R"(["DIGEST",["S256",")" + digest + "\"]]")));
  CHECK(!Json(submod(R"(["DIGEST",["SHA-256",")" + digest + "=\"]]")));
  CHECK(Json(submod(R"(["JWT","eyJhbGciOiJIUzI1NiJ9.e30.AAAA"])")));
  CHECK(!Json(submod(R"(["JWT","eyJhbGciOiJIUzI1NiJ9.e30"])")));
  CHECK(!Json(submod(R"(["JWT","eyJhbGciOiJIUzI1NiJ9.W10.AAAA"])")));  // payload is no object
  CHECK(Json(submod("[\"CBOR\",\"" + Base64UrlEncode(Signed().Cwt("a0")) + "\"]")));
  CHECK(!Json(submod("[\"CBOR\",\"" + Base64UrlEncode(Signed().Cwt("a0")) + "==\"]")));
  CHECK(!Json(submod(R"(["XML","x"])")));
  CHECK(!Json(submod("[]")));
  std::string deep = "{}";
  for (int i = 0; i < 100; ++i) deep = submod(deep);
  CHECK(!Json(deep));
}

TEST_CASE("signed tokens under a policy") {
  Signed s;
  Policy policy = s.PolicyFor();
  policy.now = 1000;
  policy.nonce = Bytes(8, 1);
  policy.profile = "urn:x:y";
  std::string good =
      "a40419"
      "07d0"
      "061903e8"
      "0a480101010101010101"
      "190109"
      "6775726e3a783a79";
  CHECK(VerifyEat(s.Cwt(good), policy).ok());
  Policy other = policy;
  other.nonce = Bytes(8, 2);
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kFreshness);
  other = policy;
  other.now = 2000;
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kFreshness);
  other.skew = 1;
  CHECK(VerifyEat(s.Cwt(good), other).ok());
  other = policy;
  other.now = 999;
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kFreshness);
  other = policy;
  other.profile = "urn:x:z";
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kInvalid);
  other = policy;
  other.keys[0].kid = Bytes{'l'};
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kTrust);
  other = policy;
  other.algorithms = {crypto::SignAlg::kEs384};
  CHECK(VerifyEat(s.Cwt(good), other).status().code() == Code::kSignature);
  std::string nonce = Base64UrlEncode(Bytes(8, 1));
  CHECK(VerifyEat(s.Jwt("{\"eat_nonce\":\"" + nonce + "\",\"exp\":2000,\"eat_profile\":\"urn:x:y\"}"), policy).ok());
  CHECK(!VerifyEat(s.Jwt("{\"eat_nonce\":\"" + nonce + "\",\"exp\":2000}"), policy).ok());
  // Times at the ends of their range do not wrap round.
  Bytes far = s.Jwt("{\"exp\":9223372036854775807,\"nbf\":9223372036854775807}");
  CHECK(VerifyEat(far, s.PolicyFor()).ok());
  other = s.PolicyFor();
  other.now = INT64_MAX;
  other.skew = INT64_MAX;
  CHECK(VerifyEat(far, other).ok());
  other.skew = 0;
  CHECK(VerifyEat(far, other).status().code() == Code::kFreshness);
}

TEST_CASE("detached bundles: every set has its digest in the token") {
  Signed s;
  std::string set = "a1190106f5";
  std::string digest = HexEncode(crypto::Sha256(HexDecode(set).value()).value());
  Bytes token = s.Cwt(One(266, "a16174822f5820" + digest));
  auto bundle = [&](const std::string& sets) {
    return HexDecode("d9025a82" + HexEncode(cbor::EncodeBytes(token)) + sets).value();
  };
  Policy policy = s.PolicyFor();
  auto good = VerifyEat(bundle("a16174"
                               "45" +
                               set),
                        policy);
  REQUIRE(good.ok());
  CHECK(good.value().detached.size() == 1);
  CHECK(!VerifyEat(bundle("a16174"
                          "45a1190106f4"),
                   policy)
             .ok());
  CHECK(!VerifyEat(bundle("a16175"
                          "45" +
                          set),
                   policy)
             .ok());
  CHECK(!VerifyEat(bundle("a0"), policy).ok());
  CHECK(!VerifyEat(bundle("80"), policy).ok());
  policy.rules.allow_bundles = false;
  CHECK(!VerifyEat(bundle("a16174"
                          "45" +
                          set),
                   policy)
             .ok());
  policy.rules.allow_bundles = true;
  std::string json_set = "{ \"oemboot\":true }";
  std::string json_digest = Base64UrlEncode(crypto::Sha256(AsBytes(json_set)).value());
  Bytes jwt = s.Jwt(R"({"submods":{"t":["DIGEST",["SHA-256",")" + json_digest + R"("]]}})");
  std::string text =
      "[[\"JWT\",\"" + std::string(AsText(jwt)) + "\"],{\"t\":\"" + Base64UrlEncode(AsBytes(json_set)) + "\"}]";
  CHECK(VerifyEat(AsBytes(text), policy).ok());
  text[text.size() - 5] ^= 1;
  CHECK(!VerifyEat(AsBytes(text), policy).ok());
}

}  // namespace mps::eat
