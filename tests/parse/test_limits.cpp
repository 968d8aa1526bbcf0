// Hostile sources: whatever the bytes, parsing ends soon and without a crash. Time is processor time, so that another
// load of the machine does not count.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <random>

#include "diag/render.h"
#include "mps/limits.h"
#include "parse/cases.h"
#include "parse/parse.h"

namespace mps::test {
namespace {

const std::string kHead = "mps \"T\" version 1.0.0 language 1\n";

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
constexpr std::size_t kShare = 16;  // instrumented code is slow: a part of each limit
#else
constexpr bool kSanitized = false;
constexpr std::size_t kShare = 1;
#endif

// A source of hostile size: `unit` again and again between `before` and `after`, until the limit on bytes, or, where
// the number of tokens of a unit is given, the limit on tokens.
struct Hostile {
  std::string name, unit, before = {}, after = {};
  std::size_t tokens = 0;

  std::string Source() const {
    std::string out = kHead + before;
    std::size_t used = 40;
    while (out.size() + unit.size() + after.size() <= limit::kSourceBytes / kShare &&
           used + tokens < limit::kTokens / kShare) {
      out += unit;
      used += tokens;
    }
    return out + after;
  }
};
std::string Times(const std::string& unit, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += unit;
  return out;
}

std::vector<Hostile> HostileSources() {
  const std::string deep = "when " + Times("(", 55) + "a" + Times(")", 55) + "\n";
  return {
      {"open parentheses", "(", "when "},
      {"open brackets", "[", "when "},
      {"open braces", "{", "when "},
      {"closing brackets", ")]}"},
      {"deep types", "list of ", "param p : "},
      {"deep quantifiers", "all x in c : ", "when "},
      {"deep counts", "count(x in c where ", "when "},
      {"nested rules", "rule \"1\" a { "},
      {"nested sections", "section \"1\" { "},
      {"not not", "not ", "when "},
      {"minus", "-", "when "},
      {"long and-chain", "a and ", "when ", "a"},
      {"long sum", "a + ", "when ", "a"},
      {"long path", ".a", "when a"},
      {"long list", "1,", "define a = [", "]"},
      {"long arguments", "a = 1,", "when f(", ")"},
      {"words", "rule "},
      {"levels", "level level "},
      {"names", "a "},
      {"one name", "a"},
      {"one text", "x", "title \"", "\""},
      {"one text outside ASCII", "\xC3\xA9", "title \"", "\""},
      {"one text of escapes", "\\u{1}", "title \"", "\""},
      {"one text of bad escapes", "\\q", "title \"", "\""},
      {"one open text", "x", "title \""},
      {"quotes", "\""},
      {"long text of line breaks", "\n", "title \"\"\"", "\"\"\""},
      {"long text indented badly", "\nx", "title \"\"\"", "\n  \"\"\""},
      {"open long text", "a\"\n", "title \"\"\""},
      {"open comment", "*", "/*"},
      {"comments", "/**/"},
      {"hashes", "#\n"},
      {"typographic quotes", "\xE2\x80\x9C"},
      {"no-break spaces", "\xC2\xA0"},
      {"foreign letters", "\xC3\xA9 "},
      {"and signs", "&& "},
      {"many faulty clauses", "rule \"1\" a { require = }\n"},
      {"many misspelt clauses", "rule \"1\" a { requires x }\n"},
      {"many misspelt declarations", "ruel \"1\" a { require x }\n"},
      {"many faulty tokens", "rule \"1\" a { require x && y ; }\n"},
      {"many unfinished lines", "when a ==\n"},
      {"many patterns", "re'(\\pL{100}x{100}){5}',", "define a = [", "]"},
      {"many small patterns", "define a = re'(([a-z]+|\\pL{20})*|\\w{30})'\n"},
      {"many bad patterns", "define a = re'(x{1000}){1000}'\n"},
      {"a long pattern", "a", "define a = re'", "'"},
      {"units that are fields", "unit : int unit unit ", "record r { ", "}", 5},
      {"fields that may be units", "a : int in 0..5 day : text ", "record r { ", "}", 10},
      {"small fields", "a:a ", "record r { ", "}", 3},
      {"parentheses", "when (a)\n", {}, {}, 4},
      {"deep parentheses", deep, {}, {}, 112},
      {"whens", "when a\n", {}, {}, 2},
      {"comparisons", "when a==a and a==a\n", {}, {}, 8},
      {"elses", "when (a else a)\n", {}, {}, 6},
      {"maps", "define a={1:1,1:1}\n", {}, {}, 13},
      {"records", "define a={a=1,b=2}\n", {}, {}, 13},
      // A fault at the very end, so that both runs of the parser go over all of it.
      {"parentheses, then a fault", "when (a)\n", {}, " rule", 4},
      {"comparisons, then a fault", "when a==a and a==a\n", {}, " rule", 8},
      {"small fields, then a fault", "a:a ", "record r { ", "} rule", 3},
      {"index", "when a[a][a][a][a][a]\n", {}, {}, 17},
  };
}

}  // namespace

TEST_CASE("hostile sources end in time and memory", "[limits]") {
  const double seconds = kSanitized ? 60 : 2;
  for (const Hostile& hostile : HostileSources()) {
    INFO(hostile.name);
    // Each in a process of its own, so that memory is its own.
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      Diagnose(hostile.Source());
      _exit(0);
    }
    int status = 0;
    rusage usage{};
    REQUIRE(wait4(child, &status, 0, &usage) == child);
    const auto in_seconds = [](const timeval& t) {
      return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime) < seconds);
    if (!kSanitized) CHECK(usage.ru_maxrss < 256 * 1024);
  }
}

