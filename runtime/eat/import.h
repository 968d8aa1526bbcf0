// Attestation tokens of others as evidence (docs/evidence.md): verified first, then written as claims that the schemas
// of stdlib/eat.mps declare. Entry point: ImportEat.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/evidence_document.h"

namespace mps::eat {

struct ImportOptions {
  std::vector<crypto::PublicKey>
      keys;                    // any of them may have signed; none: nothing is verified, and the evidence says so
  std::optional<Bytes> nonce;  // the one that was sent
  std::int64_t now = 0;        // time of the import, seconds since 1970
  std::int64_t skew = 60;
  std::string environment;            // empty: `token`, `psa`, `cca`
  std::vector<std::string> profiles;  // further profiles that are read as plain EATs
  std::string version;                // of the software, for `collector`
};

using Imported = ImportedEvidence;  // `EAT`, `PSA token`, `CCA token`; `verified`: every signature was checked

// A CWT, JWT, detached bundle (RFC 9711), PSA token (RFC 9783) or CCA token, told by content and profile. A token that
// names another profile is unsupported:eat-profile. kSignature: no key verifies it; kFreshness: nonce or times; errors
// of decoding. A realm's token and the digests of detached sets are always checked, keys or no keys.
Result<Imported> ImportEat(ByteView token, const ImportOptions& options);

}  // namespace mps::eat
