// COSE_Sign1 and COSE_Sign: what is taken, what is refused, and that it is refused before a key is used.
#include <catch2/catch.hpp>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "crypto/key.h"
#include "token/cose.h"

namespace mps::cose {
namespace {

using crypto::KeyKind;

crypto::PrivateKey& Key() {
  static crypto::PrivateKey key = crypto::GenerateKey(KeyKind::kP256).value();
  return key;
}

Bytes Payload() { return {1, 2, 3}; }

// 18([<< protected >>, unprotected, payload, h'00'...]) from diagnostic pieces in hexadecimal.
Bytes Message(const std::string& protected_hex, const std::string& unprotected_hex) {
  cbor::Writer out;
  out.Tag(kSign1);
  out.Array(4);
  out.Bytes(HexDecode(protected_hex).value());
  out.Raw(HexDecode(unprotected_hex).value());
  out.Bytes(Payload());
  out.Bytes(Bytes(64, 1));
  return out.Take();
}

Status Decoded(const std::string& protected_hex, const std::string& unprotected_hex, const Options& options = {}) {
  auto message = DecodeSign1(Message(protected_hex, unprotected_hex), options);
  return message.ok() ? Status() : message.TakeStatus();
}

}  // namespace

TEST_CASE("a COSE_Sign1 that was made verifies, with detached payload and external data too") {
  auto signer = crypto::MakeSigner(Key()).value();
  SignInput input;
  Bytes payload = Payload(), aad = {9, 9};
  input.payload = payload;
  input.external_aad = aad;
  input.kid = Bytes{7};
  for (bool detached : {false, true}) {
    input.detached = detached;
    Bytes bytes = MakeSign1(*signer, input).value();
    Options options;
    CHECK(DecodeSign1(bytes, options).ok() == !detached);
    options.allow_detached = true;
    Sign1 message = DecodeSign1(bytes, options).value();
    VerifyOptions verify;
    CHECK(!VerifySign1(message, Key().public_key(), verify).ok());  // external data left out
    verify.external_aad = aad;
    if (detached) CHECK(VerifySign1(message, Key().public_key(), verify).code() == Code::kInvalid);
    if (detached) verify.detached_payload = payload;
    CHECK(VerifySign1(message, Key().public_key(), verify).ok());
    CHECK(VerifySign1(message, Key().public_key(), crypto::SignAlg::kEs256, verify).ok());
    CHECK(!VerifySign1(message, Key().public_key(), crypto::SignAlg::kEs384, verify).ok());
    Bytes other = {1, 2, 4};
    verify.detached_payload = other;
    CHECK(!VerifySign1(message, Key().public_key(), verify).ok());
  }
}

TEST_CASE("other COSE messages are refused by their tag, each by its feature") {
  const std::pair<const char*, const char*> tags[] = {{"d0", "cose-encrypt0"},
                                                      {"d1", "cose-mac0"},
                                                      {"d860", "cose-encrypt"},
                                                      {"d861", "cose-mac"},
                                                      {"d862", "cose-sign"}};
  for (const auto& [tag, feature] : tags) {
    for (const char* outer : {"", "d83d"}) {
      auto message = DecodeSign1(HexDecode(std::string(outer) + tag + "8443a10126a04101" + "4101").value());
      REQUIRE(!message.ok());
      CHECK(message.status().feature() == feature);
    }
  }
}

TEST_CASE("tags stand where RFC 8392 and RFC 9052 want them") {
  const std::string body = "8443a10126a041014101";
  auto code = [](const std::string& hex, Options::Tagging tagging) {
    Options options;
    options.tagging = tagging;
    auto message = DecodeSign1(HexDecode(hex).value(), options);
    return message.ok() ? Code::kOk : message.status().code();
  };
  using Tagging = Options::Tagging;
  CHECK(code("d2" + body, Tagging::kSign1) == Code::kOk);
  CHECK(code("d83dd2" + body, Tagging::kSign1) == Code::kOk);
  CHECK(code("d83dd2" + body, Tagging::kCwtAndSign1) == Code::kOk);
  CHECK(code("d2" + body, Tagging::kCwtAndSign1) == Code::kInvalid);
  CHECK(code(body, Tagging::kSign1) == Code::kInvalid);
  CHECK(code(body, Tagging::kOptional) == Code::kOk);
  CHECK(code("d83d" + body, Tagging::kOptional) == Code::kInvalid);
  CHECK(code("d2d2" + body, Tagging::kSign1) == Code::kInvalid);
  CHECK(code("d83dd83dd2" + body, Tagging::kSign1) == Code::kInvalid);
  CHECK(code("d2d83d" + body, Tagging::kSign1) == Code::kInvalid);
  CHECK(code("d903e6" + body, Tagging::kOptional) == Code::kInvalid);
}

TEST_CASE("headers: one label once, types as registered, crit understood") {
  CHECK(Decoded("a10126", "a0").ok());
  CHECK(Decoded("a10126", "a10126").code() == Code::kDuplicate);
  CHECK(Decoded("a201260126", "a0").code() == Code::kDuplicate);
  CHECK(Decoded("a10126",
                "a204410104"
                "4102")
            .code() == Code::kDuplicate);
  CHECK(Decoded("", "a10126").code() == Code::kInvalid);  // alg unprotected
  CHECK(Decoded("a0", "a10126").code() == Code::kInvalid);
  CHECK(Decoded("", "a0").code() == Code::kInvalid);              // no alg
  CHECK(Decoded("a1016126", "a0").code() == Code::kUnsupported);  // alg as text
  CHECK(Decoded("a101f5", "a0").code() == Code::kInvalid);
  CHECK(Decoded("80", "a0").code() == Code::kInvalid);  // no map
  CHECK(Decoded("a10126"
                "00",
                "a0")
            .code() == Code::kTrailing);
  CHECK(Decoded("a10126", "80").code() == Code::kInvalid);
  CHECK(Decoded("a2012604"
                "01",
                "a0")
            .code() == Code::kInvalid);  // kid is no byte string
  CHECK(Decoded("a2012603"
                "20",
                "a0")
            .code() == Code::kInvalid);  // content type negative
  CHECK(Decoded("a2012603"
                "6161",
                "a0")
            .ok());
  CHECK(Decoded("a20126"
                "f500",
                "a0")
            .code() == Code::kInvalid);  // label is a boolean
  CHECK(Decoded("a2012602"
                "8101",
                "a0")
            .ok());  // crit lists alg
  CHECK(Decoded("a2012602"
                "80",
                "a0")
            .code() == Code::kInvalid);
  CHECK(Decoded("a2012602"
                "8104",
                "a0")
            .code() == Code::kInvalid);                           // not there
  CHECK(Decoded("a10126", "a1028101").code() == Code::kInvalid);  // crit unprotected
  CHECK(Decoded("a3012602"
                "811863"
                "186301",
                "a0")
            .feature() == "cose-crit");
  CHECK(Decoded("a10126",
                "a205410106"
                "4101")
            .code() == Code::kInvalid);  // IV and Partial IV
}

TEST_CASE("headers with thousands of parameters are refused at once") {
  cbor::MapBuilder builder;
  for (int i = 1000; i < 1100; ++i) builder.Key(i).Null();
  cbor::Writer map;
  REQUIRE(builder.Finish(map).ok());
  CHECK(Decoded("a10126", HexEncode(map.bytes())).code() == Code::kLimit);
  CHECK(Decoded(HexEncode(map.bytes()), "a0").code() == Code::kLimit);
  CHECK(Decoded("a2012602"
                "9841" +
                    std::string(130, '0'),
                "a0")
            .code() == Code::kLimit);
}

TEST_CASE("x5chain is one certificate, or an array of two or more") {
  CHECK(Decoded("a201261821"
                "4101",
                "a0")
            .ok());
  CHECK(Decoded("a201261821"
                "8241014102",
                "a0")
            .ok());
  CHECK(Decoded("a201261821"
                "814101",
                "a0")
            .code() == Code::kInvalid);
  CHECK(Decoded("a201261821"
                "82410101",
                "a0")
            .code() == Code::kInvalid);
  CHECK(!DecodeSign1(Message("a10126",
                             "a11821"
                             "4101"))
             .value()
             .headers.x5chain_is_protected);
}

TEST_CASE("options of the profile: nothing unprotected, deterministic, definite") {
  Options options = ProfileOptions();
  options.tagging = Options::Tagging::kSign1;
  CHECK(Decoded("a10126", "a0", options).ok());
  CHECK(Decoded("a10126", "a1044101", options).code() == Code::kInvalid);
  CHECK(!Decoded("bf0126ff", "a0", options).ok());
  CHECK(!Decoded("a10138"
                 "06",
                 "a0", options)
             .ok());  // -7 in two bytes
  CHECK(!Decoded("a2044101"
                 "0126",
                 "a0", options)
             .ok());  // keys out of order
  CHECK(Decoded("a2044101"
                "0126",
                "a0")
            .ok());  // which COSE itself allows
}

TEST_CASE("an empty protected map is signed as the empty string, however it is spelt") {
  CHECK(SigStructure(HexDecode("a0").value(), {}, Payload()) == SigStructure({}, {}, Payload()));
  CHECK(SigStructure(HexDecode("a10126").value(), {}, Payload()) != SigStructure({}, {}, Payload()));
}

TEST_CASE("the signature has the length that its algorithm gives, and DER is refused") {
  auto signer = crypto::MakeSigner(Key()).value();
  SignInput input;
  Bytes payload = Payload();
  input.payload = payload;
  Sign1 message = DecodeSign1(MakeSign1(*signer, input).value()).value();
  for (std::size_t size : {0, 63, 65, 72}) {
    Sign1 changed = message;
    changed.signature.resize(size);
    CHECK(VerifySign1(changed, Key().public_key()).code() == Code::kSignature);
  }
}

TEST_CASE("an algorithm is bound to the key's type and curve") {
  crypto::PublicKey p384 = crypto::GenerateKey(KeyKind::kP384).value().public_key();
  crypto::PublicKey ed = crypto::GenerateKey(KeyKind::kEd25519).value().public_key();
  Sign1 es256 = DecodeSign1(Message("a10126", "a0")).value();
  CHECK(VerifySign1(es256, p384).code() == Code::kSignature);
  CHECK(VerifySign1(es256, ed).code() == Code::kSignature);
  Sign1 mac = DecodeSign1(Message("a10105", "a0")).value();
  CHECK(!VerifySign1(mac, ed).ok());
}

TEST_CASE("COSE_Sign has its own structure and needs its own entry") {
  // [h'', {}, h'010203', [[h'a10126', {}, h'01']]]
  Bytes bytes = HexDecode("d8628440a043010203818343a10126a04101").value();
  CHECK(DecodeSign1(bytes).status().feature() == "cose-sign");
  SignMessage message = DecodeSign(bytes, {}).value();
  CHECK(message.signatures.size() == 1);
  Bytes payload = {1, 2, 3};
  CHECK(HexEncode(SigStructure(message, message.signatures[0], {}, payload)) ==
        "85695369676e61747572654043a101264043010203");
  CHECK(VerifySignature(message, 0, Key().public_key()).code() == Code::kSignature);
  CHECK(VerifySignature(message, 1, Key().public_key()).code() == Code::kUsage);
  CHECK(!DecodeSign(HexDecode("d8628440a04301020380").value(), {}).ok());
}

}  // namespace mps::cose
