// Image: a program as bytes, and back. docs/program-format.md describes the format with worked hex.
#pragma once

#include <map>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::program {

// Of the format; programs of another version are refused. To be raised with every change of meaning, also of opcodes.
inline constexpr std::uint32_t kImageVersion = 5;

// Deterministic CBOR (RFC 8949 4.2.1). Equal programs give equal bytes. REQUIRES: Verify(program).ok().
Bytes EncodeImage(const Program& program);

// Parts by the index of a constant set.
using StoredSets = std::map<std::uint32_t, std::vector<StoredPart>>;
// The image of the program with the members of these sets outside it. REQUIRES: MembershipOnly (membership.h) has them.
Bytes EncodeImage(const Program& program, const StoredSets& outside);

// The program, verified. EncodeImage of it gives `image` again. Errors: kMalformed, kNotDeterministic, kType, kTrailing
// with the offset; kLimit; kUnsupported `image` for another version or another set of opcodes; and those of Verify.
Result<Program> LoadImage(ByteView image);

}  // namespace mps::program
