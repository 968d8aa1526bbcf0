// Sources that are right: golden trees of our own, and the samples of the shared design folder where it is there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "ast/dump.h"
#include "diag/render.h"
#include "parse/cases.h"
#include "parse/parse.h"

namespace mps::test {
namespace {

std::vector<std::string> SourcesIn(const std::string& folder) {
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".mps") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What a source's tree and diagnostics are.
struct Parsed {
  std::unique_ptr<ast::File> file;
  std::vector<diag::Diagnostic> diagnostics;
  std::string rendered;
};
Parsed ParseText(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  Parsed out;
  out.file = parse::Parse(sources.Add("t.mps", text), sink);
  out.diagnostics = sink.Finish();
  out.rendered = diag::RenderText(out.diagnostics, sources);
  return out;
}

}  // namespace

TEST_CASE("sources that are right give the trees that are written beside them", "[golden]") {
  const std::vector<std::string> sources = SourcesIn(SuiteFolder() + "/golden");
  REQUIRE(sources.size() >= 5);
  for (const std::string& path : sources) {
    const Parsed parsed = ParseText(ReadFile(path));
    INFO(path << "\n" << parsed.rendered);
    CHECK(parsed.diagnostics.empty());
    CHECK(parsed.file->complete);
    const std::string golden = path.substr(0, path.size() - 4) + ".ast";
    if (Updating()) WriteFile(golden, ast::Dump(*parsed.file));
    CHECK(ast::Dump(*parsed.file) == ReadFile(golden));
  }
}

TEST_CASE("tokens dump as text", "[golden]") {
  const std::string folder = SuiteFolder() + "/golden/";
  SourceManager sources;
  const std::string dump = parse::DumpTokens(sources.Add("t.mps", ReadFile(folder + "expressions.mps")));
  if (Updating()) WriteFile(folder + "expressions.tokens", dump);
  CHECK(dump == ReadFile(folder + "expressions.tokens"));
}

TEST_CASE("the shared samples parse", "[samples]") {
  const char* shared = std::getenv("MPS_SHARED");
  const std::vector<std::string> sources = SourcesIn(std::string(shared != nullptr ? shared : "") + "/design/syntax");
  if (sources.empty()) {
    std::cout << "skipped: no shared samples at MPS_SHARED\n";
    return;
  }
  for (const std::string& path : sources) {
    const Parsed parsed = ParseText(ReadFile(path));
    INFO(path << "\n" << parsed.rendered);
    // `supersedes` is not in version 1: one sample uses it.
    const bool supersedes = path.find("/debian12.mps") != std::string::npos;
    REQUIRE(parsed.diagnostics.size() == (supersedes ? 1u : 0u));
    if (supersedes) CHECK(parsed.diagnostics[0].id == diag::Id::kNotInVersion1);
  }
}

TEST_CASE("each shared faulty sample gets one message of its own kind", "[samples]") {
  const char* shared = std::getenv("MPS_SHARED");
  const std::vector<std::string> sources =
      SourcesIn(std::string(shared != nullptr ? shared : "") + "/design/syntax/bad");
  if (sources.empty()) {
    std::cout << "skipped: no shared faulty samples at MPS_SHARED\n";
    return;
  }
  std::vector<diag::Id> seen;
  for (const std::string& path : sources) {
    const Parsed parsed = ParseText(ReadFile(path));
    INFO(path << "\n" << parsed.rendered);
    REQUIRE(parsed.diagnostics.size() == 1);
    const diag::Diagnostic& d = parsed.diagnostics[0];
    CHECK(d.id != diag::Id::kExpected);
    CHECK(!d.helps.empty());
    CHECK(std::find(seen.begin(), seen.end(), d.id) == seen.end());
    seen.push_back(d.id);
  }
}

TEST_CASE("a tree that is not whole says so and holds what could be read", "[recovery]") {
  const Parsed parsed = ParseText(
      "mps \"T\" version 1.0.0 language 1\n"
      "param lost : int in = 3\n"
      "rule \"1\" a {\n title \"x\"\n require =\n require b\n}\n"
      "rule \"2\" c { require true }\n");
  CHECK(!parsed.file->complete);
  REQUIRE(parsed.file->decls.size() == 2);
  const auto& rule = parsed.file->decls[0]->As<ast::RuleDecl>();
  CHECK(!rule.ok);
  CHECK(rule.body.title->Flat() == "x");
  CHECK(rule.body.requires_.size() == 1);
  CHECK(parsed.file->decls[1]->ok);
  REQUIRE(!parsed.file->broken.empty());
  CHECK(parsed.file->broken[0].text == "lost");
}

TEST_CASE("spans are the bytes of what they name", "[spans]") {
  const std::string text =
      "mps \"T\" version 1.0.0 language 1\nrule \"1\" a { require (x.y[\"k\"] else 1) == 2 and b }\n";
  SourceManager sources;
  diag::Sink sink;
  const SourceFile& source = sources.Add("t.mps", text);
  const auto file = parse::Parse(source, sink);
  const auto& rule = file->decls.at(0)->As<ast::RuleDecl>();
  CHECK(source.Text(rule.span) == "rule \"1\" a { require (x.y[\"k\"] else 1) == 2 and b }");
  CHECK(source.Text(rule.id.span) == "\"1\"");
  CHECK(source.Text(rule.name.span) == "a");
  const auto& both = rule.body.requires_.at(0).expr->As<ast::LogicExpr>();
  CHECK(source.Text(both.span) == "(x.y[\"k\"] else 1) == 2 and b");
  const auto& compare = both.operands.at(0)->As<ast::CompareExpr>();
  CHECK(source.Text(compare.op_span) == "==");
  const auto& choice = compare.left->As<ast::ElseExpr>();
  CHECK(source.Text(choice.span) == "x.y[\"k\"] else 1");
  const auto& path = choice.value->As<ast::PathExpr>();
  CHECK(source.Text(path.steps.at(0).span) == ".y");
  CHECK(source.Text(path.steps.at(1).span) == "[\"k\"]");
}

}  // namespace mps::test
