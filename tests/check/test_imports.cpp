// Imports and pinned files: what may be read, versions, digests, cycles, and that a flipped bit is refused.
#include "base/hex.h"
#include "check/cases.h"
#include "crypto/hash.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {

const char* const kLibrary = R"(library parts version 1.2.0 language 1
schema machine { up : bool  name : text }
define open_(h : machine) : bool = h.up
template is_up(h : machine) { title "Ensure it is up" require h.up }
set good of text = { "a", "b" }
)";

std::string Use(const std::string& import,
                const std::string& rest = "require host.name in parts.good use parts.is_up(host)") {
  return std::string(kHead) + import +
         "\nenvironment host : parts.machine { }\nlevel L1\nrule \"1\" first { title \"t\" level L1 " + rest + " }\n";
}

std::string Pin(const std::string& text) {
  auto digest = crypto::Sha256(AsBytes(text));
  return "sha256'" + HexEncode(*digest) + "'";
}

Files WithLibrary() {
  Files files;
  files.libraries["parts"] = kLibrary;
  files.libraries["part"] = "library other version 1.0.0 language 1\n";
  files.files["dir/sub/parts.mps"] = kLibrary;
  return files;
}

std::string PinOfModel(Files& files) {
  Checked out = CheckSource(Use("import \"sub/parts.mps\" as parts"), files);
  REQUIRE(out.model.has_value());
  return "sha256'" + HexEncode(out.model->imports.at(0).definition_digest) + "'";
}

void CheckOne(const std::string& source, Id id, Files files = WithLibrary()) {
  Checked out = CheckSource(source, files);
  INFO(source << "\ngave " << out.All());
  CHECK(out.Count(id) == 1);
  const auto* d = out.First(id);
  if (d != nullptr && d->severity == diag::Severity::kError) CHECK_FALSE(out.model.has_value());
}

}  // namespace

TEST_CASE("libraries and files are imported, under any alias") {
  Files files = WithLibrary();
  Checked library = CheckSource(Use("import parts version 1.1"), files);
  INFO(library.All());
  REQUIRE(library.model.has_value());
  CHECK(library.model->environments[0].schema_name == "parts.machine");
  Checked file = CheckSource(Use("import \"sub/parts.mps\" as parts"), files);
  INFO(file.All());
  REQUIRE(file.model.has_value());
  CHECK(file.Count(Id::kUnpinnedImport) == 1);
  // Same meaning, same digest: how the parts came in does not count.
  CHECK(file.model->definition_digest == library.model->definition_digest);
}

TEST_CASE("a pin is of what the import means, not of how it is written") {
  Files files = WithLibrary();
  const std::string pin = PinOfModel(files);
  CHECK(CheckSource(Use("import \"sub/parts.mps\" as parts " + pin), files).model.has_value());
  files.files["dir/sub/parts.mps"] = "// a comment\n" + std::string(kLibrary);
  CHECK(CheckSource(Use("import \"sub/parts.mps\" as parts " + pin), files).model.has_value());
  std::string other = kLibrary;
  other.replace(other.find("\"b\""), 3, "\"c\"");
  files.files["dir/sub/parts.mps"] = other;
  CHECK(CheckSource(Use("import \"sub/parts.mps\" as parts " + pin), files).Count(Id::kImportPin) == 1);
}

TEST_CASE("what cannot be imported is refused") {
  CheckOne(Use("import prts"), Id::kUnknownLibrary);
  CheckOne(Use("import \"/etc/passwd\" as parts"), Id::kImportPath);
  CheckOne(Use("import \"../parts.mps\" as parts"), Id::kImportPath);
  CheckOne(Use("import \"sub/../parts.mps\" as parts"), Id::kImportPath);
  CheckOne(Use("import \"sub//parts.mps\" as parts"), Id::kImportPath);
  CheckOne(Use("import \"sub/./parts.mps\" as parts"), Id::kImportPath);
  CheckOne(Use("import \"none.mps\" as parts"), Id::kImportUnreadable);
  CheckOne(Use("import parts version 2.0"), Id::kImportVersion);
  CheckOne(Use("import parts version 1.3"), Id::kImportVersion);
  CheckOne(Use("import part"), Id::kLibraryName);
  Files files = WithLibrary();
  files.files["dir/t.mps"] = "tests of \"x.mps\" language 1\ntest \"x\" { expect \"1\" pass }\n";
  CheckOne(Use("import \"t.mps\" as parts"), Id::kImportKind, files);
  files.files["dir/broken.mps"] = "library parts version 1.0.0 language 1\nset s of text = { 1 }\n";
  CheckOne(Use("import \"broken.mps\" as parts"), Id::kImportBroken, files);
  files.files["dir/rules.mps"] = "library parts version 1.0.0 language 1\nlevel L1\n";
  CheckOne(Use("import \"rules.mps\" as parts"), Id::kNotInLibrary, files);
}

