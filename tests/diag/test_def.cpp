// The table of diagnostics: codes, names, wording.
#include <catch2/catch.hpp>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "diag/diagnostic.h"

namespace mps::diag {

TEST_CASE("codes and names are unique, and codes lie in a known range", "[def]") {
  std::set<unsigned> codes;
  std::set<std::string_view> names;
  for (const Info& info : AllInfos()) {
    INFO(info.name);
    const unsigned code = static_cast<unsigned>(info.id);
    CHECK(codes.insert(code).second);
    CHECK(names.insert(info.name).second);
    CHECK(((code >= 100 && code < 800) || (code >= 2100 && code < 2200)));
    // 21xx are warnings, all others are not.
    CHECK((info.severity == Severity::kWarning) == (code >= 2100));
  }
}

TEST_CASE("messages are in the house's style", "[def]") {
  for (const Info& info : AllInfos()) {
    INFO(CodeText(info.id) << " " << info.message);
    REQUIRE(!info.message.empty());
    CHECK(info.message.back() != '.');
    CHECK(std::isupper(static_cast<unsigned char>(info.message.front())) == 0);
    CHECK(info.explanation.size() > 10);
    CHECK(info.message.size() < 120);
    for (const char c : info.message) CHECK(static_cast<unsigned char>(c) >= 0x20);
  }
}

TEST_CASE("codes cross to text and back", "[def]") {
  CHECK(CodeText(Id::kBadNumber) == "MPS0107");
  CHECK(IdFromText("MPS0107") == Id::kBadNumber);
  CHECK(IdFromText("mps0107") == Id::kBadNumber);
  for (const char* bad : {"", "MPS", "MPS0000", "MPS010", "MPS01070", "MPS01x7", "XPS0107", "MPS9999", "MPS-107"})
    CHECK(!IdFromText(bad));
  for (const Info& info : AllInfos()) CHECK(IdFromText(CodeText(info.id)) == info.id);
}

TEST_CASE("arguments fill the slots of a message", "[def]") {
  Diagnostic d{Id::kDigestLength,
               Severity::kError,
               {},
               {std::string("sha256"), std::int64_t{64}, std::int64_t{-2}},
               {},
               {},
               {},
               {}};
  CHECK(d.Message() == "a sha256 has 64 hexadecimal digits, not -2");
  // An argument is never read as a form itself; a missing one shows.
  Diagnostic e{Id::kExpected, Severity::kError, {}, {std::string("{1}")}, {}, {}, {}, {}};
  CHECK(e.Message() == "expected {1}, found ?");
}

TEST_CASE("numbers and articles agree with their nouns", "[def]") {
  Diagnostic d{
      Id::kArgumentCount, Severity::kError, {}, {std::string("f"), std::int64_t{1}, std::int64_t{2}}, {}, {}, {}, {}};
  CHECK(d.Message() == "`f` takes 1 argument, not 2");
  d.args[1] = std::int64_t{0};
  CHECK(d.Message() == "`f` takes 0 arguments, not 2");
  Diagnostic e{Id::kWrongKind,
               Severity::kError,
               {},
               {std::string("a"), std::string("environment"), std::string("set")},
               {},
               {},
               {},
               {}};
  CHECK(e.Message() == "`a` is an environment, not a set");
  // Every form in the table names an argument.
  for (const Info& info : AllInfos()) {
    INFO(info.message);
    Diagnostic all{info.id, info.severity, {}, std::vector<Arg>(10, std::int64_t{1}), {}, {}, {}, {}};
    CHECK(all.Message().find_first_of("{}?") == std::string::npos);
  }
}

// diagnostics.def is read as text: its lines keep to ascending codes within the file's sections.
TEST_CASE("codes ascend within a hundred", "[def]") {
  const char* root = std::getenv("MPS_SOURCE_DIR");
  if (root == nullptr) return;
  std::ifstream in(std::string(root) + "/compiler/diag/diagnostics.def");
  REQUIRE(in.good());
  std::vector<unsigned> last(100, 0);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("X(", 0) != 0) continue;
    CHECK(line[2] != '0');
    const unsigned code = static_cast<unsigned>(std::strtoul(line.c_str() + 2, nullptr, 10));
    INFO(line);
    REQUIRE(code / 100 < last.size());
    CHECK(code > last[code / 100]);
    last[code / 100] = code;
  }
}

}  // namespace mps::diag
