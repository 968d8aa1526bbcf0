// Suite jws-wycheproof: JOSE messages and the keys or key sets that they come with. The product takes the compact form
// only; the JSON form and JWE are refused.
#include "token/jws.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

const json::Value* KeyOf(const json::Value& group) {
  const json::Value* key = group.Find("public");
  return key != nullptr ? key : group.Find("private");
}

Status VerifyOne(const json::Value& test, const json::Value& key) {
  const json::Value* message = test.Find("jws");
  if (message == nullptr) {
    if (test.Find("jwe") == nullptr) return {Code::kInternal, "the test has no message"};
    return Status::Unsupported("jwe", "encrypted messages are not supported");
  }
  std::string text = message->Is(json::Kind::kText) ? message->text() : json::Print(*message);
  MPS_ASSIGN(jws::Message decoded, jws::DecodeCompact(text));
  return key.Find("keys") != nullptr ? jws::VerifyWithJwks(decoded, 0, key) : jws::VerifyWithJwk(decoded, 0, key);
}

bool IsRequired(const json::Value& key) {
  const std::string alg = TextOf(key, "alg");
  return alg == "ES256" || alg == "ES384" || alg == "EdDSA" || alg == "PS256";
}

void RunGroup(const std::string& id, const json::Value& group, Report& report) {
  const json::Value* key = KeyOf(group);
  const json::Value* tests = group.Find("tests");
  if (key == nullptr || tests == nullptr || tests->items().empty())
    return report.Fail(id, "a group without key or tests");
  for (const json::Value& test : tests->items()) {
    const json::Value* number = test.Find("tcId");
    const std::string name = id + " " + (number == nullptr ? "?" : number->text()) + " " + TextOf(test, "comment");
    const std::string result = TextOf(test, "result");
    const Status status = VerifyOne(test, *key);
    if (status.code() == Code::kInternal) {
      report.Fail(name, status.ToString());
    } else if (result == "valid") {
      report.Accept(name, status, IsRequired(*key));
    } else if (result == "invalid") {
      report.Reject(name, status);
    } else {
      report.Check(name, result == "acceptable", "an unknown expectation `" + result + "`");
    }
  }
}

}  // namespace

void RunJwsWycheproof(const Input& input, Report& report) {
  for (const json::Value& test_case : input.cases()) {
    const std::string id = IdOf(test_case);
    Result<json::Value> file = input.ReadJson(FileOf(test_case));
    const json::Value* groups = file.ok() ? file->Find("testGroups") : nullptr;
    if (groups == nullptr || groups->items().empty()) {
      report.Fail(id, file.ok() ? "no test groups" : file.status().ToString());
      continue;
    }
    for (const json::Value& group : groups->items()) RunGroup(id, group, report);
  }
}

}  // namespace mps::vectors
