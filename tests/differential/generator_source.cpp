// Definitions: expressions by type, rules, levels, parameters.
#include <sstream>

#include "base/hex.h"
#include "crypto/hash.h"
#include "generator.h"
#include "generator_constants.h"

namespace mps::differential {
namespace {

// Every kind of claim, required and optional, and collections of each shape.
constexpr const char* kSchema = R"(enum colour { "red", "green", "blue" }
enum shade open { "dark", "light" }
record leaf { name : text  n? : int  k : int  m : mode  tags : set of text  sub : map of text to int  vs? : list of int }
record loose open { a : int  b? : text }
schema unit { name : text  n? : int  k : int  m : mode  tags : set of text  sub : map of text to int  vs? : list of int }
schema root {
    b : bool      b2? : bool       p? : bool            q? : bool           r? : bool           z? : bool
    i : int       i2? : int        j : int in 0..100    j2? : int in -5..5
    t : text      t2? : text       u : text in { "a", "b", "ab" }
    by : bytes    by2? : bytes     d : digest           d2? : digest
    m : mode      m2? : mode
    v : version dpkg     v2? : version dpkg     w : version rpm     x : version semver     y : version dotted
    w2? : version rpm    x2? : version semver   y2? : version dotted                    num? : text
    at : time     at2? : time      du : duration        du2? : duration
    ip : ip       ip2? : ip        net : cidr
    col : colour  col2? : colour   sh : shade           s : scalar    s2? : scalar
    li : list of int               ls : set of text     lt? : list of text     ld : set of digest       so? : set of text
    lm : list of leaf              mm : map of text to leaf           mi : map of text to int   mk : map of int to text
    ms : map of text to scalar
    rec : loose   rec2? : leaf
)";
// In some definitions: claims for endorsers, alone or beside evidence.
constexpr const char* kEndorsed =
    "    en? : int endorsed   ei : int either   et? : text either   es : set of text endorsed   em : set of text "
    "either\n";

std::string PinDigest(const std::string& text) { return HexEncode(crypto::Sha256(AsBytes(text)).value()); }

}  // namespace

const std::string kTableFile = std::string(64, '0') + "  a\n" + std::string(62, '0') + "01  a\n" +
                               std::string(62, '0') + "01  b\n" + std::string(96, '0') + "  ab\n" + [] {
                                 std::string more;  // keys enough for an index
                                 for (int i = 0; i < 12; ++i)
                                   more += std::string(62, '0') + "02  k" + std::to_string(i) + "\n";
                                 return more;
                               }();
const std::string kSetFile = "# two\n" + std::string(62, '0') + "01\nsha384:" + std::string(96, '0') + "\n";

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
      return Pick({"0644", "0600", "0777", "01777", "0000", "0640", "0750"});
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
  if (endorsed_ && sort == Sort::kInt && Chance(40))
    return Pick({"e.en", "e.ei", "f.en", "f.ei", "e.en by ma", "e.ei by mb", "e.en by mc"});
  if (endorsed_ && sort == Sort::kText && Chance(30)) return Pick({"e.et", "f.et", "e.et by ma"});
  switch (sort) {
    case Sort::kInt:
      return Pick({"e.i", "e.i2", "e.j", "e.j2", "e.mi[\"a\"]", "e.mi[\"c\"]", "e.rec.a", "e.rec2.n", "e.rec2.k",
                   "e.mm[\"a\"].k", "e.mm[\"b\"].n", "e.mm[\"a\"].sub[\"a\"]", "f.i", "pi", "e.mi[pk]", "g[\"one\"].k",
                   "g[\"two\"].n"});
    case Sort::kText:
      return Pick({"e.t", "e.t2", "e.u", "e.rec.b", "e.mm[\"a\"].name", "e.mk[1]", "e.mk[7]", "e.sh", "pk", "f.t2",
                   "e.mm[pk].name"});
    case Sort::kBytes:
      return Pick({"e.by", "e.by2", "nonce(e)", "nonce(f)", "nonce(g[\"one\"])"});
    case Sort::kDigest:
      return Pick({"e.d", "e.d2", "conf.digest"});
    case Sort::kMode:
      return Pick({"e.m", "e.m2", "e.mm[\"a\"].m", "e.rec2.m"});
    case Sort::kDpkg:
      return Pick({"e.v", "e.v2"});
    case Sort::kRpm:
      return Pick({"e.w", "e.w2"});
    case Sort::kSemver:
      return Pick({"e.x", "e.x2"});
    case Sort::kDotted:
      return Pick({"e.y", "e.y2"});
    case Sort::kTime:
      return Pick({"e.at", "e.at2", "collected(e)", "collected(f)", "collected(g[\"two\"])"});
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
      return Pick({"e.by2", "nonce(e)", "nonce(g[\"two\"])"});
    case Sort::kDigest:
      return "e.d2";
    case Sort::kMode:
      return "e.m2";
    case Sort::kDpkg:
      return "e.v2";
    case Sort::kRpm:
      return "e.w2";
    case Sort::kSemver:
      return "e.x2";
    case Sort::kDotted:
      return "e.y2";
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

// A term of at least one operator, where the sort has any.
std::string Generator::Computed(Sort sort, int depth) {
  const std::string claim = OptionalClaim(sort);
  const int roll = static_cast<int>(Below(4));
  if (sort == Sort::kInt && roll == 0) return "int(" + (Chance(70) ? "e.num" : Claim(Sort::kText)) + ")";
  if (sort == Sort::kInt && roll < 3)
    return "(" + Claim(Sort::kInt) + Pick({" + ", " - "}) + (Chance(70) ? Claim(sort) : Term(sort, depth - 1)) + ")";
  if (sort == Sort::kText && roll < 2) return "lower(" + Claim(Sort::kText) + ")";
  if (sort == Sort::kTime && roll < 2)
    return "(" + Claim(Sort::kTime) + Pick({" + ", " - "}) + (Chance(50) ? "e.du2" : Constant(Sort::kDuration)) + ")";
  if (sort == Sort::kDuration && roll < 2) return "(now - " + Claim(Sort::kTime) + ")";
  if (sort == Sort::kMode && roll < 2) return "(" + Claim(sort) + " & " + Constant(sort) + ")";
  if (sort == Sort::kBytes && roll < 2) return "(" + Claim(sort) + " & " + Pick({"h'ffff'", "h'0fff'"}) + ")";
  const std::string other = sort == Sort::kScalar ? "e.s" : sort == Sort::kTime ? "2026-01-01" : Constant(sort);
  return "(" + claim + " else " + (Chance(30) ? Claim(sort) : other) + ")";
}

std::string Generator::Term(Sort sort, int depth) {
  return depth > 0 && Chance(35) ? Computed(sort, depth) : Claim(sort);
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

// Collections of type set. Only they are compared as a whole.
std::string Generator::SetOf(Sort sort, int depth) {
  if (sort == Sort::kText && Chance(60)) {
    const std::string member = Pick({"e.ls", "e.rec2.tags", "e.mm[\"a\"].tags", "ps", "st", "many_texts",
                                     "(e.so else {})", "e.so", "(e.so else { \"a\", \"ab\" })", ""});
    if (!member.empty()) return member;
  }
  if (sort == Sort::kInt && Chance(35)) return Pick({"pn", "many_ints"});
  if (sort == Sort::kInt && Chance(30))  // close together
    return Pick({"{ 0, 1, 2, 7 }", "{ -5, -1, 0, 3 }", "{ 1, 2, 63 }", "{ 3, 65, 66, 100 }"});
  if (sort == Sort::kScalar && Chance(20))
    return Pick({"{ 1, 2, 7, true }", "{ 0, 1, 2, \"a\", \"ab\", \"\" }", "{ false, true, 3 }"});
  if (sort == Sort::kDigest && Chance(70))
    return Pick({"e.ld", "tb[e.t]", "tb[\"a\"]", "tb[pk]", "tb[e.t2]", "pinned"});
  if (depth > 0 && (sort == Sort::kText || sort == Sort::kInt) && Chance(40)) {
    const std::string x = "x" + std::to_string(++names_);
    const std::string where = Chance(50) ? " where " + x + ".k >= " + Pick({"0", "2", "7"}) : "";
    return "{ " + x + (sort == Sort::kText ? ".name" : Pick({".n", ".k"})) + " for " + x + " in e.lm" + where + " }";
  }
  std::string set = "{ " + (depth > 0 && Chance(40) ? Term(sort, 0) : Constant(sort));
  for (std::size_t i = Below(3); i-- > 0;) set += ", " + (Chance(25) ? Claim(sort) : Constant(sort));
  return set + " }";
}

std::string Generator::CollectionOf(Sort sort, int depth) {
  if (sort == Sort::kText && Chance(25)) return Pick({"e.lt", "(e.lt else [])"});
  if (sort == Sort::kInt && Chance(40)) return Pick({"e.li", "e.rec2.vs", "(e.rec2.vs else [])"});
  return SetOf(sort, depth);
}

std::string Generator::Membership(int depth) {
  if (endorsed_ && Chance(25))
    return Pick({"\"a\"", "\"ab\""}) + (Chance(35) ? " not in " : " in ") +
           Pick({"e.es", "e.em", "f.es", "e.es by ma", "e.em by mb"});
  const Sort sorts[] = {Sort::kInt,  Sort::kText,   Sort::kDigest, Sort::kColour,
                        Sort::kDpkg, Sort::kScalar, Sort::kIp,     Sort::kMode};
  const Sort sort = sorts[Below(std::size(sorts))];
  return Term(sort, depth) + (Chance(35) ? " not in " : " in ") + CollectionOf(sort, depth);
}

std::string Generator::TextTest() {
  const std::string left = Chance(15) ? Claim(Sort::kScalar) : Term(Sort::kText, 1);
  switch (Below(5)) {
    case 0:
      return left + " matches " + Pick(kPatterns);
    case 1:
      return left + " contains " + Pick({"re'a*b?'", "re'[0-9]+'", "re'(?i)z'", "re''", "re'a|é'"});
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
               "e.mk[3]", "e.ms[\"zz\"]", "e.rec.b", "e.mi[pk]", "f.i2", "g[\"one\"]", "g[\"one\"].n", "e.so",
               "tb[e.t]"}) +
         Pick({" is present", " is absent"});
}

std::string Generator::Bind(std::vector<Binder>& binders, int depth) {
  const std::string x = "x" + std::to_string(++names_), y = "y" + std::to_string(names_);
  switch (Below(10)) {
    case 8:
      binders = {{x, Sort::kText, false}, {y, Sort::kInt, true}};
      return x + ", " + y + " in g";
    case 9:
      binders = {{x, Sort::kText, false}};
      return x + " in g";
    case 0:
      binders = {{x, Sort::kInt, false}};
      return x + " in " + CollectionOf(Sort::kInt, depth);
    case 1:
    case 2:
      binders = {{x, Sort::kText, false}};
      return x + " in " + CollectionOf(Sort::kText, depth);
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
  static const std::vector<std::string> kKinds = {"all ", "any ", "no ", "one ", "distinct ", "all ", "any "};
  return Quantified(kKinds[Below(kKinds.size())], depth);
}

std::string Generator::Quantified(const std::string& kind, int depth) {
  std::vector<Binder> binders;
  const std::string clause = Bind(binders, depth);
  const std::size_t outer = scope_.size();
  scope_.insert(scope_.end(), binders.begin(), binders.end());
  const std::string where = Chance(40) ? " where " + Truth(0) : "";
  std::string text;
  if (kind == "distinct ") {
    const std::string key =
        binders.back().leaf ? binders.back().name + Pick({".name", ".n", ".k"}) : binders.back().name;
    text = "(distinct " + clause + where + " : " + key + ")";
  } else {
    text = "(" + kind + clause + where + " : " + Truth(depth - 1) + ")";
  }
  scope_.resize(outer);
  return text;
}

// Members of a name, and what else they have to be.
std::string Generator::RowsOfWords() {
  const std::string name = Pick({"x.name == \"a\"", "x.name in { \"a\", \"b\", \"Zz\" }", "\"ab\" == x.name"});
  const std::string more = Pick({"", "", " and x.n >= 0", " and x.k < 7 and x.n >= 0"});
  const std::string body = Pick({"x.k >= 1", "x.n == 0", "x.k < 7 or x.n >= 1"});
  const std::string clause = Pick({"x in e.lm", "x in e.lm", "key, x in e.mm"});
  if (Chance(25)) return "(" + Pick({"all ", "any ", "no ", "one "}) + clause + " : " + name + more + ")";
  if (Chance(25))
    return "count(" + clause + " where " + name + more + ")" + Pick({" == ", " >= "}) + Pick({"0", "1", "2"});
  return "(" + Pick({"all ", "all ", "any ", "no ", "one "}) + clause + " where " + name + more + " : " + body + ")";
}

// Over a small constant set, one body after the other.
std::string Generator::Unrolled() {
  const std::string x = "x" + std::to_string(++names_);
  const std::string body = Pick({"e.mi[" + x + "] >= " + Constant(Sort::kInt), "e.mm[" + x + "].n == e.i2",
                                 "e.mm[" + x + "].name == e.t2", x + " in e.ls", "e.mi[" + x + "] in e.li"});
  const std::string clause = x + " in " + Pick({"{ \"a\", \"b\" }", "st", "{ \"a\", \"c\", \"zz\" }", "{ \"b\" }"});
  if (Chance(60))
    return "count(" + clause + " where " + body + ")" + Pick({" == ", " >= ", " < "}) + Pick({"0", "1", "2"});
  const std::string where = Chance(50) ? " where e.mi[" + x + "] < " + Pick({"2", "7"}) : "";
  return "(" + Pick({"one ", "all ", "all ", "any ", "no "}) + clause + where + " : " + body + ")";
}

std::string Generator::CountTest(int depth) {
  std::string count;
  if (Chance(45)) {
    count = "count(" +
            (Chance(60) ? Pick({"e.li", "e.ls", "e.lm", "e.mm", "e.lt", "e.mi", "many_ints", "g", "ps"})
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

// The featured condition behind claims that decide the verdict, so that it is seen in each of its states in rules of
// every verdict; or deep conditions, whose verdict is whatever it is.
std::string Generator::RuleBody(bool grades) {
  std::string body;
  const bool featured = Chance(75);
  const auto condition = [&](int depth, const std::string& both = "e.p", const std::string& either = "e.q") {
    return featured ? "((" + Featured() + " and " + both + ") or " + either + ")" : Truth(depth);
  };
  if (featured && Chance(50)) {
    body += "    when ((" + (Chance(50) ? Featured() + " and e.r and e.z" : std::string("e.r")) + ") else " +
            Pick({"true", "false"}) + ")\n";
  } else if (Chance(30)) {
    body += "    when ((" + Truth(2) + " and e.b2) else " + Pick({"true", "false"}) + ")\n";
  }
  if (grades) {
    body += "    grade {\n";
    if (Chance(80)) body += "        affirming when " + condition(2) + "\n";
    if (Chance(70)) body += "        warning when " + condition(2, "e.r", "e.z") + "\n";
    return body + "        otherwise " + Pick({"contraindicated", "warning", "affirming"}) + "\n    }\n";
  }
  for (std::size_t i = 1 + (featured ? 0 : Below(2)); i-- > 0;) body += "    require " + condition(3) + "\n";
  if (Chance(15)) body += "    use check_i(e, " + Pick({"0", "7", "pi"}) + ")\n";
  return body;
}

std::string Generator::Rule(int number) {
  scope_.clear();
  return "rule \"r" + std::to_string(number) + "\" rule_" + std::to_string(number) + " {\n    title \"t\"\n    level " +
         Pick({"L1", "L2"}) + "\n    severity " + Pick({"high", "medium", "low"}) + "\n" +
         (Chance(4)
              ? (Chance(50) ? "    when (e.r else " + Pick({"true", "false"}) + ")\n" : "") + "    manual \"look\"\n"
              : RuleBody(Chance(15))) +
         "}\n";
}

std::string Generator::Definition() {
  std::ostringstream out;
  endorsed_ = Chance(35);
  out << "mps \"Gen\" version 1.0.0 language 1\n"
      << kSchema << (endorsed_ ? kEndorsed : "") << "}\n"
      << "table tb of text to set of digest from \"tb.sums\" sha256'" << PinDigest(kTableFile)
      << "'\nset pinned of digest from \"pinned.txt\" sha256'" << PinDigest(kSetFile) << "'\n"
      << "environment e : root\nenvironment f : root\nenvironment g many : unit\nlevel L1\nlevel L2 extends L1 { param "
         "pi = 3  accept warning }\n"
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
  if (endorsed_) out << Endorsements();
  if (Chance(20)) out << "when (e.b2 else true)\n";
  const int rules = 8 + static_cast<int>(Below(8));
  for (int i = 0; i < rules; ++i) out << Rule(i);
  // Both levels have a rule, and every parameter and set a reader, whatever was drawn above.
  out << "rule \"z1\" last_1 { title \"t\" level L1 severity low require e.i >= pi }\n"
         "rule \"z2\" last_2 { title \"t\" level L2 severity low require conf.digest == sha256'"
      << std::string(64, '0')
      << "' or e.t in ps or e.i in pn or e.t == pk or e.t in st or e.t in many_texts or e.i in many_ints or e.d in "
         "tb[e.t] or e.d in pinned }\n";
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
