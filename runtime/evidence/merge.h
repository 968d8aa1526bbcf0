// Evidence of several collectors about one device as one document. Entry point: MergeEvidence.
#pragma once

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::evidence {

// `document` with the environments of `other` beside its own. Both are CBOR or both JSON; time, nonce and device are
// those of `document`, and what `other` says of them has to be the same or missing, except that its time is not
// looked at. Environments are taken octet by octet. Errors: those of the readers; kType for another shape; kDuplicate
// for an environment that both have; kFreshness for another nonce; kUsage for two encodings.
Result<Bytes> MergeEvidence(ByteView document, ByteView other);

}  // namespace mps::evidence
