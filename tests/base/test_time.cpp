// Times against the C library, and what is refused.
#include <catch2/catch.hpp>
#include <ctime>

#include "base/time.h"

using namespace mps;

TEST_CASE("times agree with the C library over all years") {
  std::size_t wrong = 0;
  // A step that is prime to days, hours and minutes.
  for (std::int64_t t = kMinTime; t <= kMaxTime; t += 86400 * 17 + 3607) {
    const std::time_t seconds = t;
    std::tm civil{};
    gmtime_r(&seconds, &civil);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.tm_year + 1900, civil.tm_mon + 1,
                  civil.tm_mday, civil.tm_hour, civil.tm_min, civil.tm_sec);
    wrong += FormatTime(t).value() != text;
    wrong += ParseTime(text).value() != t;
  }
  CHECK(wrong == 0);
}

TEST_CASE("known times") {
  CHECK(ParseTime("1970-01-01").value() == 0);
  CHECK(ParseTime("1969-12-31T23:59:59Z").value() == -1);
  CHECK(ParseTime("2026-11-21").value() == 1795219200);
  CHECK(ParseTime("2000-02-29T12:00:00Z").value() == 951825600);
  CHECK(ParseTime("0000-01-01").value() == kMinTime);
  CHECK(ParseTime("9999-12-31T23:59:59Z").value() == kMaxTime);
  CHECK(FormatTime(kMinTime - 1).status().code() == Code::kUsage);
  CHECK(FormatTime(kMaxTime + 1).status().code() == Code::kUsage);
}

TEST_CASE("times that are refused") {
  for (const char* bad : {"",
                          "2026",
                          "2026-1-01",
                          "2026-13-01",
                          "2026-00-10",
                          "2026-01-00",
                          "2026-02-29",
                          "1900-02-29",
                          "2026-04-31",
                          "2026-01-01T",
                          "2026-01-01 00:00:00Z",
                          "2026-01-01t00:00:00z",
                          "2026-01-01T24:00:00Z",
                          "2026-01-01T23:60:00Z",
                          "2026-06-30T23:59:60Z",
                          "2026-01-01T00:00:00",
                          "2026-01-01T00:00:00+00:00",
                          "2026-01-01T00:00:00.5Z",
                          "2026-01-01T00:00:00ZZ",
                          "2026-01-01Z",
                          "-001-01-01",
                          "+2026-01-01",
                          "2026-01-011",
                          " 2026-01-01",
                          "20260101",
                          "2026-01-01T00:00Z"}) {
    INFO(bad);
    CHECK(ParseTime(bad).status().code() == Code::kMalformed);
  }
  CHECK(ParseTime("2026-02-30").status().offset() == 8u);
}

TEST_CASE("every prefix of a time but the date is refused") {
  const std::string_view whole = "2026-11-21T01:02:03Z";
  for (std::size_t n = 0; n < whole.size(); ++n) CHECK(ParseTime(whole.substr(0, n)).ok() == (n == 10));
}
