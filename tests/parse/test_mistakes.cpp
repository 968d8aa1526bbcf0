// Mistakes that people make, each with the message it gets: tests/parse/mistakes/*.txt. And that every diagnostic of
// the front end is brought about by some test.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "diag/diagnostic.h"
#include "mps/limits.h"
#include "parse/cases.h"

namespace mps::test {
namespace {

std::vector<std::string> CaseFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(SuiteFolder() + "/mistakes")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string Repeat(const std::string& text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

// Sources that are too large to stand in a file, by the diagnostic that each is for.
std::vector<std::pair<std::string, std::string>> LimitSources() {
  const std::string head = "mps \"T\" version 1.0.0 language 1\n";
  std::vector<std::pair<std::string, std::string>> out = {
      {"MPS0101", "\xEF\xBB\xBF" + head},
      {"MPS0101", std::string("\xFF\xFEm\0p\0s\0", 8)},
      {"MPS0102", head + "title \"\xC0\x80\""},
      {"MPS0102", head + "title \"\xED\xA0\x80\""},
      {"MPS0103", head + "title \"" + std::string(1, '\0') + "\""},
      {"MPS0103", head + "// a\rrequire true"},
      {"MPS0103", head + "// \x1b[2J"},
      {"MPS0104", head + "// \xE2\x80\xAE"},
      {"MPS0104", head + "title \"a\xE2\x80\x8B\""},
      {"MPS0502", Repeat(" ", limit::kSourceBytes + 1)},
      {"MPS0503", head + Repeat("a ", limit::kTokens)},
      {"MPS0504", head + "when " + Repeat("(", 1000)},
      {"MPS0504", head + "when " + Repeat("(", limit::kNesting) + "a" + Repeat(")", limit::kNesting)},
      {"MPS0504", head + "when " + Repeat("all x in c : ", 100) + "true"},
      {"MPS0504", head + "param p : " + Repeat("list of ", 100) + "int"},
      {"MPS0505", head + "when a" + Repeat(" and a", limit::kChain)},
      {"MPS0505", head + "when 1 == 1" + Repeat(" + 1", limit::kChain)},
      {"MPS0505", head + "when a" + Repeat(".a", limit::kChain + 1)},
      {"MPS0506", head + "set s of int = { " + Repeat("1,", limit::kListItems + 1) + "}"},
      {"MPS0506", head + "when f(" + Repeat("1,", limit::kListItems + 1) + ")"},
      {"MPS0506", head + "param p : int in { " + Repeat("1,", limit::kListItems + 1) + "}"},
      {"MPS0507", head + "when a matches re'" + Repeat("x", limit::kPatternBytes + 1) + "'"},
      {"MPS0507", head + "when a matches glob'" + Repeat("x", limit::kPatternBytes + 1) + "'"},
      {"MPS0508", head + "define p = [ " + Repeat("re'(\\pL{50}x{100}){5}',", 2000) + " ]"},
      {"MPS0501", head + Repeat("ruel x\n", 200) + Repeat("; ", 200)},
  };
  return out;
}

}  // namespace

TEST_CASE("each mistake brings the message that is written beside it", "[mistakes]") {
  for (const std::string& path : CaseFiles()) {
    std::vector<Case> cases = ReadCases(path);
    REQUIRE(!cases.empty());
    for (Case& c : cases) {
      const std::string got = Diagnose(WrapCase(c));
      INFO(path << ": " << c.name);
      CHECK(!got.empty());
      if (Updating())
        c.expected = got;
      else
        CHECK(got == c.expected);
    }
    if (Updating()) WriteCases(path, cases);
  }
}

TEST_CASE("what passes a limit is refused by its name", "[limits]") {
  for (const auto& [code, source] : LimitSources()) {
    std::vector<std::string> codes;
    Diagnose(source, &codes);
    INFO(code << " " << source.substr(0, 80));
    CHECK(std::find(codes.begin(), codes.end(), code) != codes.end());
  }
}

TEST_CASE("every diagnostic of the front end is brought about by some test", "[coverage]") {
  std::vector<std::string> codes;
  for (const std::string& path : CaseFiles()) {
    for (const Case& c : ReadCases(path)) Diagnose(WrapCase(c), &codes);
  }
  for (const auto& [code, source] : LimitSources()) Diagnose(source, &codes);
  const std::set<std::string> produced(codes.begin(), codes.end());
  // A fault of ANTLR or ours; there is no source known to bring it about.
  const std::set<std::string> exempt = {"MPS0190"};
  for (const diag::Info& info : diag::AllInfos()) {
    const unsigned code = static_cast<unsigned>(info.id);
    const bool ours = (code >= 100 && code < 200) || (code >= 500 && code <= 508);
    if (!ours || exempt.count(diag::CodeText(info.id)) != 0) continue;
    INFO(diag::CodeText(info.id) << " " << info.name);
    CHECK(produced.count(diag::CodeText(info.id)) == 1);
  }
}

TEST_CASE("no message shows what ANTLR calls things, and no line of a message is long", "[mistakes]") {
  for (const std::string& path : CaseFiles()) {
    for (const Case& c : ReadCases(path)) {
      const std::string got = Diagnose(WrapCase(c));
      INFO(path << ": " << c.name);
      for (const char* word : {"K_", "LPAREN", "no viable", "mismatched", "extraneous", "<EOF>", "B_"})
        CHECK(got.find(word) == std::string::npos);
    }
  }
}

}  // namespace mps::test
