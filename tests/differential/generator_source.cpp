// Definitions: expressions by type, rules, levels, parameters.
#include <sstream>

#include "generator.h"

namespace mps::differential {
namespace {

// Every kind of claim, required and optional, and collections of each shape.
constexpr const char* kSchema = R"(enum colour { "red", "green", "blue" }
enum shade open { "dark", "light" }
record leaf { name : text  n? : int  k : int  m : mode  tags : set of text  sub : map of text to int  vs? : list of int }
record loose open { a : int  b? : text }
schema root {
    b : bool      b2? : bool
    i : int       i2? : int        j : int in 0..100    j2? : int in -5..5
    t : text      t2? : text       u : text in { "a", "b", "ab" }
    by : bytes    by2? : bytes     d : digest           d2? : digest
    m : mode      m2? : mode
    v : version dpkg     v2? : version dpkg     w : version rpm     x : version semver     y : version dotted
    at : time     at2? : time      du : duration        du2? : duration
    ip : ip       ip2? : ip        net : cidr
    col : colour  col2? : colour   sh : shade           s : scalar    s2? : scalar
    li : list of int               ls : set of text     lt? : list of text     ld : set of digest
    lm : list of leaf              mm : map of text to leaf           mi : map of text to int   mk : map of int to text
    ms : map of text to scalar
    rec : loose   rec2? : leaf
}
)";

const std::vector<std::string> kTexts = {"\"a\"",  "\"b\"",  "\"ab\"",  "\"\"", "\"Zz\"",
                                         "\"12\"", "\"-7\"", "\"007\"", "\"é\""};
const std::vector<std::string> kInts = {
    "0", "1", "2", "3", "7", "-1", "-5", "100", "9223372036854775807", "-9223372036854775807"};
const std::vector<std::string> kPatterns = {"re'a*b?'", "re'[0-9]+'", "re'(?i)z.*'", "glob'a*'",
                                            "glob'?b'", "re''",       "re'a|é'"};
const std::vector<std::string> kKeys = {"\"a\"", "\"b\"", "\"c\"", "\"zz\""};

}  // namespace

std::string Generator::Constant(Sort sort) {
  switch (sort) {
    case Sort::kInt:
      return Pick(kInts);
    case Sort::kText:
      return Pick(kTexts);
    case Sort::kBytes:
      return Pick({"h'0000'", "h'ff00'", "h'0f0f'", "h'00ff'"});
    case Sort::kDigest:
      return "sha256'" + std::string(62, '0') + Pick({"00", "01", "02"}) + "'";
    case Sort::kMode:
      return Pick({"0644", "0600", "0777", "01777", "0000", "0640"});
    case Sort::kDpkg:
      return Pick({"dpkg'1.0-1'", "dpkg'1.0~rc1-1'", "dpkg'1:0.9'", "dpkg'1.0-1+b1'", "dpkg'1.10'"});
    case Sort::kRpm:
      return Pick({"rpm'1.0-1'", "rpm'1.0~rc1'", "rpm'2:1.0'", "rpm'1.0^git1'", "rpm'1.10'"});
    case Sort::kSemver:
      return Pick(
          {"semver'1.0.0'", "semver'1.0.0-rc.1'", "semver'1.0.0-rc.10'", "semver'1.10.0'", "semver'1.0.0-alpha'"});
    case Sort::kDotted:
      return Pick({"dotted'1'", "dotted'1.0'", "dotted'1.10'", "dotted'1.9.9'", "dotted'12'"});
    case Sort::kTime:
      return Pick({"2026-01-01", "2027-06-01T12:00:00Z", "1970-01-01", "now"});
    case Sort::kDuration:
      return Pick({"1 day", "90 days", "0 seconds", "3600 seconds", "2 weeks"});
    case Sort::kIp:
      return Pick({"ip'10.0.0.1'", "ip'10.0.0.9'", "ip'192.168.1.1'", "ip'::1'", "ip'fe80::1'"});
    case Sort::kColour:
      return Pick({"\"red\"", "\"green\"", "\"blue\""});
    case Sort::kScalar:
      return Chance(40) ? Pick(kInts) : Chance(50) ? Pick(kTexts) : Pick({"true", "false"});
  }
  return "0";
}

