// Fuzzes everything that reads a token: verification, inspection, COSE, JWS and EAT with each option.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/hex.h"
#include "crypto/key.h"
#include "token/cose.h"
#include "token/eat.h"
#include "token/inspect.h"
#include "token/jws.h"
#include "token/verify.h"

namespace {

using namespace mps;

// A fixed key, so that runs can be repeated. No input that a fuzzer makes may ever verify under it.
const token::VerifyPolicy& Policy() {
  static const token::VerifyPolicy policy = [] {
    token::VerifyPolicy made;
    auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    auto key = crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, point.value());
    made.anchors.push_back({key.value(), crypto::SignAlg::kEd25519, {}});
    made.now = 1790000000;
    made.upper_case = true;
    return made;
  }();
  return policy;
}

void ReadCose(ByteView bytes) {
  cose::Options options;
  options.tagging = cose::Options::Tagging::kOptional;
  options.alg_protected_only = false;
  options.allow_detached = true;
  (void)cose::DecodeSign1(bytes, options);
  (void)cose::DecodeSign1(bytes, cose::ProfileOptions());
  (void)cose::DecodeSign(bytes, options);
}

void ReadClaims(ByteView bytes) {
  auto cbor = eat::DecodeCborClaims(bytes);
  if (cbor.ok()) (void)token::ReadClaims(cbor.value(), true);
  auto json = eat::DecodeJsonClaims(AsText(bytes));
  if (json.ok()) (void)token::ReadClaims(json.value(), true);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ByteView bytes(data, size);
  token::VerifyReport report = token::VerifyToken(bytes, Policy());
  if (report.verified || report.checks.size() != token::kCheckCount) std::abort();
  (void)token::Inspect(bytes);
  ReadCose(bytes);
  (void)jws::DecodeCompact(AsText(bytes));
  (void)jws::DecodeJson(AsText(bytes));
  ReadClaims(bytes);
  return 0;
}
