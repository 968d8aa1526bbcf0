// Spellings that the importers of roots/import share.
#pragma once

#include <string>
#include <string_view>

#include "base/hex.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/checks.h"
#include "roots/pcr_values.h"

namespace mps::roots {

// `sha256:<hex>`. REQUIRES: a hash that we compute.
inline std::string DigestText(HashId bank, ByteView octets) { return HashIdName(bank) + ":" + HexEncode(octets); }

// The first failed check as a refusal: a code of trust whatever the check's own, except where the evidence could not be
// read at all; ok if none failed.
Status Refusal(const Checks& checks);

}  // namespace mps::roots
