// Evidence of several collectors about one device as one document. Entry point: MergeEvidence.
#pragma once

#include <cstdint>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::evidence {

// Whose time and nonce hold for the environments that are added.
enum class Frame : std::uint8_t {
  kShared,  // those of `document`: both were made in one act
  kOwn,     // those of `other`, which are written into each environment that does not say its own; no nonce is `null`
};

// `document` with the environments of `other` beside its own. Both are CBOR or both JSON; time, nonce and device are
// those of `document`, and what `other` says of nonce and device has to be the same or missing. What members of
// environments hold is taken octet by octet. Errors: those of the readers; kType for another shape; kDuplicate for an
// environment that both have; kFreshness for another nonce; kUsage for two encodings.
Result<Bytes> MergeEvidence(ByteView document, ByteView other, Frame frame);

}  // namespace mps::evidence
