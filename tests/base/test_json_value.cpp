// JSON trees.
#include <catch2/catch.hpp>

#include "base/json_value.h"

using namespace mps;
using namespace mps::json;

TEST_CASE("JSON: a tree keeps order, spelling and places") {
  Result<Value> value = Parse(R"({"z":1.50,"a":[true,null,"x"],"n":-0,"i":42})");
  REQUIRE(value.ok());
  CHECK(value->members()[0].first == "z");
  CHECK(value->Find("z")->text() == "1.50");
  CHECK(value->Find("z")->AsDouble() == 1.5);
  CHECK(value->Find("z")->AsInt() == std::nullopt);
  CHECK(value->Find("n")->AsInt() == std::nullopt);
  CHECK(value->Find("i")->AsInt() == 42);
  CHECK(value->Find("a")->items()[0].boolean());
  CHECK(value->Find("a")->offset() == 14);
  CHECK(*value->Find("a")->items()[2].text().c_str() == 'x');
  CHECK(value->FindText("a") == nullptr);
  CHECK(value->FindText("missing") == nullptr);
  CHECK(Print(*value) == R"({"z":1.50,"a":[true,null,"x"],"n":-0,"i":42})");
}

TEST_CASE("JSON: printing escapes what must be and nothing else") {
  std::string out;
  AppendQuoted(std::string_view("\"\\/\b\f\n\r\t\x01\x7f\0\xC3\xA9", 13), out);
  CHECK(out == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\\u0000\xC3\xA9\"");
  CHECK(PrettyPrint(Value::Object({{"a", Value::Array({Value::Int(1), Value::Object()})}, {"b", Value::Array()}})) ==
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST_CASE("JSON: equality and numbers") {
  CHECK(*Parse(R"({"a":1,"b":2})") == *Parse(R"({"b":2,"a":1})"));
  CHECK_FALSE(*Parse("1") == *Parse("1.0"));
  CHECK_FALSE(*Parse("[1,2]") == *Parse("[2,1]"));
  CHECK_FALSE(*Parse("null") == *Parse("false"));
  CHECK(Parse("1e999")->AsDouble() == std::nullopt);
  CHECK(Parse("9223372036854775808")->AsInt() == std::nullopt);
  CHECK(Value::Text("1").AsInt() == std::nullopt);
}

TEST_CASE("JSON: tokens have their own depth limit") {
  CHECK(Parse(std::string(32, '[') + std::string(32, ']')).ok());
  CHECK(Parse(std::string(33, '[') + std::string(33, ']')).status().code() == Code::kLimit);
}
