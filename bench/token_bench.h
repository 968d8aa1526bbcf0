// From evidence to a signed token, whole: `mps_bench cwt|cwt-jit`.
#pragma once

#include <memory>
#include <string>

#include "appraise/appraise.h"
#include "mps/bytes.h"

namespace mps::bench {

// JSON members, in microseconds: cwt_us, octets of evidence to a CWT signed with ES256, reasons left out; and what no
// implementation can do without: hash_us, SHA-256 of the claim set, sign_us, one ES256 signature over what the token
// signs. Ends the process where something fails.
std::string TokenFigures(Appraiser& appraiser, ByteView evidence, const std::string& level, double seconds);

}  // namespace mps::bench
