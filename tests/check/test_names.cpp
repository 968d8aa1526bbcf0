// Names: unknown, doubled, hidden, of the wrong kind; suggestions.
#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

TEST_CASE("faults of names are reported once, where they stand") {
  RunCases({
      {Id::kUnknownName, WithRule("require hots.up"), "hots"},
      {Id::kUnknownType, Definition("record r { a : txt }"), "txt"},
      {Id::kUnknownField, WithRule("require host.upp"), "upp"},
      {Id::kUnknownField, WithRule("require all u in host.users : u.nme == \"x\""), "nme"},
      {Id::kUnknownTemplate, WithRule("use exist(host)", "template exists(h : machine) { require h.up }\n"), "exist"},
      {Id::kUnknownLevel, Definition("rule \"1\" first { title \"t\" level L2 require host.up }"), "L2"},
      {Id::kUnknownLevel, Definition("level L2 extends L3 { }\nrule \"1\" r { title \"t\" level L2 require host.up }"),
       "L3"},
      {Id::kUnknownParam,
       Definition("level L2 extends L1 { param limt = 3 }\nparam limit : int = 4\nrule \"1\" r { title \"t\" level L1 "
                  "require host.number < limit }"),
       "limt"},
      {Id::kUnknownSet, Definition("record r { m : map of text to text known kees }"), "kees"},
      {Id::kUnknownFunction, WithRule("require opn(host)", "define open_(h : machine) : bool = h.up\n"), "opn"},
      {Id::kUnknownEnvironment, Definition("environment b : machine { parent hots }\n"), "hots"},
      {Id::kUnknownArgument,
       WithRule("use t(host, atmost = 3)", "template t(h : machine, at_most : int) { require h.number < at_most }\n"),
       "atmost"},
      {Id::kUnknownImport, Definition("record r { a : linux.file }"), "linux"},
      {Id::kWrongKind, WithRule("require L1"), "L1"},
      {Id::kWrongKind, WithRule("require t(host)", "template t(h : machine) { require h.up }\n"), "t"},
      {Id::kDuplicateName, Definition("set one_ of int = { 1 }\nparam one_ : int = 1\n"), "one_"},
      {Id::kDuplicateName, Definition("rule \"0\" again { title \"t\" level L1 require host.up }"), "\"0\""},
      {Id::kDuplicateName, Definition("rule \"9\" base { title \"t\" level L1 require host.up }"), "base"},
      {Id::kDuplicateName, Definition("level L1 \"again\""), "L1"},
      {Id::kBuiltInName, Definition("define lower(x : text) : bool = x == \"a\""), "lower"},
      {Id::kBuiltInName, Definition("record digest { a : int }"), "digest"},
      {Id::kShadow, WithRule("require all host in host.users : host.uid == 0"), "host"},
      {Id::kShadow, Definition("define f(host : machine) : bool = host.up"), "host"},
      {Id::kRecursion, Definition("define f(h : machine) : bool = h.up and f(h)"), ""},
      {Id::kRecursion, Definition("template t(h : machine) { use t(h) }"), ""},
      {Id::kNeedsArguments, WithRule("require f", "define f(h : machine) : bool = h.up\n"), "f"},
      {Id::kNotAFunction, WithRule("require host.up(1)"), ""},
      {Id::kArgumentCount, WithRule("require f(host, 1)", "define f(h : machine) : bool = h.up\n"), "1"},
      {Id::kArgumentTwice, WithRule("require f(host, h = host)", "define f(h : machine) : bool = h.up\n"), ""},
      {Id::kPositionalAfterNamed,
       WithRule("require f(h = host, 1)", "define f(h : machine, n : int) : bool = h.number == n\n"), ""},
      {Id::kMissingArgument, WithRule("require f(host)", "define f(h : machine, n : int) : bool = h.number == n\n"),
       ""},
      {Id::kNotAscii, Definition("rule \"1\u00e9\" first { title \"t\" level L1 require host.up }"), ""},
      {Id::kUnknownEndorser, WithRule("require host.name by x == \"a\""), "x"},
      {Id::kInsertion, WithRule("require host.up fix text \"\\{host.name}\""), ""},
      {Id::kTypeCycle,
       kHead + std::string("record a { b : list of b_ }\nrecord b_ { a : a }\nschema s { a : a x : bool }\n"), ""},
      {Id::kKnownOfMap, Definition("record r { a : text known keys }"), ""},
      {Id::kUnknownCorimPart, Definition("record r { a : int corim snv }"), "snv"},
      {Id::kCorimForm, Definition("record r { a : digest corim register }"), ""},
      {Id::kCorimForm, Definition("record r { a : int corim svn[3] }"), ""},
      {Id::kCorimForm, Definition("record r { a : text corim vendor of 3 }"), ""},
      {Id::kCorimKey, Definition("record r { a : int corim svn of uuid \"31\" }"), ""},
      {Id::kCorimKey, Definition("record r { a : int corim svn of oid \"2.05\" }"), ""},
      {Id::kCorimKey, Definition("record r { a : int corim svn of oidd \"2.5\" }"), "oidd"},
      {Id::kCorimType, Definition("record r { a : text corim svn }"), ""},
      {Id::kDuplicateField, Definition("record r { a : text a : int }"), "a"},
      {Id::kDuplicateField, Definition("record r { a as \"x\" : text b as \"x\" : int }"), "b"},
      {Id::kDuplicateWord, Definition("enum e { \"a\", \"a\" }"), ""},
  });
}

TEST_CASE("a misspelt name brings the nearest of its kind, and an edit") {
  Checked out = CheckSource(WithRule("require host.packges[\"x\"] is present"));
  const auto* d = out.First(Id::kUnknownField);
  REQUIRE(d != nullptr);
  REQUIRE(d->suggestion.has_value());
  CHECK(d->suggestion->replacement == "packages");
  CHECK(out.TextAt(d->suggestion->span) == "packges");
}

TEST_CASE("several faults show in one run") {
  Checked out = CheckSource(Definition(R"(
rule "1" first { title "t" level L1 require host.nam == "x" }
rule "2" two   { title "t" level L7 require host.up }
rule "3" three { title "t" level L1 require host.number == "x" }
)"));
  CHECK(out.Count(Id::kUnknownField) == 1);
  CHECK(out.Count(Id::kUnknownLevel) == 1);
  CHECK(out.Count(Id::kTypeMismatch) == 1);
  CHECK(out.Errors() == 3);
}
