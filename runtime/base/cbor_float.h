// The three binary formats of RFC 8949 section 3.3 by their bits, so that NaN payloads survive.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>

namespace mps::cbor {

// Widens a float of `exponent_bits` and `mantissa_bits` to binary64.
constexpr std::uint64_t WidenFloat(std::uint64_t bits, int exponent_bits, int mantissa_bits) {
  const std::uint64_t sign = (bits >> (exponent_bits + mantissa_bits)) << 63;
  const std::uint64_t top = (std::uint64_t{1} << exponent_bits) - 1;
  const std::uint64_t exponent = (bits >> mantissa_bits) & top;
  std::uint64_t mantissa = bits & ((std::uint64_t{1} << mantissa_bits) - 1);
  const int bias = (1 << (exponent_bits - 1)) - 1;
  if (exponent == top) return sign | std::uint64_t{0x7FF} << 52 | mantissa << (52 - mantissa_bits);
  if (exponent != 0) return sign | (exponent - bias + 1023) << 52 | mantissa << (52 - mantissa_bits);
  if (mantissa == 0) return sign;
  // A subnormal becomes normal: its leading bit moves to the place of the hidden one.
  int power = 1 - bias;
  while ((mantissa >> mantissa_bits) == 0) {
    mantissa <<= 1;
    --power;
  }
  mantissa &= (std::uint64_t{1} << mantissa_bits) - 1;
  return sign | static_cast<std::uint64_t>(power + 1023) << 52 | mantissa << (52 - mantissa_bits);
}

// Narrows binary64 bits, or nothing if that would lose a bit of value or payload.
constexpr std::optional<std::uint64_t> NarrowFloat(std::uint64_t bits, int exponent_bits, int mantissa_bits) {
  const std::uint64_t sign = (bits >> 63) << (exponent_bits + mantissa_bits);
  const std::uint64_t top = (std::uint64_t{1} << exponent_bits) - 1;
  const int exponent = static_cast<int>(bits >> 52 & 0x7FF);
  const std::uint64_t mantissa = bits & ((std::uint64_t{1} << 52) - 1);
  const int cut = 52 - mantissa_bits;
  const bool fits = (mantissa & ((std::uint64_t{1} << cut) - 1)) == 0;
  if (exponent == 0x7FF) {
    if (!fits) return std::nullopt;
    return sign | top << mantissa_bits | mantissa >> cut;
  }
  if (exponent == 0) {
    if (mantissa != 0) return std::nullopt;
    return sign;
  }
  const int bias = (1 << (exponent_bits - 1)) - 1;
  const int power = exponent - 1023;
  if (power > bias) return std::nullopt;
  if (power >= 1 - bias) {
    if (!fits) return std::nullopt;
    return sign | static_cast<std::uint64_t>(power + bias) << mantissa_bits | mantissa >> cut;
  }
  const int shift = cut + (1 - bias - power);
  if (shift > 52) return std::nullopt;
  const std::uint64_t full = mantissa | std::uint64_t{1} << 52;
  if ((full & ((std::uint64_t{1} << shift) - 1)) != 0) return std::nullopt;
  return sign | full >> shift;
}

constexpr std::uint64_t HalfTo64(std::uint16_t bits) { return WidenFloat(bits, 5, 10); }
constexpr std::uint64_t SingleTo64(std::uint32_t bits) { return WidenFloat(bits, 8, 23); }
constexpr std::optional<std::uint64_t> HalfFrom64(std::uint64_t bits) { return NarrowFloat(bits, 5, 10); }
constexpr std::optional<std::uint64_t> SingleFrom64(std::uint64_t bits) { return NarrowFloat(bits, 8, 23); }

// Bytes of the shortest form that keeps value and payload: 2, 4 or 8.
constexpr int ShortestFloatBytes(std::uint64_t bits) { return HalfFrom64(bits) ? 2 : SingleFrom64(bits) ? 4 : 8; }

// The integer that a float has the value of, within -2^63 .. 2^64-1: what dCBOR writes in its place.
struct WholeNumber {
  bool negative;  // the value is -1 - argument
  std::uint64_t argument;
};
constexpr std::optional<WholeNumber> WholeFromFloat(std::uint64_t bits) {
  const double value = std::bit_cast<double>(bits);
  if (!(value >= -9223372036854775808.0 && value < 18446744073709551616.0)) return std::nullopt;
  if (value < 0) {
    const std::int64_t whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) != value) return std::nullopt;
    return WholeNumber{true, static_cast<std::uint64_t>(-(whole + 1))};
  }
  const std::uint64_t whole = static_cast<std::uint64_t>(value);
  if (static_cast<double>(whole) != value) return std::nullopt;
  return WholeNumber{false, whole};
}

inline constexpr std::uint64_t kNanBits = 0x7FF8000000000000;

}  // namespace mps::cbor
