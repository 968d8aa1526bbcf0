// Signatures: round trips, what foreign tools signed, and everything that must not verify.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "fixtures.h"
#include "sample_keys.h"

using namespace mps;
using namespace mps::crypto;

namespace {

constexpr SignAlg kSigning[] = {SignAlg::kEs256, SignAlg::kEs384, SignAlg::kEs512, SignAlg::kEd25519, SignAlg::kPs256,
                                SignAlg::kPs384, SignAlg::kPs512, SignAlg::kRs256, SignAlg::kRs384,   SignAlg::kRs512};
const ByteView kMessage = AsBytes("message");

Bytes Hex(std::string_view text) { return HexDecode(text).value(); }

// r||s of a DER signature whose two numbers take at most `width` octets.
Bytes RawOf(const Bytes& der, std::size_t width) {
  Bytes out;
  std::size_t at = 2;
  for (int part = 0; part < 2; ++part) {
    const std::size_t size = der[at + 1];
    Bytes number(der.begin() + static_cast<std::ptrdiff_t>(at + 2),
                 der.begin() + static_cast<std::ptrdiff_t>(at + 2 + size));
    while (number.size() > width) number.erase(number.begin());
    out.insert(out.end(), width - number.size(), 0);
    out.insert(out.end(), number.begin(), number.end());
    at += 2 + size;
  }
  return out;
}

}  // namespace

TEST_CASE("every algorithm signs and verifies, and any flipped bit of signature or message is refused") {
  for (SignAlg alg : kSigning) {
    INFO(SignAlgName(alg));
    const PrivateKey& key = SampleKey(KeyKindOf(alg));
    Result<Bytes> signature = Sign(alg, key, kMessage);
    REQUIRE(signature.ok());
    CHECK(signature->size() == (SignatureSize(alg) == 0 ? 384 : SignatureSize(alg)));
    CHECK(Verify(alg, key.public_key(), kMessage, *signature).ok());
    const std::size_t step = alg == SignAlg::kEs256 || alg == SignAlg::kEd25519 ? 1 : 23;
    for (std::size_t bit = 0; bit < signature->size() * 8; bit += step) {
      Bytes changed = *signature;
      changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << (bit % 8)));
      REQUIRE(Verify(alg, key.public_key(), kMessage, changed).code() == Code::kSignature);
    }
    for (std::size_t bit = 0; bit < kMessage.size() * 8; bit += 5) {
      Bytes changed = ToBytes(kMessage);
      changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << (bit % 8)));
      REQUIRE(Verify(alg, key.public_key(), changed, *signature).code() == Code::kSignature);
    }
  }
}

TEST_CASE("signatures of any other length are refused") {
  for (SignAlg alg : kSigning) {
    const PrivateKey& key = SampleKey(KeyKindOf(alg));
    const Bytes signature = Sign(alg, key, kMessage).value();
    for (std::size_t n = 0; n < signature.size(); n += 1 + n / 8) {
      REQUIRE(Verify(alg, key.public_key(), kMessage, ByteView(signature).first(n)).code() == Code::kSignature);
    }
    Bytes longer = signature;
    longer.push_back(0);
    CHECK(Verify(alg, key.public_key(), kMessage, longer).code() == Code::kSignature);
    longer = signature;
    longer.insert(longer.begin(), 0);
    CHECK(Verify(alg, key.public_key(), kMessage, longer).code() == Code::kSignature);
  }
}

TEST_CASE("an algorithm that does not fit the key is refused, to sign and to verify") {
  for (SignAlg alg : kSigning) {
    for (KeyKind kind : SampleKinds()) {
      if (kind == KeyKindOf(alg)) continue;
      const PrivateKey& key = SampleKey(kind);
      CHECK(CheckFit(alg, key.public_key()).code() == Code::kSignature);
      CHECK(Sign(alg, key, kMessage).status().code() == Code::kSignature);
      CHECK(Verify(alg, key.public_key(), kMessage, Bytes(64, 1)).code() == Code::kSignature);
      CHECK(MakeSigner(alg, key).status().code() == Code::kSignature);
    }
  }
  CHECK(VerifyEcdsaRaw(DigestAlg::kSha256, SampleKey(KeyKind::kRsa).public_key(), kMessage, Bytes(64, 1)).code() ==
        Code::kSignature);
  CHECK(VerifyRsaPkcs1(DigestAlg::kSha256, SampleKey(KeyKind::kP256).public_key(), kMessage, Bytes(64, 1)).code() ==
        Code::kSignature);
}