std::string Generator::Claim(Sort sort) {
  for (const auto& binder : scope_) {  // a bound member, often
    if (!Chance(60)) continue;
    if (!binder.leaf && binder.sort == sort) return binder.name;
    if (!binder.leaf) continue;
    if (sort == Sort::kText) return binder.name + ".name";
    if (sort == Sort::kMode) return binder.name + ".m";
    if (sort == Sort::kInt) return binder.name + Pick({".n", ".k", ".sub[\"a\"]", ".sub[\"b\"]"});
  }
  switch (sort) {
    case Sort::kInt:
      return Pick({"e.i", "e.i2", "e.j", "e.j2", "e.mi[\"a\"]", "e.mi[\"c\"]", "e.rec.a", "e.rec2.n", "e.rec2.k",
                   "e.mm[\"a\"].k", "e.mm[\"b\"].n", "e.mm[\"a\"].sub[\"a\"]", "f.i", "pi", "e.mi[pk]"});
    case Sort::kText:
      return Pick({"e.t", "e.t2", "e.u", "e.rec.b", "e.mm[\"a\"].name", "e.mk[1]", "e.mk[7]", "e.sh", "pk", "f.t2",
                   "e.mm[pk].name"});
    case Sort::kBytes:
      return Pick({"e.by", "e.by2"});
    case Sort::kDigest:
      return Pick({"e.d", "e.d2"});
    case Sort::kMode:
      return Pick({"e.m", "e.m2", "e.mm[\"a\"].m", "e.rec2.m"});
    case Sort::kDpkg:
      return Pick({"e.v", "e.v2"});
    case Sort::kRpm:
      return "e.w";
    case Sort::kSemver:
      return "e.x";
    case Sort::kDotted:
      return "e.y";
    case Sort::kTime:
      return Pick({"e.at", "e.at2"});
    case Sort::kDuration:
      return Pick({"e.du", "e.du2"});
    case Sort::kIp:
      return Pick({"e.ip", "e.ip2"});
    case Sort::kColour:
      return Pick({"e.col", "e.col2"});
    case Sort::kScalar:
      return Pick({"e.s", "e.s2", "e.ms[\"a\"]", "e.ms[\"b\"]"});
  }
  return "e.i";
}

// Claims that may be absent: only they take an `else`.
std::string Generator::OptionalClaim(Sort sort) {
  switch (sort) {
    case Sort::kInt:
      return Pick({"e.i2", "e.j2", "e.mi[\"a\"]", "e.rec2.n", "e.mm[\"b\"].n", "f.i2", "e.mi[pk]"});
    case Sort::kText:
      return Pick({"e.t2", "e.rec.b", "e.mk[1]", "e.mk[7]", "f.t2", "e.mm[pk].name"});
    case Sort::kBytes:
      return "e.by2";
    case Sort::kDigest:
      return "e.d2";
    case Sort::kMode:
      return "e.m2";
    case Sort::kDpkg:
      return "e.v2";
    case Sort::kTime:
      return "e.at2";
    case Sort::kDuration:
      return "e.du2";
    case Sort::kIp:
      return "e.ip2";
    case Sort::kColour:
      return "e.col2";
    case Sort::kScalar:
      return "e.s2";
    default:
      return "";
  }
}

std::string Generator::Term(Sort sort, int depth) {
  if (depth > 0 && Chance(20)) {
    const std::string claim = OptionalClaim(sort);
    if (!claim.empty())
      return "(" + claim + " else " +
             (sort == Sort::kScalar ? "e.s"
              : sort == Sort::kTime ? "2026-01-01"
                                    : Constant(sort)) +
             ")";
  }
  if (depth > 0 && sort == Sort::kInt && Chance(25)) {
    if (Chance(40)) return "int(" + Claim(Sort::kText) + ")";
    return "(" + Claim(Sort::kInt) + Pick({" + ", " - "}) + Term(Sort::kInt, depth - 1) + ")";
  }
  if (depth > 0 && sort == Sort::kText && Chance(12)) return "lower(" + Claim(Sort::kText) + ")";
  if (depth > 0 && sort == Sort::kTime && Chance(25))
    return "(" + Claim(Sort::kTime) + Pick({" + ", " - "}) + Constant(Sort::kDuration) + ")";
  if (depth > 0 && sort == Sort::kDuration && Chance(25)) return "(now - " + Claim(Sort::kTime) + ")";
  if (sort == Sort::kMode && Chance(20)) return "(" + Claim(sort) + " & " + Constant(sort) + ")";
  if (sort == Sort::kBytes && Chance(25)) return "(" + Claim(sort) + " & " + Pick({"h'ffff'", "h'0fff'"}) + ")";
  return Claim(sort);
}

