// Who issued a platform certificate, of which endorsement key, and whether the platform is still made of these parts.
#include <algorithm>
#include <numeric>

#include "crypto/sign.h"
#include "roots/platform_certificate.h"

namespace mps::roots {
namespace {

Status CheckIssuer(const PlatformCertificate& certificate, const crypto::Certificate& issuer) {
  if (certificate.issuer_name != issuer.subject) return {Code::kTrust, "the certificate names another issuer"};
  if (issuer.key_usage && (*issuer.key_usage & crypto::kDigitalSignature) == 0)
    return {Code::kTrust, "the issuer's key is not for signatures"};
  return {};
}

struct SignatureRow {
  std::string_view oid;
  DigestAlg digest;
  bool rsa;
};
constexpr SignatureRow kSignatures[] = {
    {"1.2.840.113549.1.1.11", DigestAlg::kSha256, true}, {"1.2.840.113549.1.1.12", DigestAlg::kSha384, true},
    {"1.2.840.113549.1.1.13", DigestAlg::kSha512, true}, {"1.2.840.10045.4.3.2", DigestAlg::kSha256, false},
    {"1.2.840.10045.4.3.3", DigestAlg::kSha384, false},  {"1.2.840.10045.4.3.4", DigestAlg::kSha512, false},
};
constexpr std::string_view kWeak[] = {"1.2.840.113549.1.1.5", "1.2.840.113549.1.1.4", "1.2.840.10045.4.1"};

Status CheckSignature(const PlatformCertificate& certificate, const crypto::PublicKey& key) {
  const std::string& oid = certificate.signature_algorithm;
  if (std::find(std::begin(kWeak), std::end(kWeak), oid) != std::end(kWeak))
    return {Code::kSignature, "a certificate signed over a digest that is too weak"};
  for (const SignatureRow& row : kSignatures) {
    if (row.oid != oid) continue;
    return row.rsa ? crypto::VerifyRsaPkcs1(row.digest, key, certificate.signed_part, certificate.signature)
                   : crypto::VerifyEcdsaDer(row.digest, key, certificate.signed_part, certificate.signature);
  }
  return Status::Unsupported("signature-" + oid, "a signature algorithm that is not supported");
}

Status CheckHolder(const PlatformCertificate& certificate, const crypto::Certificate& ek) {
  const bool same = certificate.holder_issuer_name == ek.issuer && certificate.holder_serial == ek.serial;
  return same ? Status() : Status(Code::kTrust, "the certificate is of a platform with another endorsement key");
}

// How much a component says that has to be the same.
int Weight(const PlatformComponent& component) {
  return (component.serial ? 4 : 0) + (component.revision ? 2 : 0) + (component.component_class ? 1 : 0);
}

bool Explains(const PlatformComponent& expected, const FoundComponent& found) {
  return expected.manufacturer == found.manufacturer && expected.model == found.model &&
         (!expected.component_class || expected.component_class == found.component_class) &&
         (!expected.serial || expected.serial == found.serial) &&
         (!expected.revision || expected.revision == found.revision);
}

}  // namespace

PlatformReport VerifyPlatformCertificate(const PlatformCertificate& certificate, const PlatformPolicy& policy) {
  PlatformReport report;
  report.checks.Add("issuer", CheckIssuer(certificate, policy.issuer), "names the trusted issuer");
  report.checks.Add("signature", CheckSignature(certificate, policy.issuer.key), "is the issuer's");
  if (policy.ek) {
    report.checks.Add("holder", CheckHolder(certificate, *policy.ek), "is of the platform with that endorsement key");
  } else {
    report.checks.Skip("holder", "no certificate of an endorsement key was given");
  }
  if (policy.now) {
    const bool valid = *policy.now >= certificate.not_before && *policy.now <= certificate.not_after;
    report.checks.Add("times", valid ? Status() : Status(Code::kFreshness, "not valid at the time given"),
                      "valid at the time given");
  } else {
    report.checks.Skip("times", "no time was given");
  }
  report.verified = !report.checks.AnyFailed() && !(policy.strict && report.checks.AnyNotChecked());
  return report;
}

bool ComponentComparison::same() const {
  return unexpected.empty() && std::find(matched.begin(), matched.end(), kNotFound) == matched.end();
}

ComponentComparison CompareComponents(const std::vector<PlatformComponent>& expected,
                                      const std::vector<FoundComponent>& found) {
  ComponentComparison out;
  out.matched.assign(expected.size(), ComponentComparison::kNotFound);
  std::vector<std::size_t> order(expected.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return Weight(expected[a]) > Weight(expected[b]); });
  std::vector<bool> used(found.size());
  for (const std::size_t i : order) {
    for (std::size_t j = 0; j < found.size(); ++j) {
      if (used[j] || !Explains(expected[i], found[j])) continue;
      used[j] = true;
      out.matched[i] = j;
      break;
    }
  }
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (!used[j]) out.unexpected.push_back(j);
  }
  return out;
}

}  // namespace mps::roots
