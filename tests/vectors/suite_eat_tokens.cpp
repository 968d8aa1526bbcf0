// Suite eat-tokens: PSA and Arm CCA tokens with their keys, and claims sets of both, valid and not. Signed ones are
// imported whole; with another key, or an octet changed, they must be refused.
#include "crypto/key.h"
#include "eat/cca.h"
#include "eat/import.h"
#include "eat/psa.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

eat::ImportOptions OptionsFor(crypto::PublicKey key) {
  eat::ImportOptions options;
  options.keys = {std::move(key)};
  options.now = 1790000000;
  return options;
}

Result<crypto::PublicKey> KeyOf(const Input& input, const json::Value& test) {
  for (const json::Value& file : test.Find("files")->items()) {
    MPS_ASSIGN(const Bytes bytes, input.Read(file.text()));
    if (file.text().ends_with(".pem")) return crypto::PublicKeyFromPem(AsText(bytes));
    if (file.text() == "cpak.json") return crypto::PublicKeyFromJwk(AsText(bytes));
  }
  return Status(Code::kInternal, "the case has no key");
}

Status JudgeSigned(const Input& input, const json::Value& test, const Bytes& bytes) {
  MPS_ASSIGN(crypto::PublicKey key, KeyOf(input, test));
  MPS_ASSIGN(const crypto::PrivateKey other, crypto::GenerateKey(key.kind()));
  MPS_ASSIGN(const eat::Imported imported, eat::ImportEat(bytes, OptionsFor(key)));
  if (!imported.verified) return {Code::kInternal, "imported, but not verified"};
  const auto stranger = eat::ImportEat(bytes, OptionsFor(other.public_key()));
  if (stranger.ok()) return {Code::kInternal, "verifies under another key"};
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    Bytes altered = bytes;
    altered[i] ^= 1;
    if (eat::ImportEat(altered, OptionsFor(key)).ok()) return {Code::kInternal, "taken though altered"};
  }
  eat::ImportOptions nonce = OptionsFor(key);
  nonce.nonce = Bytes(32, 0x5a);
  return eat::ImportEat(bytes, nonce).ok() ? Status(Code::kInternal, "taken with another nonce") : Status();
}

template <class T>
Status AsStatus(Result<T> result) {
  return result.ok() ? Status() : result.TakeStatus();
}

Status JudgeClaims(const std::string& file, const Bytes& bytes) {
  if (file.ends_with(".json")) {
    MPS_ASSIGN(const eat::ClaimsSet claims, eat::DecodeJsonClaims(AsText(bytes)));
    return AsStatus(eat::DecodePsa(claims));
  }
  MPS_ASSIGN(const eat::ClaimsSet claims, eat::DecodeCborClaims(bytes));
  if (file.starts_with("cca-platform")) return AsStatus(eat::DecodeCcaPlatform(claims));
  if (file.starts_with("cca-realm")) return AsStatus(eat::DecodeCcaRealm(claims));
  if (!eat::IsPsa(claims)) return {Code::kInternal, "not taken for PSA"};
  return AsStatus(eat::DecodePsa(claims));
}

Status Judge(const Input& input, const json::Value& test) {
  const std::string file = FileOf(test);
  MPS_ASSIGN(const Bytes bytes, input.Read(file));
  const bool is_signed = test.Find("files")->items().size() > 1;
  return is_signed ? JudgeSigned(input, test, bytes) : JudgeClaims(file, bytes);
}

// `parse must not crash`: whatever comes of it, with every prefix too.
void RunUnjudged(const Input& input, const json::Value& test, Report& report) {
  const auto bytes = input.Read(FileOf(test));
  if (!bytes.ok()) return report.Fail(IdOf(test), bytes.status().ToString());
  const eat::ImportOptions options;
  for (std::size_t n = 0; n < bytes->size(); ++n) {
    const Bytes prefix(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(n));
    if (eat::ImportEat(prefix, options).ok()) return report.Fail(IdOf(test), "a prefix is taken");
  }
  (void)eat::ImportEat(*bytes, options);
  report.Pass();
}

}  // namespace

void RunEatTokens(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string expect = TextOf(test, "expect");
    if (expect.find("must not crash") != std::string::npos) {
      RunUnjudged(input, test, report);
      continue;
    }
    const Status status = Judge(input, test);
    if (status.code() == Code::kInternal) {
      report.Fail(IdOf(test), status.ToString());
      continue;
    }
    const bool invalid = expect.find("reject") != std::string::npos;
    invalid ? report.Reject(IdOf(test), status) : report.Accept(IdOf(test), status, true);
  }
}

}  // namespace mps::vectors
