// Forms against RE2: on every text both say the same, and the patterns that people write are found to be of a form.
#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "program/pattern.h"
#include "program/pattern_form.h"

namespace mps::program {
namespace {

std::optional<PatternForm> Form(const std::string& regex) {
  const Result<Pattern> pattern = MakePattern(regex, false);
  REQUIRE(pattern.ok());
  return FormOf(*pattern);
}

bool Re2Says(const re2::RE2& regex, const std::string& text) { return re2::RE2::FullMatch(text, regex); }

TEST_CASE("patterns that are of a form, and what of", "[pattern]") {
  const std::pair<const char*, const char*> cases[] = {
      {"yes", "words 1"},
      {"", "sequence"},
      {"(yes|no|on)", "words 3"},
      {"a\\.b", "words 1"},
      {"(a|ab|)", "words 3"},
      {"[0-9a-f]{64}", "sequence run 64..64"},
      {"0[0-9a-f]{62}", "sequence text run 62..62"},
      {"(server|pool) .+", "sequence words 2 text run 1.."},
      {"/var/log/.*", "sequence text run 0.."},
      {"(a@x\\.y|b)(,(b|a@x\\.y))*", "word list 2 \",\""},
      {"[a-c_-]+", "sequence run 1.."},
      {"x[0-9]?", "sequence text run 0..1"},
  };
  for (const auto& [regex, form] : cases) {
    INFO(regex);
    const auto found = Form(regex);
    REQUIRE(found);
    CHECK(FormText(*found) == form);
  }
}

TEST_CASE("patterns that are left to RE2", "[pattern]") {
  for (const char* regex : {"(?i)yes",
                            "a|b",
                            "a+",
                            "ab?",
                            "^a",
                            "a$",
                            "\\d",
                            "\\bx",
                            "[^a]",
                            "[[:alpha:]]",
                            ".",
                            ".?",
                            ".{2}",
                            "[a-z]*x",
                            "(a|ab)c",
                            "(a)*",
                            "(a|b)+",
                            "((a))",
                            "(a(b))",
                            "(a,b|c)(,(a,b|c))*",
                            "(a|b)(,(a|c))*",
                            "(a|b)(,(a|b))+",
                            "grü+",
                            "(?:a|b)",
                            "a{2}",
                            "[a-z]+?",
                            "\\pN",
                            "[é]",
                            "(|a)b",
                            "\\Qa\\E"}) {
    INFO(regex);
    CHECK_FALSE(Form(regex));
  }
}

std::string Pick(std::mt19937_64& random, const std::vector<std::string>& of) { return of[random() % of.size()]; }

std::string MadePattern(std::mt19937_64& random) {
  static const std::vector<std::string> kPieces = {
      "a",         "b",      "\\.",    "-",        " ",       "[ab]",      "[a-c]{2}", "[ab]+",  "[^a]",
      ".*",        ".+",     "(a|b)",  "(ab|b|c)", "(a|ab)",  "[ab]*",     "[a\\-c]",  "(a|b)*", "a?",
      "(,(a|b))*", "x{1,3}", "[-a]",   "[a-]",     "é",       "[.b]{0,2}", "(a|)",     "\\d",    "(?i)a",
      "|",         "^",      "[b]{1}", "[a]?",     "(\\.|,)", "c\\|",      "\\\\"};
  if (random() % 4 == 0) {
    const std::string words =
        "(" + Pick(random, {"a", "ab", "b\\.", "c"}) + "|" + Pick(random, {"b", "abc", "a"}) + ")";
    return words + "(" + Pick(random, {",", ";", "\\.", "b"}) + words + ")*";
  }
  std::string out;
  for (std::uint64_t n = random() % 4; n < 4; ++n) out += Pick(random, kPieces);
  return out;
}

std::string MadeText(std::mt19937_64& random) {
  static const std::vector<std::string> kPieces = {"a",  "b", "c", ".", ",", "-",  "ab", "é",
                                                   "\n", ";", "x", " ", "|", "\\", "A",  "1"};
  std::string out;
  for (std::uint64_t n = random() % 7; n > 0; --n) out += Pick(random, kPieces);
  return out;
}

TEST_CASE("what every match begins with", "[pattern]") {
  const std::pair<const char*, const char*> cases[] = {{"/tmp/x7/.*", "/tmp/x7/"},
                                                       {"/var/tmp/(a|b)0\\.(sh|py)", "/var/tmp/"},
                                                       {"ab*", "a"},
                                                       {"a|b", ""},
                                                       {"(a|b)", ""},
                                                       {"a[|]b", "a"},
                                                       {"(?i)ab", ""},
                                                       {"^a", ""},
                                                       {"a\\|b", "a|b"},
                                                       {"a{0}b", ""},
                                                       {"ab\\Q|\\E", ""},
                                                       {"a[]|]b|c", ""},
                                                       {"grü", "gr"}};
  for (const auto& [regex, prefix] : cases) {
    INFO(regex);
    CHECK(LiteralPrefix(regex) == prefix);
  }
}

TEST_CASE("forms say what RE2 says", "[pattern]") {
  std::mt19937_64 random(7);
  int forms = 0, matches = 0, prefixes = 0;
  for (int i = 0; i < 30000; ++i) {
    const std::string pattern = MadePattern(random);
    const re2::RE2 regex(pattern, re2::RE2::Quiet);
    if (!regex.ok()) continue;
    const auto form = Form(pattern);
    const std::string prefix = LiteralPrefix(pattern);
    prefixes += !prefix.empty();
    for (int t = 0; t < 10; ++t) {
      const std::string text = prefix.substr(0, random() % (prefix.size() + 1)) + MadeText(random);
      if (text.starts_with(prefix) || !Re2Says(regex, text)) continue;
      INFO("`" << pattern << "` on `" << text << "`, prefix `" << prefix << "`");
      CHECK(text.starts_with(prefix));
    }
    if (!form) continue;
    ++forms;
    for (int t = 0; t < 20; ++t) {
      const std::string text = MadeText(random);
      const bool expected = Re2Says(regex, text);
      matches += expected;
      if (form->Matches(text) == expected) continue;
      INFO("`" << pattern << "` on `" << text << "`, form " << FormText(*form));
      CHECK(form->Matches(text) == expected);
    }
  }
  CHECK(forms > 3000);
  CHECK(prefixes > 3000);
  CHECK(matches > 3000);
}

}  // namespace
}  // namespace mps::program
