// JWK and COSE_Key.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "fixtures.h"
#include "mps/limits.h"
#include "sample_keys.h"

using namespace mps;
using namespace mps::crypto;

namespace {

json::Value JwkOf(KeyKind kind) { return PublicKeyToJwk(SampleKey(kind).public_key()).value(); }

// The JWK with one member set to a text.
json::Value With(json::Value jwk, const std::string& name, json::Value value) {
  for (json::Value::Member& member : jwk.members()) {
    if (member.first == name) {
      member.second = std::move(value);
      return jwk;
    }
  }
  jwk.Add(name, std::move(value));
  return jwk;
}

json::Value Text(std::string text) { return json::Value::Text(std::move(text)); }

}  // namespace

TEST_CASE("keys go to JWK and COSE_Key and back") {
  std::vector<PublicKey> keys = {PublicKeyFromPem(fixture::kEd448).value(),
                                 PublicKeyFromPem(fixture::kSecp256k1).value()};
  for (KeyKind kind : SampleKinds()) keys.push_back(SampleKey(kind).public_key());
  for (const PublicKey& key : keys) {
    INFO(KeyKindName(key.kind()));
    const json::Value jwk = PublicKeyToJwk(key).value();
    CHECK(PublicKeyFromJwk(jwk).value() == key);
    CHECK(PublicKeyFromJwk(json::Print(jwk)).value() == key);
    const cbor::Value cose = PublicKeyToCoseKey(key).value();
    CHECK(PublicKeyFromCoseKey(cose).value() == key);
    CHECK(PublicKeyFromCoseKey(cbor::Encode(cose).value()).value() == key);
  }
}

TEST_CASE("the published RSA key of RFC 7517 A.1 and its members") {
  const PublicKey key =
      PublicKeyFromJwk(
          R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})")
          .value();
  CHECK(key.bits() == 2048);
  CHECK(NumbersOf(key)->second == Bytes{1, 0, 1});
}

TEST_CASE("JWKs that are refused") {
  const json::Value ec = JwkOf(KeyKind::kP256), rsa = JwkOf(KeyKind::kRsa), okp = JwkOf(KeyKind::kEd25519);
  const auto code = [](const json::Value& jwk) { return PublicKeyFromJwk(jwk).status().code(); };
  const std::string x = *ec.FindText("x");
  CHECK(code(With(ec, "x", Text(x + "="))) == Code::kMalformed);
  CHECK(code(With(ec, "x", Text(x.substr(0, 40)))) == Code::kMalformed);
  CHECK(code(With(ec, "x", Text("AA" + x.substr(0, 41)))) != Code::kOk);
  CHECK(code(With(ec, "x", json::Value::Int(1))) == Code::kMalformed);
  CHECK(code(With(ec, "x", Text(""))) == Code::kMalformed);
  CHECK(code(With(ec, "y", Text(x))) == Code::kSignature);
  CHECK(code(With(ec, "crv", Text("P-384"))) == Code::kMalformed);
  CHECK(code(With(ec, "crv", Text("Ed25519"))) == Code::kUnsupported);
  CHECK(code(With(ec, "crv", Text("P-224"))) == Code::kUnsupported);
  CHECK(code(With(ec, "kty", Text("OKP"))) == Code::kUnsupported);
  CHECK(code(With(ec, "kty", Text("oct"))) == Code::kUnsupported);
  CHECK(code(With(ec, "kty", Text("ec"))) == Code::kUnsupported);
  CHECK(code(With(okp, "crv", Text("X25519"))) == Code::kSignature);
  CHECK(code(With(okp, "x", Text(Base64UrlEncode(Bytes(32, 0))))) == Code::kSignature);
  CHECK(code(With(rsa, "n", Text("AA" + *rsa.FindText("n")))) == Code::kMalformed);
  CHECK(code(With(rsa, "e", Text("AAEAAQ"))) == Code::kMalformed);
  CHECK(code(With(rsa, "e", Text("AQ"))) == Code::kSignature);
  CHECK(code(json::Value::Object()) == Code::kMalformed);
  CHECK(code(json::Value::Array()) == Code::kMalformed);
  CHECK(PublicKeyFromJwk("{\"kty\":\"EC\",\"kty\":\"EC\"}").status().code() == Code::kDuplicate);
  CHECK(PublicKeyFromJwk(std::string(limit::kKeyBytes + 1, ' ')).status().code() == Code::kLimit);
  for (const json::Value* jwk : {&ec, &rsa, &okp}) {
    const std::string text = json::Print(*jwk);
    for (std::size_t n = 0; n < text.size(); ++n)
      CHECK_FALSE(PublicKeyFromJwk(std::string_view(text).substr(0, n)).ok());
  }
}

