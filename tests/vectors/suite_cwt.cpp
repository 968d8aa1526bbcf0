// Suite cwt: the examples of RFC 8392 appendix A. Signed ones are verified and their claims judged; those with a MAC or
// encrypted are refused by tag.
#include "token/cose.h"
#include "token/eat.h"
#include "vectors/suite.h"
#include "vectors/token_keys.h"

namespace mps::vectors {
namespace {

Status VerifyOne(const json::Value& test, ByteView bytes, bool& required) {
  MPS_ASSIGN(cose::Sign1 message, cose::DecodeSign1(bytes, {}));
  const json::Value* vector_key = test.Find("key");
  if (vector_key == nullptr) return {Code::kInternal, "the case has no key"};
  required = message.headers.alg && IsRequiredCose(*message.headers.alg, *vector_key);
  MPS_ASSIGN(crypto::PublicKey key, KeyFromVector(*vector_key));
  MPS_TRY(cose::VerifySign1(message, key));
  MPS_ASSIGN(Bytes payload, HexOf(test, "payload_hex"));
  if (payload != *message.payload) return {Code::kInternal, "the payload is not that of the manifest"};
  auto claims = eat::DecodeCborClaims(payload);
  return claims.ok() ? Status() : claims.TakeStatus();
}

// Where the reason to refuse is in the claims, they must be refused without their envelope too.
Status RefuseClaims(const json::Value& test) {
  if (TextOf(test, "expect").find("float") == std::string::npos) return {};
  MPS_ASSIGN(Bytes payload, HexOf(test, "payload_hex"));
  return eat::DecodeCborClaims(payload).ok() ? Status(Code::kInternal, "a floating-point time is accepted") : Status();
}

}  // namespace

void RunCwt(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    Result<Bytes> bytes = HexOf(test, "cbor_hex");
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
      continue;
    }
    bool required = false;
    Status status = VerifyOne(test, *bytes, required);
    const bool valid = TextOf(test, "expect").starts_with("accept");
    Status claims = valid ? Status() : RefuseClaims(test);
    if (!claims.ok()) {
      report.Fail(id, claims.ToString());
    } else if (valid) {
      report.Accept(id, status, required);
    } else {
      report.Reject(id, status);
    }
  }
}

}  // namespace mps::vectors
