// JWS: strict parts, headers, keys; every confusion that RFC 8725 names.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "crypto/key.h"
#include "token/jws.h"

namespace mps::jws {
namespace {

using crypto::KeyKind;
using json::Value;

crypto::PrivateKey& Key() {
  static crypto::PrivateKey key = crypto::GenerateKey(KeyKind::kP256).value();
  return key;
}

std::string Made(const Value& header = Value::Object()) {
  auto signer = crypto::MakeSigner(Key()).value();
  return MakeCompact(*signer, header, AsBytes("{}")).value();
}

std::string WithHeader(const std::string& header) {
  return Base64UrlEncode(AsBytes(header)) + "." + Base64UrlEncode(AsBytes("{}")) + "." + Base64UrlEncode(Bytes(64, 1));
}

Status Decoded(const std::string& header, const Options& options = {}) {
  auto message = DecodeCompact(WithHeader(header), options);
  return message.ok() ? Status() : message.TakeStatus();
}

Value Jwk() { return crypto::PublicKeyToJwk(Key().public_key()).value(); }

Status WithJwk(const char* name, Value value) {
  Value jwk = Jwk();
  jwk.Add(name, std::move(value));
  return VerifyWithJwk(DecodeCompact(Made()).value(), 0, jwk);
}

}  // namespace

TEST_CASE("a compact JWS that was made verifies") {
  Message message = DecodeCompact(Made()).value();
  CHECK(VerifyJws(message, 0, Key().public_key(), crypto::SignAlg::kEs256).ok());
  CHECK(VerifyJws(message, 0, Key().public_key()).ok());
  CHECK(!VerifyJws(message, 0, Key().public_key(), crypto::SignAlg::kEs384).ok());
  CHECK(VerifyJws(message, 1, Key().public_key()).code() == Code::kUsage);
  CHECK(VerifyWithJwk(message, 0, Jwk()).ok());
}

TEST_CASE("the compact form has exactly three parts of strict base64url") {
  std::string good = Made();
  std::size_t first = good.find('.'), second = good.rfind('.');
  CHECK(!DecodeCompact(good + ".").ok());
  CHECK(!DecodeCompact(good + ".AAAA").ok());
  CHECK(!DecodeCompact(good.substr(0, second)).ok());
  CHECK(!DecodeCompact(good.substr(0, first)).ok());
  CHECK(!DecodeCompact("").ok());
  CHECK(!DecodeCompact("..").ok());
  CHECK(!DecodeCompact(good + "\n").ok());
  CHECK(!DecodeCompact(" " + good).ok());
  CHECK(!DecodeCompact(good + "=").ok());
  std::string payload_padded = good;
  payload_padded.insert(second, "=");
  CHECK(!DecodeCompact(payload_padded).ok());
  std::string signature = good.substr(second + 1);
  std::string bits = good;
  bits.back() = signature.back() == 'A' ? 'B' : 'A' + 1;  // 64 octets leave four pad bits
  CHECK((!DecodeCompact(bits).ok() || !VerifyJws(DecodeCompact(bits).value(), 0, Key().public_key()).ok()));
}

TEST_CASE("alg is protected, is text, and is not none in any letter case") {
  for (const char* alg : {"none", "None", "NONE", "nOnE"}) {
    CHECK(Decoded(std::string("{\"alg\":\"") + alg + "\"}").code() == Code::kSignature);
  }
  CHECK(Decoded("{}").code() == Code::kInvalid);
  CHECK(Decoded("{\"alg\":1}").code() == Code::kInvalid);
  CHECK(Decoded("[]").code() == Code::kInvalid);
  CHECK(Decoded("{\"alg\":\"ES256\",\"alg\":\"ES256\"}").code() == Code::kDuplicate);
  CHECK(Decoded("{\"alg\":\"ES256\",\"a\\u006cg\":\"none\"}").code() == Code::kDuplicate);
  CHECK(Decoded("{\"alg\":\"ES256\"} x").code() == Code::kTrailing);
}

TEST_CASE("algorithms of another family than the key's are refused") {
  for (const char* alg : {"HS256", "HS384", "RS256", "PS256", "ES384", "ES512", "EdDSA", "es256", "X"}) {
    auto decoded = DecodeCompact(WithHeader(std::string("{\"alg\":\"") + alg + "\"}"));
    if (alg[0] == 'H') CHECK(decoded.status().code() == Code::kUnsupported);
    if (!decoded.ok()) continue;
    const Message& message = decoded.value();
    CHECK(!VerifyJws(message, 0, Key().public_key()).ok());
    CHECK(!VerifyJws(message, 0, Key().public_key(), crypto::SignAlg::kEs256).ok());
    CHECK(!VerifyWithJwk(message, 0, Jwk()).ok());
  }
}

TEST_CASE("crit, b64 and typ") {
  CHECK(Decoded(R"({"alg":"ES256","crit":["x"],"x":1})").feature() == "jws-crit");
  Options options;
  options.understood = {"x"};
  CHECK(Decoded(R"({"alg":"ES256","crit":["x"],"x":1})", options).ok());
  CHECK(Decoded(R"({"alg":"ES256","crit":["x"]})", options).code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","crit":[]})").code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","crit":"x","x":1})", options).code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","crit":["x","x"],"x":1})", options).code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","crit":["alg"]})").code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","crit":["b64"],"b64":false})").feature() == "jws-b64");
  CHECK(Decoded(R"({"alg":"ES256","crit":["b64"],"b64":true})").ok());
  CHECK(Decoded(R"({"alg":"ES256","b64":true})").code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","b64":false})").feature() == "jws-b64");
  options = {};
  options.types = {"eat+jwt"};
  CHECK(Decoded(R"({"alg":"ES256","typ":"eat+jwt"})", options).ok());
  CHECK(Decoded(R"({"alg":"ES256","typ":"application/EAT+JWT"})", options).ok());
  CHECK(Decoded(R"({"alg":"ES256","typ":"JWT"})", options).code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256","typ":1})").code() == Code::kInvalid);
  CHECK(Decoded(R"({"alg":"ES256"})", options).code() == Code::kInvalid);
}

