// CoRIMs as they come in: who signed them, which of them count, and what they come to in a definition's terms.
// Entry point: LoadCorims. The command (--endorsements) and the C interface both come in here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "crypto/key.h"
#include "endorse/endorsement.h"
#include "endorse/ignored.h"
#include "schema/read_plan.h"

namespace mps::corim {

inline constexpr std::string_view kSignedType = "application/rim+cose";

struct LoadOptions {
  std::vector<crypto::PublicKey> keys;  // of signers whose CoRIMs carry no certificate
  std::int64_t now = 0;
  bool require_cotl = false;  // only tags that a valid CoTL activates count ("CoTL")
};
struct UsedCorim {
  std::string name;
  Bytes digest;  // SHA-256 of its octets
};
struct LoadedCorims {
  endorse::EndorsementSet set;  // may have no endorsements
  std::vector<UsedCorim> used;
  std::vector<endorse::Ignored> ignored;  // whole CoRIMs, tags and triples
};

// `endorsers` and `plan` are the definition's. What nobody known signed, is not in force or has a profile that is not
// known is ignored and listed, and so is each triple that the definition has no claims for.
// Errors: octets that are no CoRIM, with the offset; kLimit.
Result<LoadedCorims> LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims,  // name, octets
                                const std::vector<endorse::Endorser>& endorsers, const schema::ReadPlan& plan,
                                const LoadOptions& options);

}  // namespace mps::corim
