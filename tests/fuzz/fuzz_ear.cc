// Fuzzes attestation results: claims sets in both encodings and whole tokens. What is read keeps the draft's rules
// about statuses, and what is read in the draft's form can be written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/hex.h"
#include "crypto/key.h"
#include "ear/ear.h"
#include "ear/issue.h"

namespace {

using namespace mps;

void Judge(const Result<ear::Ear>& result) {
  if (!result.ok()) return;
  if (result->submods.empty()) std::abort();
  ear::Tier worst = ear::Tier::kAffirming;
  for (const auto& one : result->submods) {
    const auto claims = one.second.vector ? ear::WorstOf(*one.second.vector) : std::nullopt;
    if (claims && ear::BetterThan(one.second.status, *claims)) std::abort();
    worst = ear::Worse(worst, one.second.status);
  }
  if (ear::BetterThan(result->Overall(), worst)) std::abort();
  (void)ear::BuildEar(*result);
}

// A fixed key. No input that a fuzzer makes may ever verify under it.
eat::Policy Policy() {
  const auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  eat::Policy policy;
  policy.any_kid = true;
  policy.keys = {
      {{}, crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, *point).value(), crypto::SignAlg::kEd25519}};
  return policy;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const eat::Policy kPolicy = Policy();
  const ByteView bytes(data, size);
  const auto cbor = eat::DecodeCborClaims(bytes);
  if (cbor.ok()) Judge(ear::DecodeEar(*cbor));
  const auto json = eat::DecodeJsonClaims(AsText(bytes));
  if (json.ok()) Judge(ear::DecodeEar(*json));
  if (ear::VerifyEar(bytes, kPolicy).ok()) std::abort();
  ear::IssueInput input;
  input.claim_set = ToBytes(bytes);
  input.verifier = {"d", "b"};
  const auto issued = ear::IssueEar(input);
  if (issued.ok() && !ear::CheckEar(*issued).ok()) std::abort();
  return 0;
}
