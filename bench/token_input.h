// What a token is made of after an appraisal, as the benchmarks of tokens take it.
#pragma once

#include <cstdint>
#include <utility>

#include "appraise/appraise.h"
#include "token/mps_token.h"

namespace mps::bench {

inline constexpr std::int64_t kNow = 1795262400;

inline token::TokenInput TokenInputOf(Appraisal appraisal) {
  token::TokenInput input;
  input.claim_set = std::move(appraisal.claim_set);
  input.now = kNow;
  input.nonce = Bytes(16, 7);
  input.subject = "bench";
  token::EvidenceInput evidence;
  evidence.type = appraisal.evidence.media_type;
  evidence.digest = {DigestAlg::kSha256, std::move(appraisal.evidence.sha256)};
  evidence.collected_at = kNow;
  input.evidence.push_back(std::move(evidence));
  return input;
}

}  // namespace mps::bench
