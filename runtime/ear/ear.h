// EAT attestation results (draft-ietf-rats-ear): what a verifier found, for a relying party. Read in the draft's form
// and in the older one of Veraison, told apart by profile; written in the draft's. Making one of verdicts: issue.h.
//
// Entry points: DecodeEar (a claims set), VerifyEar (a token), SignEar.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/sign.h"
#include "ear/ar4si.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/eat.h"

namespace mps::ear {

inline constexpr std::string_view kProfile = "tag:ietf.org,2026:rats/ear#03";
inline constexpr std::string_view kVeraisonProfile = "tag:github.com,2023:veraison/ear";  // JSON only

// Claims by CWT key and JWT name (draft, 9.2). Veraison's names have a dot where these have the first underscore.
namespace claim {
inline constexpr eat::Label kStatus{1000, "ear_status"}, kVector{1001, "ear_trustworthiness_vector"},
    kRawEvidence{1002, "ear_raw_evidence"}, kPolicyIds{1003, "ear_appraisal_policy_ids"},
    kVerifierId{1004, "ear_verifier_id"};
}  // namespace claim
inline constexpr eat::Label kDeveloper{0, "developer"}, kBuild{1, "build"};

struct VerifierId {
  std::string developer;  // a name or URI
  std::string build;      // software and version
};

// What was found of one attester. INVARIANT: status is not better than the worst claim of the vector.
struct Appraisal {
  Tier status = Tier::kNone;
  std::optional<Vector> vector;
  std::vector<std::string> policies;    // in the order in which they were applied
  eat::Item beside = eat::Item::Map();  // further claims, to be written; not filled when read
};

// INVARIANT: at least one submodule; status is not better than the worst of them.
struct Ear {
  std::string profile{kProfile};
  std::int64_t issued = 0;
  std::optional<std::int64_t> expires;
  std::vector<Bytes> nonces;  // JSON: octets where the text is base64url, else those of the text
  VerifierId verifier;
  std::optional<Bytes> ueid;  // of the device, and its other name: EAT claims beside the draft's own
  std::optional<std::string> subject;
  std::optional<Bytes> raw_evidence;
  std::optional<Tier> status;
  std::map<std::string, Appraisal> submods;

  // The status of all of it: `status`, or where there is none the worst of the submodules.
  Tier Overall() const;
};

// Everything that the draft demands, of either profile. Another profile, and Veraison's in CBOR:
// unsupported:ear-profile. kInvalid and kType name the claim. Unknown claims are passed over (draft, 4).
Result<Ear> DecodeEar(const eat::ClaimsSet& claims);

// A signed EAR, CWT or JWT, under the policy's keys (eat::VerifyEat), then DecodeEar. kSignature, kTrust, kFreshness.
Result<Ear> VerifyEar(ByteView token, const eat::Policy& policy);

// Ok if DecodeEar would take what is written: rules of statuses, names, presence. kInvalid.
Status CheckEar(const Ear& ear);

// The claims to be written, in the draft's form. Errors: those of CheckEar; kInvalid for another profile.
Result<eat::Item> BuildEar(const Ear& ear);
// Signs a CWT (COSE_Sign1 in tag 61, deterministic) or a compact JWT. kSignature for an algorithm that no token of ours
// has. Nothing is signed that DecodeEar would not take.
Result<Bytes> SignEar(eat::Envelope form, crypto::Signer& signer, const Ear& ear);

}  // namespace mps::ear
