// Tailor files against their base: L13 of docs/language.md.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/hex.h"
#include "catch2/catch.hpp"
#include "check/checked.h"
#include "crypto/hash.h"
#include "model/canonical.h"
#include "model/strictness.h"

using namespace mps;
using diag::Id;
using test::Checked;
using test::Files;

namespace {

const char* const kBase = R"(mps "Base" version 1.0.0 language 1
schema box { n : int  up : bool  open : set of int }
environment e : box
level L1
level L2 extends L1 { param most = 3  registered "Official" }
param most : int in 1..9 = 5 stricter lower
param ports : set of int in { 22, 80, 443 } = { 22, 80 } stricter lower
param word : text = "x"
rule "1" first { title "one"   level L1 require e.n <= most }
rule "1.1" two { title "two"   level L1 require all p in e.open : p in ports }
rule "2" three { title "three" level L2 require e.up and word == "x" }
rule "3" hand  { title "hand"  level L1 manual "look" }
fixture well { given e.up = true }
test "of the base" { given e.n = 9 expect "1" fail }
)";

// Checks `body` as a tailoring of kBase.
Checked Tailored(const std::string& body, const std::string& head = "", const std::string& base = kBase,
                 const std::vector<std::string>& tests = {}) {
  Checked out;
  Files files;
  diag::Sink sink;
  std::string pin = std::string(64, '0');
  {
    const Checked alone = test::CheckSource(kBase);
    if (alone.model) pin = HexEncode(alone.model->definition_digest);
  }
  const auto file = parse::Parse(out.sources->Add("dir/base.mps", base), sink);
  const auto tailor = parse::Parse(
      out.sources->Add("dir/site.mps", (head.empty() ? "tailor \"Site\" version 2.1 of \"Base\" version 1.0.0 sha256'" +
                                                           pin + "' language 1\n"
                                                     : head) +
                                           body),
      sink);
  std::vector<std::unique_ptr<ast::File>> owned;
  std::vector<const ast::File*> more;
  for (const auto& text : tests) {
    owned.push_back(parse::Parse(out.sources->Add("dir/site_tests.mps", text), sink));
    more.push_back(owned.back().get());
  }
  check::CheckEnvironment environment{out.sources.get(), &files, limit::kModelNodes, tailor.get()};
  out.model = check::Check(*file, environment, sink, more);
  out.found = sink.Finish();
  return out;
}

const std::string kWaive = "waive \"1\" until 2027-01-01 because \"r\" approved \"a\"\n";

struct Case {
  Id id;
  std::string body;
  std::string at;
};

std::string Head(const std::string& name, const std::string& base, const std::string& digest) {
  return "tailor \"" + name + "\" version 1.0 of " + base + " sha256'" + digest + "' language 1\n";
}

}  // namespace

TEST_CASE("L13.2 L13.3 a tailoring keeps what it says, sorted, beside an unchanged definition") {
  const Checked out = Tailored(
      "title \"At the site\"\nwaive \"2\" until 2027-01-01 because \"later\" approved \"board\" ticket \"T-1\"\n" +
      kWaive + "param ports = { 443, 22 }\nparam most = 2 because \"strict\"\ndrop \"1.1\" because \"none\"\n");
  INFO(out.All());
  REQUIRE(out.model);
  CHECK(out.found.empty());
  const model::Tailoring& t = *out.model->tailoring;
  CHECK(t.name == "Site");
  CHECK(t.version == "2.1");
  CHECK(t.title == "At the site");
  REQUIRE(t.settings.size() == 2);
  CHECK(t.settings[0].value.number == 2);
  CHECK(t.settings[0].because == "strict");
  REQUIRE(t.drops.size() == 1);
  CHECK(t.drops[0].rule == "1.1");
  REQUIRE(t.waivers.size() == 2);
  CHECK(t.waivers[0].rule == "1");
  CHECK(t.waivers[1].rule == "2");
  CHECK(t.waivers[1].until == 1798761600);
  CHECK(t.waivers[1].ticket == "T-1");
  CHECK(out.model->definition_digest == test::CheckSource(kBase).model->definition_digest);
  CHECK(out.model->package_digest == test::CheckSource(kBase).model->package_digest);
  CHECK(out.model->tests.empty());
}