TEST_CASE("random bytes end with a message", "[limits]") {
  std::mt19937 random(20261121);
  for (int round = 0; round < 20; ++round) {
    std::string bytes, signs = kHead;
    while (bytes.size() < 20000) bytes += static_cast<char>(random() & 0xFF);
    while (signs.size() < 20000) signs += static_cast<char>(32 + random() % 95);
    CHECK(!Diagnose(bytes).empty());
    CHECK(!Diagnose(signs).empty());
  }
}

TEST_CASE("the limits themselves are allowed", "[limits]") {
  // The innermost operand is one expression deeper than the parentheses around it.
  const std::size_t most = limit::kNesting - 1;
  CHECK(Diagnose(kHead + "when " + Times("(", most) + "a" + Times(")", most)).empty());
  CHECK(!Diagnose(kHead + "when " + Times("(", most + 1) + "a" + Times(")", most + 1)).empty());
  CHECK(Diagnose(kHead + "when a" + Times(" and a", limit::kChain - 1)).empty());
  CHECK(Diagnose(kHead + "when a" + Times(".a", limit::kChain)).empty());
  CHECK(Diagnose(kHead + "define s = { " + Times("1,", limit::kListItems) + "}").empty());
  CHECK(Diagnose(kHead + "param p : " + Times("list of ", limit::kNesting - 1) + "int").empty());
  CHECK(Diagnose(kHead + "title \"" + std::string(limit::kSourceBytes - kHead.size() - 8, 'x') + "\"").empty());
  CHECK(Diagnose(kHead + "when a matches re'" + std::string(limit::kPatternBytes, 'x') + "'").empty());
}

TEST_CASE("every beginning of a good source ends with a message or a tree", "[limits]") {
  const std::string whole = ReadFile(SuiteFolder() + "/golden/definition.mps");
  for (std::size_t size = 0; size < whole.size(); size += 3) Diagnose(whole.substr(0, size));
  SUCCEED();
}

TEST_CASE("good sources with one byte changed end with a message or a tree", "[limits]") {
  std::mt19937 random(7);
  const std::string alphabet = "(){}[]\"'.,:=<>!&|-+*/\\ \n0a?#$";
  for (const char* name : {"definition", "expressions", "library", "tailor", "tests"}) {
    const std::string whole = ReadFile(SuiteFolder() + "/golden/" + name + ".mps");
    for (int round = 0; round < 400; ++round) {
      std::string changed = whole;
      const std::size_t at = random() % changed.size();
      if (round % 3 == 0)
        changed.erase(at, 1);
      else if (round % 3 == 1)
        changed.insert(at, 1, alphabet[random() % alphabet.size()]);
      else
        changed[at] = alphabet[random() % alphabet.size()];
      Diagnose(changed);
    }
  }
  SUCCEED();
}

}  // namespace mps::test
