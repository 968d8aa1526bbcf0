// The CBOR cursor: what it reads, in which order it may be called, and where it says a fault is.
#include <catch2/catch.hpp>
#include <limits>

#include "base/cbor_reader.h"
#include "base/hex.h"

using namespace mps;
using namespace mps::cbor;

namespace {

Bytes Hex(std::string_view text) { return HexDecode(text).value(); }

}  // namespace

TEST_CASE("CBOR: integers at their edges") {
  const struct {
    const char* hex;
    std::int64_t value;
  } rows[] = {{"00", 0},
              {"17", 23},
              {"1818", 24},
              {"1b7fffffffffffffff", std::numeric_limits<std::int64_t>::max()},
              {"20", -1},
              {"3903e7", -1000},
              {"3b7fffffffffffffff", std::numeric_limits<std::int64_t>::min()},
              {"1b0000000000000005", 5}};
  for (const auto& row : rows) {
    const Bytes bytes = Hex(row.hex);
    Reader reader(bytes);
    std::int64_t value = 0;
    CHECK(reader.Peek() == ItemKind::kInt);
    CHECK(reader.ReadInt(value));
    CHECK(value == row.value);
    CHECK(reader.Finish().ok());
  }
  for (const char* big : {"1b8000000000000000", "3b8000000000000000", "1bffffffffffffffff"}) {
    const Bytes bytes = Hex(big);
    Reader reader(bytes);
    std::int64_t value = 0;
    CHECK(reader.Peek() == ItemKind::kBigInt);
    CHECK_FALSE(reader.ReadInt(value));
    CHECK(reader.status().code() == Code::kType);
    Reader again(bytes);
    bool negative = false;
    std::uint64_t argument = 0;
    CHECK(again.ReadInteger(negative, argument));
    CHECK(negative == (bytes[0] == 0x3b));
  }
}

TEST_CASE("CBOR: every kind is told and read") {
  const Bytes bytes =
      Hex("8cf6f5f4182a3829f93c0063616263420102"
          "8101a10102c1182af0");
  Reader r(bytes);
  REQUIRE(r.EnterArray());
  CHECK(r.Count() == 12u);
  const auto next = [&](ItemKind kind) { return r.NextItem() && r.Peek() == kind; };
  bool flag = false;
  std::int64_t number = 0;
  std::uint64_t tag = 0;
  std::uint8_t simple = 0;
  Float real{};
  std::string_view text;
  ByteView octets;
  CHECK((next(ItemKind::kNull) && r.ReadNull()));
  CHECK((next(ItemKind::kBool) && r.ReadBool(flag) && flag));
  CHECK((next(ItemKind::kBool) && r.ReadBool(flag) && !flag));
  CHECK((next(ItemKind::kInt) && r.ReadInt(number) && number == 42));
  CHECK((next(ItemKind::kInt) && r.ReadInt(number) && number == -42));
  CHECK((next(ItemKind::kFloat) && r.ReadFloat(real) && real.value == 1.0));
  CHECK((next(ItemKind::kText) && r.ReadText(text) && text == "abc"));
  CHECK((next(ItemKind::kBytes) && r.ReadBytes(octets) && octets.size() == 2));
  CHECK((next(ItemKind::kArray) && r.EnterArray() && r.NextItem() && r.Skip() && !r.NextItem() && r.LeaveArray()));
  CHECK((next(ItemKind::kMap) && r.EnterMap() && r.NextEntry() && r.ReadInt(number) && r.ReadInt(number) &&
         number == 2 && r.LeaveMap()));
  CHECK((next(ItemKind::kTag) && r.ReadTag(tag) && tag == 1 && r.ReadInt(number) && number == 42));
  CHECK((next(ItemKind::kOther) && r.ReadSimple(simple) && simple == 16));
  CHECK_FALSE(r.NextItem());
  CHECK(r.ok());
  CHECK(r.LeaveArray());
  CHECK(r.Finish().ok());
}

TEST_CASE("CBOR: strings in chunks are joined, for values and for keys") {
  const Bytes bytes = Hex("bf7f616161626163ff5f4101420203fffF");
  Reader r(bytes);
  std::string_view key;
  ByteView octets;
  REQUIRE(r.EnterMap());
  CHECK(r.Count() == std::nullopt);
  REQUIRE(r.NextKey(key));
  CHECK(key == "abc");
  REQUIRE(r.ReadBytes(octets));
  CHECK(HexEncode(octets) == "010203");
  CHECK(key == "abc");  // reading the value leaves the key alone
  CHECK_FALSE(r.NextKey(key));
  CHECK(r.LeaveMap());
  CHECK(r.Finish().ok());
}

TEST_CASE("CBOR: definite strings are views of the input") {
  const Bytes bytes = Hex("63616263");
  Reader r(bytes);
  std::string_view text;
  REQUIRE(r.ReadText(text));
  CHECK(reinterpret_cast<const std::uint8_t*>(text.data()) == bytes.data() + 1);
}