TEST_CASE("every fault of a tailoring is one error at its place") {
  const std::vector<Case> cases = {
      {Id::kUnknownRule, "drop \"1.11\" because \"x\"\n", "\"1.11\""},                                     // L13.4
      {Id::kUnknownRule, "waive \"9\" until 2027-01-01 because \"r\" approved \"a\"\n", "\"9\""},          // L13.6
      {Id::kUnknownParam, "param mots = 3\n", "mots"},                                                     // L13.3
      {Id::kParamOutside, "param most = 10\n", "10"},                                                      // L13.3
      {Id::kParamOutside, "param ports = { 8080 }\n", "{ 8080 }"},                                         // L13.3
      {Id::kTypeMismatch, "param most = \"3\"\n", "\"3\""},                                                // L13.3
      {Id::kDuplicateName, "param most = 3\nparam most = 2\n", "most"},                                    // L13.8
      {Id::kDuplicateName, "drop \"1\" because \"x\"\ndrop \"1\" because \"y\"\n", "\"1\""},               // L13.8
      {Id::kDuplicateName, kWaive + kWaive, "\"1\""},                                                      // L13.8
      {Id::kWaivesDropped, kWaive + "drop \"1\" because \"x\"\n", "\"1\""},                                // L13.8
      {Id::kNoReason, "drop \"1\" because \" \"\n", "\" \""},                                              // L13.7
      {Id::kNoReason, "waive \"1\" until 2027-01-01 because \"\" approved \"a\"\n", "\"\""},               // L13.7
      {Id::kNoReason, "waive \"1\" until 2027-01-01 because \"r\" approved \"\"\n", "\"\""},               // L13.7
      {Id::kNoReason, "waive \"1\" until 2027-01-01 because \"r\" approved \"a\" ticket \"\"\n", "\"\""},  // L13.7
      {Id::kNotInVersion1, "waive \"1\" until 2027-01-01 because \"r\" approved \"a\" when e.up\n", ""},   // L13.9
      {Id::kLevelWithoutRules, "drop \"1\" because \"x\"\ndrop \"1.1\" because \"x\"\ndrop \"3\" because \"x\"\n",
       "\"3\""},                                                                                         // L13.4
      {Id::kWaivedVerdict, kWaive + "test \"t\" { given e.n = 1 expect \"1\" pass waived }\n", "pass"},  // L13.10
  };
  for (const Case& c : cases) {
    const Checked out = Tailored(c.body);
    INFO(diag::CodeText(c.id) << " of " << c.body << "\ngave " << out.All());
    CHECK(out.Errors() == 1);
    CHECK_FALSE(out.model);
    const diag::Diagnostic* d = out.First(c.id);
    REQUIRE(d != nullptr);
    if (!c.at.empty()) CHECK(out.TextAt(d->span) == c.at);
  }
}

TEST_CASE("unknown names of a tailoring get suggestions") {
  CHECK(Tailored("param mots = 3\n").All().find("did you mean `most`?") != std::string::npos);
  CHECK(Tailored("drop \"1.2\" because \"x\"\n").All().find("did you mean `1.1`?") != std::string::npos);
}

TEST_CASE("L13.1 the base is told by name, version and definition digest") {
  const std::string digest = HexEncode(test::CheckSource(kBase).model->definition_digest);
  const Checked wrong = Tailored("", Head("Site", "\"Base\" version 1.0.0", std::string(64, '1')));
  REQUIRE(wrong.Count(Id::kBaseDigest) == 1);
  CHECK(wrong.Errors() == 1);
  CHECK(wrong.All().find("sha256'" + digest + "'") != std::string::npos);
  CHECK(Tailored("", Head("Site", "\"Other\" version 1.0.0", digest)).Count(Id::kBaseOther) == 1);
  CHECK(Tailored("", Head("Site", "\"Base\" version 1.0.1", digest)).Count(Id::kBaseOther) == 1);
  const Checked library = Tailored("", Head("Site", "\"Base\" version 1.0.0", digest),
                                   "library Base version 1.0.0 language 1\nset s of int = { 1 }\n");
  CHECK(library.Count(Id::kBaseOther) == 1);
  const Checked alone = test::CheckSource(Head("Site", "\"Base\" version 1.0.0", digest));
  CHECK(alone.Count(Id::kBaseNotFound) == 1);
  CHECK(alone.Errors() == 1);
}

