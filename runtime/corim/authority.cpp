#include "corim/authority.h"

#include <algorithm>

#include "base/hex.h"
#include "corim/claim_terms.h"
#include "crypto/hash.h"
#include "crypto/path.h"

namespace mps::corim {
namespace {

std::string Named(ByteView digest) { return "sha256:" + HexEncode(digest); }

// Of a certificate, or of what names one by SHA-256; empty for everything else.
std::string CertificateOf(const Typed& key) {
  if (key.kind == IdKind::kCertThumbprint) {
    const auto digest = Sha256ThumbprintIn(key);
    return digest ? Named(*digest) : "";
  }
  if (key.kind != IdKind::kDerCert && key.kind != IdKind::kPemCert) return "";
  const auto certificates = crypto::DecodeCertificates(key.octets);
  if (!certificates.ok() || certificates->size() != 1) return "";
  const auto digest = crypto::Sha256(certificates->front());
  return digest.ok() ? Named(*digest) : "";
}

}  // namespace

const Authorities::Found& Authorities::Find(const Typed& key) {
  const auto [at, is_new] = found_.try_emplace(key.encoded);
  Found& found = at->second;
  if (!is_new) return found;
  if (const auto thumbprint = ThumbprintOf(key); thumbprint.ok()) found.thumbprint = Named(AsBytes(thumbprint->text));
  found.certificate = CertificateOf(key);
  for (const endorse::Endorser& one : endorsers_) {
    const std::string& due = one.key_kind == "thumbprint" ? found.thumbprint : found.certificate;
    if (!due.empty() && one.key_digest == due) found.endorsers.push_back(one.name);
  }
  return found;
}

std::string Authorities::AttesterOf(const std::string& environment) const {
  const auto find = [&](const std::string& name) {
    return std::find_if(plan_.environments.begin(), plan_.environments.end(),
                        [&](const auto& one) { return one.def.name == name; });
  };
  auto found = find(environment);
  if (found != plan_.environments.end() && !found->def.parent.empty()) found = find(found->def.parent);
  const bool known = found != plan_.environments.end() && found->def.key_kind == "thumbprint";
  return known ? found->def.key_digest : "";
}

Result<std::vector<endorse::Authority>> Authorities::Of(const Keys& keys, const std::string& environment) {
  const std::string attester = AttesterOf(environment);
  std::vector<endorse::Authority> out;
  for (const Typed& key : keys) {
    const Found& found = Find(key);
    const std::string called = Describe(key) + (found.thumbprint.empty() ? "" : " (" + found.thumbprint + ")");
    const bool attests = !attester.empty() && found.thumbprint == attester;
    if (attests && !found.endorsers.empty())
      return Status::Unsupported("corim-authority", "it asks for the authority of " + called +
                                                        ", the key of endorser `" + found.endorsers[0] +
                                                        "` and of who attests `" + environment + "`");
    if (!attests && found.endorsers.empty())
      return Status(Code::kInvalid, "it asks for the authority of " + called +
                                        ", which is neither an endorser's key nor that of who attests `" + environment +
                                        "`");
    endorse::Authority one{found.endorsers, attests ? attester : ""};
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace mps::corim