TEST_CASE("RSA schemes do not stand for each other") {
  const PrivateKey& key = SampleKey(KeyKind::kRsa);
  const SignAlg schemes[] = {SignAlg::kPs256, SignAlg::kPs384, SignAlg::kPs512,
                             SignAlg::kRs256, SignAlg::kRs384, SignAlg::kRs512};
  for (SignAlg made : schemes) {
    const Bytes signature = Sign(made, key, kMessage).value();
    for (SignAlg judged : schemes)
      CHECK(Verify(judged, key.public_key(), kMessage, signature).ok() == (made == judged));
  }
  const Bytes pss = Sign(SignAlg::kPs256, key, kMessage).value();
  const auto params = [](std::size_t salt, DigestAlg mgf) { return PssParams{DigestAlg::kSha256, mgf, salt}; };
  CHECK(VerifyRsaPss(params(32, DigestAlg::kSha256), key.public_key(), kMessage, pss).ok());
  CHECK_FALSE(VerifyRsaPss(params(20, DigestAlg::kSha256), key.public_key(), kMessage, pss).ok());
  CHECK_FALSE(VerifyRsaPss(params(0, DigestAlg::kSha256), key.public_key(), kMessage, pss).ok());
  CHECK_FALSE(VerifyRsaPss(params(32, DigestAlg::kSha512), key.public_key(), kMessage, pss).ok());
  CHECK_FALSE(VerifyRsaPss(params(100000, DigestAlg::kSha256), key.public_key(), kMessage, pss).ok());
}

TEST_CASE("ECDSA: numbers out of range, and DER where r||s is due") {
  const PublicKey key = PublicKeyFromPem(fixture::kSec1Public).value();
  const Bytes der = Hex(fixture::kSec1Der), raw = RawOf(der, 32);
  CHECK(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, der).ok());
  CHECK(Verify(SignAlg::kEs256, key, kMessage, raw).ok());
  CHECK(Verify(SignAlg::kEs256, key, kMessage, der).code() == Code::kSignature);
  CHECK(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, raw).code() == Code::kSignature);
  CHECK(VerifyEcdsaRaw(DigestAlg::kSha384, key, kMessage, raw).code() == Code::kSignature);
  CHECK(VerifyEcdsaRaw(DigestAlg::kSha1, key, kMessage, raw).message() == "a signature over SHA-1");
  const Bytes order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  const Bytes zero(32, 0), one = Hex("0000000000000000000000000000000000000000000000000000000000000001");
  for (const Bytes& r : {zero, one, order, Bytes(32, 0xFF)}) {
    for (const Bytes& s : {zero, one, order, Bytes(32, 0xFF)}) {
      Bytes both = r;
      both.insert(both.end(), s.begin(), s.end());
      CHECK(Verify(SignAlg::kEs256, key, kMessage, both).code() == Code::kSignature);
    }
  }
  // BER that is not DER: a long length, a number with a needless zero, a byte after the end.
  Bytes long_length = der;
  long_length.insert(long_length.begin() + 1, 0x81);
  CHECK_FALSE(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, long_length).ok());
  Bytes padded = der;
  padded.insert(padded.begin() + 4, 0);
  padded[1] = static_cast<std::uint8_t>(padded[1] + 1);
  padded[3] = static_cast<std::uint8_t>(padded[3] + 1);
  CHECK_FALSE(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, padded).ok());
  Bytes longer = der;
  longer.push_back(0);
  CHECK_FALSE(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, longer).ok());
  for (std::size_t n = 0; n < der.size(); ++n)
    CHECK_FALSE(VerifyEcdsaDer(DigestAlg::kSha256, key, kMessage, ByteView(der).first(n)).ok());
}

