// Edit distance against the plain definition, and which suggestion is chosen.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "base/edit_distance.h"

using namespace mps;

namespace {

// Optimal string alignment by the whole table.
std::size_t Plain(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string Suggest(std::string_view name, std::vector<std::string> candidates) {
  return std::string(Nearest(name, candidates).value_or("nothing"));
}

}  // namespace

TEST_CASE("edit distance in a band is the plain one, or beyond the bound") {
  std::mt19937 random(11);
  std::size_t wrong = 0;
  for (int i = 0; i < 60000; ++i) {
    std::string a, b;
    for (std::size_t n = random() % 9; n > 0; --n) a += "abc"[random() % 3];
    for (std::size_t n = random() % 9; n > 0; --n) b += "abc"[random() % 3];
    const std::size_t bound = random() % 5;
    const std::size_t plain = Plain(a, b);
    wrong += EditDistance(a, b, bound) != std::min(plain, bound + 1);
  }
  CHECK(wrong == 0);
}

TEST_CASE("edit distance of long names takes no long time") {
  const std::string a(1 << 20, 'a');
  std::string b = a;
  b[5] = 'b';
  const auto start = std::chrono::steady_clock::now();
  CHECK(EditDistance(a, b, 3) == 1);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("suggestions") {
  CHECK(Suggest("max_auth_tires", {"max_auth_tries", "max_sessions"}) == "max_auth_tries");
  CHECK(Suggest("MaxAuthTries", {"maxauthtries"}) == "maxauthtries");
  CHECK(Suggest("max-auth-tries", {"max_auth_tries", "max-auth-trie"}) == "max_auth_tries");
  CHECK(Suggest("uid", {"gid", "uuid"}) == "uuid");    // the longer common beginning
  CHECK(Suggest("abcx", {"abca", "abcb"}) == "abca");  // then the alphabet
  CHECK(Suggest("abc", {"xyz"}) == "nothing");
  CHECK(Suggest("ab", {"cd", "ba"}) == "ba");
  CHECK(Suggest("a", {"b"}) == "nothing");  // all letters replaced
  CHECK(Suggest("same", {"same"}) == "nothing");
  CHECK(Suggest("", {"a"}) == "nothing");
  CHECK(Suggest("abcd", {"abxy"}) == "nothing");  // two off a name of four
  CHECK(Suggest("abcde", {"abcxy"}) == "abcxy");  // two off a name of five
  CHECK(Suggest("password", {"pasword", "passwd"}) == "pasword");
  CHECK(Suggest("x", {}) == "nothing");
}
