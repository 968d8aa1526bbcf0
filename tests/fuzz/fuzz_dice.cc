// Fuzzes DICE chains and the structures in them, and platform certificates, which are made of the same DER: the input
// is certificates, each behind its length (two octets, big endian). No chain that a fuzzer makes may verify.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/hex.h"
#include "crypto/certificate.h"
#include "roots/dice.h"
#include "roots/platform_certificate.h"

namespace {

using namespace mps;

const roots::DicePolicy& Policy() {
  static const roots::DicePolicy policy = [] {
    roots::DicePolicy made;
    const auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    made.anchors.push_back(crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, point.value()).value());
    made.now = 1790000000;
    return made;
  }();
  return policy;
}

void Structures(ByteView bytes) {
  if (const auto info = roots::DecodeTcbInfo(bytes); info.ok()) {
    for (const roots::Fwid& fwid : info->fwids) (void)roots::AlgorithmOf(fwid);
  }
  (void)roots::DecodeMultiTcbInfo(bytes);
  (void)roots::DecodeOpenDiceInput(bytes);
  (void)roots::DecodeDiceUeid(bytes);
  (void)roots::DecodeRiotExtension(bytes);
  (void)roots::FirstKey(bytes);
  if (const auto platform = roots::DecodePlatformCertificate(bytes); platform.ok()) {
    if (roots::CompareComponents(platform->components, {}).matched.size() != platform->components.size()) std::abort();
  }
  const auto certificate = crypto::DecodeCertificate(bytes);
  if (certificate.ok() && crypto::VerifySignedBy(*certificate, Policy().anchors[0]).ok()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ByteView rest(data, size);
  Structures(rest);
  std::vector<ByteView> chain;
  while (rest.size() >= 2) {
    const std::size_t length = std::size_t{rest[0]} << 8 | rest[1];
    if (length > rest.size() - 2) break;
    chain.push_back(rest.subspan(2, length));
    Structures(chain.back());
    rest = rest.subspan(2 + length);
  }
  const roots::DiceReport report = roots::VerifyDiceChain(chain, Policy());
  if (report.verified || !report.layers.empty()) std::abort();
  return 0;
}
