// CoRIMs as they come in: who signed them, which of them count, and what they come to in a definition's terms.
// Entry point: LoadCorims. The command (--endorsements) and the C interface both come in here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/key.h"
#include "endorse/load.h"
#include "schema/read_plan.h"

namespace mps::corim {

inline constexpr std::string_view kSignedType = "application/rim+cose";

// Ok if the octets, which LooksLikeCorim (recognise.h), are a CoRIM that can be read; else with the offset.
Status CheckCorim(ByteView octets);

struct SignerOptions {
  std::vector<crypto::PublicKey> keys;  // of signers whose CoRIMs carry no certificate
  bool require_cotl = false;            // only tags that a valid CoTL activates count ("CoTL")
};

// What nobody known signed, is not in force, is not what the anchors let its signer say or has a profile that is not
// known is ignored and listed, and so is each triple that the definition, whose plan this is, has no claims for.
// Errors: octets that are no CoRIM, with the offset; kLimit.
Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims,  // name, octets
                  const SignerOptions& signers, const schema::ReadPlan& plan, const endorse::LoadOptions& options,
                  endorse::Loaded& out);

}  // namespace mps::corim
