// Keys: made, written, read, and what is refused.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/key.h"

#include "fixtures.h"
#include "mps/limits.h"
#include "sample_keys.h"

using namespace mps;
using namespace mps::crypto;

TEST_CASE("keys of every kind are made, written and read again") {
  for (KeyKind kind : SampleKinds()) {
    INFO(KeyKindName(kind));
    const PrivateKey& key = SampleKey(kind);
    CHECK(key.kind() == kind);
    Result<PrivateKey> again = PrivateKeyFromPem(key.ToPem().value());
    REQUIRE(again.ok());
    CHECK(again->public_key() == key.public_key());
    CHECK(again->ToPem().value() == key.ToPem().value());
    Result<PublicKey> open = PublicKeyFromPem(key.public_key().ToPem());
    REQUIRE(open.ok());
    CHECK(*open == key.public_key());
    CHECK(PublicKeyFromSpki(key.public_key().spki()).value() == key.public_key());
    CHECK(Sha256(key.public_key().spki()).value() == Bytes(key.public_key().id().begin(), key.public_key().id().end()));
    CHECK(key.public_key().IdHex() == HexEncode(key.public_key().id()));
    CHECK(key.public_key().ToPem().find("PRIVATE") == std::string::npos);
  }
  CHECK(SampleKey(KeyKind::kRsa).public_key().bits() == 3072);
  CHECK(SampleKey(KeyKind::kP521).public_key().bits() == 521);
  CHECK(GenerateKey(KeyKind::kSecp256k1).status().code() == Code::kUnsupported);
  CHECK(GenerateKey(KeyKind::kEd448).status().code() == Code::kUnsupported);
  CHECK_FALSE(GenerateKey(KeyKind::kP256)->public_key() == SampleKey(KeyKind::kP256).public_key());
}

TEST_CASE("a private key is no public key, nor the other way round") {
  const PrivateKey& key = SampleKey(KeyKind::kP256);
  CHECK(PublicKeyFromPem(key.ToPem().value()).status().code() == Code::kUsage);
  CHECK(PrivateKeyFromPem(key.public_key().ToPem()).status().code() == Code::kUsage);
}

TEST_CASE("PEM that is refused") {
  const std::string pem = SampleKey(KeyKind::kP256).public_key().ToPem();
  CHECK(PublicKeyFromPem("text before\n" + pem).ok());
  CHECK(PublicKeyFromPem(pem + "\n \r\n").ok());
  CHECK(PublicKeyFromPem(pem + "x").status().code() == Code::kTrailing);
  CHECK(PublicKeyFromPem(pem + pem).status().code() == Code::kTrailing);
  CHECK(PublicKeyFromPem(" " + pem).status().code() == Code::kMalformed);
  CHECK(PublicKeyFromPem("").status().code() == Code::kMalformed);
  CHECK(PublicKeyFromPem(std::string(limit::kKeyBytes + 1, 'x')).status().code() == Code::kLimit);
  for (std::size_t n = 0; n + 1 < pem.size(); ++n)
    CHECK_FALSE(PublicKeyFromPem(std::string_view(pem).substr(0, n)).ok());
  std::string wrong_end = pem;
  wrong_end.replace(wrong_end.find("END PUBLIC"), 10, "END SECRET");
  CHECK_FALSE(PublicKeyFromPem(wrong_end).ok());
  CHECK(PrivateKeyFromPem("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")
            .status()
            .feature() == "encrypted-key");
  CHECK(PrivateKeyFromPem("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: "
                          "AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n")
            .status()
            .feature() == "encrypted-key");
}

TEST_CASE("every bit of a public key flipped gives another key or none") {
  for (KeyKind kind : {KeyKind::kP256, KeyKind::kEd25519, KeyKind::kRsa}) {
    const PublicKey& key = SampleKey(kind).public_key();
    const std::size_t step = kind == KeyKind::kRsa ? 7 : 1;
    for (std::size_t bit = 0; bit < key.spki().size() * 8; bit += step) {
      Bytes changed = key.spki();
      changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << (bit % 8)));
      Result<PublicKey> other = PublicKeyFromSpki(changed);
      if (other.ok()) CHECK_FALSE(*other == key);
    }
    Bytes longer = key.spki();
    longer.push_back(0);
    CHECK(PublicKeyFromSpki(longer).status().code() == Code::kTrailing);
    for (std::size_t n = 0; n < key.spki().size(); ++n)
      CHECK_FALSE(PublicKeyFromSpki(ByteView(key.spki()).first(n)).ok());
  }
}

