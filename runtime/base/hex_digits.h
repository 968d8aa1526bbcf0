// Lower-case hexadecimal by table, for those who read very much of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mps {

// The value of a digit, or -1.
inline constexpr std::array<std::int8_t, 256> kLowerHex = [] {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
  return values;
}();

inline bool IsLowerHex(std::string_view text) {
  int all = 0;
  for (const char c : text) all |= kLowerHex[static_cast<std::uint8_t>(c)];
  return all >= 0;
}

// Writes the octets of `hex`, an even number of characters, to `out`. False where one of them is no digit: what is
// written then means nothing.
inline bool LowerHexToOctets(std::string_view hex, std::uint8_t* out) {
  int all = 0;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = kLowerHex[static_cast<std::uint8_t>(hex[i])];
    const int low = kLowerHex[static_cast<std::uint8_t>(hex[i + 1])];
    all |= high | low;
    *out++ = static_cast<std::uint8_t>(high * 16 + low);
  }
  return all >= 0;
}

}  // namespace mps
