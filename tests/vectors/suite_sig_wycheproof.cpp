// Suite sig-wycheproof: raw signatures. ECDSA as r||s (P1363) and as DER, EdDSA, RSASSA-PSS, RSASSA-PKCS1-v1_5.
#include <algorithm>

#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using crypto::KeyKind;
using crypto::PublicKey;

// A group of tests: one key, one way to verify.
struct Group {
  std::string type;
  std::string sha;
  std::string mgf_sha;
  std::string mgf;
  std::size_t salt = 0;
};

Group ReadGroup(const json::Value& group) {
  Group out{TextOf(group, "type"), TextOf(group, "sha"), TextOf(group, "mgfSha"), TextOf(group, "mgf"), 0};
  if (const json::Value* salt = group.Find("sLen")) out.salt = static_cast<std::size_t>(salt->AsInt().value_or(0));
  return out;
}

const json::Value* FirstOf(const json::Value& group, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    if (const json::Value* value = group.Find(name)) return value;
  }
  return nullptr;
}

// The group's key by way of SubjectPublicKeyInfo; where it is also given as PEM and as JWK, those have to be the same
// key.
Result<PublicKey> ReadKey(const json::Value& group) {
  Bytes der;
  const json::Value* text = FirstOf(group, {"publicKeyDer", "keyDer"});
  if (text == nullptr || !text->Is(json::Kind::kText)) return Status(Code::kInternal, "the group has no key in DER");
  MPS_ASSIGN(der, HexDecode(text->text()));
  MPS_ASSIGN(PublicKey key, crypto::PublicKeyFromSpki(der));
  if (const json::Value* pem = FirstOf(group, {"publicKeyPem", "keyPem"})) {
    MPS_ASSIGN(PublicKey same, crypto::PublicKeyFromPem(pem->text()));
    if (!(same == key)) return Status(Code::kInternal, "PEM and DER of the group give different keys");
  }
  if (const json::Value* jwk = FirstOf(group, {"publicKeyJwk", "keyJwk", "jwk"});
      jwk != nullptr && jwk->Find("kty") != nullptr) {
    MPS_ASSIGN(PublicKey same, crypto::PublicKeyFromJwk(*jwk));
    if (!(same == key)) return Status(Code::kInternal, "JWK and DER of the group give different keys");
  }
  return key;
}

// The algorithm of ours that fits the group exactly, if there is one: then the fitted function is used.
std::optional<crypto::SignAlg> FittedAlg(const Group& group, const PublicKey& key) {
  for (int i = 0; i <= static_cast<int>(crypto::SignAlg::kRs512); ++i) {
    const auto alg = static_cast<crypto::SignAlg>(i);
    if (crypto::KeyKindOf(alg) != key.kind()) continue;
    if (group.type == "EddsaVerify") return alg;
    if (crypto::DigestCoseName(crypto::DigestOf(alg)) != group.sha) continue;
    if (group.type == "EcdsaP1363Verify") return alg;
    const bool pss = crypto::SignAlgName(alg).starts_with("PS");
    const bool plain = group.mgf_sha == group.sha && group.salt == crypto::DigestSize(crypto::DigestOf(alg));
    if (group.type == "RsassaPssVerify" && pss && plain) return alg;
    if (group.type == "RsassaPkcs1Verify" && !pss) return alg;
  }
  return std::nullopt;
}

Status VerifyUnfitted(const Group& group, const PublicKey& key, ByteView msg, ByteView sig) {
  MPS_ASSIGN(DigestAlg digest, crypto::RequireDigest(group.sha));
  if (group.type == "EcdsaVerify") return crypto::VerifyEcdsaDer(digest, key, msg, sig);
  if (group.type == "EcdsaP1363Verify") return crypto::VerifyEcdsaRaw(digest, key, msg, sig);
  if (group.type == "RsassaPkcs1Verify") return crypto::VerifyRsaPkcs1(digest, key, msg, sig);
  if (group.type != "RsassaPssVerify")
    return Status::Unsupported("wycheproof-" + group.type, "a type of test that is not known");
  if (group.mgf != "MGF1")
    return Status::Unsupported("pss-" + group.mgf, "a mask generation function that is not known");
  MPS_ASSIGN(DigestAlg mgf_digest, crypto::RequireDigest(group.mgf_sha));
  return crypto::VerifyRsaPss({digest, mgf_digest, group.salt}, key, msg, sig);
}

Status VerifyOne(const Group& group, const Result<PublicKey>& key, const json::Value& test) {
  if (!key.ok()) return key.status();
  MPS_ASSIGN(Bytes msg, HexOf(test, "msg"));
  MPS_ASSIGN(Bytes sig, HexOf(test, "sig"));
  if (std::optional<crypto::SignAlg> alg = FittedAlg(group, *key)) return crypto::Verify(*alg, *key, msg, sig);
  return VerifyUnfitted(group, *key, msg, sig);
}

// Algorithms that the product has to have: none of their cases may be skipped.
bool IsRequired(const Group& group, const Result<PublicKey>& key) {
  if (!key.ok()) return false;
  const KeyKind kind = key->kind();
  if (kind == KeyKind::kEd25519) return true;
  if (kind == KeyKind::kP256) return group.sha == "SHA-256";
  if (kind == KeyKind::kP384) return group.sha == "SHA-384";
  return kind == KeyKind::kRsa && group.type == "RsassaPssVerify" && group.sha == "SHA-256";
}

void RunGroup(const std::string& id, const json::Value& json_group, Report& report) {
  const Group group = ReadGroup(json_group);
  const Result<PublicKey> key = ReadKey(json_group);
  const json::Value* tests = json_group.Find("tests");
  if (tests == nullptr || tests->items().empty()) return report.Fail(id, "a group without tests");
  for (const json::Value& test : tests->items()) {
    const json::Value* number = test.Find("tcId");
    const std::string name = id + " " + (number == nullptr ? "?" : number->text()) + " " + TextOf(test, "comment");
    const std::string result = TextOf(test, "result");
    const Status status = VerifyOne(group, key, test);
    if (status.code() == Code::kInternal || (!status.ok() && status.code() == Code::kMalformed && key.ok())) {
      report.Fail(name, status.ToString());  // neither good nor bad: the case could not be judged
    } else if (result == "valid") {
      report.Accept(name, status, IsRequired(group, key));
    } else if (result == "invalid") {
      report.Reject(name, status);
    } else {
      report.Check(name, result == "acceptable", "an unknown expectation `" + result + "`");
    }
  }
}

}  // namespace

void RunSigWycheproof(const Input& input, Report& report) {
  for (const json::Value& test_case : input.cases()) {
    const std::string id = IdOf(test_case);
    Result<json::Value> file = input.ReadJson(FileOf(test_case));
    if (!file.ok()) {
      report.Fail(id, file.status().ToString());
      continue;
    }
    const json::Value* groups = file->Find("testGroups");
    if (groups == nullptr || groups->items().empty()) {
      report.Fail(id, "no test groups");
      continue;
    }
    for (const json::Value& group : groups->items()) RunGroup(id, group, report);
  }
}

}  // namespace mps::vectors