TEST_CASE("RSA keys of a forbidden size or exponent") {
  Bytes modulus(128, 0xFF);
  CHECK(PublicKeyFromRsa(modulus, Bytes{1, 0, 1}).status().feature() == "rsa-below-2048");
  modulus.assign(1025, 0xFF);
  CHECK(PublicKeyFromRsa(modulus, Bytes{1, 0, 1}).status().feature() == "rsa-above-8192");
  modulus.assign(256, 0xFF);
  CHECK(PublicKeyFromRsa(modulus, Bytes{1, 0, 1}).ok());
  CHECK(PublicKeyFromRsa(modulus, Bytes{3}).ok());
  CHECK(PublicKeyFromRsa(modulus, Bytes{1}).status().code() == Code::kSignature);
  CHECK(PublicKeyFromRsa(modulus, Bytes{4}).status().code() == Code::kSignature);
  CHECK_FALSE(PublicKeyFromRsa(modulus, Bytes{}).ok());
  CHECK_FALSE(PublicKeyFromRsa(modulus, Bytes(9, 0xFF)).ok());
  CHECK_FALSE(PublicKeyFromRsa({}, Bytes{3}).ok());
  modulus.back() = 0xFE;
  CHECK(PublicKeyFromRsa(modulus, Bytes{3}).status().code() == Code::kSignature);
}

TEST_CASE("points that are not on their curve, or tiny") {
  Bytes x(32, 1), y(32, 1);
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, x, y).status().code() == Code::kSignature);
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, Bytes(32, 0), Bytes(32, 0)).status().code() == Code::kSignature);
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, Bytes(32, 0xFF), Bytes(32, 0xFF)).status().code() == Code::kSignature);
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, Bytes(31, 1), y).status().code() == Code::kMalformed);
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, Bytes(33, 1), y).status().code() == Code::kMalformed);
  CHECK(PublicKeyFromEcPoint(KeyKind::kEd25519, x, y).status().code() == Code::kUsage);
  CHECK(PublicKeyFromEdwards(KeyKind::kP256, x).status().code() == Code::kUsage);
  CHECK(PublicKeyFromEdwards(KeyKind::kEd25519, Bytes(31, 1)).status().code() == Code::kMalformed);
  // The eight points of small order, in each spelling, and y not below the prime.
  for (const char* hex : {"0100000000000000000000000000000000000000000000000000000000000000",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0000000000000000000000000000000000000000000000000000000000000000",
                          "0000000000000000000000000000000000000000000000000000000000000080",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                          "0100000000000000000000000000000000000000000000000000000000000080",
                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}) {
    INFO(hex);
    CHECK(PublicKeyFromEdwards(KeyKind::kEd25519, HexDecode(hex).value()).status().code() == Code::kSignature);
  }
  // About half of all y have no x.
  int good = 0;
  for (int i = 2; i < 202; ++i) {
    Bytes y_only(32, 0);
    y_only[0] = static_cast<std::uint8_t>(i);
    good += PublicKeyFromEdwards(KeyKind::kEd25519, y_only).ok();
  }
  CHECK(good > 60);
  CHECK(good < 140);
}

