// Types: every form of expression refuses what it cannot mean, and says how it is mended.
#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

TEST_CASE("faults of types are reported once") {
  const std::string when_rule = "rule \"1\" first { title \"t\" level L1 require host.up when ";
  RunCases({
      {Id::kTypeMismatch, WithRule("require host.number == \"1\""), "\"1\""},
      {Id::kTypeMismatch, WithRule("require host.name == 1"), "1"},
      {Id::kTypeMismatch, WithRule("require host.age <= 5"), "5"},
      {Id::kNotComparable, WithRule("require host.number == host.name"), "=="},
      {Id::kNotComparable, WithRule("require host.words == host.words"), "=="},
      {Id::kTypeMismatch, WithRule("require host.name == re'a'"), "re'a'"},
      {Id::kNotOrdered, WithRule("require host.up < host.up"), "<"},
      {Id::kModeOrder, WithRule("require host.rights <= 0640"), "<="},
      {Id::kNotText, WithRule("require host.number matches re'1'"), "host.number"},
      {Id::kNotText, WithRule("require host.words contains \"x\""), "host.words"},
      {Id::kNotACondition, WithRule("require host.number"), "host.number"},
      {Id::kNotACondition, WithRule("require host.loose"), "host.loose"},
      {Id::kNotACollection, WithRule("require all x in host.number : x == 1"), "host.number"},
      {Id::kNotAMap, WithRule("require host.words[0] == \"a\""), ""},
      {Id::kNoFields, WithRule("require host.users.name == \"a\""), "name"},
      {Id::kNotAClaim, WithRule("require 1 is present"), "1"},
      {Id::kNotIn, WithRule("require host.number in host.words"), "in"},
      {Id::kNotIn, WithRule("require host.name in host.keyed"), "in"},
      {Id::kUnknownEnumWord, WithRule("require host.colour == \"gren\""), "\"gren\""},
      {Id::kUnknownEnumWord, WithRule("require host.proto == \"tcpp\""), "\"tcpp\""},
      {Id::kUnknownEnumWord, WithRule("require host.coloured[\"blu\"] is present"), ""},
      {Id::kUnlistedWord, WithRule("require host.now_is == \"runing\""), "\"runing\""},
      {Id::kOutsideDomain, WithRule("require host.small == 101"), "101"},
      {Id::kEmptyRange, WithRule("require host.number in 5..1"), "5..1"},
      {Id::kEmptyRange, Definition("record r { a : int in 5..1 }"), ""},
      {Id::kEmptyDomain,
       Definition("type t = text in { \"a\" }\nset s of text = { \"b\" }\nparam p : t in s = \"a\"\nrule \"1\" r { "
                  "title \"t\" level L1 require host.name == p }"),
       ""},
      {Id::kNoDomain, Definition("record r { a : bool in 1..2 }"), ""},
      {Id::kEmptySetType, Definition("set none = { }"), ""},
      {Id::kSetElement, Definition("record r { a : set of user }"), "user"},
      {Id::kMapKey, Definition("record r { a : map of bool to int }"), "bool"},
      {Id::kUnknownOrdering, Definition("record r { a : version dpgk }"), "dpgk"},
      {Id::kVersionOrdering, Definition("record r { a : version }"), ""},
      {Id::kOrderingMismatch, WithRule("require host.release >= dotted'1.2'"), "dotted'1.2'"},
      {Id::kIntForMode, WithRule("require host.rights == 640"), "640"},
      {Id::kIpFamily, WithRule("require host.address in ip'10.0.0.1'..ip'::1'"), ""},
      {Id::kMaskLength, WithRule("require host.blob & h'00ff' == h'12'"), ""},
      {Id::kMaskStray, WithRule("require host.rights & 0022 == 0100"), ""},
      {Id::kCannotAdd, WithRule("require host.name + 1 == 2"), "+"},
      {Id::kCannotMask, WithRule("require host.name & 1 == 2"), ""},
      {Id::kUnitMismatch, WithRule("require host.seconds_up == host.bytes_used"), "=="},
      {Id::kUnitMismatch, WithRule("require host.seconds_up - host.bytes_used == 0"), "-"},
      {Id::kNeverAbsent, WithRule("require host.name is present"), "host.name"},
      {Id::kElseForm, WithRule("require all k, v in (host.extra else host.keyed) : v == \"a\""), "host.keyed"},
      {Id::kListRepeat, WithRule("require one w in [ \"a\", \"b\", \"a\" ] : w in host.words"), ""},
      {Id::kListRepeat, WithRule("require distinct w in [ \"a\", \"a\" ] : host.packages[w]"), ""},
      {Id::kListRepeat, WithRule("require count(n in [ 1, 1 ] where n == host.number) == 1"), ""},
      {Id::kNeverAbsent, WithRule("require (host.name else \"a\") == \"b\""), "host.name"},
      {Id::kUnguardedAbsence, Definition(when_rule + "host.maybe == \"a\" }"), "host.maybe"},
      {Id::kUnguardedAbsence,
       Definition(when_rule + "host.packages[\"x\"].release >= dpkg'1' and host.packages[\"x\"] is present }"), ""},
      {Id::kBinders, WithRule("require all k, v in host.users : v.uid == 0"), "k"},
      {Id::kDistinctKey, WithRule("require distinct u in host.users : u"), "u"},
      {Id::kPatternDue, WithRule("require host.name matches \"a\""), "\"a\""},
      {Id::kPatternAsClaim, Definition("record r { a : pattern }"), "pattern"},
      {Id::kPatternList,
       WithRule("require one p in ps : host.name matches p", "define ps : list of pattern = [ re'a', re'b' ]\n"), ""},
      {Id::kGlobContains, WithRule("require host.name contains glob'a*'"), ""},
      {Id::kListLiteral, WithRule("require host.name in [ host.name ]"), ""},
      {Id::kDataLiteral, WithRule("require host.name == { a = 1 }"), ""},
      {Id::kNotConstant, Definition("set s of text = { host.name }"), ""},
      {Id::kNotASchema, Definition("environment b : user { }\n"), "user"},
      {Id::kNotAnEnvironment, WithRule("require now - collected(host.users) <= 1 day"), "host.users"},
      {Id::kNotAnEnvironment, WithRule("require all u in host.users : nonce(u) == h'00'"), "u"},
      {Id::kArgumentCount, WithRule("require now - collected() <= 1 day"), ""},
      {Id::kUnguardedAbsence, Definition(when_rule + "nonce(host) == h'00' }"), "nonce(host)"},
      {Id::kCompleteMany, Definition("environment many_ many : machine complete { }\n"), ""},
      {Id::kParentCycle, Definition("environment a : machine { parent b }\nenvironment b : machine { parent a }\n"),
       ""},
      {Id::kEndorserKey, Definition("endorser e { may endorse host.vouched }\n"), ""},
      {Id::kGrantPath,
       Definition("endorser e { key thumbprint sha256'" + std::string(64, 'a') + "' may endorse keys }\n"), ""},
      {Id::kNotEndorsable,
       Definition("endorser e { key thumbprint sha256'" + std::string(64, 'a') + "' may endorse host.name }\n"),
       "host.name"},
      {Id::kUnknownEnumWord,
       WithRule("require host.colour in colours", "set colours of text = { \"red\", \"gren\" }\n"), "\"gren\""},
      {Id::kUnknownEnumWord,
       WithRule("require no c in colours : c == host.colour", "set colours of text = { \"red\", \"gren\" }\n"),
       "\"gren\""},
      {Id::kUnknownEnumWord, WithRule("require host.proto not in protos", "set protos of text = { \"ucp\" }\n"),
       "\"ucp\""},
      {Id::kUnlistedWord,
       WithRule("require host.now_is in states", "set states of text = { \"running\", \"runing\" }\n"), "\"runing\""},
      {Id::kBadPathText, WithRule("require host.folder == \"/a%b\""), ""},
      {Id::kNearMissKey, WithRule("require host.keyed[\"permitrotlogin\"] == \"no\""), "\"permitrotlogin\""},
      {Id::kHardPattern, WithRule("require host.name matches re'(a|b)*[x][y](c|d)+(e|f)?([0-9]|[1-9])'"), ""},
      {Id::kRepeatedMember, WithRule("require host.number in { 1, 2, 1 }"), ""},
      {Id::kUnusedBinder, WithRule("require all u in host.users : host.up"), "u"},
      {Id::kConstantCondition, WithRule("require 1 == 1"), "1 == 1"},
  });
}

