// Endorsers before the trust store of a verifier's owner (docs/trust.md): on top of what the definition says of an
// endorser's key, the key or its certificates have to reach an anchor with the role endorsement, and only what that
// anchor lets it say is left. Entry points: GrantOf, Narrow.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "endorse/endorsement.h"
#include "endorse/ignored.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/resolve.h"

namespace mps::endorse {

// The anchors that vouch for the signer with that key id and these certificates (DER, leaf first, may be none) at
// `now`, in seconds since 1970. kTrust, with the reason. The anchors must outlive the grant.
Result<trust::Grant> GrantOf(std::span<const trust::Anchor> anchors, const Bytes& key_id,
                             const std::vector<Bytes>& chain, std::int64_t now);

// Ok if the anchors let the signer say all of it: every claim of an addition, of a reference value, and that it says
// nothing more of; kTrust names the first that they do not.
Status Covers(const trust::Grant& grant, const Endorsement& endorsement);
Status Covers(const trust::Grant& grant, const Answer& answer);

// Takes out of the set what the anchors do not cover, each endorsement and answer whole, and gives it with the reason.
std::vector<Ignored> Narrow(const trust::Grant& grant, EndorsementSet& set);

// The same where several signers said what is in one set (CoRIMs): each statement is judged by the grant of its own.
class SignerGrants {
 public:
  // Of two grants of one signer the first counts: they are of one key.
  void Add(const Bytes& authority, trust::Grant grant) { grants_.emplace(authority, std::move(grant)); }
  // `authorities`: the signer of each endorsement. Those of a signer without grant are taken out too.
  std::vector<Ignored> Narrow(const std::vector<Bytes>& authorities, EndorsementSet& set);
  // Whether nothing was left of what a signer said, though it said something.
  bool Silenced(const Bytes& authority) const { return refused_.contains(authority) && !heard_.contains(authority); }

 private:
  std::map<Bytes, trust::Grant> grants_;
  std::set<Bytes> refused_, heard_;
};

}  // namespace mps::endorse
