// The JSON cursor: grammar, numbers, strings, names, and where it says a fault is.
#include <catch2/catch.hpp>
#include <limits>

#include "base/json_reader.h"

using namespace mps;
using namespace mps::json;

namespace {

std::string Verdict(std::string_view text) {
  const Status status = Validate(text);
  return std::string(CodeName(status.code())) + (status.offset() ? " " + std::to_string(*status.offset()) : "");
}

std::string ReadString(std::string_view text) {
  Reader reader(text);
  std::string_view out;
  if (!reader.ReadText(out)) return reader.status().ToString();
  std::string copy(out);
  return reader.Finish().ok() ? copy : "trailing";
}

ItemKind KindOf(std::string_view text) { return Reader(text).Peek(); }

}  // namespace

TEST_CASE("JSON: documents that are taken") {
  for (const char* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-1",
                           "1.5e-10",
                           "-0",
                           "0e1",
                           "1E+2",
                           "\"\"",
                           "[]",
                           "{}",
                           " [ ] ",
                           "\t{\r\n\"a\" : 1 , \"b\":[ ]}\n",
                           "[[],[[]],{}]",
                           "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\"",
                           "{\"\":0}",
                           "1e400",
                           "123456789012345678901234567890",
                           "\"\x7f\"",
                           "[1,2,3]",
                           "\"\xF4\x8F\xBF\xBF\""}) {
    INFO(text);
    CHECK(Verdict(text) == "ok");
  }
}

TEST_CASE("JSON: documents that are refused, with the place") {
  const std::pair<const char*, const char*> rows[] = {
      {"", "malformed 0"},
      {" ", "malformed 1"},
      {"nul", "malformed 0"},
      {"nulll", "trailing 4"},
      {"True", "malformed 0"},
      {"+1", "malformed 0"},
      {"01", "malformed 0"},
      {"-", "malformed 1"},
      {"-01", "malformed 0"},
      {"1.", "malformed 2"},
      {".5", "malformed 0"},
      {"1e", "malformed 2"},
      {"1e+", "malformed 3"},
      {"0x10", "trailing 1"},
      {"1_000", "trailing 1"},
      {"NaN", "malformed 0"},
      {"Infinity", "malformed 0"},
      {"[1,]", "malformed 3"},
      {"[,1]", "malformed 1"},
      {"[1 2]", "malformed 3"},
      {"[1", "malformed 2"},
      {"[", "malformed 1"},
      {"]", "malformed 0"},
      {"[1}", "malformed 2"},
      {"{\"a\"}", "malformed 4"},
      {"{\"a\":}", "malformed 5"},
      {"{\"a\":1,}", "malformed 7"},
      {"{a:1}", "malformed 1"},
      {"{1:1}", "malformed 1"},
      {"{\"a\" 1}", "malformed 5"},
      {"{,}", "malformed 1"},
      {"{\"a\":1", "malformed 6"},
      {"{\"a\":1]", "malformed 6"},
      {"\"a", "malformed 2"},
      {"\"\\x\"", "malformed 1"},
      {"\"\\u12g4\"", "malformed 1"},
      {"\"\\u123\"", "malformed 1"},
      {"\"\n\"", "malformed 1"},
      {"\"a\tb\"", "malformed 2"},
      {"'a'", "malformed 0"},
      {"// c\n1", "malformed 0"},
      {"1 // c", "trailing 2"},
      {"/**/1", "malformed 0"},
      {"1 2", "trailing 2"},
      {"{} {}", "trailing 3"},
      {"\xEF\xBB\xBF{}", "malformed 0"},
      {"\"\xFF\"", "utf8 1"},
      {"\"\xC0\x80\"", "utf8 1"},
      {"\"\xED\xA0\x80\"", "utf8 1"},
      {"[\"a\", \"\xC3\"]", "utf8 7"},
      {"\"\\ud800\"", "malformed 1"},
      {"\"\\udc00\"", "malformed 1"},
      {"\"\\ud800x\"", "malformed 1"},
      {"\"\\ud800\\u0041\"", "malformed 1"},
      {"\"\\ud800\\ud800\"", "malformed 1"},
      {"\"ab\\udc00\\ud800\"", "malformed 3"},
      {"\v1", "malformed 0"},
      {"1\f", "trailing 1"},
      {"\xC2\xA0"
       "1",
       "malformed 0"},
  };
  for (const auto& [text, verdict] : rows) {
    INFO(text);
    CHECK(Verdict(text) == verdict);
  }
  CHECK(Verdict(std::string_view("1\0", 2)) == "trailing 1");
  CHECK(Verdict(std::string_view("\"\0\"", 3)) == "malformed 1");
}

TEST_CASE("JSON: numbers are judged by their spelling") {
  CHECK(KindOf("0") == ItemKind::kInt);
  CHECK(KindOf("-5") == ItemKind::kInt);
  CHECK(KindOf("-0") == ItemKind::kFloat);
  CHECK(KindOf("1.0") == ItemKind::kFloat);
  CHECK(KindOf("1e3") == ItemKind::kFloat);
  CHECK(KindOf("9223372036854775807") == ItemKind::kInt);
  CHECK(KindOf("-9223372036854775808") == ItemKind::kInt);
  CHECK(KindOf("9223372036854775808") == ItemKind::kBigInt);
  CHECK(KindOf("-9223372036854775809") == ItemKind::kBigInt);
  CHECK(KindOf("1.") == ItemKind::kEnd);
  std::int64_t value = 0;
  Reader min("-9223372036854775808");
  CHECK((min.ReadInt(value) && value == std::numeric_limits<std::int64_t>::min()));
  for (const char* text : {"9223372036854775808", "1.0", "-0", "1e3", "\"1\"", "null"}) {
    Reader reader(text);
    CHECK_FALSE(reader.ReadInt(value));
    CHECK(reader.status().code() == Code::kType);
  }
  std::string_view raw;
  Reader number(" -12.50E+3 ");
  CHECK((number.ReadNumber(raw) && raw == "-12.50E+3"));
  CHECK(number.Finish().ok());
}

