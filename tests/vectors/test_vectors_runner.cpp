// The runner itself: a failing case fails, a skip names its feature, a required case is never skipped, floors are kept.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "vectors/report.h"
#include "vectors/suite.h"

using namespace mps;
using namespace mps::vectors;

namespace {

namespace fs = std::filesystem;

// A folder of suites of our own making.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "mps-vectors-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  const std::string& path() const { return path_; }
  void Write(const std::string& name, std::string_view text) const {
    fs::create_directories(fs::path(path_ + "/" + name).parent_path());
    std::ofstream(path_ + "/" + name, std::ios::binary) << text;
  }

 private:
  std::string path_;
};

Report RunSuite(const Folder& folder, std::string_view name) {
  for (const Suite& suite : Suites()) {
    if (suite.name == name) return RunFolder(suite, folder.path() + "/" + std::string(name));
  }
  FAIL("no suite " << name);
  return {};
}

// The exit code and output of the program.
std::pair<int, std::string> RunProgram(const std::string& arguments) {
  std::FILE* pipe = ::popen((std::string(MPS_VECTORS_PROGRAM) + " " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[512];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, got);
  return {WEXITSTATUS(::pclose(pipe)), out};
}

constexpr std::string_view kCborManifest =
    R"({"cases":[{"id":"appendix_a","expect":"decode","files":["a.json"]},{"id":"malformed","expect":"not well-formed","files":["m.json"]}]})";

}  // namespace

TEST_CASE("vectors: how cases count") {
  Report report;
  report.Accept("a", {});
  report.Accept("b", Status(Code::kMalformed, "bad", 3));
  report.Accept("c", Status::Unsupported("ed448", ""));
  report.Accept("d", Status::Unsupported("ed448", ""), true);
  report.Accept("e", Status(Code::kUnsupported, "without a feature"));
  report.Reject("f", {});
  report.Reject("g", Status(Code::kSignature, ""));
  report.Reject("h", Status::Unsupported("x", ""));  // an invalid case is refused or failed, never skipped
  report.Check("i", false, "differs");
  CHECK(report.passed() == 3);
  CHECK(report.failed() == 5);
  CHECK(report.skipped() == 1);
  const std::string text = report.Print("s");
  CHECK(text.starts_with("s: 3 passed, 5 failed, 1 skipped\n  skipped 1 unsupported:ed448\n"));
  CHECK(text.find("failed b: valid, but refused: malformed at byte 3: bad\n") != std::string::npos);
  CHECK(text.find("failed f: invalid, but accepted\n") != std::string::npos);
}

TEST_CASE("vectors: wrong expectations are failures") {
  const Folder folder;
  folder.Write("cbor/manifest.json", kCborManifest);
  folder.Write(
      "cbor/a.json",
      R"([{"hex":"00","roundtrip":true,"decoded":0},{"hex":"00","decoded":1},{"hex":"1800","roundtrip":true,"decoded":0},
    {"hex":"ff","decoded":0},{"hex":"f97e00","diagnostic":"1.0"},{"hex":"zz"},{"cbor":"AQ==","hex":"00","decoded":0}])");
  folder.Write("cbor/m.json", R"([{"hex":"ff"},{"hex":"00"},{"hex":"zz"}])");
  const Report cbor = RunSuite(folder, "cbor");
  CHECK(cbor.passed() == 2);
  CHECK(cbor.failed() == 8);

  folder.Write("json/manifest.json",
               R"({"cases":[{"id":"y_a","file":"good","expect":"accept"},{"id":"n_a","file":"good","expect":"reject"},
    {"id":"y_b","file":"bad","expect":"accept"},{"id":"n_b","file":"bad","expect":"reject"},{"id":"i_c","file":"bad","expect":"?"},
    {"id":"y_d","file":"missing","expect":"accept"},{"id":"n_d","file":"missing","expect":"reject"},{"id":"y_e","file":"../json/good","expect":"accept"}]})");
  folder.Write("json/good", "[1]");
  folder.Write("json/bad", "[1");
  const Report json = RunSuite(folder, "json");
  CHECK(json.passed() == 3);
  CHECK(json.failed() == 5);

  folder.Write("cbor-deterministic/manifest.json",
               R"({"cases":[{"id":"cde","files":["c.json"]},{"id":"dcbor","files":["d.json"]}]})");
  folder.Write("cbor-deterministic/c.json",
               R"([{"kind":"flt","edn":"2.0","hex":"f94000"},{"kind":"flt","edn":"2.0","hex":"02"},
    {"kind":"bad","edn":"","hex":"f94000"},{"kind":"bad","edn":"","hex":"fa40000000"},{"kind":"int","edn":"x","hex":"00"}])");
  folder.Write(
      "cbor-deterministic/d.json",
      R"({"valid":[{"value":"2.0","hex":"02"},{"value":"2.0","hex":"f94000"}],"invalid":[{"value":"","hex":"f94000"},{"value":"","hex":"02"}]})");
  const Report deterministic = RunSuite(folder, "cbor-deterministic");
  CHECK(deterministic.passed() == 4);
  CHECK(deterministic.failed() == 5);
}

TEST_CASE("vectors: manifests that cannot be read, empty ones") {
  const Folder folder;
  CHECK(RunSuite(folder, "cbor").failed() == 1);
  folder.Write("cbor/manifest.json", "{");
  CHECK(RunSuite(folder, "cbor").failed() == 1);
  folder.Write("cbor/manifest.json", R"({"cases":[]})");
  CHECK(RunSuite(folder, "cbor").failed() == 1);
  folder.Write("sig-wycheproof/manifest.json", R"({"cases":[{"id":"x","files":["x.json"]}]})");
  folder.Write("sig-wycheproof/x.json",
               R"({"testGroups":[{"type":"EcdsaVerify","tests":[{"tcId":1,"result":"invalid","msg":"","sig":""}]}]})");
  CHECK(RunSuite(folder, "sig-wycheproof").failed() == 1);  // a key that is missing proves nothing
}

TEST_CASE("vectors: the program's exit codes") {
  const Folder folder;
  CHECK(RunProgram(folder.path() + "/absent").first == 77);
  CHECK(RunProgram("").first == 2);
  CHECK(RunProgram(folder.path() + " --suite nonesuch").first == 2);
  CHECK(RunProgram(folder.path()).first == 1);  // nothing to run
  folder.Write("json/manifest.json", R"({"cases":[{"id":"y_a","file":"good","expect":"accept"}]})");
  folder.Write("json/good", "[1]");
  folder.Write("other/manifest.json", "{}");
  const auto [code, out] = RunProgram(folder.path());
  CHECK(code == 0);
  CHECK(out == "json: 1 passed, 0 failed, 0 skipped\nnot run, no suite of that name: other\n");
  folder.Write("floors", "# floors\njson 1 # one\n\ncbor 5\n");
  CHECK(RunProgram(folder.path() + " --floors " + folder.path() + "/floors").first == 0);
  folder.Write("floors", "json 2\n");
  CHECK(RunProgram(folder.path() + " --floors " + folder.path() + "/floors").first == 1);
  folder.Write("floors", "json many\n");
  CHECK(RunProgram(folder.path() + " --floors " + folder.path() + "/floors").first == 2);
  CHECK(RunProgram(folder.path() + " --floors " + folder.path() + "/nofloors").first == 2);
  folder.Write("json/good", "[1");
  CHECK(RunProgram(folder.path() + " --suite json").first == 1);
}
