// Hostile JSON, and agreement with another parser on what is JSON at all.
#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <random>

#include "base/json_reader.h"
#include "base/json_value.h"

using namespace mps;
using namespace mps::json;

namespace {

const std::string kEverything =
    "{ \"a\" : [ 0, -1.5e+3, 9223372036854775808, \"x\\u00e9\\ud83d\\ude00\\n\" "
    "],\t\"b\":{\"c\":null,\"d\":[true,false,{}]},\r\n\"\xC3\xA9\":\"\xF0\x9F\x98\x80\", \"e\":[] }";

Options Lenient() {
  Options options;
  options.reject_duplicate_keys = false;
  return options;
}

// The cursor and the tree agree, and what is printed reads the same.
bool Exercise(std::string_view text) {
  const Status status = Validate(text);
  Result<Value> tree = Parse(text, Options());
  REQUIRE(tree.ok() == status.ok());
  if (!status.ok()) {
    REQUIRE(tree.status().ToString() == status.ToString());
    REQUIRE(status.offset().has_value());
    REQUIRE(*status.offset() <= text.size());
    return false;
  }
  for (const std::string& printed : {Print(*tree), PrettyPrint(*tree)}) {
    Result<Value> again = Parse(printed, Options());
    REQUIRE(again.ok());
    REQUIRE(*again == *tree);
  }
  return true;
}

// A copy without a byte to spare, so that a sanitizer sees any read beyond.
bool ExerciseCopy(std::string_view text) {
  const std::vector<char> exact(text.begin(), text.end());
  return Exercise({exact.data(), exact.size()});
}

// nlohmann refuses numbers beyond binary64; its grammar is otherwise RFC 8259's.
struct Acceptor : nlohmann::json::json_sax_t {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
    out_of_range = e.id == 406;
    return false;
  }
  bool out_of_range = false;
};

void CompareWithOther(const std::string& text) {
  if (text.starts_with("\xEF\xBB\xBF")) return;  // the other one skips a byte order mark
  Acceptor acceptor;
  const bool theirs = nlohmann::json::sax_parse(text, &acceptor);
  if (acceptor.out_of_range) return;
  INFO(text);
  REQUIRE(Validate(text, Lenient()).ok() == theirs);
}

}  // namespace

TEST_CASE(
    "JSON: every prefix of a document is refused, and every bit flip is survived and judged as another parser does") {
  REQUIRE(Exercise(kEverything));
  for (std::size_t n = 0; n < kEverything.size(); ++n)
    CHECK_FALSE(ExerciseCopy(std::string_view(kEverything).substr(0, n)));
  for (std::size_t i = 0; i < kEverything.size(); ++i) {
    for (int value = 0; value < 256; ++value) {
      std::string changed = kEverything;
      changed[i] = static_cast<char>(value);
      if (value % 8 == 0) ExerciseCopy(changed);
      CompareWithOther(changed);
    }
  }
}

TEST_CASE("JSON: random texts of JSON's own characters are judged as another parser does") {
  std::mt19937 random(41);
  static constexpr std::string_view kPieces[] = {"{",     "}",     "[",    "]",    ",",    ":",        "\"",
                                                 "\"a\"", "\"b\"", "1",    "0",    "-",    ".",        "e",
                                                 "+",     "true",  "null", "fals", "\\",   "\\u00",    "\\ud83d\\ude00",
                                                 " ",     "\n",    "\t",   "12",   "\x01", "\xC3\xA9", "\xFF"};
  std::size_t good = 0;
  for (int i = 0; i < 120000; ++i) {
    std::string text;
    for (std::size_t n = random() % 8; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    CompareWithOther(text);
    good += i % 4 == 0 && ExerciseCopy(text);
  }
  CHECK(good > 300);
}

TEST_CASE("JSON: deep nesting ends at the limit, however deep") {
  for (const char* opener : {"[", "{\"a\":", "[{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 200000; ++i) deep += opener;
    CHECK(Validate(deep).code() == Code::kLimit);
    CHECK(Parse(deep, Options()).status().code() == Code::kLimit);
  }
  Options boundless;
  boundless.max_depth = std::size_t{1} << 30;
  CHECK(Validate(std::string(1 << 20, '[') + std::string(1 << 20, ']'), boundless).ok());
}

TEST_CASE("JSON: a tree takes no more values than it is told") {
  std::string many = "[0";
  for (int i = 0; i < 70000; ++i) many += ",0";
  many += "]";
  CHECK(Parse(many, Options()).status().code() == Code::kLimit);
  CHECK(Parse(many, Options(), 100000).ok());
}

TEST_CASE("JSON: many names in the worst order are checked in good time") {
  std::string text = "{";
  for (std::int64_t i = 300000; i > 0; --i) text += "\"k" + std::to_string(i * 7919 % 1000003) + "\":0,";
  const auto start = std::chrono::steady_clock::now();
  CHECK(Validate(text + "\"z\":0}").ok());
  const Status status = Validate(text + "\"k7919\":0}");
  CHECK(status.code() == Code::kDuplicate);
  CHECK(status.offset() == text.size());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
