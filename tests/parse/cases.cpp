// Reading, running and rewriting case files; see cases.h.
#include "parse/cases.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "diag/render.h"
#include "parse/parse.h"

namespace mps::test {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void WriteFile(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string SuiteFolder() {
  const char* root = std::getenv("MPS_SOURCE_DIR");
  return std::string(root != nullptr ? root : ".") + "/tests/parse";
}

bool Updating() { return std::getenv("MPS_UPDATE_GOLDEN") != nullptr; }

std::vector<Case> ReadCases(const std::string& path) {
  std::vector<Case> cases;
  std::istringstream in(ReadFile(path));
  bool expected = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("== ", 0) == 0) {
      cases.push_back({line.substr(3), {}, {}});
      expected = false;
    } else if (line == "-- expected") {
      expected = true;
    } else if (!cases.empty()) {
      (expected ? cases.back().expected : cases.back().source) += line + "\n";
    }
  }
  return cases;
}

void WriteCases(const std::string& path, const std::vector<Case>& cases) {
  std::string out;
  for (const Case& c : cases) out += "== " + c.name + "\n" + c.source + "-- expected\n" + c.expected;
  WriteFile(path, out);
}

std::string WrapCase(const Case& c) {
  const std::string head = "mps \"T\" version 1.0.0 language 1\n";
  if (c.source.rfind("%raw\n", 0) == 0) return c.source.substr(5);
  if (c.source.rfind("%rule\n", 0) == 0)
    return head + "rule \"1\" a {\n" + c.source.substr(6) + "}\nrule \"2\" b { require true }\n";
  return head + c.source;
}

std::string Diagnose(const std::string& source, std::vector<std::string>* codes) {
  SourceManager sources;
  diag::Sink sink;
  const auto file = parse::Parse(sources.Add("t.mps", source), sink);
  const std::vector<diag::Diagnostic> diagnostics = sink.Finish();
  for (const diag::Diagnostic& d : diagnostics) {
    if (codes != nullptr) codes->push_back(diag::CodeText(d.id));
  }
  return diag::RenderText(diagnostics, sources);
}

}  // namespace mps::test
