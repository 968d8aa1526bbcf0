// The arena and the finder of repeated keys.
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>

#include "base/arena.h"
#include "base/key_set.h"

using namespace mps;

TEST_CASE("an arena hands out aligned, separate memory and uses it again") {
  Arena arena(256);
  std::mt19937 random(2);
  for (int round = 0; round < 3; ++round) {
    std::vector<std::pair<unsigned char*, std::size_t>> pieces;
    for (int i = 0; i < 300; ++i) {
      const std::size_t size = random() % 400, align = std::size_t{1} << (random() % 7);
      auto* at = static_cast<unsigned char*>(arena.Allocate(size, align));
      REQUIRE(at != nullptr);
      REQUIRE(reinterpret_cast<std::uintptr_t>(at) % align == 0);
      std::memset(at, i & 0xFF, size);
      pieces.emplace_back(at, size);
    }
    std::size_t sum = 0, wrong = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      sum += pieces[i].second;
      for (std::size_t k = 0; k < pieces[i].second; ++k) wrong += pieces[i].first[k] != (i & 0xFF);
    }
    CHECK(wrong == 0);
    CHECK(arena.used() == sum);
    arena.Reset();
    CHECK(arena.used() == 0);
  }
}

TEST_CASE("an arena keeps to its limit") {
  Arena arena(64, 1000);
  CHECK(arena.Allocate(600) != nullptr);
  CHECK(arena.Allocate(500) == nullptr);
  CHECK(arena.Allocate(400, 1) != nullptr);
  CHECK(arena.Allocate(1, 1) == nullptr);
  CHECK(arena.Allocate(static_cast<std::size_t>(-1)) == nullptr);
  CHECK(arena.AllocateArray<std::uint64_t>(static_cast<std::size_t>(-1) / 2).empty());
  arena.Reset();
  CHECK(arena.CopyText("abc") == "abc");
  CHECK(arena.AllocateArray<int>(10).size() == 10);
  CHECK(arena.AllocateArray<int>(3)[2] == 0);
}

TEST_CASE("repeated keys are found in nested maps") {
  KeySet keys;
  const std::size_t outer = keys.Begin();
  keys.Add(outer, "b", 1);
  const std::size_t inner = keys.Begin();
  keys.Add(inner, "b", 2);
  keys.Add(inner, "a", 3);
  CHECK(keys.End(inner) == std::nullopt);
  keys.Add(outer, "a", 4);
  keys.Add(outer, "b", 5);
  keys.Add(outer, "a", 6);
  CHECK(keys.End(outer) == 5u);
  const std::size_t empty = keys.Begin();
  CHECK(keys.End(empty) == std::nullopt);
}

TEST_CASE("repeated keys in random maps") {
  std::mt19937 random(23);
  KeySet keys;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> names;
    for (std::size_t n = random() % (round % 2 == 0 ? 12 : 60); n > 0; --n)
      names.push_back(std::string(random() % 2, 'x') + std::to_string(random() % (round % 2 == 0 ? 40 : 900)));
    std::set<std::string> seen;
    std::optional<std::uint64_t> first;
    const std::size_t mark = keys.Begin();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!seen.insert(names[i]).second && !first) first = i;
      keys.Add(mark, names[i], i);
    }
    REQUIRE(keys.End(mark) == first);
  }
}
