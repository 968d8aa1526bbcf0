// Suite cose: COSE_Sign1 through the token layer; COSE_Sign and COSE_Mac0 must be refused by it by tag, before any key.
// COSE_Sign messages are also verified through their own entry.
#include <algorithm>

#include "base/hex.h"
#include "token/cose.h"
#include "vectors/suite.h"
#include "vectors/token_keys.h"

namespace mps::vectors {
namespace {

// The general layer, as RFC 9052 has it: tags and place of alg are free.
cose::Options General() {
  cose::Options options;
  options.tagging = cose::Options::Tagging::kOptional;
  options.alg_protected_only = false;
  options.allow_detached = true;
  return options;
}

// A member that is one hexadecimal text, or a list of them (one for each signer).
Result<Bytes> HexAt(const json::Value& test, std::string_view name, std::size_t index) {
  const json::Value* value = test.Find(name);
  if (value != nullptr && value->Is(json::Kind::kArray)) {
    if (index >= value->items().size()) return Bytes();
    value = &value->items()[index];
  }
  if (value == nullptr || !value->Is(json::Kind::kText)) return Bytes();
  return HexDecode(value->text());
}

Result<json::Value> KeyAt(const json::Value& test, std::size_t index) {
  const json::Value* keys = test.Find("keys");
  if (keys == nullptr || keys->items().empty()) return Status(Code::kInternal, "the case has no key");
  return keys->items()[std::min(index, keys->items().size() - 1)];
}

Status SameTbs(const json::Value& test, std::size_t index, const Bytes& tbs) {
  MPS_ASSIGN(Bytes expected, HexAt(test, "tbs_hex", index));
  if (expected.empty() || expected == tbs) return {};
  return {Code::kInternal, "the Sig_structure differs: " + HexEncode(tbs)};
}

Result<cose::VerifyOptions> Options(const json::Value& test, bool detached, Bytes& aad, Bytes& payload,
                                    std::size_t index) {
  MPS_ASSIGN(aad, HexAt(test, "external_aad_hex", index));
  MPS_ASSIGN(payload, HexAt(test, "payload_hex", 0));
  cose::VerifyOptions options;
  options.external_aad = aad;
  options.curves = cose::Curves::kAny;
  if (detached) options.detached_payload = payload;
  return options;
}

Status RunSign1(const json::Value& test, ByteView bytes, bool& required) {
  MPS_ASSIGN(cose::Sign1 message, cose::DecodeSign1(bytes, General()));
  MPS_ASSIGN(json::Value vector_key, KeyAt(test, 0));
  required = message.headers.alg && IsRequiredCose(*message.headers.alg, vector_key);
  Bytes aad, payload;
  MPS_ASSIGN(cose::VerifyOptions options, Options(test, !message.payload, aad, payload, 0));
  MPS_TRY(SameTbs(test, 0, cose::SigStructure(message.protected_bytes, aad, message.payload.value_or(payload))));
  MPS_ASSIGN(crypto::PublicKey key, KeyFromVector(vector_key));
  return cose::VerifySign1(message, key, options);
}

Status RunSign(const json::Value& test, ByteView bytes, bool& required) {
  MPS_ASSIGN(cose::SignMessage message, cose::DecodeSign(bytes, General()));
  for (std::size_t i = 0; i < message.signatures.size(); ++i) {
    const cose::SignerInfo& info = message.signatures[i];
    MPS_ASSIGN(json::Value vector_key, KeyAt(test, i));
    required = info.headers.alg && IsRequiredCose(*info.headers.alg, vector_key);
    Bytes aad, payload;
    MPS_ASSIGN(cose::VerifyOptions options, Options(test, !message.payload, aad, payload, i));
    MPS_TRY(SameTbs(test, i, cose::SigStructure(message, info, aad, message.payload.value_or(payload))));
    MPS_ASSIGN(crypto::PublicKey key, KeyFromVector(vector_key));
    MPS_TRY(cose::VerifySignature(message, i, key, options));
  }
  return {};
}

// What the token layer says to a message that is no COSE_Sign1. DecodeSign1 takes no key, so none can have been used.
Status RefusedAsToken(ByteView bytes) {
  auto message = cose::DecodeSign1(bytes, {});
  if (!message.ok()) return {};
  return {Code::kInternal, "the token layer took a message that is no COSE_Sign1"};
}

void RunCase(const json::Value& test, Report& report) {
  const std::string id = IdOf(test), kind = TextOf(test, "kind");
  const bool valid = TextOf(test, "expect").starts_with("accept");
  Result<Bytes> bytes = HexOf(test, "cbor_hex");
  if (!bytes.ok()) return report.Fail(id, bytes.status().ToString());
  bool required = false;
  if (kind == "COSE_Sign1") {
    Status status = RunSign1(test, *bytes, required);
    if (status.code() == Code::kInternal && valid) return report.Fail(id, status.ToString());
    return valid ? report.Accept(id, status, required) : report.Reject(id, status);
  }
  if (Status refused = RefusedAsToken(*bytes); !refused.ok()) return report.Fail(id, refused.ToString());
  if (kind != "COSE_Sign") return report.Pass();  // refused, which is what passing means for COSE_Mac0 and the others
  Status status = RunSign(test, *bytes, required);
  valid ? report.Accept(id, status, required) : report.Reject(id, status);
}

}  // namespace

void RunCose(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) RunCase(test, report);
}

}  // namespace mps::vectors
