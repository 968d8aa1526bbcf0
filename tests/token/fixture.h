// Tokens made for tests: keys of every algorithm, inputs, policies that accept them.
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/base64url.h"
#include "claims/sample.h"
#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "token/cose.h"
#include "token/jws.h"
#include "token/verify.h"

namespace mps::token::fixture {

inline constexpr std::int64_t kNow = 1790000000;

inline Bytes Nonce() {
  return Bytes{0xef, 0x0e, 0x73, 0x8d, 0x6d, 0xc8, 0xbd, 0xea, 0xed, 0xce, 0xe0, 0x4f, 0xe2, 0xb2, 0xe3, 0x21};
}
inline Bytes Ueid() {
  return Bytes{0x01, 0x98, 0xf5, 0x0a, 0x4f, 0xf6, 0xc0, 0x58, 0x61, 0xc8, 0x86, 0x0d, 0x13, 0xa6, 0x38, 0xea, 0x00};
}
inline Bytes Evidence() { return ToBytes(AsBytes(R"({"mps_evidence":1,"nonce":"7w5zjW3IvertzuBP4rLjIQ"})")); }

// One key of each kind, made once for the whole test run.
inline const crypto::PrivateKey& Key(crypto::KeyKind kind) {
  static std::map<crypto::KeyKind, std::unique_ptr<crypto::PrivateKey>> keys;
  std::unique_ptr<crypto::PrivateKey>& key = keys[kind];
  if (!key) {
    auto made = crypto::GenerateKey(kind);
    if (!made.ok()) throw std::runtime_error(made.status().ToString());
    key = std::make_unique<crypto::PrivateKey>(std::move(made).value());
  }
  return *key;
}

inline std::unique_ptr<crypto::Signer> Signer(crypto::KeyKind kind = crypto::KeyKind::kP256) {
  return crypto::MakeSigner(Key(kind)).value();
}

inline EvidenceInput EvidenceRef(std::int64_t time = kNow - 10) {
  EvidenceInput evidence;
  evidence.type = kEvidenceJsonType;
  evidence.digest = {DigestAlg::kSha256, crypto::Sha256(Evidence()).value()};
  evidence.collected_at = time;
  evidence.nonce = Nonce();
  return evidence;
}

inline TokenInput Input(const claims::ClaimSet& set = claims::sample::One()) {
  TokenInput input;
  input.claim_set = claims::SealedClaimSet::Seal(set).value();
  input.nonce = Nonce();
  input.now = kNow;
  input.ueid = Ueid();
  input.evidence = {EvidenceRef()};
  return input;
}

inline VerifyPolicy Policy(crypto::KeyKind kind = crypto::KeyKind::kP256) {
  VerifyPolicy policy;
  policy.anchors = {{Key(kind).public_key(), crypto::DefaultSignAlg(kind), {}}};
  policy.nonce = Nonce();
  policy.now = kNow + 5;
  policy.ueid = Ueid();
  policy.names = {"Example-Host-L1", "Example-Fleet-L1"};
  policy.definitions = {claims::sample::Filled(0x11)};
  return policy;
}

inline Bytes Made(Form form, const TokenInput& input, crypto::KeyKind kind = crypto::KeyKind::kP256) {
  auto signer = Signer(kind);
  auto token = MakeToken(form, *signer, input);
  if (!token.ok()) throw std::runtime_error(token.status().ToString());
  return token.value();
}

// Signs any claims tree as a token of the profile, also one that MakeToken would never write.
inline Bytes SignedClaims(Form form, const eat::Item& claims) {
  auto signer = Signer();
  const crypto::KeyId& id = signer->public_key().id();
  if (form == Form::kCwt) {
    Bytes payload = eat::ItemToCbor(claims).value();
    cose::SignInput sign;
    sign.payload = payload;
    sign.typ = std::string(kCwtType);
    sign.kid = Bytes(id.begin(), id.end());
    return cose::MakeSign1(*signer, sign).value();
  }
  json::Value header = json::Value::Object();
  header.Add("typ", json::Value::Text(std::string(kJwtType)));
  header.Add("kid", json::Value::Text(Base64UrlEncode(id)));
  std::string text = jws::MakeCompact(*signer, header, AsBytes(json::Print(eat::ItemToJson(claims)))).value();
  return ToBytes(AsBytes(text));
}

}  // namespace mps::token::fixture
