// Fuzzes base RIMs: reading, and the way to a signature. Nothing that a fuzzer makes may verify.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/hex.h"
#include "roots/rim.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mps;
  // The base point of P-256: a key whose private part everybody knows and no fuzzer uses.
  static const roots::RimPolicy policy = [] {
    const auto x = HexDecode("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
    const auto y = HexDecode("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    return roots::RimPolicy{{crypto::PublicKeyFromEcPoint(crypto::KeyKind::kP256, x.value(), y.value()).value()}};
  }();
  const ByteView bytes(data, size);
  const auto rim = roots::DecodeBaseRim(bytes);
  const roots::RimReport report = roots::VerifyBaseRim(bytes, policy);
  if (report.verified || report.rim || report.checks.Passed("format") != rim.ok()) std::abort();
  if (rim.ok() && (rim->tag_id.empty() || rim->files.empty())) std::abort();
  return 0;
}
