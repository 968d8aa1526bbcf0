// Which file is the base of a tailor file: among what lies beside it, or as the caller says. L13.1
#include <map>

#include "base/hex.h"
#include "catch2/catch.hpp"
#include "check/checked.h"
#include "mps/compiler/compile.h"

using namespace mps;
using diag::Id;

namespace {

struct Memory : compiler::FileReader {
  std::map<std::string, std::string> files;
  std::vector<std::string> listed;
  Result<std::string> Read(const std::string& path, std::size_t) override {
    const auto found = files.find(path);
    return found == files.end() ? Result<std::string>(Status(Code::kIo, "no such file")) : found->second;
  }
  std::vector<std::string> SourcesIn(const std::string&) override { return listed; }
};

const std::string kBody =
    "language 1\nschema s { n : int }\nenvironment e : s\nlevel L1\nrule \"1\" r { title \"t\" level L1 require e.n == "
    "1 }\n";

std::string Tailor(const std::string& digest) {
  return "tailor \"Site\" version 1.0 of \"B\" version 1.0.0 sha256'" + digest + "' language 1\n";
}

}  // namespace

TEST_CASE("the base is the one file beside it of that name and version") {
  Memory files;
  files.files = {{"d/b.mps", "mps \"B\" version 1.0.0 " + kBody},
                 {"d/old.mps", "mps \"B\" version 0.9.0 " + kBody},
                 {"d/other.mps", "mps \"C\" version 1.0.0 " + kBody + "// \"B\"\n"},
                 {"d/broken.mps", "mps \"B\" { { {"}};
  const std::string digest = HexEncode(test::CheckSource("mps \"B\" version 1.0.0 " + kBody).model->definition_digest);
  files.files["d/site.mps"] = Tailor(digest);
  files.listed = {"site.mps", "other.mps", "gone.mps", "old.mps", "broken.mps", "b.mps"};
  const auto found = compiler::Compile("d/site.mps", files);
  INFO(found.RenderText(false));
  REQUIRE(found.ok());
  CHECK(found.tailoring()->base_version == "1.0.0");

  files.listed.push_back("copy.mps");
  files.files["d/copy.mps"] = files.files["d/b.mps"];
  const auto two = compiler::Compile("d/site.mps", files);
  CHECK(two.RenderText(false).find(diag::CodeText(Id::kBaseAmbiguous)) != std::string::npos);
  CHECK(two.RenderText(false).find("d/b.mps, d/copy.mps") != std::string::npos);
  compiler::Options options;
  options.base = "d/copy.mps";
  CHECK(compiler::Compile("d/site.mps", files, options).ok());

  files.listed = {"old.mps"};
  const auto none = compiler::Compile("d/site.mps", files);
  CHECK(none.RenderText(false).find(diag::CodeText(Id::kBaseNotFound)) != std::string::npos);
  CHECK(none.RenderText(false).find("has version 0.9.0") != std::string::npos);
  CHECK(none.status().ok());
}

TEST_CASE("--base of what tailors nothing is an error of use") {
  Memory files;
  files.files = {{"b.mps", "mps \"B\" version 1.0.0 " + kBody}};
  compiler::Options options;
  options.base = "b.mps";
  CHECK(compiler::Compile("b.mps", files, options).status().code() == Code::kUsage);
  files.files["site.mps"] = Tailor(std::string(64, '0'));
  options.base = "gone.mps";
  CHECK(compiler::Compile("site.mps", files, options).status().code() == Code::kIo);
}