TEST_CASE("L13.5 a tailored level never has a name of the definition, nor one that is no registered name") {
  const std::string digest = HexEncode(test::CheckSource(kBase).model->definition_digest);
  for (const std::string& name : {std::string("Base"), std::string("A+custom"), std::string(300, 'a')}) {
    const Checked out = Tailored("", Head(name, "\"Base\" version 1.0.0", digest));
    INFO(out.All());
    CHECK(out.Count(Id::kTailoredName) == 1);
    CHECK(out.Errors() == 1);
  }
  CHECK(Tailored("", Head("\xc3\xa9", "\"Base\" version 1.0.0", digest)).Count(Id::kNotAscii) == 1);
  // `registered "Off-L2"` of a definition is taken by a tailoring that calls itself Off.
  std::string base = kBase;
  base.replace(base.find("Official"), 8, "Off-L2");
  const Checked model = test::CheckSource(base);
  REQUIRE(model.model);
  const Checked taken =
      Tailored("", Head("Off", "\"Base\" version 1.0.0", HexEncode(model.model->definition_digest)), base);
  CHECK(taken.Count(Id::kTailoredName) == 1);
}

TEST_CASE("what changes nothing is a warning") {
  const Checked manual = Tailored("waive \"3\" until 2027-01-01 because \"r\" approved \"a\"\n");
  CHECK(manual.Count(Id::kWaivesNothing) == 1);
  CHECK(manual.model.has_value());
  const Checked same = Tailored("param ports = { 80, 22 }\n");
  CHECK(same.Count(Id::kTailorsNothing) == 1);
  CHECK(same.model.has_value());
  // L2 has another value than the default: there it changes something.
  CHECK(Tailored("param most = 5\n").Count(Id::kTailorsNothing) == 0);
}

TEST_CASE("L13.10 tests of a tailoring see its base's names and fixtures, and belong to it alone") {
  const Checked out = Tailored(
      kWaive + "test \"x\" { given fixture well given e.n = 9 given now = 2026-12-31 expect \"1\" fail waived }\n", "",
      kBase, {"tests of \"site.mps\" language 1\ntest \"y\" { given e.n = 1 expect \"1\" pass }\n"});
  INFO(out.All());
  REQUIRE(out.model);
  REQUIRE(out.model->tests.size() == 2);
  CHECK(out.model->tests[0].expectations[0].waived);
  const Checked other =
      Tailored("", "", kBase, {"tests of \"base.mps\" language 1\ntest \"y\" { given e.n = 1 expect \"1\" pass }\n"});
  CHECK(other.Count(Id::kTestsOfOther) == 1);
}

TEST_CASE("warnings of the base are not said again, its errors are") {
  std::string base = std::string(kBase) + "set idle of int = { 1 }\n";
  const std::string digest = HexEncode(test::CheckSource(base).model->definition_digest);
  CHECK(test::CheckSource(base).Count(Id::kUnused) == 1);
  const Checked quiet = Tailored("", Head("Site", "\"Base\" version 1.0.0", digest), base);
  INFO(quiet.All());
  CHECK(quiet.found.empty());
  const Checked loud =
      Tailored("", Head("Site", "\"Base\" version 1.0.0", digest), base + "rule \"9\" x { level L1 require e.m }\n");
  CHECK(loud.Errors() == 1);
  CHECK_FALSE(loud.model);
}

TEST_CASE(
    "L13.12 the tailoring's digest covers what it changes, why, and who approved it; not its order, title and tests") {
  const auto digest = [](const std::string& body) {
    const Checked out = Tailored(body);
    INFO(out.All());
    REQUIRE(out.model);
    return out.model->tailoring->digest;
  };
  const std::string drop = "drop \"1.1\" because \"x\"\n", param = "param most = 4\n";
  const Bytes whole = digest(kWaive + drop + param);
  CHECK(digest("title \"t\"\n" + param + kWaive + "test \"t\" { given e.n = 1 expect \"1\" pass }\n" + drop) == whole);
  for (const std::string& other :
       {drop + param, kWaive + param, kWaive + drop, kWaive + drop + "param most = 2\n",
        kWaive + drop + "param most = 4 because \"y\"\n", kWaive + param + "drop \"1.1\" because \"z\"\n",
        drop + param + "waive \"1\" until 2027-01-02 because \"r\" approved \"a\"\n",
        drop + param + "waive \"1\" until 2027-01-01 because \"s\" approved \"a\"\n",
        drop + param + "waive \"1\" until 2027-01-01 because \"r\" approved \"b\"\n",
        drop + param + "waive \"1\" until 2027-01-01 because \"r\" approved \"a\" ticket \"T\"\n"}) {
    CHECK(digest(other) != whole);
  }
}

