// Resolution below the root: links, loops, kinds of file that must not be opened, sizes, names.
#include "collect/tree.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

TEST_CASE("links never lead out of the tree") {
  TreeFixture outside;
  outside.Write("/etc/secret", "outside");
  TreeFixture tree;
  tree.Write("/etc/secret", "inside");
  tree.Link("/etc/absolute", "/etc/secret");
  tree.Link("/etc/up", "../../../../../../../../etc/secret");
  tree.Link("/etc/other-root", outside.root() + "/etc/secret");
  tree.Link("/proc-like/root", "/");
  tree.Link("/etc/via", "/proc-like/root/../../etc/secret");
  auto look = Tree::Open(tree.root());
  REQUIRE(look.ok());
  CHECK(*look->Read("/etc/absolute") == "inside");
  CHECK(*look->Read("/etc/up") == "inside");
  CHECK(*look->Read("/etc/via") == "inside");
  CHECK(*look->Read("../../../etc/secret") == "inside");
  CHECK(look->Read("/etc/other-root").absent());
  CHECK(look->Find("/etc/up", Links::kFollow)->path == "/etc/secret");
  CHECK(look->Find("/..", Links::kFollow)->path == "/");
}

TEST_CASE("loops, long chains and dangling links end") {
  TreeFixture tree;
  tree.Link("/a", "/b").Link("/b", "/a").Link("/self", "self/x").Link("/dangling", "/nowhere");
  for (int i = 0; i < 60; ++i) tree.Link("/chain" + std::to_string(i), "/chain" + std::to_string(i + 1));
  auto look = Tree::Open(tree.root());
  CHECK(Contains(look->Read("/a").reason(), "40 links"));
  CHECK(Contains(look->Read("/self").reason(), "40 links"));
  CHECK(Contains(look->Read("/chain0").reason(), "40 links"));
  CHECK(look->Read("/dangling").absent());
  CHECK(look->Find("/dangling", Links::kKeepLast).found());
  CHECK(look->Find(std::string(5000, 'x'), Links::kFollow).reason() != "");
  CHECK(look->Find(std::string_view("/etc\0/passwd", 12), Links::kFollow).reason() != "");
}

TEST_CASE("only regular files are opened, and none blocks") {
  TreeFixture tree;
  tree.Fifo("/etc/login.defs").Fifo("/etc/ssh/sshd_config").Write("/usr/sbin/sshd", "").Socket("/etc/fstab");
  tree.Directory("/etc/sudoers");
  auto look = Tree::Open(tree.root());
  CHECK(look->Read("/etc/login.defs").reason() == "not a regular file but a fifo");
  CHECK(look->Read("/etc/fstab").reason() == "not a regular file but a socket");
  CHECK(look->Read("/etc").reason() == "not a regular file but a directory");
  auto host = tree.Collect({"login_defs", "login_umask", "sshd", "fstab", "sudoers", "text=/etc/login.defs"});
  CHECK(Contains(StateOf(host, "login_defs"), "unknown: not a regular file but a fifo"));
  CHECK(Contains(StateOf(host, "login_umask"), "unknown: "));
  CHECK(Contains(StateOf(host, "sshd"), "unknown: not a regular file but a fifo"));
  CHECK(Contains(StateOf(host, "fstab"), "unknown: "));
  CHECK(Contains(StateOf(host, "sudoers"), "unknown: "));
  CHECK(Contains(StateOf(host, "text[\"/etc/login.defs\"]"), "unknown: "));
}

TEST_CASE("every read is bounded") {
  TreeFixture tree;
  tree.Write("/etc/login.defs", "");
  REQUIRE(truncate((tree.root() + "/etc/login.defs").c_str(), off_t{1} << 40) == 0);  // sparse
  tree.Write("/etc/motd", std::string(5000, 'x'));
  tree.limits.text_bytes = 4999;
  auto host = tree.Collect({"login_defs", "text=/etc/motd"});
  CHECK(StateOf(host, "login_defs") == "unknown: longer than 16777216 bytes: /etc/login.defs");
  CHECK(StateOf(host, "text[\"/etc/motd\"]") == "unknown: longer than 4999 bytes");
  tree.limits.text_bytes = 5000;
  CHECK(StateOf(tree.Collect({"text=/etc/motd"}), "text[\"/etc/motd\"]") == "complete");
}

TEST_CASE("names that are not UTF-8 are neither dropped nor fatal") {
  TreeFixture tree;
  tree.Write("/var/log/caf\xe9%.log", "x", 0666).Write("/var/log/\xc3\xa9", "y", 0666);
  auto host = tree.Collect({"globs=/var/log/*", "walk", "files=/var/log/caf%E9%25.log", "text=/var/log/caf%E9%25.log"});
  auto& found = Claims(host)["globs"]["/var/log/*"];
  CHECK(found.size() == 2);
  CHECK(found.contains("/var/log/caf%E9%25.log"));
  CHECK(found.contains("/var/log/\xc3\xa9"));
  CHECK(Claims(host)["walk"]["world_writable"].contains("/var/log/caf%E9%25.log"));
  CHECK(Claims(host)["files"]["/var/log/caf%E9%25.log"]["size"] == 1);
  CHECK(Claims(host)["text"]["/var/log/caf%E9%25.log"]["raw"] == nlohmann::json({"x"}));
}

TEST_CASE("tidy paths") {
  CHECK(TidyPath("//etc/./motd/") == "/etc/motd");
  CHECK(TidyPath("/") == "/");
  CHECK(TidyPath("/a/../b") == "/a/../b");
  CHECK(BaseName("/a/b") == "b");
  CHECK(DirName("/a/b") == "/a");
  CHECK(DirName("/a") == "/");
}

TEST_CASE("a very deep tree makes the walk incomplete, not endless") {
  TreeFixture tree;
  std::string path = tree.root() + "/deep";
  REQUIRE(mkdir(path.c_str(), 0755) == 0);
  char here[4096];
  REQUIRE(getcwd(here, sizeof here) != nullptr);
  REQUIRE(chdir(path.c_str()) == 0);
  for (int i = 0; i < 600; ++i) {
    REQUIRE(mkdir("d", 0755) == 0);
    REQUIRE(chdir("d") == 0);
  }
  REQUIRE(chdir(here) == 0);
  auto host = tree.Collect({"walk"});
  CHECK(Contains(StateOf(host, "walk.setid"), "incomplete: more than 512 directories deep"));
  CHECK(Contains(StateOf(tree.Collect({"globs=/deep/**"}), "globs[\"/deep/**\"]"), "incomplete: "));
}
