// Hostile definitions: doubling chains, deep chains, great numbers of names and rules end soon, with a clear message.
#include <chrono>
#include <ctime>

#include "check/cases.h"
#include "slack.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {

// Generous, so that a busy machine does not fail it; without the limits these sources would take years.
constexpr double kSeconds = 20 * test::kSlack;

Checked Timed(const std::string& source) {
  const auto start = std::chrono::steady_clock::now();
  Checked out = CheckSource(source);
  CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < kSeconds);
  return out;
}

// f0 .. fN, each of which uses the one before twice.
std::string Doubling(int depth, const std::string& formals, const std::string& call) {
  std::string out = "define f0" + formals + " : bool = host.up\n";
  if (!formals.empty()) out = "define f0" + formals + " : bool = h.up\n";
  for (int i = 1; i <= depth; ++i) {
    const std::string before = "f" + std::to_string(i - 1) + call;
    out += "define f" + std::to_string(i) + formals + " : bool = " + before + " and " + before + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("doubling chains of functions and templates hit the limit at once") {
  for (const auto& [formals, call] : {std::pair<std::string, std::string>{"", ""}, {"(h : machine)", "(h)"}}) {
    Checked out =
        Timed(WithRule("require f50" + (call.empty() ? "" : std::string("(host)")), Doubling(50, formals, call)));
    INFO(out.All());
    CHECK(out.Count(Id::kTooManyNodes) + out.Count(Id::kTooDeep) == 1);
    CHECK_FALSE(out.model.has_value());
  }
  std::string templates = "template t0(h : machine, n : int) { require h.number == n }\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string before = "t" + std::to_string(i - 1);
    templates += "template t" + std::to_string(i) + "(h : machine, n : int) { use " + before + "(h, 1) use " + before +
                 "(h, n) }\n";
  }
  Checked out = Timed(WithRule("use t30(host, 1)", templates));
  INFO(out.All());
  CHECK(out.Count(Id::kTooManyNodes) == 1);
}

TEST_CASE("chains of uses end at the depth limit, not at the end of the stack") {
  std::string functions = "define f9000(h : machine) : bool = h.up\n", types = "type t9000 = text\n",
              sets = "set s9000 of text = { \"a\" }\n";
  // Named so that the alphabet, in which declarations are checked, begins at the far end.
  for (int i = 8999; i >= 5000; --i) {
    functions += "define f" + std::to_string(i) + "(h : machine) : bool = f" + std::to_string(i + 1) + "(h)\n";
    types += "type t" + std::to_string(i) + " = t" + std::to_string(i + 1) + "\n";
    sets += "set s" + std::to_string(i) + " of text = s" + std::to_string(i + 1) + "\n";
  }
  Checked out = Timed(WithRule("require f5000(host)", functions));
  CHECK(out.Count(Id::kTooDeep) >= 1);
  CHECK_FALSE(out.model.has_value());
  Checked deep_type = Timed(Definition(types + "record r { a : t5000 }\n"));
  CHECK(deep_type.Count(Id::kTooDeep) >= 1);
  CHECK_FALSE(deep_type.model.has_value());
  Checked deep_set = Timed(WithRule("require host.name in s5000", sets));
  CHECK(deep_set.Count(Id::kTooDeep) >= 1);
  CHECK_FALSE(deep_set.model.has_value());
}

TEST_CASE("a long sum is refused rather than nested without end") {
  std::string sum = "host.number";
  for (int i = 0; i < 1500; ++i) sum += " + 1";
  Checked out = Timed(WithRule("require " + sum + " == 1"));
  CHECK(out.Count(Id::kTooDeep) == 1);
}

TEST_CASE("many faults do not take long") {
  std::string rules;
  for (int i = 1; i < 8000; ++i) {
    rules += "rule \"r" + std::to_string(i) + "\" name" + std::to_string(i) + " { title \"t\" level L1 require nam" +
             std::to_string(i) + "x.up }\n";
    rules += "set name" + std::to_string(i) + " of int = { 1 }\n";
  }
  Checked out = Timed(Definition(rules));
  CHECK_FALSE(out.model.has_value());
  CHECK(out.found.size() <= limit::kDiagnostics + 1);
}

TEST_CASE("large sets that are compared do not take long") {
  std::string sets = "set a of int = { ", other = "set b of int = { ";
  for (int i = 0; i < 16000; ++i) {
    sets += (i == 0 ? "" : ", ") + std::to_string(2 * i);
    other += (i == 0 ? "" : ", ") + std::to_string(2 * i + 1);
  }
  Checked out =
      Timed(WithRule("require host.number in a require host.number not in b", sets + " }\n" + other + " }\n"));
  INFO(out.All());
  CHECK(out.model.has_value());
}

TEST_CASE("the number of nodes is a limit that the caller may lower") {
  Files files;
  Checked out = CheckSource(WithRule("require host.number == 1 and host.number == 2"), files, {}, 5);
  CHECK(out.Count(Id::kTooManyNodes) == 1);
}

TEST_CASE("levels are limited, and parameters times levels") {
  std::string chain;
  for (int i = 0; i < 400; ++i)
    chain += "level a" + std::to_string(i) + (i > 0 ? " extends a" + std::to_string(i - 1) : "") + "\n";
  Checked out = Timed(WithRule("require host.number == 1", chain));
  INFO(out.All());
  CHECK(out.Count(Id::kTooManyLevels) == 1);

  std::string levels, params;
  for (int i = 0; i < 200; ++i)
    levels += "level a" + std::to_string(i) + (i > 0 ? " extends a" + std::to_string(i - 1) : "") + "\n";
  for (int i = 0; i < 20000; ++i) params += "param p" + std::to_string(i) + ":int=1\n";
  Checked many = Timed(WithRule("require host.number == 1", levels + params));
  CHECK(many.Count(Id::kTooManyNodes) == 1);
  CHECK_FALSE(many.model.has_value());
}

TEST_CASE("thousands of long unknown names bring suggestions for the first ones only") {
  std::string fields, rules;
  const std::string stem(60, 'x');
  for (int i = 0; i < 4000; ++i) fields += stem + std::to_string(i) + " : int ";
  for (int i = 0; i < 8000; ++i) rules += "when h." + stem + "y" + std::to_string(i) + " == 1\n";
  const std::string source =
      "mps \"T\" version 1.0.0 language 1\nschema s { " + fields + "}\nenvironment h : s\nlevel L1\n" + rules;
  const std::clock_t start = std::clock();
  Checked out = CheckSource(source);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < kSeconds / 10);
  REQUIRE(out.First(Id::kUnknownField) != nullptr);
  CHECK_FALSE(out.First(Id::kUnknownField)->helps.empty());
}

