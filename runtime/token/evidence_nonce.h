// The nonce inside an evidence document of this project (docs/evidence.md), read without the evidence layer.
#pragma once

#include <optional>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::token {

// The top-level member `nonce` of a JSON or CBOR evidence document, told apart by its first octet; nothing if it has
// none. The whole document is validated. Errors: those of the readers, and kMalformed for a nonce that is no base64url.
Result<std::optional<Bytes>> EvidenceNonce(ByteView document);

}  // namespace mps::token
