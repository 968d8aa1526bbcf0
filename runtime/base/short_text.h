// Equality and a hash for the short texts that claims are made of, inline and without a call.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace mps {

// The first (at most) eight octets, and the last.
struct TextEnds {
  std::uint64_t first = 0, last = 0;
};
[[gnu::always_inline]] inline TextEnds EndsOf(std::string_view text) {
  TextEnds ends;
  if (text.size() >= 8) {
    std::memcpy(&ends.first, text.data(), 8);
    std::memcpy(&ends.last, text.data() + text.size() - 8, 8);
  } else if (text.size() >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, text.data(), 4);
    std::memcpy(&last, text.data() + text.size() - 4, 4);
    ends = {first, last};
  } else if (!text.empty()) {
    const auto octet = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<std::uint8_t>(text[i])); };
    ends.first = octet(0) | octet(text.size() / 2) << 8 | octet(text.size() - 1) << 16;
  }
  return ends;
}

// True only of ASCII; not of long texts.
[[gnu::always_inline]] inline bool IsShortAscii(std::string_view text) {
  const TextEnds ends = EndsOf(text);
  return text.size() <= 16 && ((ends.first | ends.last) & 0x8080808080808080) == 0;
}

[[gnu::always_inline]] inline bool SameText(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.size() > 16) return std::memcmp(a.data(), b.data(), a.size()) == 0;
  const TextEnds x = EndsOf(a), y = EndsOf(b);
  return x.first == y.first && x.last == y.last;
}

inline bool IsOneOf(const std::vector<std::string>& sorted, std::string_view text) {
  constexpr std::size_t kFew = 8;
  if (sorted.size() > kFew) return std::binary_search(sorted.begin(), sorted.end(), text);
  return std::any_of(sorted.begin(), sorted.end(), [&](const std::string& word) { return SameText(word, text); });
}

// Of the ends and the size alone: for tables whose keys the definition chose, where texts from outside are only looked
// up. Tables of texts from outside take KeyedHash.
inline std::uint64_t EndsHash(std::string_view text) {
  const TextEnds ends = EndsOf(text);
  std::uint64_t h = (ends.first ^ (ends.last * 0x9E3779B97F4A7C15) ^ text.size()) * 0xD6E8FEB86659FD93;
  return h ^ h >> 32;
}

}  // namespace mps