TEST_CASE("JSON: strings") {
  CHECK(ReadString(R"("plain")") == "plain");
  CHECK(ReadString(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(ReadString(R"("\u0041\u00e9\u20AC\uD83D\uDE00")") == "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(ReadString(R"("a long text, more than eight, with an escape \n after it")") ==
        "a long text, more than eight, with an escape \n after it");
  CHECK(ReadString("\"\\u0000\"") == std::string(1, '\0'));
  // Each place of a special character within the eight bytes that are looked at together.
  for (std::size_t n = 0; n < 20; ++n) {
    const std::string before(n, 'x');
    CHECK(ReadString("\"" + before + "\"") == before);
    CHECK(ReadString("\"" + before + "\\n\"") == before + "\n");
    CHECK(Verdict("\"" + before + "\n\"") == "malformed " + std::to_string(n + 1));
    CHECK(Verdict("\"" + before + "\x1f\"") == "malformed " + std::to_string(n + 1));
    CHECK(ReadString("\"" + before + "\x80\"").find("utf8") == 0);
    CHECK(ReadString("\"" + before + "\xC2\xA2!#[]~\"") == before + "\xC2\xA2!#[]~");
  }
}

TEST_CASE("JSON: a string without escapes is a view of the input") {
  const std::string text = "[\"abc\"]";
  Reader reader(text);
  std::string_view out;
  REQUIRE((reader.EnterArray() && reader.NextItem() && reader.ReadText(out)));
  CHECK(out.data() == text.data() + 2);
}

TEST_CASE("JSON: repeated names are refused at every depth, after unescaping, with the place of the second") {
  CHECK(Verdict(R"({"a":1,"b":2,"a":3})") == "duplicate 13");
  CHECK(Verdict(R"({"b":1,"a":2,"\u0061":3})") == "duplicate 13");
  CHECK(Verdict(R"([{"x":{"a":1,"a":1}}])") == "duplicate 13");
  CHECK(Verdict(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})") == "ok");
  CHECK(Verdict(R"({"":1,"":1})") == "duplicate 6");
  CHECK(Verdict("{\"a\\u0000\":1,\"a\":1}") == "ok");
  CHECK(Verdict("{\"\xC3\xA9\":1,\"e\xCC\x81\":1}") == "ok");  // not normalised
  Options lenient;
  lenient.reject_duplicate_keys = false;
  CHECK(Validate(R"({"a":1,"a":2})", lenient).ok());
}

TEST_CASE("JSON: limits of depth, items and strings") {
  Options options;
  options.max_depth = 2;
  CHECK(Validate("[[1]]", options).ok());
  CHECK(Validate("[[[1]]]", options).code() == Code::kLimit);
  CHECK(Validate("{\"a\":{\"b\":{}}}", options).code() == Code::kLimit);
  options = {};
  options.max_items = 2;
  CHECK(Validate("[1,2]", options).ok());
  CHECK(Validate("[1,2,3]", options).code() == Code::kLimit);
  CHECK(Validate("{\"a\":1,\"b\":2,\"c\":3}", options).code() == Code::kLimit);
  options = {};
  options.max_string_bytes = 3;
  CHECK(Validate("\"abc\"", options).ok());
  CHECK(Validate("\"abcd\"", options).code() == Code::kLimit);
  CHECK(Validate("\"ab\\n\"", options).ok());
  CHECK(Validate("\"abc\\n\"", options).code() == Code::kLimit);
}

TEST_CASE("JSON: misuse is an internal error, never a wrong value") {
  std::int64_t number = 0;
  std::string_view key;
  Reader a("[1,2]");
  REQUIRE(a.EnterArray());
  CHECK_FALSE(a.ReadInt(number));
  CHECK(a.status().code() == Code::kInternal);
  Reader b("[1,2]");
  REQUIRE((b.EnterArray() && b.NextItem()));
  CHECK_FALSE(b.NextItem());
  CHECK(b.status().code() == Code::kInternal);
  Reader c("[1]");
  REQUIRE(c.EnterArray());
  CHECK_FALSE(c.NextKey(key));
  Reader d("[1]");
  CHECK(d.Finish().code() == Code::kInternal);
  Reader e("1");
  REQUIRE(e.Skip());
  CHECK_FALSE(e.Skip());
  ByteView bytes;
  Reader f("\"AA\"");
  CHECK_FALSE(f.ReadBytes(bytes));
  CHECK(f.status().ToString() == "type at byte 0: expected bytes, found text");
}

TEST_CASE("JSON: names outlive the reading of their values") {
  Reader reader(R"({"\u0061bc":"\u0062","z":1})");
  std::string_view key, text;
  REQUIRE((reader.EnterMap() && reader.NextKey(key) && reader.ReadText(text)));
  CHECK(key == "abc");
  CHECK(text == "b");
  CHECK(reader.LeaveMap());
  CHECK(reader.Finish().ok());
}