TEST_CASE("texts that templates multiply are limited") {
  std::string rules = "template t(n : int) { title \"t {n}\" rationale \"" + std::string(20000, 'x') +
                      "\" require host.number == n }\n";
  for (int i = 0; i < 1000; ++i)
    rules += "rule \"t" + std::to_string(i) + "\" u" + std::to_string(i) + " { use t(" + std::to_string(i) +
             ") level L1 }\n";
  Checked out = Timed(WithRule("require host.number == 1", rules));
  INFO(out.All());
  CHECK(out.Count(Id::kTooMuchText) == 1);
  CHECK_FALSE(out.model.has_value());
}

TEST_CASE("what fixtures multiply is limited") {
  std::string fixtures = "fixture f0 { given host.number = 1 }\n";
  for (int i = 1; i < 60; ++i) {
    const std::string use = "given fixture f" + std::to_string(i - 1) + " ";
    fixtures += "fixture f" + std::to_string(i) + " { " + use + use + "}\n";
  }
  Checked doubled = Timed(Definition(fixtures + "test \"t\" { given fixture f59 expect \"0\" unknown }\n"));
  INFO(doubled.All());
  CHECK(doubled.Count(Id::kTooManyNodes) == 1);
  CHECK_FALSE(doubled.model.has_value());

  std::string tags, tests;
  for (int i = 0; i < 8000; ++i) tags += "\"" + std::to_string(i) + "\", ";
  for (int i = 0; i < 1000; ++i)
    tests += "test \"t" + std::to_string(i) + "\" { given fixture f expect \"0\" unknown }\n";
  Checked many = Timed(Definition("fixture f { given host.tags = { " + tags + "} }\n" + tests));
  CHECK(many.Count(Id::kTooManyNodes) == 1);
}

TEST_CASE("members of sets count where functions repeat them, and where a digest writes them out") {
  std::string words, calls, uses;
  for (int i = 0; i < 10000; ++i) words += "\"" + std::to_string(i) + "\", ";
  for (int i = 0; i < 1000; ++i) {
    const std::string head = "rule \"1." + std::to_string(i) + "\" r" + std::to_string(i) + " { title \"t\" level L1 ";
    calls += head + "require f(host) }\n";
    uses += head + "require host.tags == many }\n";
  }
  Checked repeated = Timed(Definition("define f(h : machine) : bool = h.name in { " + words + "}\n" + calls));
  CHECK(repeated.Count(Id::kTooManyNodes) == 1);
  // A digest has sets of more than 64 KiB as their hash, and writes out the others.
  Checked large = Timed(Definition("set many of text = { " + words + "}\n" + uses));
  CHECK(large.Count(Id::kNoDigest) == 0);
  words.clear();
  for (int i = 0; i < 5000; ++i) words += "\"" + std::to_string(i) + "\", ";
  Checked named = Timed(Definition("set many of text = { " + words + "}\n" + uses));
  INFO(named.All());
  CHECK(named.Count(Id::kNoDigest) == 1);
}

TEST_CASE("a long chain of parents costs no more than its length, and each circle is told once") {
  std::string chain = "environment e0 : machine { parent host }\n";
  for (int i = 1; i < 10000; ++i)
    chain += "environment e" + std::to_string(i) + " : machine { parent e" + std::to_string(i - 1) + " }\n";
  CHECK(Timed(Definition(chain)).Count(Id::kParentCycle) == 0);
  const std::string circles =
      "environment a : machine { parent c }\nenvironment b : machine { parent a }\nenvironment c : machine { parent b "
      "}\n"
      "environment d : machine { parent d }\nenvironment e : machine { parent a }\n";
  Checked out = Timed(Definition(circles));
  CHECK(out.Count(Id::kParentCycle) == 2);
  REQUIRE(out.First(Id::kParentCycle) != nullptr);
  CHECK(out.TextAt(out.First(Id::kParentCycle)->span) == "b");  // of `c`, the last of its circle
}
