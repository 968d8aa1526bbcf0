// Suites eat-derived-cwt and eat-derived-jwt: one rule each, verified under context.json (clock, nonce, profile,
// algorithms, key), once as the constrained device profile has it and once as a general receiver.
#include "base/hex.h"
#include "token/eat.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

Result<eat::Policy> ReadContext(const Input& input) {
  MPS_ASSIGN(json::Value context, input.ReadJson("context.json"));
  MPS_ASSIGN(json::Value jwk, input.ReadJson(TextOf(context, "trusted_key")));
  MPS_ASSIGN(crypto::PublicKey key, crypto::PublicKeyFromJwk(jwk));
  MPS_ASSIGN(Bytes kid, HexOf(context, "kid_hex"));
  eat::Policy policy;
  policy.keys.push_back({kid, key, crypto::DefaultSignAlg(key.kind())});
  MPS_ASSIGN(policy.nonce, HexOf(context, "expected_nonce_hex"));
  policy.profile = TextOf(context, "profile");
  const json::Value* clock = context.Find("clock");
  if (clock == nullptr || !clock->AsInt()) return Status(Code::kInternal, "the context has no clock");
  policy.now = clock->AsInt();
  const json::Value* algs = context.Find("allowed_algs");
  if (algs == nullptr || algs->items().empty()) return Status(Code::kInternal, "the context allows no algorithm");
  for (const json::Value& name : algs->items()) {
    auto alg = crypto::SignAlgFromName(name.text());
    if (!alg) return Status(Code::kInternal, "the context has an unknown algorithm");
    policy.algorithms.push_back(*alg);
  }
  return policy;
}

// RFC 9711 6.4: definite lengths, no bundles.
eat::Policy Constrained(eat::Policy policy) {
  policy.rules.definite_only = true;
  policy.cose.definite_only = true;
  policy.rules.allow_bundles = false;
  return policy;
}

Result<Bytes> TokenOf(const json::Value& test) {
  if (const std::string* text = test.FindText("token")) return ToBytes(AsBytes(*text));
  return HexOf(test, "cbor_hex");
}

Status Verify(ByteView bytes, const eat::Policy& policy) {
  auto token = eat::VerifyEat(bytes, policy);
  return token.ok() ? Status() : token.TakeStatus();
}

// `accept`, `reject` hold for both receivers; `... under the constrained ...` tells them apart.
void Judge(const json::Value& test, ByteView bytes, const eat::Policy& policy, Report& report) {
  const std::string id = IdOf(test), expect = TextOf(test, "expect");
  const bool told_apart = expect.find("under the constrained") != std::string::npos;
  const bool valid = expect.starts_with("accept");
  const Status general = Verify(bytes, policy), constrained = Verify(bytes, Constrained(policy));
  if (told_apart && constrained.ok()) return report.Fail(id, "the constrained device profile must refuse it");
  if (told_apart && !valid) return report.Reject(id, constrained);  // a general receiver may do either
  if (!valid && constrained.ok()) return report.Fail(id, "invalid, but accepted as constrained profile");
  if (valid && !told_apart && !constrained.ok()) return report.Accept(id, constrained, true);
  valid ? report.Accept(id, general, true) : report.Reject(id, general);
}

}  // namespace

void RunEatDerived(const Input& input, Report& report) {
  Result<eat::Policy> policy = ReadContext(input);
  if (!policy.ok()) return report.Fail("context.json", policy.status().ToString());
  for (const json::Value& test : input.cases()) {
    Result<Bytes> bytes = TokenOf(test);
    if (bytes.ok()) {
      Judge(test, *bytes, *policy, report);
    } else {
      report.Fail(IdOf(test), bytes.status().ToString());
    }
  }
}

}  // namespace mps::vectors
