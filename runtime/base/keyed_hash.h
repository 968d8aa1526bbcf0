// A hash for tables whose keys come from outside: SipHash-1-3 (Aumasson, Bernstein, 2012) under a key that each process
// draws for itself, so that nobody can choose keys that collide. Never part of anything that is stored or sent.
#pragma once

#include <cstdint>
#include <string_view>

namespace mps {

std::uint64_t KeyedHash(std::string_view octets);

}  // namespace mps
