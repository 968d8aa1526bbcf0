// One meaning: every in-language test of every definition that comes with the project gives the same verdicts and the
// same claim-set octets from source and through a bundle with every set that may be in a table.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bundle/sources.h"

namespace mps::test {
namespace {

namespace fs = std::filesystem;

class Disk : public compiler::FileReader {
 public:
  Result<std::string> Read(const std::string& path, std::size_t limit) override {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Status(Code::kIo, "cannot read " + path);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (text.size() > limit) return Status(Code::kLimit, "too large");
    return text;
  }
  std::vector<std::string> SourcesIn(const std::string& folder) override {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".mps") names.push_back(entry.path().filename().string());
    }
    return names;
  }
};

// Files of tests, whose definitions they name.
std::vector<fs::path> TestFiles() {
  const char* root = std::getenv("MPS_SOURCE_DIR");
  REQUIRE(root != nullptr);
  std::vector<fs::path> out;
  for (const char* folder : {"mps-defs", "tests/definitions", "tests/conformance"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
      const std::string name = entry.path().filename().string();
      if (entry.path().string().find("/refused/") != std::string::npos) continue;  // sources that do not compile
      const bool own_tests = std::string_view(folder) == "tests/conformance" && name.ends_with(".mps");
      if (own_tests || name.ends_with("_tests.mps")) out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string Difference(Appraiser& a, Appraiser& b, const compiler::TestCase& test, const std::string& level) {
  Request request;
  request.evidence = AsBytes(test.evidence);
  request.level = level;
  request.typed_params = test.params;
  request.now = test.now.value_or(0);
  request.explain = false;
  auto x = a.Appraise(request), y = b.Appraise(request);
  if (x.ok() != y.ok()) return "one is refused";
  if (!x.ok()) return x.status().ToString() == y.status().ToString() ? "" : "refused otherwise";
  if (x->claim_set.bytes() != y->claim_set.bytes()) return "another claim set";
  for (const auto list : {&Appraisal::rules, &Appraisal::hidden}) {
    if (((*x).*list).size() != ((*y).*list).size()) return "other rules";
    for (std::size_t i = 0; i < ((*x).*list).size(); ++i) {
      if (((*x).*list)[i].verdict != ((*y).*list)[i].verdict) return "rule " + ((*x).*list)[i].id;
    }
  }
  return "";
}

}  // namespace

TEST_CASE("a bundle means what its source means: every in-language test of the definitions") {
  std::size_t compared = 0, stored = 0;
  for (const fs::path& path : TestFiles()) {
    INFO(path);
    Disk disk;
    const auto compiled = compiler::Compile(path.string(), disk);
    INFO(compiled.RenderText(false));
    REQUIRE(compiled.ok());
    if (compiled.is_library()) continue;
    auto bundle = OpenBytes(MakeBundle(*compiled.program(), 1));
    REQUIRE(bundle.ok());
    auto program = bundle->Load();
    INFO((program.ok() ? "" : program.status().ToString()));
    REQUIRE(program.ok());
    for (const auto& set : (*program)->sets) stored += set.is_stored() ? 1 : 0;
    auto direct = Appraiser::Create(compiled.program()), through = Appraiser::Create(*program);
    REQUIRE(direct.ok());
    REQUIRE(through.ok());
    for (const auto& test : compiled.tests()) {
      INFO(test.title);
      const auto levels = test.level.empty() ? LevelsOf(**program) : std::vector<std::string>{test.level};
      for (const auto& level : levels) {
        REQUIRE(Difference(*direct, *through, test, level) == "");
        ++compared;
      }
    }
    CHECK(bundle->VerifyTables().ok());
  }
  WARN(compared << " appraisals compared, " << stored << " sets in tables");
  CHECK(compared > 500);
  CHECK(stored > 20);
}

}  // namespace mps::test
