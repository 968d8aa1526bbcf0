#include "base/keyed_hash.h"

#include <bit>
#include <cstring>
#include <random>

namespace mps {
namespace {

struct Key {
  std::uint64_t k0, k1;
};

Key DrawKey() {
  std::random_device device;  // getrandom or /dev/urandom
  const auto word = [&] { return static_cast<std::uint64_t>(device()) << 32 | device(); };
  const std::uint64_t k0 = word();
  return {k0, word()};
}

struct State {
  std::uint64_t v0, v1, v2, v3;

  void Round() {
    v0 += v1, v1 = std::rotl(v1, 13), v1 ^= v0, v0 = std::rotl(v0, 32);
    v2 += v3, v3 = std::rotl(v3, 16), v3 ^= v2;
    v0 += v3, v3 = std::rotl(v3, 21), v3 ^= v0;
    v2 += v1, v1 = std::rotl(v1, 17), v1 ^= v2, v2 = std::rotl(v2, 32);
  }
};

}  // namespace

std::uint64_t KeyedHash(std::string_view octets) {
  static const Key key = DrawKey();
  State s{key.k0 ^ 0x736f6d6570736575ull, key.k1 ^ 0x646f72616e646f6dull, key.k0 ^ 0x6c7967656e657261ull,
          key.k1 ^ 0x7465646279746573ull};
  std::uint64_t last = static_cast<std::uint64_t>(octets.size()) << 56;
  const char* at = octets.data();
  std::size_t left = octets.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    s.v3 ^= word;
    s.Round();
    s.v0 ^= word;
  }
  for (std::size_t i = 0; i < left; ++i)
    last |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  s.v3 ^= last;
  s.Round();
  s.v0 ^= last;
  s.v2 ^= 0xff;
  s.Round(), s.Round(), s.Round();
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

}  // namespace mps