TEST_CASE("L13.11 stricter, looser, mixed: by the parameter's direction, sets by inclusion") {
  const Checked out = test::CheckSource(kBase);
  REQUIRE(out.model);
  model::Param number = out.model->params[0], set = out.model->params[1];
  const auto integer = [](std::int64_t n) {
    Value v;
    v.kind = TypeKind::kInt;
    v.number = n;
    return v;
  };
  const auto members = [&](std::vector<std::int64_t> numbers) {
    Value v;
    v.kind = TypeKind::kSet;
    for (const auto n : numbers) v.items.push_back(integer(n));
    return v;
  };
  using model::Effect;
  CHECK(EffectOf(number, integer(5), integer(5)) == Effect::kSame);
  CHECK(EffectOf(number, integer(5), integer(4)) == Effect::kStricter);
  CHECK(EffectOf(number, integer(5), integer(6)) == Effect::kLooser);
  CHECK(EffectOf(set, members({22, 80}), members({80, 22})) == Effect::kSame);
  CHECK(EffectOf(set, members({22, 80}), members({22})) == Effect::kStricter);
  CHECK(EffectOf(set, members({22, 80}), members({22, 80, 443})) == Effect::kLooser);
  CHECK(EffectOf(set, members({22, 80}), members({443})) == Effect::kLooser);
  number.stricter = set.stricter = 1;
  CHECK(EffectOf(number, integer(5), integer(6)) == Effect::kStricter);
  CHECK(EffectOf(set, members({22, 80}), members({22})) == Effect::kLooser);
  number.stricter = 0;
  CHECK(EffectOf(number, integer(5), integer(6)) == Effect::kUndeclared);
  CHECK(Together(Effect::kSame, Effect::kLooser) == Effect::kLooser);
  CHECK(Together(Effect::kStricter, Effect::kSame) == Effect::kStricter);
  CHECK(Together(Effect::kStricter, Effect::kLooser) == Effect::kMixed);
  CHECK(Together(Effect::kUndeclared, Effect::kLooser) == Effect::kMixed);
}

TEST_CASE("the worked bytes of a tailoring in docs/definition-digest.md") {
  const std::string base = R"(mps "Worked" version 1.0.0 language 1
schema machine { up : bool  tries : int in 0..100 }
environment host : machine { layer os }
level L1
param limit : int in 1..6 = 4 stricter lower
rule "1.1" first { title "t" level L1 require host.up and host.tries <= limit }
)";
  const std::string definition = "62973d2e5ce08cbf46808c343628d35e82f7dc8a97ff2acf59ea3083bfff9f56";
  const Checked out =
      Tailored("param limit = 3\nwaive \"1.1\" until 2027-01-01 because \"old\" approved \"board\" ticket \"T-1\"\n",
               Head("Site", "\"Worked\" version 1.0.0", definition), base);
  INFO(out.All());
  REQUIRE(out.model);
  const auto bytes = model::CanonicalTailoring(*out.model);
  REQUIRE(bytes.ok());
  CHECK(HexEncode(*bytes) == "886d6d70732d7461696c6f72696e6701645369746563312e305820" + definition +
                                 "8183656c696d69748263696e74036080818563312e311a6b36ec80636f6c6465626f61726463542d31");
  const std::string digest = HexEncode(out.model->tailoring->digest);
  CHECK(digest == "c449190a74760bea4ac4f4f4073fce7c4d3d4908957aa01504d0220e32c9dca6");
  if (const char* root = std::getenv("MPS_SOURCE_DIR")) {
    std::ifstream in(std::string(root) + "/docs/definition-digest.md");
    std::stringstream text;
    text << in.rdbuf();
    CHECK(text.str().find("tailoring digest sha256 " + digest) != std::string::npos);
  }
}
