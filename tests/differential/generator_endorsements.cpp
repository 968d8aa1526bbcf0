// Endorsers and endorsements, over the claims that only some generated definitions have.
#include <sstream>

#include "generator.h"

namespace mps::differential {

// One condition of an endorsement.
std::string Generator::Match() {
  switch (Below(12)) {
    case 0:
      return Pick({"e.b", "f.b", "e.b2"});
    case 1:
      return "e.i >= " + Pick({"0", "2", "7"});
    case 2:
      return "e.j in 1..50";
    case 3:
      return "e.t in { \"a\", \"ab\" }";
    case 4:
      return Pick({"e.en", "f.en", "e.ei"}) + Pick({" == 1", " == 2", " >= 2", " < 3", " in 1..2"});
    case 5:
      return Pick({"\"a\"", "\"b\""}) + " in " + Pick({"e.es", "e.em", "f.es", "e.ls"});
    case 6:
      return "e.ip in ip'10.0.0.0/8'";
    case 7:
      return "e.by & h'ff00' == h'ff00'";
    case 8:
      return Pick({"e.et", "f.et"}) + " == \"a\"";
    case 9:
      return "e.v >= dpkg'1.0-1'";
    case 10:
      return "e.mi[\"a\"] > 1";
    default:
      return "e.d in pinned";
  }
}

std::string Generator::Endorsements() {
  std::ostringstream out;
  const std::string all = "e.en, e.ei, e.et, e.es, e.em, f.en, f.ei, f.et, f.es, f.em";
  for (const char* name : {"ma", "mb", "mc"})
    out << "endorser " << name << " { key thumbprint sha256'" << std::string(64, name[1]) << "' may endorse " << all
        << " }\n";
  for (std::size_t i = 0, n = 2 + Below(9); i < n; ++i) {
    out << "endorsement x" << i << " by " << Pick({"ma", "mb", "mc"}) << " {";
    for (std::size_t k = Below(3); k-- > 0;) out << " when " << Match() << (Chance(30) ? " and " + Match() : "");
    for (std::size_t k = 1 + Below(2); k-- > 0;) {
      const std::string where = Pick({"e.", "e.", "f."});
      if (Chance(50)) {
        out << " then " << where << Pick({"en", "ei"}) << " = " << Pick({"1", "1", "2", "3"});
      } else if (Chance(40)) {
        out << " then " << where << "et = " << Pick({"\"a\"", "\"a\"", "\"b\""});
      } else {
        out << " then " << where << Pick({"es", "em"}) << " includes " << Pick({"\"a\"", "\"b\"", "\"ab\""});
      }
    }
    out << " }\n";
  }
  return out.str();
}

}  // namespace mps::differential