std::string Generator::Compare(int depth) {
  const auto sort = static_cast<Sort>(Below(14));
  const bool ordered = sort != Sort::kColour && sort != Sort::kMode && sort != Sort::kDigest && sort != Sort::kBytes &&
                       sort != Sort::kText && sort != Sort::kScalar && sort != Sort::kIp;
  const std::string left = Term(sort, depth);
  if (sort == Sort::kMode && Chance(50)) return left + " within " + Constant(sort);
  if (sort == Sort::kIp && Chance(50))
    return left + " in " + Pick({"ip'10.0.0.0/8'", "ip'::/0'", "ip'192.168.1.0/24'", "ip'10.0.0.8/29'"});
  if (ordered && Chance(20)) {
    const std::string range = sort == Sort::kInt        ? Pick({"0..5", "-5..100", "1..1", "0..9223372036854775807"})
                              : sort == Sort::kTime     ? "2026-01-01..2027-01-01"
                              : sort == Sort::kDuration ? "1 day..90 days"
                              : sort == Sort::kDpkg     ? "dpkg'1.0~'..dpkg'1.0-2'"
                              : sort == Sort::kRpm      ? "rpm'1.0~'..rpm'1.1'"
                              : sort == Sort::kSemver   ? "semver'1.0.0-a'..semver'1.0.0'"
                                                        : "dotted'1'..dotted'1.10'";
    return left + (Chance(20) ? " not in " : " in ") + range;
  }
  const std::string op = ordered ? Pick({" == ", " != ", " < ", " <= ", " > ", " >= "}) : Pick({" == ", " != "});
  return left + op + (Chance(75) ? Constant(sort) : Term(sort, 0));
}

std::string Generator::SetOf(Sort sort, int depth) {
  if (sort == Sort::kText && Chance(60)) {
    const std::string member = Pick({"e.ls", "e.lt", "e.rec2.tags", "e.mm[\"a\"].tags", "ps", "st", "many_texts", ""});
    if (!member.empty()) return member;
  }
  if (sort == Sort::kInt && Chance(50)) return Pick({"e.li", "e.rec2.vs", "pn", "many_ints"});
  if (sort == Sort::kDigest && Chance(60)) return "e.ld";
  if (depth > 0 && (sort == Sort::kText || sort == Sort::kInt) && Chance(30)) {
    const std::string x = "x" + std::to_string(++names_);
    const std::string where = Chance(50) ? " where " + x + ".k >= " + Pick({"0", "2", "7"}) : "";
    return "{ " + x + (sort == Sort::kText ? ".name" : Pick({".n", ".k"})) + " for " + x + " in e.lm" + where + " }";
  }
  std::string set = "{ " + Constant(sort);
  for (std::size_t i = Below(3); i-- > 0;) set += ", " + Constant(sort);
  return set + " }";
}

std::string Generator::Membership(int depth) {
  const Sort sorts[] = {Sort::kInt,  Sort::kText,   Sort::kDigest, Sort::kColour,
                        Sort::kDpkg, Sort::kScalar, Sort::kIp,     Sort::kMode};
  const Sort sort = sorts[Below(std::size(sorts))];
  return Term(sort, depth) + (Chance(35) ? " not in " : " in ") + SetOf(sort, depth);
}

std::string Generator::TextTest() {
  const std::string left = Term(Sort::kText, 1);
  switch (Below(5)) {
    case 0:
      return left + " matches " + Pick(kPatterns);
    case 1:
      return left + " contains " + Pick(kPatterns);
    case 2:
      return left + " contains " + Term(Sort::kText, 0);
    case 3:
      return left + " starts with " + Pick(kTexts);
    default:
      return left + " ends with " + Pick(kTexts);
  }
}

