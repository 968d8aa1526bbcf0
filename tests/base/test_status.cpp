// Status, Result and names.
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/cursor.h"
#include "mps/kinds.h"
#include "mps/status.h"

using namespace mps;

TEST_CASE("a status prints its code, place and message") {
  CHECK(Status().ToString() == "ok");
  CHECK(Status(Code::kMalformed, "bad digit", 12).ToString() == "malformed at byte 12: bad digit");
  CHECK(Status::Unsupported("ed448", "no").ToString() == "unsupported:ed448: no");
  CHECK(Status(Code::kIo, "gone").Within("key `a`").ToString() == "io: key `a`: gone");
  CHECK(Status(Code::kIo, "").ToString() == "io");
}

namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return Status(Code::kUsage, "odd");
  return n / 2;
}
Result<int> Quarter(int n) {
  MPS_ASSIGN(int half, Half(n));
  MPS_ASSIGN(int quarter, Half(half));
  return quarter;
}

}  // namespace

TEST_CASE("MPS_ASSIGN passes the failure on") {
  CHECK(Quarter(8).value() == 2);
  CHECK(Quarter(6).status().message() == "odd");
}

TEST_CASE("every code has a name of its own") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Code::kInternal); ++i) names.insert(CodeName(static_cast<Code>(i)));
  CHECK(names.size() == static_cast<std::size_t>(Code::kInternal) + 1);
}

TEST_CASE("every kind, ordering, state and truth value has a name of its own") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(TypeKind::kPattern); ++i) names.insert(TypeKindName(static_cast<TypeKind>(i)));
  CHECK(names.size() == static_cast<std::size_t>(TypeKind::kPattern) + 1);
  names.clear();
  for (int i = 0; i <= static_cast<int>(Ordering::kDotted); ++i) names.insert(OrderingName(static_cast<Ordering>(i)));
  CHECK(names.size() == 5);
  names.clear();
  for (int i = 0; i <= static_cast<int>(State::kIncomplete); ++i) names.insert(StateName(static_cast<State>(i)));
  CHECK(names.size() == 6);
  names.clear();
  for (int i = 0; i <= static_cast<int>(Truth::kTrue); ++i) names.insert(TruthName(static_cast<Truth>(i)));
  CHECK(names.size() == 5);
  names.clear();
  for (int i = 0; i <= static_cast<int>(ItemKind::kOther); ++i) names.insert(ItemKindName(static_cast<ItemKind>(i)));
  CHECK(names.size() == static_cast<std::size_t>(ItemKind::kOther) + 1);
  CHECK(names.count("?") == 0);
}
