// A platform attribute certificate as evidence, compared with the components that were found; claims of the schema of
// stdlib/platform.mps. Entry point: ImportPlatform.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/platform_certificate.h"
#include "token/evidence_document.h"

namespace mps::roots {

// LIMIT: octets of a list of components.
inline constexpr std::size_t kFoundBytes = std::size_t{4} << 20;

struct PlatformImport {
  ByteView certificate;                   // DER or PEM (`ATTRIBUTE CERTIFICATE`)
  ByteView issuer;                        // X.509 certificate of who signs, which the caller trusts: DER or PEM
  std::optional<ByteView> ek;             // X.509 certificate of the endorsement key, which the caller verified
  std::optional<std::string_view> found;  // a component list in JSON
  std::string environment = "platform";
  std::int64_t now = 0;
  std::string version;
};

// kSignature, kTrust, kFreshness: a check failed, with its name; errors of decoding.
Result<eat::ImportedEvidence> ImportPlatform(const PlatformImport& input);

// A component list as collectors of platform certificates write it: {"COMPONENTS": [{"COMPONENTCLASS":
// {"COMPONENTCLASSVALUE": hex}, "MANUFACTURER", "MODEL", "SERIAL", "REVISION"}, ...]}; further members are passed over.
// kType, kMalformed, kLimit beyond kPlatformComponents.
Result<std::vector<FoundComponent>> DecodeFoundComponents(std::string_view json);

}  // namespace mps::roots
