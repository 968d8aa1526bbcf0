// The deterministic writer.
#include <catch2/catch.hpp>
#include <limits>

#include "base/cbor_reader.h"
#include "base/cbor_writer.h"
#include "base/hex.h"

using namespace mps;
using namespace mps::cbor;

namespace {

// One item written by `write`, in hex; it has to be deterministic.
template <class F>
std::string Written(F write) {
  Writer writer;
  write(writer);
  Options options;
  options.form = Form::kDeterministic;
  CHECK(Validate(writer.bytes(), options).ok());
  return HexEncode(writer.bytes());
}

}  // namespace

TEST_CASE("CBOR: heads are the shortest at every edge") {
  const std::pair<std::uint64_t, const char*> rows[] = {
      {0, "00"},
      {23, "17"},
      {24, "1818"},
      {255, "18ff"},
      {256, "190100"},
      {65535, "19ffff"},
      {65536, "1a00010000"},
      {4294967295, "1affffffff"},
      {4294967296, "1b0000000100000000"},
      {std::numeric_limits<std::uint64_t>::max(), "1bffffffffffffffff"}};
  for (const auto& [value, hex] : rows) CHECK(Written([v = value](Writer& w) { w.Uint(v); }) == hex);
  CHECK(Written([](Writer& w) { w.Int(-1); }) == "20");
  CHECK(Written([](Writer& w) { w.Int(-24); }) == "37");
  CHECK(Written([](Writer& w) { w.Int(-25); }) == "3818");
  CHECK(Written([](Writer& w) { w.Int(std::numeric_limits<std::int64_t>::min()); }) == "3b7fffffffffffffff");
  CHECK(Written([](Writer& w) { w.Int(std::numeric_limits<std::int64_t>::max()); }) == "1b7fffffffffffffff");
}

TEST_CASE("CBOR: items") {
  CHECK(Written([](Writer& w) { w.Bytes(Bytes{1, 2}); }) == "420102");
  CHECK(Written([](Writer& w) { w.Text("a"); }) == "6161");
  CHECK(Written([](Writer& w) { w.Bool(true); }) == "f5");
  CHECK(Written([](Writer& w) { w.Bool(false); }) == "f4");
  CHECK(Written([](Writer& w) { w.Null(); }) == "f6");
  CHECK(Written([](Writer& w) {
          w.Tag(18);
          w.Array(2);
          w.Uint(1);
          w.Raw(EncodeText(""));
        }) == "d2820160");
  CHECK(HexEncode(EncodeBytes(Bytes(24, 0xaa))).starts_with("5818aa"));
  CHECK(HexEncode(EncodeInt(-42)) == "3829");
  CHECK(HexEncode(EncodeUint(42)) == "182a");
}

TEST_CASE("CBOR: maps come out sorted by encoded keys, whatever the order they were given in") {
  Writer out;
  MapBuilder map;
  map.Key("b").Uint(1);
  map.Key("aa").Uint(2);
  map.Key(100).Uint(3);
  map.Key(-1).Uint(4);
  map.Key(10).Uint(5);
  map.KeyBytes(Bytes{1}).Uint(6);
  map.KeyRaw(HexDecode("820102").value()).Array(0);
  map.Key("a").Uint(7);
  CHECK(map.size() == 8);
  REQUIRE(map.Finish(out).ok());
  CHECK(HexEncode(out.bytes()) ==
        "a8"
        "0a05"
        "186403"
        "2004"
        "410106"
        "616107"
        "616201"
        "62616102"
        "82010280");
  CHECK(map.size() == 0);
  Options options;
  options.form = Form::kDeterministic;
  CHECK(Validate(out.bytes(), options).ok());
}

TEST_CASE("CBOR: a key given twice is refused and nothing is written") {
  Writer out;
  out.Uint(1);
  MapBuilder map;
  map.Key("a").Uint(1);
  map.Key("b").Uint(1);
  map.Key("a").Uint(1);
  CHECK(map.Finish(out).code() == Code::kDuplicate);
  CHECK(out.size() == 1);
  MapBuilder empty;
  CHECK(empty.Finish(out).ok());
  CHECK(HexEncode(out.bytes()) == "01a0");
}
