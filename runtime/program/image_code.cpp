// How instructions and the set of opcodes stand in an image.
#include "program/image_code.h"

#include "program/names.h"

namespace mps::program {
namespace {

void Put(std::uint32_t value, unsigned octets, Bytes& out) {
  while (octets-- > 0) out.push_back(static_cast<std::uint8_t>(value >> (8 * octets)));
}

std::uint32_t Get(ByteView bytes, std::size_t& at, unsigned octets) {
  std::uint32_t value = 0;
  while (octets-- > 0) value = value << 8 | bytes[at++];
  return value;
}

}  // namespace

Bytes EncodeCode(const std::vector<Instr>& code) {
  Bytes out;
  out.reserve(code.size() * kInstrBytes);
  for (const Instr& instr : code) {
    Put(static_cast<std::uint8_t>(instr.op), 1, out);
    Put(instr.aux, 1, out);
    for (Reg reg : {instr.dst, instr.a, instr.b, instr.c}) Put(reg, 2, out);
    Put(instr.imm, 4, out);
  }
  return out;
}

bool DecodeCode(ByteView bytes, std::vector<Instr>& code) {
  if (bytes.size() % kInstrBytes != 0) return false;
  code.resize(bytes.size() / kInstrBytes);
  std::size_t at = 0;
  for (Instr& instr : code) {
    instr.op = static_cast<Op>(Get(bytes, at, 1));
    instr.aux = static_cast<std::uint8_t>(Get(bytes, at, 1));
    for (Reg* reg : {&instr.dst, &instr.a, &instr.b, &instr.c}) *reg = static_cast<Reg>(Get(bytes, at, 2));
    instr.imm = Get(bytes, at, 4);
  }
  return true;
}

std::uint64_t OpcodesDigest() {
  std::uint64_t hash = 0xcbf29ce484222325u;
  auto add = [&](std::string_view text) {
    for (char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3u;
    hash = (hash ^ 0xff) * 0x100000001b3u;
  };
  for (std::size_t op = 0; op < kOps; ++op) {
    const OpInfo& info = InfoOf(static_cast<Op>(op));
    add(info.name);
    add(std::string_view(&info.result, 1));
    add(info.operands);
  }
  return hash;
}

}  // namespace mps::program