std::string Generator::Presence() {
  return Pick({"e.b2", "e.i2", "e.t2", "e.rec2", "e.rec2.n", "e.mi[\"a\"]", "e.mm[\"b\"]", "e.mm[\"a\"].n", "e.lt",
               "e.mk[3]", "e.ms[\"zz\"]", "e.rec.b", "e.mi[pk]", "f.i2"}) +
         Pick({" is present", " is absent"});
}

std::string Generator::Bind(std::vector<Binder>& binders, int depth) {
  const std::string x = "x" + std::to_string(++names_), y = "y" + std::to_string(names_);
  switch (Below(8)) {
    case 0:
      binders = {{x, Sort::kInt, false}};
      return x + " in " + SetOf(Sort::kInt, depth);
    case 1:
    case 2:
      binders = {{x, Sort::kText, false}};
      return x + " in " + SetOf(Sort::kText, depth);
    case 3:
    case 4:
      binders = {{x, Sort::kInt, true}};
      return x + " in e.lm";
    case 5:
      binders = {{x, Sort::kText, false}, {y, Sort::kInt, true}};
      return x + ", " + y + " in e.mm";
    case 6:
      binders = {{x, Sort::kText, false}, {y, Sort::kInt, false}};
      return x + ", " + y + " in e.mi";
    default:
      binders = {{x, Sort::kText, false}};
      return x + " in " + Pick({"e.mi", "e.mm", "e.mm[\"a\"].sub"});
  }
}

std::string Generator::Quantified(int depth) {
  std::vector<Binder> binders;
  const std::string clause = Bind(binders, depth);
  const std::size_t outer = scope_.size();
  scope_.insert(scope_.end(), binders.begin(), binders.end());
  const std::string where = Chance(40) ? " where " + Truth(0) : "";
  std::string text;
  if (Chance(12)) {
    const std::string key =
        binders.back().leaf ? binders.back().name + Pick({".name", ".n", ".k"}) : binders.back().name;
    text = "(distinct " + clause + where + " : " + key + ")";
  } else {
    text =
        "(" + Pick({"all ", "any ", "no ", "one ", "all ", "any "}) + clause + where + " : " + Truth(depth - 1) + ")";
  }
  scope_.resize(outer);
  return text;
}

std::string Generator::CountTest(int depth) {
  std::string count;
  if (Chance(45)) {
    count = "count(" +
            (Chance(60) ? Pick({"e.li", "e.ls", "e.lm", "e.mm", "e.lt", "e.mi", "many_ints"})
                        : SetOf(Chance(50) ? Sort::kText : Sort::kInt, depth)) +
            ")";
  } else {
    std::vector<Binder> binders;
    const std::string clause = Bind(binders, depth);
    const std::size_t outer = scope_.size();
    scope_.insert(scope_.end(), binders.begin(), binders.end());
    count = "count(" + clause + " where " + Truth(0) + ")";
    scope_.resize(outer);
  }
  if (Chance(15)) return count + " in 1..3";
  return count + Pick({" == ", " != ", " < ", " <= ", " > ", " >= "}) + Pick({"0", "1", "2", "3"});
}

std::string Generator::SetTest() {
  const Sort sort = Chance(60) ? Sort::kText : Sort::kInt;
  const std::string z = "z" + std::to_string(++names_);
  const std::string left = sort == Sort::kText ? Pick({"e.ls", "e.rec2.tags", "ps", "e.mm[\"a\"].tags"})
                                               : "{ " + z + ".k for " + z + " in e.lm }";
  return left + Pick({" == ", " != "}) + SetOf(sort, 1);
}

