// Arm Confidential Compute Architecture: the token of a realm and the platform it runs on (draft-ffm-rats-cca-token and
// the Realm Management Monitor's specification, whose form came before it).
//
// Two tokens in one collection: the platform's is signed by a key that a verifier knows, the realm's by a key that the
// realm's own claims carry. What binds them is the platform's challenge, the hash of that key. Entry point: VerifyCca.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"
#include "eat/psa.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/eat.h"

namespace mps::eat {

inline constexpr std::string_view kCcaPlatformProfile = "tag:arm.com,2023:cca_platform#1.0.0";
inline constexpr std::string_view kCcaPlatformProfileOld = "http://arm.com/CCA-SSD/1.0.0";
inline constexpr std::string_view kCcaRealmProfile = "tag:arm.com,2023:realm#1.0.0";
inline constexpr std::uint64_t kCcaCollectionTag = 399;

struct CcaPlatformClaims {
  std::string profile;
  Bytes challenge;          // 32, 48 or 64: hash of the realm's key
  Bytes implementation_id;  // 32
  Bytes instance_id;        // 33, begins with 01
  Bytes config;
  std::int64_t lifecycle = 0;  // LifecycleName
  std::string hash_algorithm;  // `sha-256`, `sha-512` ...
  std::optional<std::string> verification_service;
  std::vector<SoftwareComponent> components;
};

struct CcaRealmClaims {
  std::optional<std::string> profile;          // the older form has none
  Bytes challenge;                             // 64
  Bytes personalization;                       // 64
  Bytes initial_measurement;                   // 32, 48 or 64
  std::vector<Bytes> extensible_measurements;  // 4, each as long as the initial one
  std::string hash_algorithm;
  Bytes public_key;  // a COSE_Key; without profile an uncompressed point of P-384 or P-256 (SEC 1 2.3.3)
  std::string public_key_hash_algorithm;
};

struct CcaToken {
  CcaPlatformClaims platform;
  CcaRealmClaims realm;
  bool platform_verified = false;  // false only where no key was given
};

// Claims sets alone. kInvalid and kType name the claim; unsupported:eat-profile for another profile.
Result<CcaPlatformClaims> DecodeCcaPlatform(const ClaimsSet& claims);
Result<CcaRealmClaims> DecodeCcaRealm(const ClaimsSet& claims);

// True if the octets begin with the tag of a CCA collection.
bool LooksLikeCca(ByteView bytes);

// The whole token: platform under one of `keys` (none: not verified, which the result says), realm under the key of its
// own claims, and that key under the platform's challenge. kSignature, kTrust; errors of decoding.
Result<CcaToken> VerifyCca(ByteView bytes, const std::vector<crypto::PublicKey>& keys);

// The key of a realm. kInvalid, kSignature (a point that is not on its curve).
Result<crypto::PublicKey> RealmKey(const CcaRealmClaims& claims);

}  // namespace mps::eat
