// Whose signature it is, and whether it may be: the one question to a trust store. Who has a signed thing in hand asks
// Resolve with what its header names (kid, x5chain), verifies the signature with the key of the grant, and then asks
// the grant about what the thing says (ForMps, ForClaim, ForAnswer).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/anchor.h"

namespace mps::trust {

// What a signed thing names its signer by. Everything in it is as received: nothing is believed.
struct SignerName {
  std::optional<Bytes> kid;    // SHA-256 of the key's DER SubjectPublicKeyInfo
  std::vector<Bytes> x5chain;  // DER certificates, leaf first (RFC 9360, RFC 7515 4.1.6)
};

// A signer who is trusted for a role at a time. INVARIANT: at least one anchor; all vouch for the same key.
class Grant {
 public:
  const crypto::PublicKey& key() const { return key_; }
  // Name of the first anchor that vouches for the key: for people and reports.
  const std::string& name() const { return anchors_.front()->name; }
  const std::vector<const Anchor*>& anchors() const { return anchors_; }
  // How the key was found, a sentence without full stop.
  const std::string& text() const { return text_; }

  // The name of the anchor that lets this key sign for a registered MPS name; kTrust says for what it may.
  Result<std::string> ForMps(std::string_view mps) const;
  // The same for stating a claim (role endorsement).
  Result<std::string> ForClaim(std::string_view path) const;
  // The same for answering a manual control (role endorsement).
  Result<std::string> ForAnswer(std::string_view id) const;

 private:
  friend Result<Grant> Resolve(std::span<const Anchor>, const SignerName&, Role, std::int64_t);
  Grant(crypto::PublicKey key, std::vector<const Anchor*> anchors, std::string text)
      : key_(std::move(key)), anchors_(std::move(anchors)), text_(std::move(text)) {}
  crypto::PublicKey key_;
  std::vector<const Anchor*> anchors_;
  std::string text_;
};

// Tries every anchor that could be meant: keys by kid, CAs by path validation of the chain to them at `now` (seconds
// since 1970), the leaf being the key that kid names if there is one. The anchors must outlive the grant.
// kTrust with the reason of the anchor that came nearest: unknown kid, no path to an anchor, expired, not valid yet,
// revoked, list out of date, wrong extended key usage or subject, not for this role.
Result<Grant> Resolve(std::span<const Anchor> anchors, const SignerName& signer, Role role, std::int64_t now);

}  // namespace mps::trust
