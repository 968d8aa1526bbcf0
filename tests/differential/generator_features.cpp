// Conditions that are about one operator or one form of the program each: what chance alone would seldom make.
#include "generator.h"
#include "generator_constants.h"

namespace mps::differential {

// A quantifier whose body is several patterns over one text, with something else between them or without.
std::string Generator::Grouped() {
  const bool leaf = Chance(60);
  const std::string text = leaf ? "x.name" : "x";
  const bool never = Chance(30);  // `not m1 and not m2`
  const auto match = [&](bool whole) {
    const std::string one =
        text + (whole ? " matches " + Pick(kPatterns) : " contains " + Pick({"re'a+b?'", "re'[0-9]+'", "re'b|é'"}));
    return never ? "not (" + one + ")" : one;
  };
  std::string body = match(true);
  for (std::size_t i = 1 + Below(3); i-- > 0;) {
    if (leaf && Chance(30)) body += (never ? " and x.n >= " : " or x.n >= ") + Pick({"0", "7"});
    body += (never ? " and " : " or ") + match(Chance(70));
  }
  const std::string where =
      leaf && Chance(40) ? " where " + Pick({"x.k >= 2", "x.n < 7", "x.name matches re'a*'"}) : "";
  return "(" + Pick({"all ", "any ", "no ", "one "}) + "x in " + (leaf ? "e.lm" : Pick({"e.lt", "e.ls", "e.so"})) +
         where + " : " + body + ")";
}

// One condition that is mostly a single operator over claims, each operator as likely as the next.
std::string Generator::Featured() {
  const auto any = static_cast<Sort>(Below(14));
  const auto ordered = [&] {
    const Sort sorts[] = {Sort::kInt,    Sort::kDpkg, Sort::kRpm,     Sort::kSemver,
                          Sort::kDotted, Sort::kTime, Sort::kDuration};
    return sorts[Below(std::size(sorts))];
  };
  switch (Below(60)) {
    case 56:
    case 57:
    case 58: {  // what is costly, of some rows and then of others
      const std::string body = Pick({"e.d in tb[x.name]", "x.name matches re'a+b*|[0-9]{2}'", "tb[x.name] is present"});
      return "((" + Pick({"all ", "any "}) + "x in e.lm where x.k >= 2 : " + body + ")" + Pick({" and ", " or "}) +
             "(" + Pick({"all ", "any ", "one "}) + "x in e.lm where x.k < 2 : " + body + "))";
    }
    case 59:
      return "lower(" + Pick({"e.t", "e.t2", "e.rec.b"}) + ") == " + Pick({"\"zz\"", "\"ab\""});
    case 52:
    case 53:
    case 54:
    case 55:
      return RowsOfWords();
    case 47:
    case 48:  // patterns that one text is matched against at once
      return Grouped();
    case 49:
      return "(" + Grouped() + Pick({" and ", " or "}) + Grouped() + ")";
    case 50:
    case 51:
      return "(" + Pick({"all ", "any ", "one ", "no "}) + "x in e.lm" +
             Pick({"", " where x.k >= 2", " where x.n < 7"}) + " : " +
             Pick({"tb[x.name] is present", "e.d in tb[x.name]", "e.d2 not in tb[x.name]"}) +
             Pick({"", " or x.n == 1", " and x.k != 2"}) + ")";
    case 43:
    case 44:
      return "count(" + Pick({"e.lt", "e.so", "e.rec2.vs", "e.li"}) + ")" + Pick({" == ", " < ", " >= "}) +
             Pick({"0", "1", "2"});
    case 45:
      return "count(" + Pick({"(e.lt else [])", "(e.rec2.vs else [])"}) + ")" + Pick({" == ", " >= "}) +
             Pick({"0", "1"});
    case 39:
    case 40:  // constants looked for among all members
      return "(" + Pick({"any ", "no "}) + "x in e.lm : x.name in { " +
             Pick({"\"q\"", "\"a\", \"q\"", "\"Zz\", \"07\""}) + " })";
    case 41:
    case 42:  // the same body under different filters
      return "(all x in e.lm where x.k " + Pick({">= 2", "< 2"}) + " : x.n >= 1)";
    case 35:
      return Pick({"e.d", "e.d2", "sha256'" + std::string(62, '0') + "01'"}) + " in tb[e.t2]";
    case 36:
    case 37:
      return "count(x in { \"a\", \"b\", \"c\", \"zz\" } where e.m" +
             Pick({"i[x] >= 0", "m[x].n >= 0", "s[x] == e.s"}) + ")" + Pick({" >= ", " < "}) + Pick({"1", "2", "3"});
    case 38:
      return "(" + Pick({"all x in e.lm : x.n", "any k, x in e.mm : x.n"}) + " >= " + Pick({"0", "1"}) + ")";
    case 33:
      return "count({ " + Pick({"e.i2, e.j2, 7", "e.rec2.n, 0", "e.t2, e.rec.b, \"a\""}) + " })" +
             Pick({" == ", " < "}) + Pick({"1", "2", "3"});
    case 34:
      return "count({ y." + Pick({"n", "name", "k"}) + " for y in e.lm" +
             Pick({"", " where y.n >= 0", " where y.n < 7"}) + " })" + Pick({" == ", " >= "}) + Pick({"0", "1", "2"});
    case 31:
    case 32: {  // members that may or may not be in the set
      const bool name = Chance(50);
      return "(" + Pick({"all ", "any ", "one ", "no "}) + "x in { y." + (name ? "name" : "k") +
             " for y in e.lm where y.n " + Pick({">= 0", "< 7", "== 1"}) + " } : x" + Pick({" == ", " != "}) +
             (name ? Pick(kTexts) : Pick(kInts)) + ")";
    }
    case 28:
      return Pick({"e.s", "e.s2"}) + Pick({" in ", " not in "}) + "{ " + Pick({"e.b", "e.b2"}) + ", " +
             Pick({"e.s", "e.s2", "1"}) + " }";
    case 29:
      return "(" + Pick({"all x in e.lm : x.n", "any x in e.lm : x.n", "all k, x in e.mm : x.n"}) +
             " >= " + Pick(kInts) + ")";
    case 30:
      return "count(x in " + Pick({"st", "{ \"a\", \"c\", \"zz\" }", "{ \"a\", \"b\" }"}) + " where e.m" +
             Pick({"i[x] >= 1", "m[x].n >= 0", "m[x].k > 1"}) + ")" + Pick({" == ", " >= "}) + Pick({"0", "1", "2"});

    case 21:
    case 22:
      return Pick({"e.i2 + e.j2", "e.i2 + 1", "e.i2 + e.i", "e.rec2.n + 1", "e.i + e.j"}) + Pick({" == ", " >= "}) +
             Pick(kInts);
    case 23:
    case 24:
      return Pick({"e.i2 - e.j2", "e.i2 - 1", "e.i2 - e.i", "e.rec2.n - 1", "e.i - e.j"}) + Pick({" == ", " < "}) +
             Pick(kInts);
    case 25:
      return "lower(" + Pick({"e.t2", "e.rec.b", "e.num"}) + ") == " + Pick(kTexts);
    case 26:
      return "(one x in " + Pick({"e.li", "e.rec2.vs"}) + " : x " + Pick({"== ", ">= "}) + Pick({"0", "1", "2", "7"}) +
             ")";
    case 27:
      return "(distinct x in " + Pick({"e.lm : x.k", "e.lm : x.name", "e.lt : x", "e.rec2.vs : x"}) + ")";
    case 0:
      return Claim(any) + " == " + (Chance(50) ? Constant(any) : Claim(any));
    case 1:
      return Computed(any, 1) + " != " + Constant(any);
    case 2: {
      const Sort sort = ordered();
      return Computed(sort, 1) + Pick({" < ", " <= ", " > ", " >= "}) + Constant(sort);
    }
    case 3:
      return "int(e.num)" + Pick({" == ", " < "}) + Claim(Sort::kInt);
    case 4:
      return Pick({"e.ip", "e.ip2"}) + " in " + Pick({"ip'10.0.0.0/8'", "ip'10.0.0.8/29'", "ip'::/0'"});
    case 5:
      return Pick({"e.m", "e.m2"}) + " within " + (Chance(50) ? "0750" : Constant(Sort::kMode));
    case 6:
      return "(" + Pick({"e.m2", "e.m"}) + " & " + Constant(Sort::kMode) + ") == 0600";
    case 7:
      return Pick({"e.t", "e.t2"}) + " contains " + Pick({"e.rec.b", "\"a\"", "e.t2", "e.num"});
    case 8:
      return Pick({"e.t", "e.t2", "lower(e.t2)"}) + Pick({" starts with ", " ends with "}) + Pick(kTexts);
    case 9:
      return Pick({"e.t", "e.t2"}) + Pick({" matches ", " contains "}) +
             Pick({"re'a*b?'", "re'[0-9]+'", "re'(?i)z.*'"});
    case 10:
      return Quantified("distinct ", 1);
    case 11:
      return Unrolled();
    case 12:
      return Quantified(Pick({"all ", "any "}), 1);
    case 13:
    case 14:
      return CountTest(1);
    case 15:
      return Unrolled();
    case 16:
      return SetTest();
    case 17:
      return Pick({"e.d", "e.d2"}) + Pick({" in ", " not in "}) + Pick({"tb[e.t]", "tb[e.t2]", "tb[\"a\"]", "e.ld"});
    case 18:
      return Pick({"e.mi[pk]", "e.mm[pk].k", "e.mi[e.t]", "e.mi[e.t2]"}) + Pick({" == ", " >= "}) +
             Constant(Sort::kInt);
    case 19:
      return "conf.digest" + Pick({" == ", " != "}) + Constant(Sort::kDigest);
    case 20:
      return "count((e.lt else []))" + Pick({" == ", " >= "}) + Pick({"0", "1"});
    default:
      return Presence();
  }
}

}  // namespace mps::differential
