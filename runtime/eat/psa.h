// The Platform Security Architecture's attestation token: claims and their rules (RFC 9783 and the forms before it).
// Entry points: DecodePsa, IsPsa.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "token/eat.h"

namespace mps::eat {

inline constexpr std::string_view kPsaProfile = "tag:psacertified.org,2023:psa#tfm";  // RFC 9783 4.5
inline constexpr std::string_view kPsaProfile2 = "http://arm.com/psa/2.0.0";          // its drafts
inline constexpr std::string_view kPsaProfile1 = "PSA_IOT_PROFILE_1";                 // private keys -75000 and below

// One measured component (RFC 9783 4.4.1; of Arm CCA with the same numbers). Sizes in octets.
struct SoftwareComponent {
  std::optional<std::string> type, version;
  Bytes measurement;                     // 32, 48 or 64
  Bytes signer;                          // 32, 48 or 64
  std::optional<std::string> algorithm;  // measurement-desc, as written: `sha-256`, `SHA256` ...
};
inline constexpr std::size_t kMostComponents = 1024;

struct PsaClaims {
  std::string profile;      // one of the three above
  Bytes nonce;              // 32, 48 or 64
  Bytes instance_id;        // 33, begins with 01 (a UEID)
  Bytes implementation_id;  // 32
  std::int64_t client_id = 0;
  std::int64_t lifecycle = 0;  // 0 to 0xffff: see LifecycleName
  std::optional<Bytes> boot_seed;
  std::optional<std::string> certification_reference;  // 13 digits, or 13-5
  std::optional<std::string> verification_service;
  bool no_software_measurements = false;  // PSA_IOT_PROFILE_1 only; else components is not empty
  std::vector<SoftwareComponent> components;
};

// True if these claims are to be read as PSA's: by eat_profile, or for PSA_IOT_PROFILE_1, which RFC 9711 does not know,
// by any of its private keys.
bool IsPsa(const ClaimsSet& claims);

// A claims set of CBOR, or Veraison's JSON form of one (`psa-nonce` ..., ordinary base64). unsupported:eat-profile for
// another profile; kInvalid, kType name the claim. Unknown claims are passed over (RFC 9783 4).
Result<PsaClaims> DecodePsa(const ClaimsSet& claims);

// The state that a lifecycle's high octet names (RFC 9783 4.3.1): `unknown`, `assembly_and_test`, `rot_provisioning`,
// `secured`, `non_rot_debug`, `recoverable_rot_debug`, `decommissioned`; `invalid` for others.
std::string_view LifecycleName(std::int64_t lifecycle);

// Members of one component; shared with Arm CCA. Faults carry `what`.
Result<std::vector<SoftwareComponent>> DecodeComponents(const Item& array, Encoding encoding, std::string_view what,
                                                        bool padded_base64);

}  // namespace mps::eat
