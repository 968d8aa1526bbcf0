// Globs: cases, agreement of the matcher with the RE2 text, and no pattern that takes long.
#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "base/glob.h"

using namespace mps;

namespace {

bool Matches(std::string_view glob, std::string_view text) {
  Result<Glob> compiled = Glob::Compile(glob);
  REQUIRE(compiled.ok());
  const bool ours = compiled->Matches(text);
  const std::string pattern = GlobToRe2(glob).value();
  RE2 re(pattern, RE2::Quiet);
  INFO(glob << " as " << pattern << " on " << text);
  REQUIRE(re.ok());
  CHECK(RE2::FullMatch(re2::StringPiece(text.data(), text.size()), re) == ours);
  return ours;
}

}  // namespace

TEST_CASE("globs match as they say") {
  CHECK(Matches("/etc/*.conf", "/etc/a.conf"));
  CHECK(Matches("/etc/*.conf", "/etc/.conf"));
  CHECK_FALSE(Matches("/etc/*.conf", "/etc/d/a.conf"));
  CHECK(Matches("/etc/**.conf", "/etc/d/e/a.conf"));
  CHECK(Matches("/etc/**/a", "/etc/x/y/a"));
  CHECK_FALSE(Matches("/etc/**/a", "/etc/a"));
  CHECK(Matches("**", ""));
  CHECK(Matches("*", ""));
  CHECK_FALSE(Matches("*", "/"));
  CHECK(Matches("**", "/a\nb"));
  CHECK(Matches("?", "\xC3\xA9"));
  CHECK_FALSE(Matches("?", "/"));
  CHECK_FALSE(Matches("?", ""));
  CHECK(Matches("[a-c]x", "bx"));
  CHECK_FALSE(Matches("[!a-c]x", "bx"));
  CHECK_FALSE(Matches("[!a]", "/"));
  CHECK_FALSE(Matches("[+-9]", "/"));
  CHECK(Matches("[+-9]", "0"));
  CHECK(Matches("[a-]", "-"));
  CHECK(Matches("[^a]", "^"));
  CHECK(Matches("[\\]]", "]"));
  CHECK(Matches("\\*", "*"));
  CHECK_FALSE(Matches("\\*", "a"));
  CHECK(Matches("a.b", "a.b"));
  CHECK_FALSE(Matches("a.b", "axb"));
  CHECK(Matches("(a|b)+$", "(a|b)+$"));
  CHECK(Matches("", ""));
  CHECK_FALSE(Matches("", "a"));
  CHECK(Matches("*a*b*", "xaxbx"));
  CHECK(Matches("**a*b/c", "a/ab/c"));
  CHECK(Matches("**/x*y/**", "/a/xqy/b"));
  CHECK(Matches("*/b*", "a/bc"));
  CHECK(Matches("[\xC3\xA0-\xC3\xBF]", "\xC3\xA9"));
}

TEST_CASE("what a glob's matches begin with") {
  CHECK(Glob::Compile("/etc/*.conf")->literal_prefix() == "/etc/");
  CHECK_FALSE(Glob::Compile("/etc/*.conf")->is_literal());
  CHECK(Glob::Compile("/a\\*b")->literal_prefix() == "/a*b");
  CHECK(Glob::Compile("/a\\*b")->is_literal());
  CHECK(Glob::Compile("/a\\*b")->pattern() == "/a\\*b");
}

TEST_CASE("octets that are not UTF-8 are single characters to a glob") {
  CHECK(
      Glob::Compile("a?c")->Matches("a\xFF"
                                    "c"));
  CHECK(Glob::Compile("*")->Matches("\xFF\xFE"));
  CHECK(Glob::Compile("[!a]")->Matches("\xFF"));
  CHECK_FALSE(Glob::Compile("[a-z]")->Matches("\xFF"));
}

TEST_CASE("globs that are refused, with the place") {
  const std::pair<const char*, std::uint64_t> rows[] = {{"a[b", 1},   {"[]", 0},   {"[!]", 0}, {"a\\", 1},
                                                        {"[b-a]", 1}, {"a***", 1}, {"[/]", 1}, {"[a-/]", 3},
                                                        {"[a\\", 2},  {"a\xFF", 1}};
  for (const auto& [glob, offset] : rows) {
    INFO(glob);
    Result<Glob> compiled = Glob::Compile(glob);
    REQUIRE_FALSE(compiled.ok());
    CHECK(compiled.status().offset() == offset);
    CHECK_FALSE(GlobToRe2(glob).ok());
  }
  CHECK(Glob::Compile(std::string(5000, 'a')).status().code() == Code::kLimit);
}

TEST_CASE("matcher and RE2 text agree on random globs and texts") {
  std::mt19937 random(17);
  const std::string_view pattern_letters = "aab//**?[]!-\\";
  std::size_t compiled_count = 0, matched = 0, wrong = 0;
  for (int i = 0; i < 30000; ++i) {
    std::string glob, text;
    for (std::size_t n = random() % 9; n > 0; --n) glob += pattern_letters[random() % pattern_letters.size()];
    Result<Glob> compiled = Glob::Compile(glob);
    if (!compiled.ok()) continue;
    ++compiled_count;
    RE2 re(compiled->ToRe2(), RE2::Quiet);
    REQUIRE(re.ok());
    for (int k = 0; k < 12; ++k) {
      text.clear();
      for (std::size_t n = random() % 8; n > 0; --n) text += "ab/-"[random() % 4];
      const bool ours = compiled->Matches(text);
      matched += ours;
      wrong += ours != RE2::FullMatch(text, re);
    }
  }
  CHECK(wrong == 0);
  CHECK(compiled_count > 5000);
  CHECK(matched > 2000);
}

TEST_CASE("no glob takes long") {
  std::string text(20000, 'a'), glob;
  for (int i = 0; i < 50; ++i) glob += "**a*a";
  glob += "b";
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(Glob::Compile(glob)->Matches(text));
  CHECK_FALSE(Glob::Compile("*a*a*a*a*a*a*a*b")->Matches(text));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
