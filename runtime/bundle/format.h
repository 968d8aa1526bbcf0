// Numbers of the bundle's format that writer and reader share (docs/program-format.md).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "mps/bytes.h"
#include "program/stored_set.h"
#include "schema/cell.h"

namespace mps::bundle {

// As PNG's: a high bit, the name, and line ends that a transfer as text would change.
inline constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'M', 'P', 'S', 'B', 0x0d, 0x0a, 0x1a};
inline constexpr std::uint32_t kBundleVersion = 1;
inline constexpr std::size_t kHeaderBytes = 64;
inline constexpr std::uint64_t kTableAlignment = 4096;
inline constexpr std::size_t kChildBytes = program::kRootBytes + 4;  // before the key in an index entry of texts

inline std::uint64_t Aligned(std::uint64_t at) {
  return (at + kTableAlignment - 1) / kTableAlignment * kTableAlignment;
}

// Big endian.
inline void PutNumber(Bytes& out, std::uint64_t value, std::size_t octets) {
  for (std::size_t i = octets; i-- > 0;) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}
inline std::uint64_t GetNumber(const std::uint8_t* at, std::size_t octets) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < octets; ++i) value = value << 8 | at[i];
  return value;
}

// The octets of an int as a record: octet order is number order.
inline std::array<std::uint8_t, 8> IntRecord(std::int64_t number) {
  const std::uint64_t bits = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);
  std::array<std::uint8_t, 8> out{};
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(bits >> (56 - 8 * i));
  return out;
}

}  // namespace mps::bundle