TEST_CASE("what a JWK says of its own use") {
  const json::Value jwk = JwkOf(KeyKind::kP256);
  const auto ops = [](const char* op) { return json::Value::Array({Text(op)}); };
  CHECK(JwkPermitsVerify(jwk, "ES256").ok());
  CHECK(JwkPermitsVerify(With(jwk, "use", Text("sig")), "ES256").ok());
  CHECK(JwkPermitsVerify(With(jwk, "key_ops", ops("verify")), "ES256").ok());
  CHECK(JwkPermitsVerify(With(jwk, "alg", Text("ES256")), "ES256").ok());
  for (const json::Value& bad :
       {With(jwk, "use", Text("enc")), With(jwk, "use", json::Value()), With(jwk, "key_ops", ops("sign")),
        With(jwk, "key_ops", json::Value::Array()), With(jwk, "key_ops", Text("verify")),
        With(jwk, "alg", Text("ES384")), With(jwk, "alg", Text("ECDH-ES")), With(jwk, "alg", json::Value::Int(1))}) {
    INFO(json::Print(bad));
    CHECK(JwkPermitsVerify(bad, "ES256").code() == Code::kSignature);
  }
}

TEST_CASE("COSE_Keys: compressed points and what is refused") {
  using cbor::Value;
  const PublicKey& key = SampleKey(KeyKind::kP256).public_key();
  const PublicNumbers n = NumbersOf(key).value();
  const auto make = [&](Value kty, Value crv, Value x, Value y) {
    return Value::Map({{Value::Int(1), std::move(kty)},
                       {Value::Int(-1), std::move(crv)},
                       {Value::Int(-2), std::move(x)},
                       {Value::Int(-3), std::move(y)}});
  };
  const auto code = [](const Value& v) { return PublicKeyFromCoseKey(v).status().code(); };
  const Value x = Value::Bytes(n.first), y = Value::Bytes(n.second);
  CHECK(PublicKeyFromCoseKey(make(Value::Int(2), Value::Int(1), x, Value::Bool((n.second.back() & 1) != 0))).value() ==
        key);
  CHECK(code(make(Value::Int(2), Value::Int(2), x, y)) == Code::kMalformed);
  CHECK(code(make(Value::Int(2), Value::Int(6), x, y)) == Code::kUnsupported);
  CHECK(code(make(Value::Int(1), Value::Int(1), x, y)) == Code::kUnsupported);
  CHECK(code(make(Value::Int(1), Value::Int(4), x, y)) == Code::kSignature);
  CHECK(code(make(Value::Int(4), Value::Int(1), x, y)) == Code::kUnsupported);
  CHECK(code(make(Value::Text("EC2"), Value::Int(1), x, y)) == Code::kMalformed);
  CHECK(code(make(Value::Int(2), Value::Int(1), x, Value::Text("y"))) == Code::kMalformed);
  CHECK(code(make(Value::Int(2), Value::Int(1), x, x)) == Code::kSignature);
  CHECK(code(Value::Array()) == Code::kMalformed);
  const Bytes encoded = cbor::Encode(PublicKeyToCoseKey(key).value()).value();
  for (std::size_t size = 0; size < encoded.size(); ++size)
    CHECK_FALSE(PublicKeyFromCoseKey(ByteView(encoded).first(size)).ok());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    Bytes changed = encoded;
    changed[i] ^= 0x01;
    Result<PublicKey> other = PublicKeyFromCoseKey(changed);
    if (other.ok()) CHECK_FALSE(*other == key);
  }
}

TEST_CASE("private keys by JWK") {
  // RFC 8037 A.1.
  constexpr std::string_view kEd =
      R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
  const json::Value jwk = json::Parse(kEd).value();
  Result<PrivateKey> key = PrivateKeyFromJwk(jwk);
  REQUIRE(key.ok());
  CHECK(key->kind() == KeyKind::kEd25519);
  CHECK(PrivateKeyFromJwk(With(jwk, "d", Text(Base64UrlEncode(Bytes(32, 1))))).status().code() == Code::kSignature);
  CHECK_FALSE(PrivateKeyFromJwk(With(jwk, "d", Text(Base64UrlEncode(Bytes(31, 1))))).ok());
  CHECK(PrivateKeyFromJwk(JwkOf(KeyKind::kP256)).status().code() == Code::kMalformed);
  CHECK_FALSE(PrivateKeyFromJwk(With(JwkOf(KeyKind::kP256), "d", Text(Base64UrlEncode(Bytes(32, 1))))).ok());
  CHECK_FALSE(PrivateKeyFromJwk(With(JwkOf(KeyKind::kP256), "d", Text(Base64UrlEncode(Bytes(32, 0))))).ok());
  // RFC 7517 A.2, EC.
  Result<PrivateKey> ec = PrivateKeyFromJwk(
      json::Parse(
          R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"})")
          .value());
  REQUIRE(ec.ok());
  CHECK(Verify(SignAlg::kEs256, ec->public_key(), AsBytes("m"), Sign(SignAlg::kEs256, *ec, AsBytes("m")).value()).ok());
}
