// Version orders: tables, and the laws of an order on all pairs.
#include <catch2/catch.hpp>

#include "base/version_order.h"

using namespace mps;

namespace {

// Versions in ascending order, by `<` and `=`.
struct Chain {
  Ordering ordering;
  std::vector<std::vector<const char*>> classes;  // equal ones together
};

const Chain kChains[] = {
    {Ordering::kDpkg,
     {{"0~~"},
      {"0~"},
      {"0", "0-0", "0:0", "00"},
      {"0+"},
      {"1.0~~"},
      {"1.0~rc1"},
      {"1.0~rc1-1"},
      {"1.0", "1.0-0", "1.00"},
      {"1.0-0.1"},
      {"1.0-1~bpo1"},
      {"1.0-1"},
      {"1.0-1a"},
      {"1.0-1+b1"},
      {"1.0-10"},
      {"1.0a"},
      {"1.0+dfsg"},
      {"1.0.0"},
      {"1.2"},
      {"2.36-9+deb12u4"},
      {"2.36-9+deb12u10"},
      {"99999999999999999999998"},
      {"99999999999999999999999"},
      {"1:0.1"},
      {"2:0~"}}},
    {Ordering::kRpm,
     {{"1.0~rc1~git123"},
      {"1.0~rc1"},
      {"1.0~rc1^git1"},
      {"1.0", "1.0.", "1_0", "0:1.0", "1.00"},
      {"1.0^"},
      {"1.0^git1~pre"},
      {"1.0^git1"},
      {"1.0^git2"},
      {"1.0^20160101"},
      {"1.0^20160101^git1"},
      {"1.0a"},
      {"1.0aa"},
      {"1.0.1"},
      {"1.1"},
      {"5.5p1"},
      {"5.5p2"},
      {"5.5p10"},
      {"5.6p1"},
      {"6.0"},
      {"6.0.rc1"},
      {"10a1"},
      {"10b2"},
      {"10xyz"},
      {"10.0001", "10.1"},
      {"10.1xyz"},
      {"10.0039", "10.39"},
      {"99999999999999999999"},
      {"1:0.1"}}},
    {Ordering::kSemver,
     {{"0.0.0-0"},
      {"0.0.0"},
      {"1.0.0-0.3.7"},
      {"1.0.0-1"},
      {"1.0.0-2"},
      {"1.0.0-11"},
      {"1.0.0-alpha"},
      {"1.0.0-alpha.1"},
      {"1.0.0-alpha.beta"},
      {"1.0.0-beta"},
      {"1.0.0-beta.2"},
      {"1.0.0-beta.11"},
      {"1.0.0-rc.1"},
      {"1.0.0-x-y-z.--"},
      {"1.0.0", "1.0.0+build", "1.0.0+build.2", "1.0.0+001"},
      {"1.0.1"},
      {"1.10.0"},
      {"2.0.0"},
      {"99999999999999999999.0.0"}}},
    {Ordering::kDotted,
     {{"0", "0.0", "00.000"},
      {"0.0.1"},
      {"1", "1.0", "1.0.0", "01"},
      {"1.0.0.1"},
      {"1.2"},
      {"1.10"},
      {"9.9"},
      {"10"},
      {"123456789012345678901234567890"},
      {"123456789012345678901234567891.0"}}},
};

int Sign(int v) { return (v > 0) - (v < 0); }

}  // namespace

TEST_CASE("versions compare as their systems do, on all pairs") {
  for (const Chain& chain : kChains) {
    for (std::size_t i = 0; i < chain.classes.size(); ++i) {
      for (std::size_t k = 0; k < chain.classes.size(); ++k) {
        for (const char* a : chain.classes[i]) {
          for (const char* b : chain.classes[k]) {
            INFO(OrderingName(chain.ordering) << " " << a << " " << b);
            Result<int> order = CompareVersions(chain.ordering, a, b);
            REQUIRE(order.ok());
            CHECK(Sign(order.value()) == (i > k) - (i < k));
          }
        }
      }
    }
  }
}

TEST_CASE("rpm: no release comes before any, so that the order is one") {
  CHECK(CompareVersions(Ordering::kRpm, "1.0-1", "1.0-2").value() < 0);
  CHECK(CompareVersions(Ordering::kRpm, "1.0-1", "1.0").value() > 0);
  CHECK(CompareVersions(Ordering::kRpm, "1.0", "1.0-0").value() < 0);
  CHECK(CompareVersions(Ordering::kRpm, "1.0", "1.0").value() == 0);
  CHECK(CompareVersions(Ordering::kRpm, "1.0-1.el9", "1.0-1.el8").value() > 0);
  CHECK(CompareVersions(Ordering::kRpm, "2.0.1", "2.0.1a").value() < 0);
  CHECK(CompareVersions(Ordering::kRpm, "xyz10", "xyz10.1").value() < 0);
  CHECK(CompareVersions(Ordering::kRpm, "xyz.4", "8").value() < 0);
}

TEST_CASE("versions that are refused, with the place") {
  const struct {
    Ordering ordering;
    const char* text;
    std::uint64_t offset;
  } rows[] = {
      {Ordering::kDpkg, "", 0},
      {Ordering::kDpkg, ":1", 0},
      {Ordering::kDpkg, "a:1", 0},
      {Ordering::kDpkg, "1:", 2},
      {Ordering::kDpkg, "1.0-", 4},
      {Ordering::kDpkg, "v1", 0},
      {Ordering::kDpkg, "1 0", 1},
      {Ordering::kDpkg, "1.0-1_2", 5},
      {Ordering::kDpkg, "2147483648:1", 0},
      {Ordering::kDpkg, "1\xC3\xA9", 1},
      {Ordering::kRpm, "1.0-", 4},
      {Ordering::kRpm, "1.0/2", 3},
      {Ordering::kRpm, "-1", 0},
      {Ordering::kSemver, "1.0", 3},
      {Ordering::kSemver, "1.0.0.0", 7},
      {Ordering::kSemver, "01.0.0", 0},
      {Ordering::kSemver, "1.0.0-", 6},
      {Ordering::kSemver, "1.0.0-01", 6},
      {Ordering::kSemver, "1.0.0-a..b", 8},
      {Ordering::kSemver, "1.0.0+", 6},
      {Ordering::kSemver, "v1.0.0", 0},
      {Ordering::kSemver, "1.0.0-a_b", 7},
      {Ordering::kSemver, "1..0", 2},
      {Ordering::kDotted, "1.", 2},
      {Ordering::kDotted, ".1", 0},
      {Ordering::kDotted, "1..2", 2},
      {Ordering::kDotted, "1.a", 2},
      {Ordering::kDotted, "-1", 0},
      {Ordering::kDotted, "1.0 ", 3},
  };
  for (const auto& row : rows) {
    INFO(OrderingName(row.ordering) << " `" << row.text << "`");
    const Status status = ValidateVersion(row.ordering, row.text);
    CHECK(status.code() == Code::kMalformed);
    CHECK(status.offset() == row.offset);
    CHECK_FALSE(CompareVersions(row.ordering, row.text, "1.0.0").ok());
    CHECK_FALSE(CompareVersions(row.ordering, "1.0.0", row.text).ok());
  }
  CHECK(ValidateVersion(Ordering::kNone, "1").code() == Code::kUsage);
}
