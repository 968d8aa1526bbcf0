// What each stage of an appraisal takes: bytes to state, state to verdicts, verdicts to claim set, claim set to token.
#include <benchmark/benchmark.h>

#include "appraise/appraise.h"
#include "appraise/stages.h"
#include "base/cbor_reader.h"
#include "base/json_reader.h"
#include "claims/claim_set.h"
#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "stages/workload.h"
#include "token/verify.h"
#include "token_input.h"

namespace mps::bench {
namespace {

template <class T>
T Get(Result<T> result) {
  if (!result.ok()) Must(result.status());
  return std::move(result).value();
}

Stages Ready() { return Get(Stages::Create(Compiled(), kLevel)); }

void Document(benchmark::State& state, const std::string& document) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * document.size()));
}

void ValidateJson(benchmark::State& state) {
  for (auto _ : state) Must(json::Validate(Inputs().json));
  Document(state, Inputs().json);
}

void ValidateCbor(benchmark::State& state) {
  for (auto _ : state) Must(cbor::Validate(AsBytes(Inputs().cbor)));
  Document(state, Inputs().cbor);
}

void DecodeJson(benchmark::State& state) {
  Stages stages = Ready();
  for (auto _ : state) Must(stages.Decode(AsBytes(Inputs().json)));
  Document(state, Inputs().json);
}

void DecodeCbor(benchmark::State& state) {
  Stages stages = Ready();
  for (auto _ : state) Must(stages.Decode(AsBytes(Inputs().cbor)));
  Document(state, Inputs().cbor);
}

void Judge(benchmark::State& state) {
  Stages stages = Ready();
  Must(stages.Decode(AsBytes(Inputs().json)));
  for (auto _ : state) Must(stages.Judge(kNow));
}

void Prepare(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Ready());
}

Appraisal Appraised(bool explain) {
  Appraiser appraiser = Get(Appraiser::Create(Compiled()));
  Request request;
  request.evidence = AsBytes(Inputs().json), request.level = kLevel, request.now = kNow, request.explain = explain;
  return Get(appraiser.Appraise(request));
}

void Appraise(benchmark::State& state) {
  Appraiser appraiser = Get(Appraiser::Create(Compiled()));
  Request request;
  request.evidence = AsBytes(Inputs().json), request.level = kLevel, request.now = kNow;
  request.explain = state.range(0) != 0;
  for (auto _ : state) {
    auto appraisal = appraiser.Appraise(request);
    if (!appraisal.ok()) Must(appraisal.status());
    benchmark::DoNotOptimize(appraisal);
  }
}

void EncodeClaimSet(benchmark::State& state) {
  const auto claim_set = Get(claims::DecodeClaimSet(Appraised(false).claim_set.bytes()));
  for (auto _ : state) benchmark::DoNotOptimize(Get(claims::EncodeClaimSet(claim_set)));
}

void HashClaimSet(benchmark::State& state) {
  const Bytes bytes = Appraised(false).claim_set.bytes();
  for (auto _ : state) benchmark::DoNotOptimize(Get(crypto::Sha256(bytes)));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
}

crypto::PrivateKey Key() { return Get(crypto::GenerateKey(crypto::KeyKindOf(crypto::SignAlg::kEs256))); }

token::TokenInput Input() { return TokenInputOf(Appraised(false)); }

void Sign(benchmark::State& state) {
  const crypto::PrivateKey key = Key();
  const Bytes data(300, 1);
  for (auto _ : state) benchmark::DoNotOptimize(Get(crypto::Sign(crypto::SignAlg::kEs256, key, data)));
}

void MakeCwt(benchmark::State& state) {
  const auto signer = Get(crypto::MakeSigner(crypto::SignAlg::kEs256, Key()));
  const token::TokenInput input = Input();
  for (auto _ : state) benchmark::DoNotOptimize(Get(token::MakeToken(token::Form::kCwt, *signer, input)));
}

void VerifyCwt(benchmark::State& state) {
  const crypto::PrivateKey key = Key();
  const auto signer = Get(crypto::MakeSigner(crypto::SignAlg::kEs256, key));
  const Bytes cwt = Get(token::MakeToken(token::Form::kCwt, *signer, Input()));
  token::VerifyPolicy policy;
  policy.anchors.push_back({key.public_key(), crypto::SignAlg::kEs256, {}});
  policy.nonce = Bytes(16, 7);
  policy.now = kNow + 1;
  for (auto _ : state) {
    const auto report = token::VerifyToken(cwt, policy);
    Must(report.verified, "the token is refused");
    benchmark::DoNotOptimize(report);
  }
}

BENCHMARK(Prepare)->Name("prepare a program")->Unit(benchmark::kMicrosecond);
BENCHMARK(ValidateJson)->Name("validate JSON")->Unit(benchmark::kMicrosecond);
BENCHMARK(ValidateCbor)->Name("validate CBOR")->Unit(benchmark::kMicrosecond);
BENCHMARK(DecodeJson)->Name("decode JSON")->Unit(benchmark::kMicrosecond);
BENCHMARK(DecodeCbor)->Name("decode CBOR")->Unit(benchmark::kMicrosecond);
BENCHMARK(Judge)->Name("judge, interpreter")->Unit(benchmark::kMicrosecond);
BENCHMARK(Appraise)->Name("appraise (all of it; reasons 0/1)")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(EncodeClaimSet)->Name("encode claim set")->Unit(benchmark::kMicrosecond);
BENCHMARK(HashClaimSet)->Name("hash claim set")->Unit(benchmark::kMicrosecond);
BENCHMARK(Sign)->Name("sign ES256")->Unit(benchmark::kMicrosecond);
BENCHMARK(MakeCwt)->Name("make token, CWT ES256")->Unit(benchmark::kMicrosecond);
BENCHMARK(VerifyCwt)->Name("verify token, CWT ES256")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mps::bench
