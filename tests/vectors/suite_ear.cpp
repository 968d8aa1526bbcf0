// Suite ear: attestation results of the draft and of Veraison, claims sets and signed tokens. What is read in the
// draft's form is built again and read once more.
#include "ear/ear.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

constexpr std::int64_t kClock = 1790000000;

std::string FileWith(const json::Value& test, std::initializer_list<std::string_view> endings) {
  const json::Value* files = test.Find("files");
  for (std::string_view ending : endings) {
    for (const json::Value& file : files == nullptr ? std::vector<json::Value>() : files->items()) {
      if (file.text().ends_with(ending) && file.text() != "veraison-pkey.json") return file.text();
    }
  }
  return "";
}

// Both profiles have what the other form's names are; a result must not be taken by the looks of its claims.
Status JudgeProfile(const json::Value& test, const ear::Ear& result) {
  const bool older = TextOf(test, "expect").find("older") != std::string::npos || IdOf(test).starts_with("veraison-") ||
                     IdOf(test) == "draft-opa-example";
  const std::string_view due = older ? ear::kVeraisonProfile : ear::kProfile;
  return result.profile == due ? Status() : Status(Code::kInternal, "it was read under another profile");
}

Status JudgeAgain(const ear::Ear& result) {
  if (result.profile != ear::kProfile)
    return ear::BuildEar(result).ok() ? Status(Code::kInternal, "written") : Status();
  MPS_ASSIGN(const eat::Item built, ear::BuildEar(result));
  MPS_ASSIGN(const Bytes bytes, eat::ItemToCbor(built));
  MPS_ASSIGN(const eat::ClaimsSet claims, eat::DecodeCborClaims(bytes));
  MPS_ASSIGN(const ear::Ear again, ear::DecodeEar(claims));
  const bool same = again.issued == result.issued && again.submods.size() == result.submods.size() &&
                    again.Overall() == result.Overall() && again.raw_evidence == result.raw_evidence;
  return same ? Status() : Status(Code::kInternal, "built and read, it is another");
}

Result<ear::Ear> Open(const Input& input, const std::string& file) {
  MPS_ASSIGN(const Bytes bytes, input.Read(file));
  if (file.ends_with(".cbor")) {
    MPS_ASSIGN(const eat::ClaimsSet claims, eat::DecodeCborClaims(bytes));
    return ear::DecodeEar(claims);
  }
  if (file.ends_with(".json")) {
    MPS_ASSIGN(const eat::ClaimsSet claims, eat::DecodeJsonClaims(AsText(bytes)));
    return ear::DecodeEar(claims);
  }
  MPS_ASSIGN(const json::Value jwk, input.ReadJson("veraison-pkey.json"));
  MPS_ASSIGN(const crypto::PublicKey key, crypto::PublicKeyFromJwk(jwk));
  eat::Policy policy;
  policy.any_kid = true;
  policy.keys = {{{}, key, crypto::SignAlg::kEs256}};
  policy.now = kClock;
  return ear::VerifyEar(bytes, policy);
}

Status Judge(const Input& input, const json::Value& test) {
  MPS_ASSIGN(const ear::Ear result, Open(input, FileWith(test, {".cbor", ".jwt", ".json"})));
  MPS_TRY(JudgeProfile(test, result));
  return JudgeAgain(result);
}

}  // namespace

void RunEar(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const Status status = Judge(input, test);
    if (status.code() == Code::kInternal) {
      report.Fail(IdOf(test), status.ToString());
      continue;
    }
    const bool invalid = TextOf(test, "expect").find("reject") != std::string::npos;
    invalid ? report.Reject(IdOf(test), status) : report.Accept(IdOf(test), status, true);
  }
}

}  // namespace mps::vectors