TEST_CASE("what is right compiles, and reads as its author wrote it") {
  struct Right {
    std::string source, text;
  };
  const std::vector<Right> rights = {
      {"host.number in 1..5", "host.number in 1..5"},
      {"now - collected(host) <= 1 day", "now - collected(host) <= 1 day"},
      {"(nonce(host) else h'00') == h'00'", "(nonce(host) else h'00') == h'00'"},
      {"host.rights within 0640", "host.rights within 0640"},
      {"host.rights & 01000 == 01000", "host.rights & 01000 == 01000"},
      {"host.address in ip'10.0.0.0/8'", "host.address in ip'10.0.0.0/8'"},
      {"host.release >= dpkg'1:2-3'", "host.release >= dpkg'1:2-3'"},
      {"now - host.since <= 90 days", "now - host.since <= 90 days"},
      {"host.colour in { \"green\", \"red\" }", "host.colour in { \"green\", \"red\" }"},
      {"host.loose in { 0, \"a\", true }", "host.loose in { true, 0, \"a\" }"},
      {"(host.maybe else \"a\") == \"b\"", "(host.maybe else \"a\") == \"b\""},
      {"host.maybe is absent or host.maybe == \"a\"", "host.maybe is absent or host.maybe == \"a\""},
      {"all u in host.users where u.uid == 0 : u.name == \"root\"",
       "all u in host.users where u.uid == 0 : u.name == \"root\""},
      {"no k in host.packages : k == \"telnet\"", "no k in host.packages : k == \"telnet\""},
      {"{ u.name for u in host.users where u.uid == 0 } == { \"root\" }",
       "{ u.name for u in host.users where u.uid == 0 } == { \"root\" }"},
      {"count(u in host.users where u.uid == 0) == 1", "count(u in host.users where u.uid == 0) == 1"},
      {"count(host.users) >= 1", "count(host.users) >= 1"},
      {"not (host.name ends with \"x\")", "not (host.name ends with \"x\")"},
      {"host.name not in { \"a\" }", "host.name not in { \"a\" }"},
      {"int(host.keyed[\"maxauthtries\"]) <= 4", "int(host.keyed[\"maxauthtries\"]) <= 4"},
      {"lower(host.name) starts with \"a\"", "lower(host.name) starts with \"a\""},
      {"host.blob & h'00ff' == h'0012'", "host.blob & h'00ff' == h'0012'"},
      {"distinct u in host.users : u.uid", "distinct u in host.users : u.uid"},
      {"host.packages[\"a\"].release is present", "host.packages[\"a\"].release is present"},
      {"host.folder == host.name", "host.folder == host.name"},
      {"(any u in host.users : u.uid == 0) and (host.up or host.number == 1)",
       "(any u in host.users : u.uid == 0) and (host.up or host.number == 1)"},
  };
  for (const Right& right : rights) {
    Checked out = CheckSource(WithRule("require " + right.source));
    INFO(right.source << " gave " << out.All());
    REQUIRE(out.model.has_value());
    const auto& rule = out.model->rules[1];
    CHECK(out.model->exprs[rule.parts.at(0).require].text == right.text);
    CHECK(rule.environment == 0);
  }
}

