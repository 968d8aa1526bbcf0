// The digest of a configuration set: a value that an author can compute in advance (docs/tokens.md, "Configurations").
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/claim_set.h"

namespace mps::claims {

// A path as the definition spells it and its value; no value where the claim is absent.
using ConfigurationEntry = std::pair<std::string, std::optional<Value>>;

// The canonical bytes ["mps-configuration", id, [[path, value / null] ...]] with the entries sorted by the bytes of
// their paths. kDuplicate for a path given twice, kInvalid for an id that is no name; else the errors of EncodeValue.
Result<Bytes> EncodeConfiguration(const std::string& id, std::vector<ConfigurationEntry> entries);

// Its digest. kInvalid for SHA-1.
Result<Digest> HashConfiguration(const std::string& id, std::vector<ConfigurationEntry> entries,
                                 DigestAlg alg = DigestAlg::kSha256);

}  // namespace mps::claims
