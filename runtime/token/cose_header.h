// Decodes and judges the protected and unprotected header maps of a COSE structure (RFC 9052 section 3). Used by
// cose.cpp.
#pragma once

#include "token/cose.h"

namespace mps::cose {

// The body's headers (`of_signature` false) or those of one signature of COSE_Sign. In the body of a COSE_Sign no alg
// is wanted: pass `alg_wanted` false.
Result<Headers> DecodeHeaders(ByteView protected_bytes, const cbor::Value& unprotected, const Options& options,
                              bool alg_wanted);

}  // namespace mps::cose
