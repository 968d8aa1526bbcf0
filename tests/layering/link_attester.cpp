// An attester: appraises with a ready program, collects, signs. Links no compiler.
#include <cstdio>

#include "appraise/appraise.h"
#include "collect/collect.h"
#include "token/mps_token.h"

int main() {
  mps::Request request;
  mps::CollectRequest collect;
  const auto document = mps::Collect(collect);
  auto appraiser = mps::Appraiser::Create(nullptr);
  if (appraiser.ok()) {
    const auto appraisal = appraiser->Appraise(request);
    std::printf("%d %d\n", appraisal.ok(), document.ok());
  }
  return 0;
}
