#include "roots/ak_certificate.h"

#include <algorithm>

#include "crypto/certificate.h"
#include "crypto/path.h"
#include "trust/resolve.h"

namespace mps::roots {
namespace {

Status Refused(std::string text) { return {Code::kTrust, std::move(text)}; }

Status CheckLeaf(const crypto::PublicKey& ak, const Bytes& leaf) {
  auto certificate = crypto::DecodeCertificate(leaf);
  if (!certificate.ok()) return certificate.TakeStatus();
  if (!(certificate->key == ak))
    return Refused("the first certificate is of the key " + certificate->key.IdHex() + ", not of the attestation key " +
                   ak.IdHex());
  MPS_ASSIGN(const auto usages, crypto::ExtendedKeyUsages(leaf));
  if (usages.empty() || std::find(usages.begin(), usages.end(), kAkKeyPurpose) != usages.end()) return {};
  return Refused("its extended key usages lack tcg-kp-AIKCertificate, " + std::string(kAkKeyPurpose));
}

}  // namespace

Result<std::string> JudgeAk(const crypto::PublicKey& ak, const AkCertificates& certificates, std::int64_t now) {
  if (certificates.chain.empty()) return Status(Code::kUsage, "no certificate of the attestation key");
  const auto within = [](Status status) { return std::move(status).Within("the attestation key's certificate"); };
  if (Status leaf = CheckLeaf(ak, certificates.chain.front()); !leaf.ok()) return within(std::move(leaf));
  std::vector<trust::Anchor> authorities;
  std::copy_if(certificates.anchors.begin(), certificates.anchors.end(), std::back_inserter(authorities),
               [](const trust::Anchor& anchor) { return anchor.certificate.has_value(); });
  auto grant = trust::Resolve(authorities, {std::nullopt, certificates.chain}, trust::Role::kAk, now);
  if (!grant.ok()) return within(grant.TakeStatus());
  return grant->text();
}

}  // namespace mps::roots
