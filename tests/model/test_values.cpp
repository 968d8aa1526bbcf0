// Order and spelling of constants.
#include <catch2/catch.hpp>

#include "model/compare.h"
#include "model/spell.h"

using namespace mps;

namespace {
Value Version(const char* text) {
  Value v;
  v.kind = TypeKind::kVersion;
  v.ordering = Ordering::kDotted;
  v.text = text;
  return v;
}
Value Int(std::int64_t n) {
  Value v;
  v.kind = TypeKind::kInt;
  v.number = n;
  return v;
}
Value Of(TypeKind kind, std::int64_t n) {
  Value v = Int(n);
  v.kind = kind;
  return v;
}
}  // namespace

TEST_CASE("sets are sorted by value, equal members once, whatever the order they came in") {
  std::vector<Value> a = {Version("1.0.0"), Version("1.10"), Version("1.0"), Version("1.9")};
  std::vector<Value> b = {Version("1.9"), Version("1.0"), Version("1.10"), Version("1.0.0")};
  CHECK(model::SortUnique(a) == 1);
  CHECK(model::SortUnique(b) == 1);
  REQUIRE(a.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(a[i].text == b[i].text);
  CHECK(a[0].text == "1.0");
  CHECK(a[2].text == "1.10");
  CHECK(model::ContainsMember(a, Version("1.9.0")));
  CHECK_FALSE(model::ContainsMember(a, Version("2")));
  CHECK(model::Compare(Int(2), Of(TypeKind::kMode, 1)) < 0);  // by kind first
}

TEST_CASE("constants are spelled as the language writes them") {
  CHECK(model::Spell(Of(TypeKind::kMode, 0640)) == "0640");
  CHECK(model::Spell(Of(TypeKind::kMode, 01777)) == "01777");
  CHECK(model::Spell(Of(TypeKind::kMode, 0)) == "0000");
  CHECK(model::Spell(Of(TypeKind::kDuration, 86400 * 90)) == "90 days");
  CHECK(model::Spell(Of(TypeKind::kDuration, 0)) == "0 seconds");
  CHECK(model::Spell(Of(TypeKind::kDuration, -3600)) == "-1 hours");
  CHECK(model::Spell(Of(TypeKind::kTime, 1795219200)) == "2026-11-21");
  CHECK(model::Spell(Of(TypeKind::kTime, 1795219201)) == "2026-11-21T00:00:01Z");
  CHECK(model::Quoted("a\"b\\c\n") == "\"a\\\"b\\\\c\\n\"");
  Value set = Of(TypeKind::kSet, 0);
  for (int i = 0; i < 20; ++i) set.items.push_back(Int(i));
  CHECK(model::Spell(set) == "{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, and 8 more }");
}
