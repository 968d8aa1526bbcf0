// CBOR trees: floats of every size, bignums, diagnostic notation, equality.
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/cbor_float.h"
#include "base/cbor_value.h"
#include "base/hex.h"

using namespace mps;
using namespace mps::cbor;

namespace {

std::string Encoded(const Value& value, Form form = Form::kDeterministic) {
  Result<Bytes> bytes = Encode(value, form);
  return bytes.ok() ? HexEncode(*bytes) : bytes.status().ToString();
}

std::string Told(const char* hex) {
  Result<Value> value = Decode(HexDecode(hex).value(), {});
  return value.ok() ? Diagnostic(*value) : value.status().ToString();
}

}  // namespace

TEST_CASE("CBOR: all half floats widen to their value and come back") {
  std::size_t wrong = 0;
  for (std::uint32_t half = 0; half < 0x10000; ++half) {
    const std::uint64_t bits = HalfTo64(static_cast<std::uint16_t>(half));
    wrong += HalfFrom64(bits) != half;
    wrong += ShortestFloatBytes(bits) != 2;
    const int exponent = static_cast<int>(half >> 10 & 0x1F);
    if (exponent == 31) continue;
    const double mantissa = half & 0x3FF;
    const double size = exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(mantissa + 1024, exponent - 25);
    wrong += std::bit_cast<double>(bits) != ((half & 0x8000) != 0 ? -size : size);
  }
  CHECK(wrong == 0);
}

TEST_CASE("CBOR: single floats narrow as the processor's do") {
  std::size_t wrong = 0;
  for (std::uint64_t single = 0; single < 0x100000000; single += 65521) {
    const auto bits32 = static_cast<std::uint32_t>(single);
    const float value = std::bit_cast<float>(bits32);
    const std::uint64_t bits = SingleTo64(bits32);
    wrong += SingleFrom64(bits) != bits32;
    if (!std::isnan(value)) wrong += std::bit_cast<double>(bits) != static_cast<double>(value);
    // One bit more does not fit.
    if (std::isfinite(value) && value != 0) wrong += SingleFrom64(bits | 1).has_value();
  }
  CHECK(wrong == 0);
  CHECK_FALSE(SingleFrom64(std::bit_cast<std::uint64_t>(1e-300)));
  CHECK_FALSE(SingleFrom64(std::bit_cast<std::uint64_t>(1e300)));
  CHECK_FALSE(SingleFrom64(std::bit_cast<std::uint64_t>(5e-324)));
}

TEST_CASE("CBOR: floats are written in their shortest form") {
  CHECK(Encoded(Value::Float(0.0)) == "f90000");
  CHECK(Encoded(Value::Float(-0.0)) == "f98000");
  CHECK(Encoded(Value::Float(65504.0)) == "f97bff");
  CHECK(Encoded(Value::Float(65505.0)) == "fa477fe100");
  CHECK(Encoded(Value::Float(1.1)) == "fb3ff199999999999a");
  CHECK(Encoded(Value::Float(std::numeric_limits<double>::quiet_NaN())) == "f97e00");
  CHECK(Encoded(Value::FloatBits(0x7FF0000000000001)) == "fb7ff0000000000001");
  CHECK(Encoded(Value::Float(12.0), Form::kDcbor) == "0c");
  CHECK(Encoded(Value::Float(-0.0), Form::kDcbor) == "00");
  CHECK(Encoded(Value::Float(-1.0), Form::kDcbor) == "20");
  CHECK(Encoded(Value::Float(18446744073709551616.0), Form::kDcbor) == "fa5f800000");
  CHECK(Encoded(Value::Float(-9223372036854775808.0), Form::kDcbor) == "3b7fffffffffffffff");
  CHECK(Encoded(Value::FloatBits(0x7FF0000000000001), Form::kDcbor) == "f97e00");
}

