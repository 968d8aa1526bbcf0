// Writing bundles.
#pragma once

#include <vector>

#include "bundle/table_writer.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::bundle {

struct WriteOptions {
  // Sets of at least so many members, of which a program asks only for membership, are stored in tables.
  std::size_t table_members = 4096;
  crypto::Signer* signer = nullptr;  // null: no signature
  std::vector<Bytes> chain;          // certificates of the signer, its own first (SignImage)
};

struct Written {
  Bytes digest;  // SHA-256 of the image
  std::uint64_t octets = 0, image_octets = 0, signature_octets = 0;
  std::size_t tables = 0;     // stored sets
  std::uint64_t members = 0;  // of all of them
};

// Hands the octets of the bundle to `sink` in order. The same program and options give the same octets, but for
// signatures that draw random numbers (ECDSA, PSS). REQUIRES: `program` is verified and has no stored sets. kLimit;
// failures of the signer and of the sink.
Result<Written> WriteBundle(const program::Program& program, const WriteOptions& options, const Sink& sink);

}  // namespace mps::bundle
