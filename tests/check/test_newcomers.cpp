// What people write who come from other languages, benchmarks or word processors: each slip is told once, at its place,
// with the mend, and what follows from it is not told at all.
#include <algorithm>
#include <string>
#include <vector>

#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {

struct Slip {
  Id id;
  std::string source;
  std::string at;    // what is underlined
  std::string help;  // part of a help, or empty
};

void RunSlips(const std::vector<Slip>& slips) {
  for (const Slip& slip : slips) {
    const Checked out = CheckSource(slip.source);
    INFO(slip.source.substr(slip.source.size() > 200 ? slip.source.size() - 200 : 0) << "\ngave " << out.All());
    CHECK(out.Errors() == 1);
    const diag::Diagnostic* d = out.First(slip.id);
    CHECK(d != nullptr);
    if (d == nullptr) continue;
    CHECK(out.TextAt(d->span) == slip.at);
    const bool helped = std::any_of(d->helps.begin(), d->helps.end(),
                                    [&](const std::string& help) { return help.find(slip.help) != std::string::npos; });
    CHECK((slip.help.empty() || helped));
  }
}

}  // namespace

TEST_CASE("slips in a condition are told once") {
  RunSlips({
      {Id::kSmartQuotes, WithRule("require host.name == “no”"), "“no”", "write \"no\""},
      {Id::kAssignForEqual, WithRule("require host.number = 4"), "=", "`==`"},
      {Id::kQuantifierBody, WithRule("require all w in host.words w == \"a\""), "w", "colon"},
      {Id::kSymbolLogic, WithRule("require host.up && host.up"), "&&", "`and`"},
      {Id::kSymbolLogic, WithRule("require !host.number == 1"), "!", "`not`"},
      {Id::kSymbolComparison, WithRule("require host.number == 1 => host.up"), "=>", ""},
      {Id::kNoSuchOperator, WithRule("require host.number == 1 -> host.up"), "->", ""},
      {Id::kNoSuchOperator, WithRule("require host.number <= 5%\n"), "%", ""},
      {Id::kSymbolComparison, WithRule("require host.name =~ \"a.*\""), "=~", "`matches`"},
      {Id::kUnknownWord, WithRule("require host.name startswith \"a\""), "startswith", "`starts with`"},
      {Id::kUnknownWord, WithRule("require host.name like \"a%\""), "like", "`matches`"},
      {Id::kUnknownWord, WithRule("require host.number between 1 and 5"), "between", "lo..hi"},
      {Id::kUnknownWord, WithRule("require exists host.maybe"), "exists", "is present"},
      {Id::kUnknownWord, WithRule("require forall w in host.words : w == \"a\""), "forall", "`all`"},
      {Id::kUnknownWord, WithRule("require some w in host.words : w == \"a\""), "some", "`any`"},
      {Id::kUnknownWord, WithRule("require if host.up then host.up"), "if", "no branches"},
      {Id::kMixedLogic, WithRule("require host.up and host.up or host.up"), "or", "parentheses"},
      {Id::kCapitals, WithRule("require host.up AND host.up"), "AND", "`and`"},
      {Id::kBadNumber, WithRule("require host.number <= 90s"), "90s", "90 seconds"},
      {Id::kModeHint, WithRule("require host.rights within 640"), "640", "0640"},
      {Id::kModeOrder, WithRule("require host.rights <= 0640"), "<=", "within"},
      {Id::kExpected, WithRule("require host.name in (\"a\", \"b\")"), ",", "braces"},
      {Id::kExpected, WithRule("require host.number ==\n"), "==", ""},
      {Id::kPatternDue, WithRule("require host.name matches \"a.*\""), "\"a.*\"", "re'a.*'"},
      {Id::kUnquotedText, WithRule("require host.name matches /a.*/"), "/a.*/", ""},
      {Id::kUnknownFunction, WithRule("require len(host.words) == 1"), "len", "count("},
      {Id::kUnknownFunction, WithRule("require lowr(host.name) == \"a\""), "lowr", "`lower`"},
      {Id::kUnknownFunction, WithRule("require five() == 1"), "five", "`int`, `lower`"},
      {Id::kNotAFunction, WithRule("require host.number == five()", "define five = 5\n"), "five",
       "without parentheses"},
      {Id::kSymbolComparison, WithRule("require host.number =! 4"), "=!", "`!=`"},
      {Id::kStrayCharacter, WithRule("require host.name == `a`"), "`", "double quotes"},
      {Id::kNoFields, WithRule("require host.words.length == 1"), "length", "count(host.words)"},
      {Id::kChainedComparison, WithRule("require 1 < host.number < 5"), "<", ""},
      {Id::kIsWhat, WithRule("require host.maybe is null"), "is null", "`is absent`"},
      {Id::kUnclosedBracket, WithRule("require host.keyed[\"a\" == 1\n"), "[", ""},
  });
}