TEST_CASE("cycles and deep chains of imports are refused") {
  Files files;
  files.files["dir/a.mps"] = "library a version 1.0.0 language 1\nimport \"b.mps\" as b\n";
  files.files["dir/b.mps"] = "library b version 1.0.0 language 1\nimport \"a.mps\" as a\n";
  Checked cycle = CheckSource(Definition("import \"a.mps\" as a\n"), files);
  INFO(cycle.All());
  CHECK(cycle.Count(Id::kImportCycle) == 1);
  CHECK_FALSE(cycle.model.has_value());
  Files deep;
  for (int i = 0; i < 40; ++i) {
    deep.files["dir/f" + std::to_string(i) + ".mps"] = "library f" + std::to_string(i) +
                                                       " version 1.0.0 language 1\nimport \"f" + std::to_string(i + 1) +
                                                       ".mps\" as x\n";
  }
  CHECK(CheckSource(Definition("import \"f0.mps\" as f\n"), deep).Count(Id::kImportDepth) == 1);
  Files many;
  std::string imports;
  for (int i = 0; i < 300; ++i) {
    many.files["dir/g" + std::to_string(i) + ".mps"] = "library g" + std::to_string(i) + " version 1.0.0 language 1\n";
    imports += "import \"g" + std::to_string(i) + ".mps\" as g" + std::to_string(i) + "\n";
  }
  CHECK(CheckSource(Definition(imports), many).Count(Id::kTooManyImports) >= 1);
}

TEST_CASE("sets and tables from pinned files") {
  Files files;
  const std::string names = "# names\nbeta\nalpha\n\nalpha\n";
  const std::string sums = std::string(64, 'a') + "  /bin/a\n" + std::string(64, 'b') + " */bin/b\n" +
                           std::string(64, 'c') + "  /bin/a\n\\" + std::string(64, 'd') + "  /odd\\\\name\n";
  files.files["dir/names.txt"] = names;
  files.files["dir/sums.txt"] = sums;
  const std::string source =
      WithRule("require host.name in names and host.measure in (sums[host.folder] else {})",
               "set names of text from \"names.txt\" " + Pin(names) +
                   "\ntable sums of path to set of digest from \"sums.txt\" " + Pin(sums) + "\n");
  Checked out = CheckSource(source, files);
  INFO(out.All());
  REQUIRE(out.model.has_value());
  CHECK(out.Count(Id::kRepeatedLines) == 1);
  CHECK(out.model->sets.at(0).members.size() == 2);
  REQUIRE(out.model->tables.at(0).rows.size() == 3);
  CHECK(out.model->tables[0].rows[0].first == "/bin/a");
  CHECK(out.model->tables[0].rows[0].second.size() == 2);
  CHECK(out.model->tables[0].rows[2].first == "/odd\\name");

  // Every bit of a pinned file, flipped once.
  for (std::size_t bit = 0; bit < names.size() * 8; ++bit) {
    Files flipped = files;
    flipped.files["dir/names.txt"][bit / 8] = static_cast<char>(names[bit / 8] ^ (1 << (bit % 8)));
    Checked refused = CheckSource(source, flipped);
    REQUIRE(refused.Count(Id::kPinnedDigest) == 1);
    REQUIRE_FALSE(refused.model.has_value());
  }
}

TEST_CASE("faults of pinned files name the file and the line") {
  Files files;
  files.files["dir/n.txt"] = "1\n2\nthree\n";
  files.files["dir/bad.txt"] = "\xff\n";
  const auto set = [&](const std::string& type, const std::string& file, const std::string& pin) {
    return WithRule("require host.up", "set s of " + type + " from \"" + file + "\" " + pin + "\n");
  };
  CheckOne(set("int", "n.txt", Pin(files.files["dir/n.txt"])), Id::kPinnedLine, files);
  CheckOne(set("text", "bad.txt", Pin("\xff\n")), Id::kPinnedLine, files);
  CheckOne(set("text", "none.txt", Pin("")), Id::kPinnedUnreadable, files);
  CheckOne(set("text", "../n.txt", Pin("")), Id::kImportPath, files);
  CheckOne(set("text", "n.txt", "sha1'" + std::string(40, 'a') + "'"), Id::kWeakDigest, files);
  CheckOne(WithRule("require host.up",
                    "table t of int to set of text from \"n.txt\" " + Pin(files.files["dir/n.txt"]) + "\n"),
           Id::kTableShape, files);
}

TEST_CASE("a definition lends its sets, and parameters at their default; its environments stay its own") {
  Files files;
  files.files["dir/m.mps"] =
      std::string(
          "mps \"Sets\" version 1.0.0 language 1\nschema s { up : bool  n : int  t : text }\nenvironment e : s { "
          "}\nlevel A\n") +
      "set good of text = { \"a\" }\nparam most : int = 7\nparam asked : int\n" +
      "rule \"1\" r { title \"t\" level A require e.t in good and e.n <= most and e.n >= asked }\n";
  const std::string import = "import \"m.mps\" as m\n";
  Checked out = CheckSource(WithRule("require host.name in m.good and host.number <= m.most", import), files);
  INFO(out.All());
  REQUIRE(out.model.has_value());
  CHECK(out.model->params.empty());
  CHECK(out.model->exprs[out.model->rules[1].parts[0].require].text == "host.name in Sets.good and host.number <= 7");
  CheckOne(WithRule("require m.e.up", import), Id::kForeignEnvironment, files);
  CheckOne(WithRule("require host.number <= m.asked", import), Id::kForeignParam, files);
}
