// Suite jws-cookbook: RFC 7520, 8037 and 7797. Every form of the output verifies with the key of the input; where we
// sign with a deterministic algorithm the compact form is made again, byte for byte. JWK cases are read.
#include "token/jws.h"
#include "vectors/suite.h"
#include "vectors/token_keys.h"

namespace mps::vectors {
namespace {

jws::Options General() {
  jws::Options options;
  options.alg_protected_only = false;
  return options;
}

// The key of one signature: the input's key, or one of its list.
const json::Value* KeyAt(const json::Value& input, std::size_t index) {
  const json::Value* key = input.Find("key");
  if (key == nullptr || !key->Is(json::Kind::kArray)) return key;
  return index < key->items().size() ? &key->items()[index] : nullptr;
}

Status VerifyMessage(const Result<jws::Message>& message, const json::Value& input) {
  if (!message.ok()) return message.status();
  for (std::size_t i = 0; i < message.value().signatures.size(); ++i) {
    const json::Value* key = KeyAt(input, i);
    if (key == nullptr) return {Code::kInternal, "the case has no key"};
    MPS_TRY(jws::VerifyWithJwk(message.value(), i, *key));
  }
  return {};
}

Status VerifyOutputs(const json::Value& file) {
  const json::Value* input = file.Find("input");
  const json::Value* output = file.Find("output");
  if (input == nullptr || output == nullptr) return {Code::kInternal, "the file has no input or no output"};
  std::size_t forms = 0;
  if (const std::string* compact = output->FindText("compact")) {
    ++forms;
    MPS_TRY(VerifyMessage(jws::DecodeCompact(*compact), *input));
  }
  for (std::string_view name : {"json", "json_flat"}) {
    const json::Value* json_form = output->Find(name);
    if (json_form == nullptr) continue;
    ++forms;
    MPS_TRY(VerifyMessage(jws::DecodeJson(*json_form, General()), *input));
  }
  return forms == 0 ? Status(Code::kInternal, "the file has no output of a form that is known") : Status();
}

Status Reproduce(const json::Value& file) {
  const json::Value* mark = file.Find("reproducible");
  if (mark == nullptr || !mark->Is(json::Kind::kBool) || !mark->boolean()) return {};
  const json::Value& input = *file.Find("input");
  const std::string alg = TextOf(input, "alg");
  if (alg != "EdDSA") return Status::Unsupported("sign-" + alg, "we do not sign with " + alg);
  MPS_ASSIGN(crypto::PrivateKey key, Ed25519FromJwk(*input.Find("key")));
  MPS_ASSIGN(auto signer, crypto::MakeSigner(std::move(key)));
  json::Value header = json::Value::Object();
  for (const auto& [name, value] : file.Find("signing")->Find("protected")->members()) {
    if (name != "alg") header.Add(name, value);
  }
  const std::string payload = TextOf(input, "payload");
  MPS_ASSIGN(std::string made, jws::MakeCompact(*signer, header, AsBytes(payload)));
  if (made == TextOf(*file.Find("output"), "compact")) return {};
  return {Code::kInternal, "signing gives another message: " + made};
}

// A public or private JWK is read for its public key. We have no symmetric keys.
Status ReadJwk(const json::Value& jwk) {
  if (TextOf(jwk, "kty") == "oct") return Status::Unsupported("jwk-oct", "symmetric keys are not supported");
  auto key = crypto::PublicKeyFromJwk(jwk);
  return key.ok() ? Status() : key.TakeStatus();
}

bool IsRequired(const json::Value& file) {
  const json::Value* input = file.Find("input");
  const std::string alg = input == nullptr ? "" : TextOf(*input, "alg");
  return alg == "ES256" || alg == "ES384" || alg == "EdDSA" || alg == "PS256";
}

}  // namespace

void RunJwsCookbook(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    Result<json::Value> file = input.ReadJson(FileOf(test));
    if (!file.ok()) {
      report.Fail(id, file.status().ToString());
    } else if (TextOf(test, "expect") == "parse") {
      report.Accept(id, ReadJwk(*file));
    } else if (!TextOf(test, "expect").starts_with("accept")) {
      report.Reject(id, VerifyOutputs(*file));
    } else {
      Status status = VerifyOutputs(*file);
      if (status.ok()) status = Reproduce(*file);
      report.Accept(id, status, IsRequired(*file));
    }
  }
}

}  // namespace mps::vectors