TEST_CASE("CBOR: leaving early passes and validates what is left") {
  const Bytes good = Hex("82a2616101616283010203182a");
  Reader r(good);
  std::string_view key;
  std::int64_t number = 0;
  REQUIRE(r.EnterArray());
  REQUIRE(r.NextItem());
  REQUIRE(r.EnterMap());
  REQUIRE(r.NextKey(key));
  CHECK(r.LeaveMap());  // the value is due
  REQUIRE(r.NextItem());
  CHECK((r.ReadInt(number) && number == 42));
  CHECK(r.LeaveArray());
  CHECK(r.Finish().ok());

  const Bytes bad = Hex("82a2616101616283010261ff182a");
  Reader s(bad);
  REQUIRE(s.EnterArray());
  REQUIRE(s.NextItem());
  REQUIRE(s.EnterMap());
  CHECK_FALSE(s.LeaveMap());
  CHECK(s.status().code() == Code::kUtf8);
  CHECK(s.status().offset() == 11u);
}

TEST_CASE("CBOR: the first failure stays") {
  const Bytes bytes = Hex("8201f6");
  Reader r(bytes);
  std::int64_t number = 0;
  std::string_view text;
  REQUIRE(r.EnterArray());
  REQUIRE(r.NextItem());
  CHECK_FALSE(r.ReadText(text));
  const std::string first = r.status().ToString();
  CHECK(first == "type at byte 1: expected text, found int");
  CHECK_FALSE(r.ReadInt(number));
  CHECK_FALSE(r.NextItem());
  CHECK_FALSE(r.Skip());
  CHECK_FALSE(r.Fail(Code::kIo, "later"));
  CHECK(r.Peek() == ItemKind::kEnd);
  CHECK(r.Finish().ToString() == first);
}

TEST_CASE("CBOR: misuse is an internal error, never a wrong value") {
  const Bytes bytes = Hex("820102");
  std::int64_t number = 0;
  std::string_view key;
  Reader a(bytes);
  REQUIRE(a.EnterArray());
  CHECK_FALSE(a.ReadInt(number));  // before NextItem
  CHECK(a.status().code() == Code::kInternal);
  Reader b(bytes);
  REQUIRE((b.EnterArray() && b.NextItem()));
  CHECK_FALSE(b.NextItem());  // the item was not read
  CHECK(b.status().code() == Code::kInternal);
  Reader c(bytes);
  REQUIRE(c.EnterArray());
  CHECK_FALSE(c.NextKey(key));
  Reader d(bytes);
  CHECK(d.Finish().code() == Code::kInternal);
  Reader e(bytes);
  CHECK_FALSE(e.LeaveArray());
  Reader f(bytes);
  REQUIRE(f.EnterArray());
  CHECK_FALSE(f.LeaveMap());
  Reader g(bytes);
  CHECK(g.Skip());
  CHECK_FALSE(g.ReadInt(number));  // a second document
  CHECK(g.status().code() == Code::kInternal);
}

TEST_CASE("CBOR: SkipRaw gives the bytes of one item") {
  const Bytes bytes = Hex("83018202038104");
  Reader r(bytes);
  ByteView raw;
  std::int64_t number = 0;
  REQUIRE((r.EnterArray() && r.NextItem() && r.ReadInt(number) && r.NextItem()));
  REQUIRE(r.SkipRaw(raw));
  CHECK(HexEncode(raw) == "820203");
  CHECK(r.LeaveArray());
}

TEST_CASE("CBOR: keys of other types, and containers as keys") {
  const Bytes bytes =
      Hex("a3010241ff0382010203"
          "");
  Reader r(bytes);
  std::int64_t key = 0;
  ByteView octets;
  REQUIRE(r.EnterMap());
  REQUIRE((r.NextEntry() && r.ReadInt(key) && r.Skip()));
  REQUIRE((r.NextEntry() && r.ReadBytes(octets) && r.ReadInt(key)));
  REQUIRE((r.NextEntry() && r.EnterArray() && r.NextItem() && r.ReadInt(key) && r.NextItem() && r.ReadInt(key) &&
           r.LeaveArray()));
  CHECK((r.ReadInt(key) && key == 3));
  CHECK(r.LeaveMap());
  CHECK(r.Finish().ok());
  Reader s(bytes);
  std::string_view text;
  REQUIRE(s.EnterMap());
  CHECK_FALSE(s.NextKey(text));
  CHECK(s.status().code() == Code::kType);
  CHECK(s.status().offset() == 1u);
}

TEST_CASE("CBOR: consumers may fail a document where they stand") {
  const Bytes bytes = Hex("8201182a");
  Reader r(bytes);
  std::int64_t number = 0;
  REQUIRE((r.EnterArray() && r.NextItem() && r.ReadInt(number) && r.NextItem() && r.ReadInt(number)));
  CHECK_FALSE(r.Fail(Code::kInvalid, "too big"));
  CHECK(r.Finish().ToString() == "invalid at byte 2: too big");
}
