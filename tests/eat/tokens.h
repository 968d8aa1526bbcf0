// PSA, CCA and plain tokens made for tests, with keys of the run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/cbor_value.h"
#include "crypto/hash.h"
#include "eat/cca.h"
#include "eat/import.h"
#include "token/cose.h"
#include "token/fixture.h"

namespace mps::eat::fixture {

using V = cbor::Value;
using Entries = std::vector<V::Entry>;
using Change = std::function<void(V&)>;

inline V I(std::int64_t n) { return V::Int(n); }
inline V T(std::string text) { return V::Text(std::move(text)); }
inline V B(std::size_t size, std::uint8_t octet = 7) { return V::Bytes(Bytes(size, octet)); }
inline V Ueid() {
  Bytes ueid(33, 9);
  ueid[0] = 1;
  return V::Bytes(std::move(ueid));
}

inline void Set(V& map, std::int64_t key, V value) {
  for (auto& entry : map.entries()) {
    if (entry.first.AsInt() == key) {
      entry.second = std::move(value);
      return;
    }
  }
  map.entries().emplace_back(I(key), std::move(value));
}
inline void Drop(V& map, std::int64_t key) {
  std::erase_if(map.entries(), [key](const V::Entry& entry) { return entry.first.AsInt() == key; });
}

inline V Component(std::string type = "BL") {
  return V::Map(
      {{I(1), T(std::move(type))}, {I(2), B(32, 3)}, {I(4), T("1.0")}, {I(5), B(32, 4)}, {I(6), T("sha-256")}});
}

inline V Psa() {
  return V::Map({{I(265), T(std::string(kPsaProfile))},
                 {I(10), B(32, 1)},
                 {I(256), Ueid()},
                 {I(2396), B(32, 2)},
                 {I(2394), I(-1)},
                 {I(2395), I(0x3001)},
                 {I(268), B(8)},
                 {I(2398), T("1234567890123-12345")},
                 {I(2399), V::Array({Component(), Component("PRoT")})},
                 {I(2400), T("https://v.example")}});
}

inline Bytes Encoded(const V& value) { return cbor::Encode(value, cbor::Form::kAny).value(); }

inline ClaimsSet Decoded(const V& value) { return DecodeCborClaims(Encoded(value)).value(); }

inline Bytes Sign(crypto::Signer& signer, ByteView payload) {
  cose::SignInput input;
  input.payload = payload;
  input.cwt_tag = false;
  return cose::MakeSign1(signer, input).value();
}
inline Bytes Sign(crypto::Signer& signer, const V& claims) { return Sign(signer, ByteView(Encoded(claims))); }

inline std::unique_ptr<crypto::Signer> PlatformKey() { return token::fixture::Signer(crypto::KeyKind::kP256); }
inline std::unique_ptr<crypto::Signer> RealmKeyPair() { return token::fixture::Signer(crypto::KeyKind::kP384); }

inline Bytes RawPoint(const crypto::PublicKey& key) {
  const auto numbers = crypto::NumbersOf(key).value();
  Bytes point{4};
  point.insert(point.end(), numbers.first.begin(), numbers.first.end());
  point.insert(point.end(), numbers.second.begin(), numbers.second.end());
  return point;
}

// The realm's claims; with a profile its key is a COSE_Key, else a raw point.
inline V Realm(bool with_profile) {
  const auto signer = RealmKeyPair();
  const Bytes key =
      with_profile ? Encoded(crypto::PublicKeyToCoseKey(signer->public_key()).value()) : RawPoint(signer->public_key());
  V realm = V::Map({{I(10), B(64, 5)},
                    {I(44235), B(64)},
                    {I(44236), T("sha-256")},
                    {I(44237), V::Bytes(key)},
                    {I(44238), B(32)},
                    {I(44239), V::Array({B(32), B(32), B(32), B(32)})},
                    {I(44240), T("sha-512")}});
  if (with_profile) Set(realm, 265, T(std::string(kCcaRealmProfile)));
  return realm;
}

inline V Platform(const V& realm) {
  const Bytes hash = crypto::Hash(DigestAlg::kSha512, realm.Find(44237)->bytes()).value();
  return V::Map({{I(265), T(std::string(kCcaPlatformProfile))},
                 {I(10), V::Bytes(hash)},
                 {I(2396), B(32)},
                 {I(256), Ueid()},
                 {I(2401), B(4)},
                 {I(2395), I(0x3000)},
                 {I(2402), T("sha-256")},
                 {I(2399), V::Array({Component()})}});
}

inline Bytes Collection(ByteView platform, ByteView realm) {
  return Encoded(V::Tag(399, V::Map({{I(44234), V::Bytes(ToBytes(platform))}, {I(44241), V::Bytes(ToBytes(realm))}})));
}

inline Bytes Cca(bool with_profile = true, const Change& change_platform = {}, const Change& change_realm = {}) {
  V realm = Realm(with_profile);
  V platform = Platform(realm);
  if (change_platform) change_platform(platform);
  if (change_realm) change_realm(realm);
  return Collection(Sign(*PlatformKey(), platform), Sign(*RealmKeyPair(), realm));
}

inline ImportOptions Options(std::vector<crypto::PublicKey> keys = {PlatformKey()->public_key()}) {
  ImportOptions options;
  options.keys = std::move(keys);
  options.now = token::fixture::kNow;
  options.version = "1";
  return options;
}

}  // namespace mps::eat::fixture
