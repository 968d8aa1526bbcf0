// TCG platform attribute certificates (Platform Certificate Profile 1.1; also what 1.0 wrote): which parts a platform
// was made of, said by its maker of the platform that has a certain endorsement key certificate. Entry points:
// DecodePlatformCertificate, VerifyPlatformCertificate, CompareComponents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/certificate.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/checks.h"

namespace mps::roots {

// LIMIT: octets of a certificate, components and properties of one.
inline constexpr std::size_t kPlatformCertificateBytes = std::size_t{1} << 20;
inline constexpr std::size_t kPlatformComponents = 4096;

// Attributes of a Name, in order: dotted OID and text ("" for a value that is no text).
using NameAttributes = std::vector<std::pair<std::string, std::string>>;

struct PlatformComponent {
  std::string class_registry;            // OID; "" where the profile had none (1.0, and what some makers wrote of 1.1)
  std::optional<Bytes> component_class;  // four octets
  std::string manufacturer, model;
  std::optional<std::string> serial, revision;
  std::optional<bool> field_replaceable;
  std::vector<std::pair<std::string, std::string>> addresses;  // OID of the kind, address
};

struct PlatformProperty {
  std::string name, value;
  std::optional<std::int64_t> status;  // delta certificates: 0 added, 1 modified, 2 removed
};

// TBBSecurityAssertions; Common Criteria and FIPS as far as numbers say it.
struct TbbAssertions {
  std::int64_t version = 0;
  std::optional<std::string> cc_version;
  std::optional<std::int64_t> cc_assurance_level;
  std::optional<std::string> fips_version;
  std::optional<std::int64_t> fips_level;
  std::optional<std::int64_t> rtm_type;
  bool iso9000_certified = false;
  std::optional<std::string> iso9000_uri;
};

struct PlatformCertificate {
  ByteView signed_part;             // view of the certificate: what the signature is over
  std::string signature_algorithm;  // dotted
  Bytes signature;
  Bytes serial;              // big endian
  Bytes holder_issuer_name;  // DER Name: who issued the endorsement key's certificate
  NameAttributes holder_issuer;
  Bytes holder_serial;  // and its number
  Bytes issuer_name;    // DER Name
  NameAttributes issuer;
  std::int64_t not_before = 0, not_after = 0;
  std::string credential_type;  // OID: 2.23.133.8.2 platform, 2.23.133.8.5 delta; "" where there is none
  std::optional<std::string> manufacturer, model, version, platform_serial;
  std::optional<std::array<std::int64_t, 3>> platform_specification;  // major, minor, revision
  std::optional<TbbAssertions> assertions;
  std::vector<PlatformComponent> components;
  std::vector<PlatformProperty> properties;
  std::optional<std::string> properties_uri, configuration_uri;
};

// Of a certificate in DER. kInvalid for a holder that is no certificate, unsupported:certificate-extension-<oid> for a
// critical extension that is not understood. REQUIRES: `der` outlives the certificate.
Result<PlatformCertificate> DecodePlatformCertificate(ByteView der);

struct PlatformPolicy {
  crypto::Certificate issuer;             // trusted by the caller
  std::optional<crypto::Certificate> ek;  // of the endorsement key, verified by the caller
  std::optional<std::int64_t> now;
  bool strict = false;
};
struct PlatformReport {
  bool verified = false;
  Checks checks;  // issuer, signature, holder, times
};
PlatformReport VerifyPlatformCertificate(const PlatformCertificate& certificate, const PlatformPolicy& policy);

// A component as a collector found it.
struct FoundComponent {
  std::optional<Bytes> component_class;
  std::string manufacturer, model;
  std::optional<std::string> serial, revision;
};
struct ComponentComparison {
  std::vector<std::size_t> matched;     // by certificate component: index of what was found, or kNotFound
  std::vector<std::size_t> unexpected;  // indices of what was found and no component explains
  static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
  bool same() const;
};
// Each component of the certificate against what was found: manufacturer and model must be equal, octet by octet;
// class, serial and revision where the certificate has them. Each found component explains one of the certificate;
// components that say more are matched first.
ComponentComparison CompareComponents(const std::vector<PlatformComponent>& expected,
                                      const std::vector<FoundComponent>& found);

}  // namespace mps::roots
