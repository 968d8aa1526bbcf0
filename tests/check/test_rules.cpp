// Rules, templates, grades, configurations: what is refused, and what a rule comes to.
#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {
const std::string kTemplate =
    "template t(h : machine, n : int, path_ : text = \"/etc/x y\") { title \"Ensure \\{n}\" when h.packages[\"a\"] is "
    "present require h.number == n fix shell \"echo \\{path_}\" refs nist \"A-1\" }\n";
std::string Graded(const std::string& arms) { return WithRule("grade { " + arms + " otherwise contraindicated }"); }
}  // namespace

TEST_CASE("faults of rules are reported once") {
  RunCases({
      {Id::kRuleWithoutLevel, Definition("rule \"1\" first { title \"t\" require host.up }"), "first"},
      {Id::kEmptyRule, WithRule(""), "first"},
      {Id::kEmptyTemplate, Definition("template t(h : machine) { when h.up }"), "t"},
      {Id::kNotInTemplate, Definition("template t(h : machine) { level L1 require h.up }"), "t"},
      {Id::kGradeAndRequire, WithRule("require host.up grade { warning when host.up otherwise affirming }"), ""},
      {Id::kManualAndCheck, WithRule("manual \"look\" require host.up"), "first"},
      {Id::kUnknownSeverity, WithRule("severity hihg require host.up"), "hihg"},
      {Id::kUnknownGrade, WithRule("grade { warnin when host.up otherwise affirming }"), "warnin"},
      {Id::kUnknownFix, WithRule("require host.up fix shel \"x\""), "shel"},
      {Id::kOverlappingArms, Graded("affirming when host.name in { \"a\", \"b\" } warning when host.name == \"b\""),
       ""},
      {Id::kOverlappingArms, Graded("affirming when host.number in 1..5 warning when host.number in 5..9"), ""},
      {Id::kOverlappingArms, Graded("affirming when host.number >= 5 warning when host.number >= 3"), ""},
      {Id::kOverlappingArms, Graded("affirming when host.number > 5 warning when not (host.number > 7)"), ""},
      {Id::kOverlappingArms,
       Graded("affirming when host.up and host.number == 3 warning when host.number in 1..5 and host.up"), ""},
      {Id::kOverlappingArms,
       Graded("affirming when host.number in 1..5 and host.up warning when host.number in { 5, 9 }"), ""},
      {Id::kOverlappingArms,
       Graded("affirming when host.number == 1 or host.name == \"a\" warning when host.name in { \"a\", \"b\" } and "
              "host.number != 1"),
       ""},
      {Id::kOverlappingArms,
       Graded("affirming when host.number in 1..9 warning when host.number in 2..4 and host.number not in { 2, 3 }"),
       ""},
      {Id::kAllowedMeetsDisallowed,
       WithRule("require host.name in { \"a\", \"b\" } require host.name not in { \"b\" }"), "first"},
      {Id::kAllowedMeetsDisallowed,
       WithRule(
           "require all w in host.words : w in { \"a\", \"b\" } require no w in host.words : w in { \"b\", \"c\" }"),
       "first"},
      {Id::kNeverApplies, WithRule("require host.up when 1 == 2"), "1 == 2"},
      {Id::kVolatileInConfiguration, Definition("configuration c { include host.boot_id }\n"), "host.boot_id"},
      {Id::kVolatileInConfiguration, Definition("configuration c { include host.packages }\n"), "host.packages"},
      {Id::kConfigurationEnvironments,
       Definition("environment b : machine { }\nconfiguration c { include host.name include b.name }\n"), "b.name"},
      {Id::kEmptyConfiguration, Definition("configuration c { }\n"), "c"},
      {Id::kIncludePath, Definition("configuration c { include keys }\n"), "keys"},
      {Id::kConfigurationValue,
       WithRule("require c == sha256'" + std::string(64, 'a') + "'", "configuration c { include host.name }\n"), "c"},
      {Id::kUnknownAllow, WithRule("require host.up allow MPS2199 because \"x\""), "MPS2199"},
      {Id::kAllowNothing, WithRule("require host.up allow MPS2104 because \"x\""), ""},
      {Id::kNoTitle, Definition("rule \"1\" first { level L1 require host.up }"), "first"},
      {Id::kUnusedFormal, WithRule("use t(host, 1)", "template t(h : machine, n : int) { require h.up }\n"), "n"},
      {Id::kUnused, Definition("template t(h : machine) { require h.up }"), "t"},
      {Id::kPatternNotConstant,
       WithRule("require count(p in ps where host.name matches p) == 1",
                "define ps : list of pattern = [ re'a', re'b' ]\n"),
       "p"},
      {Id::kUnreachableArm, Graded("affirming when 1 == 1 warning when host.up"), ""},
  });
}

