// Fuzzes measurement lists against registers: what a list's own replay gives is proven, all of it; another value is
// not.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "roots/ima_line.h"
#include "roots/ima_quote.h"
#include "roots/ima_replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mps;
  const ByteView list(data, size);
  const DigestAlg banks[] = {DigestAlg::kSha1, DigestAlg::kSha256};
  auto replay = roots::ImaReplay::Create(banks);
  if (!replay.ok()) std::abort();
  std::uint64_t lines = 0, mine = 0;  // the last line of register 10
  const Status status = roots::ForEachImaLine(AsText(list), [&](const roots::ImaLine& line, std::uint64_t number) {
    lines = number;
    if (line.pcr == 10) mine = number;
    auto taken = replay->Take(line);
    return taken.ok() ? Status() : taken.TakeStatus();
  });
  roots::ImaPolicy policy;
  policy.proven[roots::kHashSha256][10] = ToBytes(replay->banks()[1].Value(10));
  policy.allow_padded_sha1 = true;
  const roots::ImaReport report = roots::VerifyImaList(list, policy);
  if (report.verified != (status.ok() && report.mismatches.empty())) std::abort();
  if (report.verified && (report.lines != lines || report.proven_lines != mine)) std::abort();
  policy.proven[roots::kHashSha256][10][7] ^= 1;
  if (roots::VerifyImaList(list, policy).verified) std::abort();
  return 0;
}
