// Prefixes by one look-up against trying each, and what patterns say they begin with.
#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "program/pattern.h"
#include "program/pattern_form.h"
#include "program/prefix_index.h"

namespace mps::program {
namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers Found(const PrefixIndex& index, const std::string& text) {
  Numbers out;
  index.Visit(text, [&](std::uint32_t number) {
    out.push_back(number);
    return false;
  });
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("prefixes that begin a text", "[pattern]") {
  const PrefixIndex index(
      {{"/tmp/", 0}, {"/tmp/b", 1}, {"", 2}, {"/tmp/", 3}, {"/var/", 4}, {"/tmp/bb", 5}, {"\xff", 6}});
  CHECK(Found(index, "/tmp/bc") == Numbers{0, 1, 2, 3});
  CHECK(Found(index, "/tmp/bb") == Numbers{0, 1, 2, 3, 5});
  CHECK(Found(index, "/tmp") == Numbers{2});
  CHECK(Found(index, "") == Numbers{2});
  CHECK(Found(index, "\xff\xff") == Numbers{2, 6});
  CHECK(Found(index, "zz") == Numbers{2});
  CHECK(Found(PrefixIndex(), "a").empty());
  CHECK(Found(PrefixIndex({{"b", 0}}), "a").empty());
  Numbers first;
  CHECK(index.Visit("/tmp/bb", [&](std::uint32_t number) { return first.push_back(number), true; }));
  CHECK(first == Numbers{5});  // the longest first, and no other when that will do
}

TEST_CASE("prefixes: the same as trying each", "[pattern]") {
  std::mt19937 random(7);
  const auto text = [&](std::size_t most) {
    std::string out(random() % (most + 1), 'a');
    for (char& c : out) c = "ab\xc3"[random() % 3];
    return out;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::pair<std::string, std::uint32_t>> entries;
    for (std::uint32_t i = 0; i < 1 + random() % 12; ++i) entries.emplace_back(text(5), i);
    const PrefixIndex index(entries);
    for (int i = 0; i < 40; ++i) {
      const std::string given = text(7);
      Numbers expected;
      for (const auto& [prefix, number] : entries)
        if (given.starts_with(prefix)) expected.push_back(number);
      REQUIRE(Found(index, given) == expected);
    }
  }
}

TEST_CASE("what a pattern matches begins with one of its beginnings", "[pattern]") {
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"/tmp/build7/.*", {"/tmp/build7/"}},
      {"/home/[^/]+/x.*", {"/home/"}},
      {"(yes|no)", {"no", "yes"}},
      {"(in|out)[0-9]", {"in", "out"}},
      {"(a|b)(,(a|b))*", {"a", "b"}},
      {"[ab]c", {""}},
      {"(?i)abc", {""}},
      {"ab?c", {"a"}},
      {"a|b", {""}},
      {"", {""}},
  };
  for (const auto& [regex, beginnings] : cases) {
    INFO(regex);
    CHECK(Beginnings(*MakePattern(regex, false)) == beginnings);
  }
}

}  // namespace
}  // namespace mps::program