TEST_CASE("guards cover what they say, wherever they stand in the chain") {
  const char* const good[] = {
      "host.maybe is present and host.maybe == \"a\"",
      "host.maybe == \"a\" and host.maybe is present",
      "host.maybe is absent or host.maybe == \"a\"",
      "not (host.maybe is absent) and host.maybe == \"a\"",
      "(host.maybe else \"\") == \"a\"",
      "host.packages[\"x\"].release is present and host.packages[\"x\"].bytes_used == 1",
      "any u in host.users where u.home is present : u.home == \"/\"",
      "host.maybe is present",
  };
  for (const char* when : good) {
    Checked out = CheckSource(WithRule(std::string("require host.up when ") + when));
    INFO(when << " gave " << out.All());
    CHECK(out.model.has_value());
  }
  const char* const bad[] = {
      "host.maybe is present or host.maybe == \"a\"",
      "host.maybe is absent and host.maybe == \"a\"",
      "host.packages[\"x\"] is present and host.packages[\"y\"].bytes_used == 1",
      "host.packages[\"x\"] is present and host.packages[\"x\"].release >= dpkg'1'",
      "any u in host.users : u.home == \"/\"",
      "(host.maybe else host.keyed[\"maxauthtries\"]) == \"a\"",
  };
  for (const char* when : bad) {
    Checked out = CheckSource(WithRule(std::string("require host.up when ") + when));
    INFO(when << " gave " << out.All());
    CHECK(out.Count(Id::kUnguardedAbsence) == 1);
  }
}