TEST_CASE("CBOR: integers of any size have one form") {
  const auto magnitude = [](const char* hex) { return HexDecode(hex).value(); };
  CHECK(Encoded(Value::BigInt(false, magnitude("0000"))) == "00");
  CHECK(Encoded(Value::BigInt(true, magnitude("00"))) == "00");
  CHECK(Encoded(Value::BigInt(true, magnitude("01"))) == "20");
  CHECK(Encoded(Value::BigInt(true, magnitude("0100"))) == "38ff");
  CHECK(Encoded(Value::BigInt(false, magnitude("ffffffffffffffff"))) == "1bffffffffffffffff");
  CHECK(Encoded(Value::BigInt(false, magnitude("00010000000000000000"))) == "c249010000000000000000");
  CHECK(Encoded(Value::BigInt(true, magnitude("010000000000000000"))) == "3bffffffffffffffff");
  CHECK(Encoded(Value::BigInt(true, magnitude("010000000000000001"))) == "c349010000000000000000");
  CHECK(Value::Int(std::numeric_limits<std::int64_t>::min()).AsInt() == std::numeric_limits<std::int64_t>::min());
  CHECK(Value::Negative(std::numeric_limits<std::uint64_t>::max()).AsInt() == std::nullopt);
  CHECK(Value::Uint(std::uint64_t{1} << 63).AsInt() == std::nullopt);
  CHECK(Value::Uint(7).AsUint() == 7u);
}

TEST_CASE("CBOR: diagnostic notation") {
  CHECK(Told("c249010000000000000000") == "18446744073709551616");
  CHECK(Told("c349010000000000000000") == "-18446744073709551617");
  CHECK(Told("c340") == "-1");
  CHECK(Told("3bffffffffffffffff") == "-18446744073709551616");
  CHECK(Told("a201020326") == "{1: 2, 3: -7}");
  CHECK(Told("d28343a1012680f6") == "18([h'a10126', [], null])");
  CHECK(Told("f7") == "undefined");
  CHECK(Told("f8ff") == "simple(255)");
  CHECK(Told("62220a") == "\"\\\"\\n\"");
  CHECK(Told("f93c00") == "1.0");
  CHECK(Told("fb7e37e43c8800759c") == "1e+300");
  CHECK(Told("f9fc00") == "-Infinity");
  CHECK(Told("f97e01") == "float'7e01'");
  CHECK(Told("9f01ff") == "[1]");
}

TEST_CASE("CBOR: look-up, offsets, equality") {
  const Bytes bytes = HexDecode("a3010261610320f6").value();
  Result<Value> value = Decode(bytes, {});
  REQUIRE(value.ok());
  CHECK(value->Find(1)->AsInt() == 2);
  CHECK(value->Find("a")->AsInt() == 3);
  CHECK(value->Find(-1)->Is(Kind::kNull));
  CHECK(value->Find(7) == nullptr);
  CHECK(value->Find("b") == nullptr);
  CHECK(value->entries()[1].second.offset() == 5);
  CHECK(value->end_offset() == bytes.size());
  CHECK(*value == *Decode(HexDecode("a320f66161030102").value(), {}));
  CHECK_FALSE(*value == *Decode(HexDecode("a320f66161030103").value(), {}));
  CHECK_FALSE(Value::Uint(1) == Value::Negative(1));
  CHECK_FALSE(Value::Text("a") == Value::Bytes({'a'}));
  CHECK_FALSE(Value::Float(1) == Value::Uint(1));
}

TEST_CASE("CBOR: the encoder refuses what has no encoding") {
  CHECK(Encode(Value::Map({{Value::Uint(1), Value()}, {Value::Uint(1), Value()}})).status().code() == Code::kDuplicate);
  CHECK(Encode(Value::Text("\xFF")).status().code() == Code::kUtf8);
  CHECK(Encode(Value::Negative(std::uint64_t{1} << 63), Form::kDcbor).status().code() == Code::kNotDeterministic);
  CHECK(Encode(Value::Undefined(), Form::kDcbor).status().code() == Code::kNotDeterministic);
  CHECK(Encode(Value::Text("\xCC\x81"), Form::kDcbor).status().feature() == "nfc");
  CHECK(Encode(Value::Simple(24)).status().code() == Code::kInvalid);
  Value deep;
  for (int i = 0; i < 64; ++i) deep = Value::Array({deep});
  CHECK(Encode(deep).ok());
  CHECK(Encode(Value::Array({deep})).status().code() == Code::kLimit);
}
