// Image: a program as bytes, and back. docs/program-format.md describes the format with worked hex.
#pragma once

#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::program {

// Of the format; programs of another version are refused. To be raised with every change of meaning, also of opcodes.
inline constexpr std::uint32_t kImageVersion = 1;

// Deterministic CBOR (RFC 8949 4.2.1). Equal programs give equal bytes. REQUIRES: Verify(program).ok().
Bytes EncodeImage(const Program& program);

// The program, verified. EncodeImage of it gives `image` again. Errors: kMalformed, kNotDeterministic, kType, kTrailing
// with the offset; kLimit; kUnsupported `image` for another version or another set of opcodes; and those of Verify.
Result<Program> LoadImage(ByteView image);

}  // namespace mps::program