TEST_CASE("published EdDSA keys are points (RFC 8032 7.1, 7.4)") {
  CHECK(PublicKeyFromEdwards(KeyKind::kEd25519,
                             HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").value())
            .ok());
  CHECK(PublicKeyFromEdwards(KeyKind::kEd448, HexDecode("5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e967"
                                                        "78edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180")
                                                  .value())
            .ok());
}

TEST_CASE("an EC key with its point in any form has one identity") {
  const PublicKey& key = SampleKey(KeyKind::kP256).public_key();
  const PublicNumbers numbers = NumbersOf(key).value();
  const bool odd = (numbers.second.back() & 1) != 0;
  CHECK(PublicKeyFromEcPoint(KeyKind::kP256, numbers.first, numbers.second).value() == key);
  CHECK(PublicKeyFromCompressedEcPoint(KeyKind::kP256, numbers.first, odd).value() == key);
  CHECK_FALSE(PublicKeyFromCompressedEcPoint(KeyKind::kP256, numbers.first, !odd).value() == key);
  Bytes compressed = HexDecode("3039301306072a8648ce3d020106082a8648ce3d030107032200").value();
  compressed.push_back(odd ? 3 : 2);
  compressed.insert(compressed.end(), numbers.first.begin(), numbers.first.end());
  CHECK(PublicKeyFromSpki(compressed).value() == key);
}

TEST_CASE("keys of other tools in their forms") {
  Result<PrivateKey> sec1 = PrivateKeyFromPem(fixture::kSec1);
  REQUIRE(sec1.ok());
  CHECK(sec1->public_key() == PublicKeyFromPem(fixture::kSec1Public).value());
  CHECK(sec1->public_key() == PublicKeyFromCertificate(AsBytes(fixture::kCertificate)).value());
  CHECK(PrivateKeyFromPem(fixture::kPkcs1)->public_key().bits() == 2048);
  CHECK(PublicKeyFromPem(fixture::kEd448)->kind() == KeyKind::kEd448);
  CHECK(PublicKeyFromPem(fixture::kSecp256k1)->kind() == KeyKind::kSecp256k1);
  CHECK(PublicKeyFromPem(fixture::kPss)->kind() == KeyKind::kRsa);
  CHECK(PrivateKeyFromPem(fixture::kEncrypted).status().feature() == "encrypted-key");
  CHECK(PublicKeyFromPem(fixture::kExplicitCurve).status().feature() == "explicit-curve");
  CHECK(PublicKeyFromPem(fixture::kP224).status().feature() == "curve-secp224r1");
}

TEST_CASE("a private key whose public half is another one is refused") {
  // The public point stands at the end of both forms: 64 octets.
  const std::string_view body = fixture::kSec1.substr(fixture::kSec1.find("-----BEGIN EC PRIVATE KEY-----"));
  std::string base64;
  for (char c : body.substr(31, body.find("-----END") - 31)) {
    if (c != '\n') base64 += c;
  }
  Bytes der = Base64Decode(base64).value();
  const PublicNumbers other = NumbersOf(SampleKey(KeyKind::kP256).public_key()).value();
  std::copy(other.first.begin(), other.first.end(), der.end() - 64);
  std::copy(other.second.begin(), other.second.end(), der.end() - 32);
  const std::string pem = "-----BEGIN EC PRIVATE KEY-----\n" + Base64Encode(der) + "\n-----END EC PRIVATE KEY-----\n";
  CHECK(PrivateKeyFromPem(pem).status().code() == Code::kSignature);
}

TEST_CASE("certificates: every prefix is refused, and what is none") {
  const std::string_view pem = fixture::kCertificate;
  for (std::size_t n = 0; n + 1 < pem.size(); ++n)
    CHECK_FALSE(PublicKeyFromCertificate(AsBytes(pem.substr(0, n))).ok());
  CHECK(PublicKeyFromCertificate(AsBytes(fixture::kSec1Public)).status().code() == Code::kUsage);
  CHECK(PublicKeyFromCertificate({}).status().code() == Code::kMalformed);
  CHECK(PublicKeyFromCertificate(Bytes(limit::kKeyBytes + 1)).status().code() == Code::kLimit);
}

TEST_CASE("garbage in any private form is refused") {
  for (const char* label : {"PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "DSA PRIVATE KEY", "CERTIFICATE"}) {
    const std::string pem = "-----BEGIN " + std::string(label) + "-----\n" + Base64Encode(Bytes(40, 0x30)) +
                            "\n-----END " + label + "-----\n";
    CHECK_FALSE(PrivateKeyFromPem(pem).ok());
  }
}
