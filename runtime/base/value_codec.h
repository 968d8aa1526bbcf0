// The canonical CBOR of a constant (mps::Value): one encoding for parameters of a claim set, entries of a configuration
// and the constants of a definition digest. Entry point: EncodeValue. docs/tokens.md, "Values".
//
//   bool            true / false                        digest    [COSE algorithm, octets]
//   int             integer                             version   [ordering's name, text]
//   time, duration  integer, seconds                    ip        4 or 16 octets
//   mode            unsigned integer                    cidr      [octets, prefix length]
//   text, path, enum  text as received, not normalised  pattern   ["regex" / "glob", text]
//   bytes           octets                              list      array in its own order
//   set             array sorted by encoded bytes, no repeats
//   map             map sorted by encoded keys          record    array of the fields in declaration order
#pragma once

#include "base/cbor_writer.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/value.h"

namespace mps {

// Appends the canonical encoding (RFC 8949 4.2.1) of `value`.
// Errors: kType for what no constant may be (kScalar, a mode outside 0..07777, an address of another length than 4 or
// 16, a digest of another length than its algorithm's, an odd number of map items), kUtf8, kDuplicate for a map key
// given twice, kLimit beyond limit::kNesting levels. Members of a set that are equal are written once.
Status EncodeValue(const Value& value, cbor::Writer& out);
Result<Bytes> EncodeValue(const Value& value);

}  // namespace mps