TEST_CASE("what another tool signed verifies; what we only verify is not signed") {
  const PublicKey ed448 = PublicKeyFromPem(fixture::kEd448).value();
  CHECK(Verify(SignAlg::kEd448, ed448, kMessage, Hex(fixture::kEd448Signature)).ok());
  CHECK_FALSE(Verify(SignAlg::kEd448, ed448, AsBytes("massage"), Hex(fixture::kEd448Signature)).ok());
  const PublicKey k1 = PublicKeyFromPem(fixture::kSecp256k1).value();
  CHECK(Verify(SignAlg::kEs256k, k1, kMessage, RawOf(Hex(fixture::kSecp256k1Der), 32)).ok());
  CHECK(VerifyEcdsaDer(DigestAlg::kSha256, k1, kMessage, Hex(fixture::kSecp256k1Der)).ok());
  CHECK_FALSE(Verify(SignAlg::kEs256, k1, kMessage, RawOf(Hex(fixture::kSecp256k1Der), 32)).ok());
}

TEST_CASE("a key of type RSASSA-PSS keeps its own restrictions") {
  const PublicKey key = PublicKeyFromPem(fixture::kPss).value();
  const Bytes signature = Hex(fixture::kPssSignature);
  CHECK(Verify(SignAlg::kPs256, key, kMessage, signature).ok());
  CHECK(Verify(SignAlg::kPs512, key, kMessage, signature).code() == Code::kSignature);
  CHECK(Verify(SignAlg::kRs256, key, kMessage, signature).code() == Code::kSignature);
  CHECK(VerifyRsaPss({DigestAlg::kSha256, DigestAlg::kSha256, 0}, key, kMessage, signature).code() == Code::kSignature);
}

TEST_CASE("EdDSA: published signature, and one with S beyond the order") {
  // RFC 8032 7.1, test 2.
  const PublicKey key =
      PublicKeyFromEdwards(KeyKind::kEd25519, Hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
          .value();
  Bytes signature =
      Hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb430"
          "2aeeb00d291612bb0c00");
  const Bytes message = {0x72};
  CHECK(Verify(SignAlg::kEd25519, key, message, signature).ok());
  // S + L verifies where the range of S is not looked at.
  const Bytes order = Hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    const unsigned sum = signature[32 + i] + order[i] + carry;
    signature[32 + i] = static_cast<std::uint8_t>(sum);
    carry = sum >> 8;
  }
  CHECK(Verify(SignAlg::kEd25519, key, message, signature).code() == Code::kSignature);
}

TEST_CASE("large and empty messages; deterministic and random signatures") {
  const Bytes large(1 << 20, 0x5A);
  for (SignAlg alg : kSigning) {
    const PrivateKey& key = SampleKey(KeyKindOf(alg));
    const Bytes signature = Sign(alg, key, large).value();
    CHECK(Verify(alg, key.public_key(), large, signature).ok());
    CHECK(Verify(alg, key.public_key(), {}, Sign(alg, key, {}).value()).ok());
    const bool fixed = alg == SignAlg::kEd25519 || SignAlgName(alg).starts_with("RS");
    CHECK((Sign(alg, key, large).value() == signature) == fixed);
  }
}

TEST_CASE("signers") {
  for (KeyKind kind : SampleKinds()) {
    std::unique_ptr<Signer> signer = MakeSigner(SampleKey(kind)).value();
    CHECK(signer->alg() == DefaultSignAlg(kind));
    CHECK(signer->public_key() == SampleKey(kind).public_key());
    CHECK(Verify(signer->alg(), signer->public_key(), kMessage, signer->SignData(kMessage).value()).ok());
  }
  CHECK(MakeSigner(SignAlg::kPs512, SampleKey(KeyKind::kRsa)).value()->alg() == SignAlg::kPs512);
}
