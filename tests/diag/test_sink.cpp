// The sink: order, repetitions, the cap, and `allow`.
#include <catch2/catch.hpp>

#include "diag/sink.h"
#include "mps/limits.h"

namespace mps::diag {
namespace {

Span At(std::uint32_t file, std::uint32_t begin, std::uint32_t end) { return {FileId{file}, begin, end}; }
// A warning, whatever the table holds: made by hand.
constexpr Id kSome = Id::kExpected, kOther = Id::kBadNumber;

}  // namespace

TEST_CASE("diagnostics come out by file, place and code", "[sink]") {
  Sink sink;
  sink.Report(kSome, At(1, 0, 1));
  sink.Report(kSome, At(0, 9, 10));
  sink.Report(kSome, At(0, 3, 5));
  sink.Report(kOther, At(0, 3, 5));
  const auto out = sink.Finish();
  REQUIRE(out.size() == 4);
  CHECK(out[0].id == kOther);
  CHECK(out[1].id == kSome);
  CHECK(out[2].span.begin == 9);
  CHECK(out[3].span.file.value == 1);
  CHECK(sink.has_errors());
  CHECK(sink.error_count() == 4);
}

TEST_CASE("what is said twice comes out once; other arguments are another thing", "[sink]") {
  Sink sink;
  for (int i = 0; i < 3; ++i) sink.Report(kSome, At(0, 1, 2), {std::string("a"), std::string("b")});
  sink.Report(kSome, At(0, 1, 2), {std::string("a"), std::string("c")});
  CHECK(sink.Finish().size() == 2);
}

TEST_CASE("a flood is capped and counted", "[sink]") {
  Sink sink;
  const std::size_t flood = 100 * limit::kDiagnostics;
  for (std::uint32_t i = 0; i < flood; ++i) sink.Report(kSome, At(0, i, i + 1)).WithHelp("x").At("y");
  const auto out = sink.Finish();
  REQUIRE(out.size() == limit::kDiagnostics + 1);
  CHECK(out.front().span.begin == 0);
  CHECK(out.back().id == Id::kTooManyDiagnostics);
  CHECK(out.back().severity == Severity::kNote);
  CHECK(std::get<std::int64_t>(out.back().args[0]) == static_cast<std::int64_t>(flood - limit::kDiagnostics));
  CHECK(sink.count() == flood);
}

TEST_CASE("an empty sink has nothing", "[sink]") {
  const Sink sink;
  CHECK(!sink.has_errors());
  CHECK(sink.Finish().empty());
}

TEST_CASE("allow takes away warnings only", "[sink]") {
  Sink sink;
  sink.Report(kSome, At(0, 5, 6));
  CHECK(sink.Allow(kSome, At(0, 0, 10)) == 0);
  for (const Info& info : AllInfos()) {
    if (info.severity != Severity::kWarning) continue;
    Sink warnings;
    warnings.Report(info.id, At(0, 5, 6));
    warnings.Report(info.id, At(0, 20, 21));
    warnings.Report(info.id, At(1, 5, 6));
    CHECK(!warnings.has_errors());
    CHECK(warnings.Allow(info.id, At(0, 0, 10)) == 1);
    CHECK(warnings.Finish().size() == 2);
    break;
  }
}

}  // namespace mps::diag