std::string Generator::Truth(int depth) {
  if (depth > 0 && Chance(45)) {
    switch (Below(5)) {
      case 0:
      case 1: {
        const std::string op = Pick({" and ", " or "});
        std::string chain = "(" + Truth(depth - 1);
        for (std::size_t i = 1 + Below(2); i-- > 0;) chain += op + Truth(depth - 1);
        return chain + ")";
      }
      case 2:
        return "(not (" + Truth(depth - 1) + "))";
      case 3:
        return "((" + Truth(depth - 1) + Pick({" and ", " or "}) + "e.b2) else " + Pick({"true", "false", "e.b"}) + ")";
      default:
        return Quantified(depth);
    }
  }
  switch (Below(9)) {
    case 0:
      return Pick({"e.b", "e.b2", "f.b", "e.b"});
    case 1:
    case 2:
    case 3:
      return Compare(1);
    case 4:
      return Membership(depth > 0 ? 1 : 0);
    case 5:
      return TextTest();
    case 6:
      return depth > 0 ? CountTest(depth) : Compare(0);
    case 7:
      return depth > 0 ? SetTest() : Presence();
    default:
      return Presence();
  }
}

std::string Generator::RuleBody(bool grades) {
  std::string body;
  if (Chance(30)) body += "    when ((" + Truth(2) + " and e.b2) else " + Pick({"true", "false"}) + ")\n";
  if (grades) {
    body += "    grade {\n";
    if (Chance(80)) body += "        affirming when " + Truth(2) + "\n";
    if (Chance(70)) body += "        warning when " + Truth(2) + "\n";
    return body + "        otherwise " + Pick({"contraindicated", "warning", "affirming"}) + "\n    }\n";
  }
  for (std::size_t i = 1 + Below(2); i-- > 0;) body += "    require " + Truth(3) + "\n";
  if (Chance(25)) body += "    use check_i(e, " + Pick({"0", "7", "pi"}) + ")\n";
  return body;
}

std::string Generator::Rule(int number) {
  scope_.clear();
  return "rule \"r" + std::to_string(number) + "\" rule_" + std::to_string(number) + " {\n    title \"t\"\n    level " +
         Pick({"L1", "L2"}) + "\n    severity " + Pick({"high", "medium", "low"}) + "\n" +
         (Chance(4) ? std::string("    manual \"look\"\n") : RuleBody(Chance(15))) + "}\n";
}

std::string Generator::Definition() {
  std::ostringstream out;
  out << "mps \"Gen\" version 1.0.0 language 1\n"
      << kSchema
      << "environment e : root\nenvironment f : root\nlevel L1\nlevel L2 extends L1 { param pi = 3  accept warning }\n"
         "param pi : int in 0..50 = 5\nparam pk : text = \"a\"\nparam ps : set of text = { \"a\", \"b\" }\nparam pn : "
         "set of int = { 1, 7 }\n"
         "set st of text = { \"a\", \"ab\", \"é\" }\nset many_texts of text = { \"a\", \"b\"";
  for (int i = 0; i < 80; ++i) out << ", \"k" << i << "\"";
  out << " }\nset many_ints of int = { 0, 7";
  for (int i = 0; i < 80; ++i) out << ", " << 1000 + i;
  out << " }\ntemplate check_i(h : root, least : int) \"t\" {\n    title \"t\"\n    when (h.b2 else true)\n    require "
         "h.i >= least\n}\n"
         "configuration conf \"c\" {\n    include e.i\n    include e.t2\n    include e.ls\n    include "
         "e.mi[\"a\"]\n}\n";
  if (Chance(20)) out << "when (e.b2 else true)\n";
  const int rules = 1 + static_cast<int>(Below(4));
  for (int i = 0; i < rules; ++i) out << Rule(i);
  // Both levels have a rule, and every parameter and set a reader, whatever was drawn above.
  out << "rule \"z1\" last_1 { title \"t\" level L1 severity low require e.i >= pi }\n"
         "rule \"z2\" last_2 { title \"t\" level L2 severity low require conf.digest == sha256'"
      << std::string(64, '0')
      << "' or e.t in ps or e.i in pn or e.t == pk or e.t in st or e.t in many_texts or e.i in many_ints }\n";
  return out.str();
}

std::vector<std::pair<std::string, std::string>> Generator::Params() {
  std::vector<std::pair<std::string, std::string>> params;
  if (Chance(20)) params.emplace_back("pi", Pick({"0", "7", "50"}));
  if (Chance(15)) params.emplace_back("pk", Pick({"a", "b", "zz"}));
  if (Chance(15)) params.emplace_back("ps", Pick({"a", "b,ab", "a,b"}));
  return params;
}

}  // namespace mps::differential
