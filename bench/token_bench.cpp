#include "token_bench.h"

#include <cstdio>
#include <cstdlib>

#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "timing.h"
#include "token_input.h"

namespace mps::bench {
namespace {

constexpr std::size_t kSignedBytes = 350;  // about what a token of this kind signs

template <class T>
T Get(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  std::fprintf(stderr, "mps_bench: %s\n", result.status().ToString().c_str());
  std::exit(1);
}

Appraisal Appraised(Appraiser& appraiser, ByteView evidence, const std::string& level) {
  Request request;
  request.evidence = evidence, request.level = level, request.now = kNow;
  request.report = false;
  return Get(appraiser.Appraise(request));
}

}  // namespace

std::string TokenFigures(Appraiser& appraiser, ByteView evidence, const std::string& level, double seconds) {
  const auto alg = crypto::SignAlg::kEs256;
  const auto make_key = [&] { return Get(crypto::GenerateKey(crypto::KeyKindOf(alg))); };
  const auto signer = Get(crypto::MakeSigner(alg, make_key()));
  std::size_t octets = 0;
  const double whole = Median(seconds, [&] {
    octets +=
        Get(token::MakeToken(token::Form::kCwt, *signer, TokenInputOf(Appraised(appraiser, evidence, level)))).size();
  });
  const Bytes claim_set = Appraised(appraiser, evidence, level).claim_set.bytes();
  const double hash = Median(seconds / 4, [&] { octets += Get(crypto::Sha256(claim_set)).size(); });
  const crypto::PrivateKey key = make_key();
  const Bytes text(kSignedBytes, 1);
  const double sign = Median(seconds / 2, [&] { octets += Get(crypto::Sign(alg, key, text)).size(); });
  if (octets == 0) std::exit(1);
  char members[160];
  std::snprintf(members, sizeof members, "\"cwt_us\":%.2f,\"hash_us\":%.2f,\"sign_us\":%.2f,\"claim_set_bytes\":%zu",
                whole, hash, sign, claim_set.size());
  return members;
}

}  // namespace mps::bench