TEST_CASE("slips in rules and declarations are told once") {
  const std::string rule = " { title \"t\" level L1 require host.up }\n";
  RunSlips({
      {Id::kExpected, Definition("rule first \"1\"" + rule), "first", "rule \"1\" first"},
      {Id::kExpected, Definition("rule first" + rule), "first", "rule \"1.1.1\" first"},
      {Id::kUnquotedText, Definition("rule 1.1 first" + rule), "1.1", "\"1.1\""},
      {Id::kHyphenName, Definition("rule \"1\" no-root" + rule), "no-root", "no_root"},
      {Id::kExpected, Definition("rule \"1\" first {\n title \"t\" level L1\n require: host.up\n}"), ":",
       "without `:`"},
      {Id::kExpected, Definition("rule \"1\" first {\n title = \"t\"\n level L1\n require host.up\n}"), "=",
       "without `=`"},
      {Id::kEmptyRule, Definition("rule \"1\" first { title \"t\" level L1 }"), "first", "require"},
      {Id::kCapitals, Definition("rule \"1\" first { title \"t\" level L1\n REQUIRE host.up }"), "REQUIRE",
       "`require`"},
      {Id::kUnknownWord, Definition("rule \"1\" first { title \"t\" level L1\n assert host.up }"), "assert",
       "`require`"},
      {Id::kUnknownWord, Definition("rule \"1\" first { title \"t\" level L1\n if host.up { require host.up } }"), "if",
       "`when`"},
      {Id::kUnquotedText, Definition("rule \"1\" first {\n title Ensure it\n level L1\n require host.up\n}"),
       "Ensure it", ""},
      {Id::kNotInVersion1,
       Definition("section \"1\" \"A\" {\n section \"2\" \"B\" {\n rule \"1\" first" + rule + "} }"), "section", ""},
      {Id::kUnknownStatement, Definition("open record q { a : int }"), "open", ""},
      {Id::kUnknownLevel, Definition("rule \"1\" first { title \"t\" level L3 require host.up }"), "L3", ""},
      {Id::kUnknownType, Definition("param p : string = \"a\"\n"), "string", "`text`"},
      {Id::kUnknownType, Definition("param p : integer = 4\n"), "integer", "did you mean `int`?"},
      {Id::kUnknownType, Definition("param p : boolean = true\n"), "boolean", "did you mean `bool`?"},
      {Id::kUnknownType, Definition("record q { a : number }\n"), "number", "did you mean `int`?"},
      {Id::kUnknownType, Definition("record q { a : float }\n"), "float", "no fractions"},
      {Id::kUnknownType, Definition("record q { a : array }\n"), "array", "list of text"},
      {Id::kUnknownType, Definition("record q { a : string }\n"), "string", "did you mean `text`?"},
      {Id::kExpected, Definition("from linux import sysctl_is, installed\n"), "from linux import sysctl_is, installed",
       "`import linux`"},
      {Id::kDomainForm, Definition("param p : int 1..5 = 4\n"), "1", "in 1..5"},
      {Id::kTypeMismatch, Definition("set q of text = [\"a\"]\n"), "[\"a\"]", "braces"},
      {Id::kExpected, Definition("record q { a : list<text> }\n"), "<", "list of text"},
      {Id::kExpected, Definition("record q { a : int? }\n"), "?", "name? : type"},
      {Id::kSeparator, Definition("record q { a : int, b : text }\n"), ",", ""},
      {Id::kSeparator, WithRule("require host.up;"), ";", ""},
      {Id::kHashComment, WithRule("require host.up # so\n"), "# so", "`//`"},
      {Id::kMissingLanguage, "mps \"T\" version 1.0.0\n" + std::string(kSchema), "1.0.0", "language 1"},
      {Id::kExpected, "mps \"T\" version \"1.0.0\" language 1\n" + std::string(kSchema), "\"1.0.0\"", "without quotes"},
  });
}

TEST_CASE("a file in another language is refused as such, and nothing more is said of it") {
  RunSlips({
      {Id::kUnknownFileKind, "{\n  \"mps\": \"T\",\n  \"rules\": [ ]\n}\n", "{", "mps \"Name\""},
      {Id::kUnknownFileKind, "---\nname: T\nrules:\n  - id: \"1\"\n", "---", "mps \"Name\""},
      {Id::kUnknownFileKind, "name: T\nrules:\n  - id: \"1\"\n", "name", "mps \"Name\""},
      {Id::kUnknownFileKind, "package cis\n\ndefault allow = false\n\nallow {\n  input.a == 1\n}\n", "package", "mps"},
      {Id::kUnknownFileKind, "permit (\n  principal == User::\"alice\",\n  action\n) when { resource.x };\n", "permit",
       "mps"},
      {Id::kUnknownFileKind, "<Benchmark id=\"x\"/>\n", "<", "mps"},
  });
  CHECK(CheckSource("// note\n/* more */ mps \"T\" version 1.0.0 language 1\n" + std::string(kSchema)).Errors() == 0);
}

TEST_CASE("independent faults are all told in one run") {
  const Checked out =
      CheckSource(Definition("rule \"1\" a { title \"t\" level L1\n require host.number = 4\n}\n"
                             "rule \"2\" b { title \"t\" level L1\n require host.name == “x”\n}\n"
                             "rule \"3\" c { title \"t\" level L1\n require host.nmae == \"x\"\n}\n"
                             "ruel \"4\" d { title \"t\" level L1 require host.up }\n"
                             "rule \"5\" e { title \"t\" level L1\n require host.name == 1\n}\n"));
  INFO(out.All());
  CHECK(out.Errors() == 5);
  for (const Id id :
       {Id::kAssignForEqual, Id::kSmartQuotes, Id::kUnknownField, Id::kUnknownStatement, Id::kTypeMismatch})
    CHECK(out.First(id) != nullptr);
}

TEST_CASE("tabs and carriage returns leave the place right") {
  for (const std::string& source :
       {WithRule("\trequire\thost.number\t==\t\"x\""), WithRule("\r\n require host.number == \"x\"\r\n")}) {
    const Checked out = CheckSource(source);
    const diag::Diagnostic* d = out.First(Id::kTypeMismatch);
    REQUIRE(d != nullptr);
    CHECK(out.TextAt(d->span) == "\"x\"");
    CHECK(out.Errors() == 1);
  }
}
