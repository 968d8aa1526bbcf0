// Fuzz target: any bytes as a key in every form that a key may come in. What is taken must come out again as the same
// key, in every form it can be written in.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/cbor_value.h"
#include "base/json_value.h"
#include "crypto/key.h"

namespace {

using namespace mps;
using crypto::PublicKey;

void Same(const char* form, const PublicKey& key, const Result<PublicKey>& again) {
  if (again.ok() && *again == key) return;
  std::fprintf(stderr, "a key does not come back from its %s: %s\n", form,
               again.ok() ? "another key" : again.status().ToString().c_str());
  std::abort();
}

void Taken(const PublicKey& key) {
  if (key.kind() == crypto::KeyKind::kRsa && (key.bits() < crypto::kMinRsaBits || key.bits() > crypto::kMaxRsaBits))
    std::abort();
  Same("PEM", key, crypto::PublicKeyFromPem(key.ToPem()));
  Same("SPKI", key, crypto::PublicKeyFromSpki(key.spki()));
  auto jwk = crypto::PublicKeyToJwk(key);
  if (!jwk.ok()) std::abort();
  Same("JWK", key, crypto::PublicKeyFromJwk(*jwk));
  auto cose = crypto::PublicKeyToCoseKey(key);
  if (!cose.ok()) std::abort();
  Same("COSE_Key", key, crypto::PublicKeyFromCoseKey(*cose));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const std::string_view text = AsText(bytes);
  for (const Result<PublicKey>& key :
       {crypto::PublicKeyFromPem(text), crypto::PublicKeyFromSpki(bytes), crypto::PublicKeyFromJwk(text),
        crypto::PublicKeyFromCoseKey(bytes), crypto::PublicKeyFromCertificate(bytes)}) {
    if (key.ok()) Taken(*key);
  }
  if (auto key = crypto::PrivateKeyFromPem(text); key.ok()) {
    auto pem = key->ToPem();
    if (!pem.ok()) std::abort();
    auto again = crypto::PrivateKeyFromPem(*pem);
    if (!again.ok() || !(again->public_key() == key->public_key())) std::abort();
  }
  if (auto json = json::Parse(text); json.ok()) (void)crypto::PrivateKeyFromJwk(*json);
  return 0;
}