TEST_CASE("arms that exclude each other, or of which nothing can be shown, compile") {
  for (const char* arms : {
           "affirming when host.number >= 5 warning when host.number in 3..4",
           "affirming when host.number > 5 warning when host.number <= 5",
           "affirming when host.up and host.number == 3 warning when host.number == 3 and not host.up",
           "affirming when host.number in 1..5 and host.up warning when host.number in 1..5 and not host.up",
           "affirming when host.number == 1 warning when host.number in 1..2 and host.number != 1 and host.number != 2",
           "affirming when host.number == 1 and host.name == \"a\" warning when host.number == 1 and host.name != "
           "\"a\"",
           "affirming when host.number == 1 warning when host.name == \"a\"",
           "affirming when count(host.words) >= 2 warning when count(host.words) >= 1",
           "affirming when host.name in { \"a\" } or host.up warning when host.name == \"b\" and not host.up",
       }) {
    Checked each = CheckSource(Graded(arms));
    INFO(arms << "\n" << each.All());
    CHECK(each.First(Id::kOverlappingArms) == nullptr);
    CHECK(each.model.has_value());
  }
  Checked out = CheckSource(Graded("affirming when host.name in { \"a\" } warning when host.name == \"b\""));
  INFO(out.All());
  REQUIRE(out.model.has_value());
  REQUIRE(out.model->rules[1].arms.size() == 3);
  CHECK(out.model->rules[1].arms[2].condition == model::kNone);
}

TEST_CASE("a use is a part with the template's own `when`, its title, fix and refs") {
  Checked out = CheckSource(Definition(kTemplate + R"(
when host.number >= 0
section "5" "five" { level L1 severity high refs cce "C-1" when host.name != ""
    rule "1" first { when host.up  require host.small == 1  use t(host, 7)  use t(host, n = 8, path_ = "it's") }
}
)"));
  INFO(out.All());
  REQUIRE(out.model.has_value());
  const auto& model = *out.model;
  const auto& rule = model.rules[1];
  CHECK(rule.title == "Ensure 7");
  CHECK(rule.severity == "high");
  CHECK(rule.section == "5");
  REQUIRE(rule.refs.size() == 2);
  REQUIRE(rule.parts.size() == 3);
  CHECK(rule.parts[0].when == model::kNone);
  CHECK(model.exprs[rule.when].text == "host.number >= 0 and host.name != \"\" and host.up");
  CHECK(rule.parts[1].from == "t");
  CHECK(model.exprs[rule.parts[1].when].text == "host.packages[\"a\"] is present");
  CHECK(model.exprs[rule.parts[2].require].text == "host.number == 8");
  REQUIRE(rule.fixes.size() == 2);
  CHECK(rule.fixes[0].second == "echo '/etc/x y'");
  CHECK(rule.fixes[1].second == "echo 'it'\\''s'");
  // The span of what came out of a template is the use.
  CHECK(out.TextAt(model.exprs[rule.parts[1].require].span) == "use t(host, 7)");
}

TEST_CASE("a fault that only arguments bring shows at the use, with a label in the template") {
  Checked out = CheckSource(WithRule("use t(host, \"permitrotlogin\")",
                                     "template t(h : machine, key : text) { require h.keyed[key] == \"no\" }\n"));
  const auto* d = out.First(Id::kNearMissKey);
  REQUIRE(d != nullptr);
  CHECK(out.TextAt(d->span) == "use t(host, \"permitrotlogin\")");
  REQUIRE(d->labels.size() == 1);
  CHECK(out.TextAt(d->labels[0].span) == "key");
  REQUIRE_FALSE(d->helps.empty());
  CHECK(d->helps[0] == "did you mean `\"permitrootlogin\"`?");
}

TEST_CASE("`allow` silences its warning in its rule only") {
  const std::string pattern = "require host.name matches re'(a|b)*[x][y](c|d)+(e|f)?([0-9]|[1-9])'";
  CHECK(CheckSource(WithRule(pattern)).Count(Id::kHardPattern) == 1);
  Checked out = CheckSource(WithRule(pattern + " allow MPS2104 because \"no grammar\""));
  CHECK(out.Count(Id::kHardPattern) == 0);
  CHECK(out.Count(Id::kAllowNothing) == 0);
}

TEST_CASE("patterns in a list are unrolled") {
  Checked out = CheckSource(WithRule("require not (any p in ps : host.name matches p)",
                                     "define ps : list of pattern = [ re'a+', glob'b*' ]\n"));
  INFO(out.All());
  REQUIRE(out.model.has_value());
  CHECK(out.model->exprs[out.model->rules[1].parts[0].require].text ==
        "not (host.name matches re'a+' or host.name matches glob'b*')");
}
