// Reading beneath a folder, both ways: by openat2 and, for kernels without it, step by step.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "definition_reader.h"

using namespace mps;
using namespace mps::cli;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    char name[] = "/tmp/mps-reader-XXXXXX";
    REQUIRE(mkdtemp(name) != nullptr);
    path = name;
    fs::create_directories(path / "def/sub");
    std::ofstream(path / "def/sub/a.txt") << "inside";
    std::ofstream(path / "out.txt") << "outside";
    fs::create_symlink("sub/a.txt", path / "def/link");
    fs::create_symlink("../out.txt", path / "def/up");
    fs::create_symlink(path / "out.txt", path / "def/absolute");
    fs::create_symlink("..", path / "def/parent");
    REQUIRE(mkfifo((path / "def/pipe").c_str(), 0600) == 0);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

std::string Read(const Folder& folder, Beneath beneath, const std::string& name, std::size_t limit = 100) {
  DefinitionReader reader(beneath);
  const std::string base = (folder.path / "def").string() + "/";
  auto text = reader.ReadBeneath(base, base + name, limit);
  return text.ok() ? *text : "! " + text.status().message();
}

bool Says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("files beneath the folder are read, whichever way") {
  const Folder folder;
  for (const Beneath beneath : {Beneath::kBest, Beneath::kWalk}) {
    CHECK(Read(folder, beneath, "sub/a.txt") == "inside");
    CHECK(Read(folder, beneath, "sub//a.txt") == "inside");
    CHECK(Read(folder, beneath, "./sub/a.txt") == "inside");
    CHECK(Says(Read(folder, beneath, "gone"), "No such file"));
    CHECK(Says(Read(folder, beneath, "sub"), "it is a directory"));
    CHECK(Says(Read(folder, beneath, "pipe"), "not a regular file"));
    CHECK(Says(Read(folder, beneath, "sub/a.txt", 3), "larger than 3 bytes"));
  }
}

TEST_CASE("nothing leads out of the folder, whichever way") {
  const Folder folder;
  for (const Beneath beneath : {Beneath::kBest, Beneath::kWalk}) {
    for (const char* name : {"up", "absolute", "parent/out.txt", "../out.txt", "sub/../../out.txt", "/out.txt"}) {
      INFO(name);
      const std::string text = Read(folder, beneath, name);
      CHECK(text.starts_with("! cannot read"));
      CHECK_FALSE(Says(text, "outside the"));
    }
  }
  CHECK(Says(Read(folder, Beneath::kBest, "up"), "it leads out of the definition's folder"));
  CHECK(Read(folder, Beneath::kBest, "link") == "inside");
  CHECK(Says(Read(folder, Beneath::kWalk, "link"), "it is a symbolic link"));
  DefinitionReader reader;
  CHECK_FALSE(reader.ReadBeneath("def/", "other/a.txt", 10).ok());
}

TEST_CASE("what the user names may stand anywhere, but is a regular file") {
  const Folder folder;
  DefinitionReader reader;
  CHECK(*reader.Read((folder.path / "def/up").string(), 100) == "outside");
  CHECK(Says(reader.Read((folder.path / "def/pipe").string(), 100).status().message(), "not a regular file"));
  CHECK(Says(reader.Read("/dev/null", 100).status().message(), "not a regular file"));
  CHECK(reader.Read((folder.path / "out.txt").string(), 3).status().code() == Code::kLimit);
}