TEST_CASE("a JWK verifies only what its use, operations, algorithm and kid let it") {
  CHECK(WithJwk("use", Value::Text("sig")).ok());
  CHECK(!WithJwk("use", Value::Text("enc")).ok());
  CHECK(WithJwk("alg", Value::Text("ES256")).ok());
  CHECK(!WithJwk("alg", Value::Text("ES224")).ok());
  CHECK(WithJwk("key_ops", Value::Array({Value::Text("verify")})).ok());
  CHECK(!WithJwk("key_ops", Value::Array({Value::Text("encrypt")})).ok());
  CHECK(!WithJwk("key_ops", Value::Array({Value::Text("verify"), Value::Text("verify")})).ok());
  CHECK(!WithJwk("key_ops", Value::Text("verify")).ok());
  CHECK(WithJwk("kid", Value::Text("a")).ok());  // the message names none
  Value header = Value::Object();
  header.Add("kid", Value::Text("b"));
  Value jwk = Jwk();
  jwk.Add("kid", Value::Text("a"));
  CHECK(VerifyWithJwk(DecodeCompact(Made(header)).value(), 0, jwk).code() == Code::kSignature);
  CHECK(VerifyWithJwk(DecodeCompact(Made()).value(), 0, Value::Array()).code() == Code::kType);
}

TEST_CASE("MACs are not supported, and a symmetric key is a confusion") {
  Value oct = Value::Object();
  oct.Add("kty", Value::Text("oct"));
  oct.Add("k", Value::Text("AAAA"));
  CHECK(Decoded("{\"alg\":\"HS256\"}").feature() == "hs256");
  CHECK(Decoded("{\"alg\":\"HS512\"}").feature() == "hs512");
  CHECK(VerifyWithJwk(DecodeCompact(Made()).value(), 0, oct).code() == Code::kSignature);
}

TEST_CASE("a key set is picked from by kid and is not ambiguous") {
  Value header = Value::Object();
  header.Add("kid", Value::Text("a"));
  Message message = DecodeCompact(Made(header)).value();
  Value a = Jwk();
  a.Add("kid", Value::Text("a"));
  Value b = crypto::PublicKeyToJwk(crypto::GenerateKey(KeyKind::kP256).value().public_key()).value();
  b.Add("kid", Value::Text("b"));
  auto set = [](std::vector<Value> keys) {
    Value out = Value::Object();
    out.Add("keys", Value::Array(std::move(keys)));
    return out;
  };
  CHECK(VerifyWithJwks(message, 0, set({b, a})).ok());
  CHECK(!VerifyWithJwks(message, 0, set({b})).ok());
  CHECK(!VerifyWithJwks(message, 0, set({a, a})).ok());
  CHECK(!VerifyWithJwks(message, 0, set({})).ok());
  Value oct = Value::Object();
  oct.Add("kty", Value::Text("oct"));
  CHECK(!VerifyWithJwks(message, 0, set({a, oct})).ok());
}

TEST_CASE("JSON forms: flattened and general, nothing in two headers") {
  std::string compact = Made();
  Message message = DecodeCompact(compact).value();
  std::string protected_text = message.signatures[0].protected_text, payload = message.payload_text;
  std::string signature = compact.substr(compact.rfind('.') + 1);
  std::string one = R"("protected":")" + protected_text + R"(","signature":")" + signature + "\"";
  auto verifies = [](const std::string& text) {
    auto decoded = DecodeJson(text);
    return decoded.ok() && VerifyJws(decoded.value(), 0, Key().public_key()).ok();
  };
  CHECK(verifies("{\"payload\":\"" + payload + "\"," + one + "}"));
  CHECK(verifies("{\"payload\":\"" + payload + "\",\"signatures\":[{" + one + "}]}"));
  CHECK(verifies("{\"payload\":\"" + payload + "\",\"header\":{\"kid\":\"x\"}," + one + "}"));
  CHECK(!verifies("{\"payload\":\"" + payload + "\",\"header\":{\"alg\":\"ES256\"}," + one + "}"));
  CHECK(!verifies("{\"payload\":\"" + payload + "\",\"signatures\":[]}"));
  CHECK(!verifies("{\"payload\":\"" + payload + "\"," + one + ",\"signatures\":[{" + one + "}]}"));
  CHECK(!verifies("{" + one + "}"));
  CHECK(!verifies(R"({"payload":")" + payload + R"(","header":{"alg":"ES256"},"signature":")" + signature + "\"}"));
}

}  // namespace mps::jws
