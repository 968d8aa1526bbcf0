// From a key id or chain to a grant, or to the reason why there is none.
#include "trust/resolve.h"

#include <algorithm>

#include "base/hex.h"
#include "base/time.h"
#include "crypto/path.h"

namespace mps::trust {
namespace {

Status Refused(std::string text) { return {Code::kTrust, std::move(text)}; }

std::string Quoted(const Anchor& anchor) { return "anchor `" + anchor.name + "`"; }

// Refusals, and how near each came: the nearest is the one to tell.
class Refusals {
 public:
  void Add(int rank, std::string text) {
    if (rank > rank_) {
      rank_ = rank;
      text_ = std::move(text);
    }
  }
  Status Nearest() const { return Refused(text_); }

 private:
  int rank_ = -1;
  std::string text_;
};
// The order of checks: the later one fails, the nearer it was.
enum Rank : int { kUnknown, kNoPath, kPath, kLeaf, kWindow, kRole };

// What holds of keys and CAs alike once the key is known to be the anchor's.
bool CheckUse(const Anchor& anchor, Role role, std::int64_t now, Refusals& refusals) {
  const Validity validity = ValidityAt(anchor, now);
  if (validity == Validity::kExpired) {
    refusals.Add(kWindow, Quoted(anchor) + " expired at " + TimeText(*ValidUntil(anchor)));
    return false;
  }
  if (validity == Validity::kNotYetValid) {
    refusals.Add(kWindow, Quoted(anchor) + " is not valid before " + TimeText(*ValidFrom(anchor)));
    return false;
  }
  if (!anchor.May(role)) {
    refusals.Add(kRole, Quoted(anchor) + " is not for signatures of the kind `" + std::string(RoleName(role)) + "`");
    return false;
  }
  return true;
}

bool CheckChain(const Anchor& anchor, const SignerName& signer, std::int64_t now, Refusals& refusals) {
  std::vector<Bytes> crls;
  for (const auto& crl : anchor.crls) crls.push_back(crl.der);
  const auto report = crypto::ValidatePath({signer.x5chain, anchor.certificate->der, crls, now});
  if (!report.ok()) {
    const bool nowhere = report.fault == crypto::PathFault::kNoPath;
    refusals.Add(nowhere ? kNoPath : kPath, nowhere ? "the certificate chain does not reach an anchor: " + report.text
                                                    : Quoted(anchor) + ": " + report.text);
    return false;
  }
  if (const Status leaf = CheckLeaf(anchor, signer.x5chain.front()); !leaf.ok()) {
    refusals.Add(kLeaf, Quoted(anchor) + ": " + leaf.message());
    return false;
  }
  return true;
}

bool HasId(const crypto::PublicKey& key, const Bytes& kid) {
  return std::equal(key.id().begin(), key.id().end(), kid.begin(), kid.end());
}

// The leaf's key, which has to be the one that the header names too.
Result<crypto::PublicKey> LeafKey(const SignerName& signer) {
  auto certificate = crypto::DecodeCertificate(signer.x5chain.front());
  if (!certificate.ok()) return Refused("the signer's certificate: " + certificate.status().ToString());
  if (signer.kid && !HasId(certificate->key, *signer.kid))
    return Refused("the header's kid is not that of the key in its certificate");
  return certificate->key;
}

// `Debian-*, Acme-Web`, cut where it gets long.
std::string ListText(const std::vector<std::string>& list) {
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < 5; ++i) text += (i == 0 ? "" : ", ") + list[i];
  return list.size() > 5 ? text + " and " + std::to_string(list.size() - 5) + " more" : text;
}

// An endorser's anchor may be for claims alone, or for answers alone.
std::string OnlyText(const std::vector<std::string>& list) {
  return list.empty() ? "nor any" : "only " + ListText(list);
}

}  // namespace

Result<std::string> Grant::ForMps(std::string_view mps) const {
  for (const Anchor* anchor : anchors_) {
    if (MaySignForMps(*anchor, mps)) return anchor->name;
  }
  return Refused(Quoted(*anchors_.front()) + " may not sign for `" + std::string(mps) + "`, only for " +
                 ListText(anchors_.front()->mps));
}

Result<std::string> Grant::ForClaim(std::string_view path) const {
  for (const Anchor* anchor : anchors_) {
    if (MayEndorse(*anchor, path)) return anchor->name;
  }
  return Refused(Quoted(*anchors_.front()) + " may not state the claim `" + std::string(path) + "`, " +
                 OnlyText(anchors_.front()->claims));
}

Result<std::string> Grant::ForAnswer(std::string_view id) const {
  for (const Anchor* anchor : anchors_) {
    if (MayAnswer(*anchor, id)) return anchor->name;
  }
  return Refused(Quoted(*anchors_.front()) + " may not answer the control `" + std::string(id) + "`, " +
                 OnlyText(anchors_.front()->answers));
}

Result<Grant> Resolve(std::span<const Anchor> anchors, const SignerName& signer, Role role, std::int64_t now) {
  if (!signer.kid && signer.x5chain.empty()) return Refused("the header has neither kid nor x5chain");
  std::optional<crypto::PublicKey> leaf;
  if (!signer.x5chain.empty()) {
    MPS_ASSIGN(leaf, LeafKey(signer));
  }
  const Bytes kid = signer.kid ? *signer.kid : Bytes(leaf->id().begin(), leaf->id().end());
  Refusals refusals;
  refusals.Add(kUnknown, "no anchor has the key identifier " +
                             HexEncode(ByteView(kid).first(std::min<std::size_t>(kid.size(), 64))) +
                             (leaf ? ", and none issued its certificate" : ""));
  std::vector<const Anchor*> granting;
  std::optional<crypto::PublicKey> key;
  std::string text;
  for (const Anchor& anchor : anchors) {
    const bool by_key = !anchor.certificate;
    if (by_key ? !HasId(anchor.key, kid) : !leaf) continue;
    if (!by_key && !CheckChain(anchor, signer, now, refusals)) continue;
    if (!CheckUse(anchor, role, now, refusals)) continue;
    if (granting.empty()) {
      key = by_key ? anchor.key : *leaf;
      text = by_key ? "the key " + anchor.key.IdHex() + " is that of " + Quoted(anchor)
                    : "the certificate chain of the key " + leaf->IdHex() + " reaches " + Quoted(anchor);
    }
    granting.push_back(&anchor);
  }
  if (granting.empty()) return refusals.Nearest();
  return Grant(std::move(*key), std::move(granting), std::move(text));
}

}  // namespace mps::trust
