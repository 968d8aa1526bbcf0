// Trust anchors: a CA's certificate or a public key, what it may sign for, and when. docs/trust.md is the description;
// trust/store.h keeps them, trust/resolve.h asks them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.h"
#include "crypto/key.h"
#include "crypto/path.h"
#include "mps/status.h"

namespace mps::trust {

// What a signature is under; kAk: under the certificate of a TPM's attestation key.
enum class Role : std::uint8_t { kToken, kEndorsement, kBundle, kAk };
inline constexpr Role kAllRoles[] = {Role::kToken, Role::kEndorsement, Role::kBundle, Role::kAk};
// `token`, `endorsement`, `bundle`, `ak`.
std::string_view RoleName(Role role);
std::optional<Role> RoleFromName(std::string_view name);
// `token, endorsement, bundle, ak`.
std::string RoleNames();

struct Anchor {
  std::string name;  // CheckName; several anchors may have one name (rotation)
  crypto::PublicKey key;
  std::optional<crypto::Certificate> certificate = {};  // of a CA: paths end here. Without one the key itself signs
  std::vector<Role> roles = {};                         // at least one
  std::vector<std::string> mps = {};                    // registered names, or `prefix*`; empty: any
  std::vector<std::string> claims = {};                 // for endorsements: `env.claim`, `env.*` or `*`
  std::vector<std::string> answers = {};                // for endorsements: ids of manual controls, or `prefix*`
  std::vector<std::string> eku = {};                    // dotted OIDs that the leaf's extKeyUsage must all have
  std::vector<std::string> subject = {};        // `TYPE=VALUE`, `TYPE=PREFIX*`: attributes of the leaf's subject
  std::optional<std::int64_t> valid_from = {};  // seconds since 1970, both inclusive
  std::optional<std::int64_t> valid_until = {};
  std::vector<crypto::Crl> crls = {};  // of the CA and those below it; not empty: revocation is checked

  bool May(Role role) const;
};

// A letter or digit, then letters, digits, `.`, `_`, `-`; at most 64. kUsage.
Status CheckName(std::string_view name);

// Everything that an anchor must be before it is kept: name, roles, forms of names, claims, answers, OIDs and subjects;
// claims or answers with the role endorsement and only then; EKU, subject and lists only of a CA; a CA that may sign
// certificates (basicConstraints, keyCertSign). kUsage, or kTrust for a certificate that cannot be an anchor.
Status CheckAnchor(const Anchor& anchor);

enum class Validity : std::uint8_t { kValid, kNotYetValid, kExpired };
// By its own window and, of a certificate, the certificate's.
Validity ValidityAt(const Anchor& anchor, std::int64_t now);
// `valid`, `not yet valid`, `expired`.
std::string_view ValidityName(Validity validity);
// The narrower of both windows, for people: nullopt where there is no bound.
std::optional<std::int64_t> ValidFrom(const Anchor& anchor);
std::optional<std::int64_t> ValidUntil(const Anchor& anchor);

// Whether `name` is one of the registered names that the anchor may sign for.
bool MaySignForMps(const Anchor& anchor, std::string_view name);
// Whether a claim path (`env.claim`, `env.claim["key"].member`) is one that it may endorse: a listed path also covers
// what is below it.
bool MayEndorse(const Anchor& anchor, std::string_view path);
// Whether it may answer the manual control with that id.
bool MayAnswer(const Anchor& anchor, std::string_view id);
// Ok if the leaf's certificate has the EKUs and subject attributes that the anchor wants; kTrust says which is missing.
Status CheckLeaf(const Anchor& anchor, ByteView leaf_der);

}  // namespace mps::trust
