// In-language tests: fixtures, givens against the schema, expectations.
#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {
std::string WithTest(const std::string& body) { return Definition("test \"x\" { " + body + " }\n"); }
}  // namespace

TEST_CASE("faults of tests are reported once") {
  RunCases({
      {Id::kUnknownRule, WithTest("given host.up = true expect \"00\" pass"), "\"00\""},
      {Id::kUnknownVerdict, WithTest("given host.up = true expect \"0\" pas"), "pas"},
      {Id::kUnknownGrade, WithTest("given host.up = true expect \"0\" pass grade affirmin"), "affirmin"},
      {Id::kUnknownFixture, WithTest("given fixture basic expect \"0\" pass"), "basic"},
      {Id::kFixtureCycle, Definition("fixture a { given fixture a }\n"), ""},
      {Id::kPartialValue, WithTest("given host.name is partial \"x\" expect \"0\" pass"), ""},
      {Id::kUnknownEnvironment, WithTest("given hots.up = true expect \"0\" pass"), "hots"},
      {Id::kUnknownField, WithTest("given host.upp = true expect \"0\" pass"), "upp"},
      {Id::kUnknownField, WithTest("given host.users = [ { nam = \"a\" } ] expect \"0\" pass"), "nam"},
      {Id::kTypeMismatch, WithTest("given host.up = 1 expect \"0\" pass"), "1"},
      {Id::kUnknownParam, WithTest("given param limt = 1 expect \"0\" pass"), "limt"},
      {Id::kUnknownLevel, WithTest("given level L9 expect \"0\" pass"), "L9"},
      {Id::kDuplicateKey, WithTest("given host.keyed = { \"a\" : \"b\", \"a\" : \"c\" } expect \"0\" pass"), "\"a\""},
      {Id::kUnknownEndorser, WithTest("given endorser e untrusted expect \"0\" pass"), "e"},
      {Id::kWaivedOutside, WithTest("given host.up = false expect \"0\" fail waived"), ""},
      {Id::kNotACondition, WithTest("given host.up = true expect that host.number"), "host.number"},
      {Id::kNotAnEnvironment, WithTest("given collected(host.name) = 2026-01-01 expect \"0\" unknown"), ""},
      {Id::kUnknownFunction, WithTest("given collect(host) = 2026-01-01 expect \"0\" unknown"), "collect"},
      {Id::kPartialValue, WithTest("given nonce(host) is partial expect \"0\" unknown"), ""},
  });
}

TEST_CASE("givens are typed values; fixtures stand in their place") {
  Checked out = CheckSource(Definition(R"(
fixture basic { given host.up = false given now = 2026-11-21 given level L1 }
test "x" {
    given fixture basic
    given host.up = true
    given host.users = [ { name = "root", uid = 0 } ]
    given host.users[0].home is absent
    given host.packages["a"] = { release = dpkg'1.2' }
    given host.keyed = {}
    given host.words is partial "cut short"
    expect "0" pass because "yes"
    expect level L1 unknown
    expect that count(host.users) == 1
}
)"));
  INFO(out.All());
  REQUIRE(out.model.has_value());
  REQUIRE(out.model->tests.size() == 1);
  const auto& test = out.model->tests[0];
  REQUIRE(test.givens.size() == 7);
  CHECK(test.now == 1795219200);
  CHECK(test.level == 0u);
  CHECK(test.givens[2].value.items[0].fields.size() == 2);
  CHECK(test.givens[3].path.size() == 3);
  CHECK(test.givens[3].path[1].field_or_key == "0");
  CHECK(test.givens[4].path[1].is_key);
  CHECK(test.givens[5].value.kind == TypeKind::kMap);
  CHECK(test.givens[6].kind == model::GivenKind::kPartial);
  REQUIRE(test.expectations.size() == 3);
  CHECK(test.expectations[2].that != model::kNone);
}

TEST_CASE("a file of tests sees all names of its definition") {
  Files files;
  Checked out = CheckSource(
      Definition("param limit : int = 4\nrule \"1\" first { title \"t\" level L1 require host.number <= limit }\n"),
      files,
      {"tests of \"main.mps\" language 1\ntest \"x\" { given param limit = 5 given host.number = 5 expect \"1\" pass "
       "}\n"});
  INFO(out.All());
  REQUIRE(out.model.has_value());
  REQUIRE(out.model->tests.size() == 1);
  CHECK(out.model->tests[0].params.at(0).second.number == 5);
  Checked other =
      CheckSource(Definition(""), files,
                  {"tests of \"other.mps\" language 1\ntest \"x\" { given host.up = true expect \"0\" pass }\n"});
  CHECK(other.Count(Id::kTestsOfOther) == 1);
  Checked alone = CheckSource(
      std::string() + "tests of \"main.mps\" language 1\ntest \"x\" { given host.up = true expect \"0\" pass }\n");
  CHECK(alone.Count(Id::kTestsAlone) == 1);
}

TEST_CASE("an endorsements file is refused without its definition") {
  const std::string of = " of \"B\" version 1.0.0 sha256'" + std::string(64, 'a') + "' language 1\n";
  CHECK(CheckSource("endorsements \"A\" version 1.0.0" + of + "endorsement e by x { when b.a == 1 then b.c = 2 }\n")
            .Count(Id::kEndorsementsFileAlone) == 1);
}
