// How instructions and the set of opcodes stand in an image. Part of image.h.
#pragma once

#include <vector>

#include "mps/bytes.h"
#include "program/program.h"

namespace mps::program {

// Octets of one instruction: opcode, aux, dst, a, b, c (2 octets each), imm (4), all big endian.
inline constexpr std::size_t kInstrBytes = 14;

Bytes EncodeCode(const std::vector<Instr>& code);
// False if the length is no multiple of kInstrBytes.
bool DecodeCode(ByteView bytes, std::vector<Instr>& code);

// A number that changes when an opcode is added, renamed or renumbered, or takes other operands (FNV-1a, 64 bits).
std::uint64_t OpcodesDigest();

}  // namespace mps::program
