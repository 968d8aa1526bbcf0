// The nonces inside an evidence document of this project (docs/evidence.md), read without the evidence layer.
#pragma once

#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::token {

struct EvidenceNonces {
  std::vector<Bytes> nonces;  // different ones, of the document, its environments and their instances; two at most
  bool unknown = false;       // of some environment the document says that it is not known
};

// Of a JSON or CBOR evidence document, told apart by its first octet. The whole document is validated. Errors: those of
// the readers, and kMalformed for a nonce that is no base64url.
Result<EvidenceNonces> NoncesOf(ByteView document);

}  // namespace mps::token
