// Fuzzes tokens of others: imported without keys (every decoder is reached) and with one, under which nothing that a
// fuzzer makes may verify. What is imported must be writable.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/hex.h"
#include "crypto/key.h"
#include "eat/cca.h"
#include "eat/import.h"
#include "eat/psa.h"

namespace {

using namespace mps;

eat::ImportOptions WithKey() {
  const auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  eat::ImportOptions options;
  options.keys = {crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, *point).value()};
  return options;
}

void ReadClaims(ByteView bytes) {
  const auto cbor = eat::DecodeCborClaims(bytes);
  if (cbor.ok()) {
    (void)eat::DecodePsa(*cbor);
    (void)eat::DecodeCcaPlatform(*cbor);
    const auto realm = eat::DecodeCcaRealm(*cbor);
    if (realm.ok()) (void)eat::RealmKey(*realm);
  }
  const auto json = eat::DecodeJsonClaims(AsText(bytes));
  if (json.ok()) (void)eat::DecodePsa(*json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const eat::ImportOptions kWithKey = WithKey();
  const ByteView bytes(data, size);
  eat::ImportOptions options;
  options.now = 1790000000;
  const auto imported = eat::ImportEat(bytes, options);
  if (imported.ok()) {
    if (imported->verified) std::abort();
    if (!eat::EvidenceCbor(*imported).ok()) std::abort();
    (void)eat::EvidenceJson(*imported);
  }
  if (eat::ImportEat(bytes, kWithKey).ok()) std::abort();
  ReadClaims(bytes);
  return 0;
}
