// 10,000 misspellings, one edit each, of declared names: all refused, and the right one is suggested first.
#include <random>
#include <set>

#include "base/edit_distance.h"
#include "check/cases.h"

using namespace mps;
using namespace mps::test;

namespace {

struct Kind {
  std::vector<std::string> names;
  std::string (*source)(const std::string& name);  // a definition that uses the name once
  std::vector<std::string> others;                 // further names that are right there
};

const char* const kWords[] = {
    "audit",  "banner",  "cipher",   "daemon",  "enabled",   "firewall", "gateway",  "hostname", "interval", "journal",
    "kernel", "logging", "maximum",  "network", "ownership", "password", "quota",    "release",  "service",  "timeout",
    "umask",  "version", "writable", "xattr",   "yield",     "zone",     "accepted", "blocked",  "console",  "default"};

std::vector<std::string> Names(const std::string& suffix, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; out.size() < count; ++i) {
    const std::string first = kWords[i % std::size(kWords)],
                      second = kWords[(i * 7 + i / std::size(kWords) + 3) % std::size(kWords)];
    const std::string name = first + "_" + second + suffix;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

// Everything that the sources below have in common: 40 names of each kind.
const std::vector<std::string>& Claims() {
  static const std::vector<std::string> names = Names("", 40);
  return names;
}
const std::vector<std::string>& Templates() {
  static const std::vector<std::string> names = Names("_check", 40);
  return names;
}
const std::vector<std::string>& Params() {
  static const std::vector<std::string> names = Names("_limit", 40);
  return names;
}
const std::vector<std::string>& Sets() {
  static const std::vector<std::string> names = Names("_list", 40);
  return names;
}
const std::vector<std::string>& Levels() {
  static const std::vector<std::string> names = Names("_level", 40);
  return names;
}

const std::string& Common() {
  static const std::string text = [] {
    std::string out = kHead;
    out += "schema machine {\n";
    for (const auto& n : Claims()) out += "  " + n + " : int\n";
    out += "}\nenvironment host : machine { }\n";
    for (const auto& n : Levels()) out += "level " + n + "\n";
    for (const auto& n : Params()) out += "param " + n + " : int = 1\n";
    for (const auto& n : Sets()) out += "set " + n + " of int = { 1 }\n";
    for (const auto& n : Templates()) out += "template " + n + "(h : machine) { require h." + Claims()[0] + " == 1 }\n";
    out += "rule \"0\" base { title \"t\" level ";
    for (const auto& n : Levels()) out += (n == Levels()[0] ? "" : ", ") + n;
    return out + " require host." + Claims()[0] + " == 1 }\n";
  }();
  return text;
}

std::string Rule(const std::string& level, const std::string& body) {
  return Common() + "rule \"1\" first { title \"t\" level " + level + " " + body + " }\n";
}
std::string OfClaim(const std::string& n) { return Rule(Levels()[0], "require host." + n + " == 1"); }
std::string OfTemplate(const std::string& n) { return Rule(Levels()[0], "use " + n + "(host)"); }
std::string OfParam(const std::string& n) { return Rule(Levels()[0], "require host." + Claims()[0] + " == " + n); }
std::string OfSet(const std::string& n) { return Rule(Levels()[0], "require host." + Claims()[0] + " in " + n); }
std::string OfLevel(const std::string& n) { return Rule(n, "require host." + Claims()[0] + " == 1"); }

// One edit: a letter left out, put in, replaced, or two neighbours swapped.
std::string Misspell(const std::string& name, std::mt19937& random) {
  static const std::string letters = "abcdefghijklmnopqrstuvwxyz_";
  const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  std::string out = name;
  switch (pick(4)) {
    case 0:
      out.erase(pick(out.size()), 1);
      break;
    case 1:
      out.insert(out.begin() + static_cast<std::ptrdiff_t>(pick(out.size() + 1)), letters[pick(letters.size())]);
      break;
    case 2:
      out[pick(out.size())] = letters[pick(letters.size())];
      break;
    default: {
      const std::size_t at = pick(out.size() - 1);
      std::swap(out[at], out[at + 1]);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("10,000 misspellings are refused, and 95 of 100 are put right") {
  const std::vector<Kind> kinds = {{Claims(), OfClaim, {}},
                                   {Templates(), OfTemplate, {}},
                                   {Params(), OfParam, {}},
                                   {Sets(), OfSet, {}},
                                   {Levels(), OfLevel, {}}};
  for (const Kind& kind : kinds) {
    Checked right = CheckSource(kind.source(kind.names[7]));
    INFO(right.All());
    REQUIRE(right.model.has_value());
  }
  std::mt19937 random(20261121);
  std::size_t tried = 0, put_right = 0;
  for (std::size_t i = 0; tried < 10000; ++i) {
    const Kind& kind = kinds[i % kinds.size()];
    const std::string& name = kind.names[(i / kinds.size()) % kind.names.size()];
    const std::string wrong = Misspell(name, random);
    if (std::find(kind.names.begin(), kind.names.end(), wrong) != kind.names.end()) continue;
    ++tried;
    Checked out = CheckSource(kind.source(wrong));
    INFO(name << " as " << wrong << " gave " << out.All());
    REQUIRE_FALSE(out.model.has_value());
    REQUIRE(out.Errors() >= 1);
    bool first = false;
    for (const auto& d : out.found) {
      if (d.severity != diag::Severity::kError) continue;
      first = !d.helps.empty() && d.helps[0] == "did you mean `" + name + "`?";
      break;
    }
    put_right += first ? 1 : 0;
  }
  INFO(put_right << " of " << tried);
  CHECK(put_right * 100 >= tried * 95);
}
