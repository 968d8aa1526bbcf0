// A verifier: links the token library alone.
#include <cstdio>

#include "token/verify.h"

int main() {
  const mps::token::VerifyPolicy policy;
  const auto report = mps::token::VerifyToken({}, policy);
  std::printf("%d\n", report.verified);
  return 0;
}
