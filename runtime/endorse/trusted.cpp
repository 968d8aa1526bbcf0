#include "endorse/trusted.h"

#include <algorithm>

namespace mps::endorse {
namespace {

Status InStore(Status status) { return std::move(status).Within("the trust store of endorsers"); }

Status Covered(const trust::Grant& grant, const ClaimPath& claim) {
  const auto anchor = grant.ForClaim(claim.Text());
  return anchor.ok() ? Status() : InStore(anchor.status());
}

// Those that stay keep their order.
template <class One>
void Filter(std::vector<One>& all, const trust::Grant& grant, const std::string& origin, std::vector<Ignored>& out,
            const std::string One::*id) {
  std::erase_if(all, [&](const One& one) {
    const Status covers = Covers(grant, one);
    if (covers.ok()) return false;
    out.push_back({one.*id, one.endorser, origin, covers.message(), std::is_same_v<One, Answer>});
    return true;
  });
}

}  // namespace

Result<trust::Grant> GrantOf(std::span<const trust::Anchor> anchors, const Bytes& key_id,
                             const std::vector<Bytes>& chain, std::int64_t now) {
  auto grant = trust::Resolve(anchors, {key_id, chain}, trust::Role::kEndorsement, now);
  if (!grant.ok()) return InStore(grant.TakeStatus());
  return grant;
}

Status Covers(const trust::Grant& grant, const Endorsement& endorsement) {
  for (const Case& one : endorsement.cases) {
    for (const Addition& addition : one.then) MPS_TRY(Covered(grant, addition.claim));
  }
  for (const ClaimPath& claim : endorsement.speaks_of) MPS_TRY(Covered(grant, claim));
  return {};
}

Status Covers(const trust::Grant& grant, const Answer& answer) {
  const auto anchor = grant.ForAnswer(answer.rule);
  return anchor.ok() ? Status() : InStore(anchor.status());
}

std::vector<Ignored> Narrow(const trust::Grant& grant, EndorsementSet& set) {
  std::vector<Ignored> out;
  Filter(set.endorsements, grant, set.origin, out, &Endorsement::id);
  Filter(set.answers, grant, set.origin, out, &Answer::rule);
  return out;
}

std::vector<Ignored> SignerGrants::Narrow(const std::vector<Bytes>& authorities, EndorsementSet& set) {
  std::vector<Ignored> out;
  std::vector<Endorsement> left;
  for (std::size_t i = 0; i < set.endorsements.size(); ++i) {
    Endorsement& one = set.endorsements[i];
    const Bytes authority = i < authorities.size() ? authorities[i] : Bytes();
    const auto grant = grants_.find(authority);
    const Status covers = grant == grants_.end() ? InStore({Code::kTrust, "no anchor vouches for its signer"})
                                                 : Covers(grant->second, one);
    (covers.ok() ? heard_ : refused_).insert(authority);
    if (covers.ok()) {
      left.push_back(std::move(one));
    } else {
      out.push_back({one.id, one.endorser, set.origin, covers.message(), false});
    }
  }
  set.endorsements = std::move(left);
  return out;
}

}  // namespace mps::endorse
