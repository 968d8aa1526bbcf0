// Algorithms by name and number, and which key fits which.
#include <catch2/catch.hpp>

#include "crypto/sign.h"

using namespace mps;
using namespace mps::crypto;

namespace {

constexpr int kCount = static_cast<int>(SignAlg::kRs512) + 1;

}  // namespace

TEST_CASE("names and numbers of algorithms go both ways") {
  for (int i = 0; i < kCount; ++i) {
    const auto alg = static_cast<SignAlg>(i);
    CHECK(SignAlgFromName(SignAlgName(alg)) == alg);
    CHECK(SignAlgFromCose(CoseAlg(alg), KeyKindOf(alg)).value() == alg);
    CHECK(SignAlgFromJose(JoseAlg(alg), KeyKindOf(alg)).value() == alg);
  }
  CHECK(CoseAlg(SignAlg::kEs256) == -7);
  CHECK(CoseAlg(SignAlg::kEs384) == -35);
  CHECK(CoseAlg(SignAlg::kEd25519) == -8);
  CHECK(CoseAlg(SignAlg::kPs256) == -37);
  CHECK(SignAlgFromCose(-9, KeyKind::kP256).value() == SignAlg::kEs256);
  CHECK(SignAlgFromCose(-51, KeyKind::kP384).value() == SignAlg::kEs384);
  CHECK(SignAlgFromCose(-19, KeyKind::kEd25519).value() == SignAlg::kEd25519);
  CHECK(SignAlgFromJose("Ed25519", KeyKind::kEd25519).value() == SignAlg::kEd25519);
  CHECK(JoseAlg(SignAlg::kEd25519) == "EdDSA");
}

TEST_CASE("EdDSA takes its curve from the key") {
  CHECK(SignAlgFromCose(-8, KeyKind::kEd448).value() == SignAlg::kEd448);
  CHECK(SignAlgFromCose(-8, KeyKind::kP256).status().code() == Code::kSignature);
  CHECK(SignAlgFromJose("EdDSA", KeyKind::kRsa).status().code() == Code::kSignature);
}

TEST_CASE("none, HMAC and unknown algorithms") {
  for (const char* name : {"none", "None", "NONE", "nOnE", "HS256", "hs512"}) {
    CHECK(SignAlgFromJose(name, KeyKind::kP256).status().code() == Code::kSignature);
  }
  CHECK(SignAlgFromJose("es256", KeyKind::kP256).status().feature() == "jose-alg-es256");
  CHECK(SignAlgFromJose("", KeyKind::kP256).status().code() == Code::kUnsupported);
  CHECK(SignAlgFromJose("X\n\x1b[31m", KeyKind::kP256).status().feature() == "jose-alg-X??[31m");
  CHECK(SignAlgFromCose(5, KeyKind::kP256).status().feature() == "cose-alg5");
  CHECK(SignAlgFromCose(0, KeyKind::kP256).status().code() == Code::kUnsupported);
  CHECK(SignAlgFromName("es256") == std::nullopt);
}

TEST_CASE("sizes and digests") {
  CHECK(SignatureSize(SignAlg::kEs256) == 64);
  CHECK(SignatureSize(SignAlg::kEs384) == 96);
  CHECK(SignatureSize(SignAlg::kEs512) == 132);
  CHECK(SignatureSize(SignAlg::kEd448) == 114);
  CHECK(SignatureSize(SignAlg::kPs256) == 0);
  CHECK(DigestOf(SignAlg::kEs384) == DigestAlg::kSha384);
  CHECK(DefaultSignAlg(KeyKind::kRsa) == SignAlg::kPs256);
  CHECK(DefaultSignAlg(KeyKind::kP384) == SignAlg::kEs384);
  CHECK(DefaultSignAlg(KeyKind::kEd25519) == SignAlg::kEd25519);
}
