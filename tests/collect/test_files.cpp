// Claims files, globs, text, texts, walk.
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

TEST_CASE("lstat of paths") {
  TreeFixture tree;
  tree.Write("/etc/shadow", "secret", 0640)
      .Link("/etc/link", "../etc/shadow")
      .Link("/etc/gone", "/nowhere")
      .Fifo("/run/f");
  tree.Directory("/tmp", 01777).Link("/etc/out", "/../../../../bin/sh");
  auto host = tree.Collect({"files=/etc/shadow", "files=/etc/link", "files=/etc/gone", "files=/run/f", "files=/tmp/",
                            "files=/etc/none", "files=/etc/shadow/x", "files.sha256=/etc/shadow", "files=/etc/out"});
  auto& files = Claims(host)["files"];
  CHECK(files["/etc/shadow"]["kind"] == "regular");
  CHECK(files["/etc/shadow"]["mode"] == "0640");
  CHECK(files["/etc/shadow"]["size"] == 6);
  CHECK(files["/etc/shadow"]["acl"] == false);
  CHECK(files["/etc/shadow"]["sha256"] == "sha256:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b");
  CHECK(StateOf(host, "files[\"/etc/shadow\"].sha256") == "complete");
  CHECK(StateOf(host, "files[*].sha256") == "unknown: no digest was asked for");
  CHECK(files["/etc/link"]["kind"] == "symlink");
  CHECK(files["/etc/link"]["target"] == "/etc/shadow");
  CHECK(files["/etc/link"]["size"] == 0);
  CHECK_FALSE(files["/etc/gone"].contains("target"));
  CHECK_FALSE(files["/etc/out"].contains("target"));
  CHECK(files["/run/f"]["kind"] == "fifo");
  CHECK(files["/tmp/"]["mode"] == "01777");
  CHECK(StateOf(host, "files[\"/etc/none\"]") == "absent");
  CHECK(StateOf(host, "files[\"/etc/shadow/x\"]") == "absent");
  CHECK_FALSE(files.contains("/etc/none"));
  CHECK(StateOf(host, "files") == "incomplete: only what was asked for was looked at");
  if (geteuid() != 0) return;
  CHECK(files["/etc/shadow"]["owner_name"] == "root");
  REQUIRE(chown((tree.root() + "/etc/shadow").c_str(), 4242, 4343) == 0);
  auto strange = tree.Collect({"files=/etc/shadow"});
  CHECK(Claims(strange)["files"]["/etc/shadow"]["owner"] == 4242);
  CHECK_FALSE(Claims(strange)["files"]["/etc/shadow"].contains("owner_name"));
}

TEST_CASE("digests are made where they are wanted, within limits") {
  TreeFixture tree;
  tree.Write("/etc/a", "abc").Write("/etc/b", "longer than three").Write("/etc/d/x", "abc").Write("/etc/d/y", "");
  tree.Link("/etc/d/z", "x").Directory("/etc/d/sub");
  const std::string abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  auto host = tree.Collect({"files=/etc/a", "files.sha256=/etc/a", "files=/etc/b", "globs=/etc/d/*",
                            "globs.sha256=/etc/d/*", "files.sha256=/etc/d", "globs=/etc/*"});
  auto& files = Claims(host)["files"];
  CHECK(files["/etc/a"]["sha256"] == abc);
  CHECK_FALSE(files["/etc/b"].contains("sha256"));  // nobody asked
  CHECK_FALSE(files["/etc/d"].contains("sha256"));
  CHECK(StateOf(host, "files[\"/etc/d\"].sha256") == "complete");  // a directory has none: absent
  auto& glob = Claims(host)["globs"]["/etc/d/*"];
  CHECK(glob["/etc/d/x"]["sha256"] == abc);
  CHECK(glob["/etc/d/y"]["sha256"] == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK_FALSE(glob["/etc/d/z"].contains("sha256"));
  CHECK(StateOf(host, "globs[\"/etc/d/*\"][*].sha256") == "complete");
  CHECK_FALSE(Claims(host)["globs"]["/etc/*"]["/etc/a"].contains("sha256"));
  CHECK(StateOf(host, "globs[*][*].sha256") == "unknown: no digest was asked for");

  tree.limits.digest_bytes = 4;
  host = tree.Collect({"files.sha256=/etc/a", "files.sha256=/etc/b"});
  CHECK(Claims(host)["files"]["/etc/a"]["sha256"] == abc);
  CHECK(StateOf(host, "files[\"/etc/b\"].sha256") == "unknown: longer than 4 bytes");
  tree.limits.digest_bytes = 1000;
  tree.limits.digest_total_bytes = 5;
  host = tree.Collect({"files.sha256=/etc/a", "files.sha256=/etc/d/x", "files.sha256=/etc/d/y"});
  CHECK(Claims(host)["files"]["/etc/a"]["sha256"] == abc);
  CHECK(StateOf(host, "files[\"/etc/d/x\"].sha256") == "unknown: digests of more than 5 bytes together");
  CHECK(Claims(host)["files"]["/etc/d/y"].contains("sha256"));
}

TEST_CASE("owner names are unknown without passwd") {
  TreeFixture tree;
  unlink((tree.root() + "/etc/passwd").c_str());
  tree.Write("/etc/motd", "");
  auto host = tree.Collect({"files=/etc/motd", "walk", "accounts"});
  CHECK(StateOf(host, "files[\"/etc/motd\"].owner_name") == "unknown: /etc/passwd: not found");
  CHECK(StateOf(host, "walk.unowned") == "unknown: /etc/passwd: not found");
  CHECK(StateOf(host, "accounts") == "unknown: no /etc/passwd");
}

TEST_CASE("an access list is seen") {
  TreeFixture tree;
  tree.Write("/etc/acl", "", 0640);
  // posix_acl_xattr: version 2; user::rw-, user:1000:r--, group::r--, mask::r--, other::---
  const unsigned char acl[] = {2, 0,    0,   0,   1,   0,   6,    0, 255, 255, 255, 255, 2,   0,    4,
                               0, 0xe8, 3,   0,   0,   4,   0,    4, 0,   255, 255, 255, 255, 0x10, 0,
                               4, 0,    255, 255, 255, 255, 0x20, 0, 0,   0,   255, 255, 255, 255};
  if (setxattr((tree.root() + "/etc/acl").c_str(), "system.posix_acl_access", acl, sizeof acl, 0) != 0) {
    WARN("skipped: the temporary directory's file system has no access lists");
    return;
  }
  CHECK(Claims(tree.Collect({"files=/etc/acl"}))["files"]["/etc/acl"]["acl"] == true);
}

TEST_CASE("globs are collected completely") {
  TreeFixture tree;
  tree.Write("/var/log/a.log", "")
      .Write("/var/log/.hidden.log", "")
      .Write("/var/log/sub/b.log", "")
      .Link("/var/log/loop", "/var/log");
  tree.Link("/lib", "usr/lib").Write("/usr/lib/x/1.conf", "").Write("/usr/lib/y/1.conf", "");
  auto keys = [&](const std::string& glob) {
    auto host = tree.Collect({"globs=" + glob});
    CHECK(StateOf(host, "globs[\"" + glob + "\"]") == "complete");
    std::vector<std::string> out;
    for (auto& [key, value] : Claims(host)["globs"][glob].items()) out.push_back(key);
    return out;
  };
  using Names = std::vector<std::string>;
  CHECK(keys("/var/log/*.log") == Names{"/var/log/.hidden.log", "/var/log/a.log"});
  CHECK(keys("/var/log/**") ==
        Names{"/var/log/.hidden.log", "/var/log/a.log", "/var/log/loop", "/var/log/sub", "/var/log/sub/b.log"});
  CHECK(keys("/var/**/b.*") == Names{"/var/log/sub/b.log"});
  CHECK(keys("/lib/*/1.conf") == Names{"/lib/x/1.conf", "/lib/y/1.conf"});
  CHECK(keys("/lib/[!x]/?.conf") == Names{"/lib/y/1.conf"});
  CHECK(keys("/nowhere/*") == Names{});
  CHECK(keys("/var/log/a.log") == Names{"/var/log/a.log"});
  auto bad = tree.Collect({"globs=/a/[", "globs=etc/*"});
  CHECK(Contains(StateOf(bad, "globs[\"/a/[\"]"), "incomplete: the glob is malformed"));
  CHECK(StateOf(bad, "globs[\"etc/*\"]") == "incomplete: the glob is not an absolute path");
  tree.limits.glob_entries = 2;
  CHECK(Contains(StateOf(tree.Collect({"globs=/var/log/**"}), "globs[\"/var/log/**\"]"),
                 "incomplete: more than 2 directory entries"));
}

TEST_CASE("text files") {
  TreeFixture tree;
  tree.Write("/etc/a", "# comment\n\n  key  =  \"a value\"\nother 5\n\tkey=last # kept\r\nword\nno-end");
  tree.Write("/etc/latin", "caf\xe9\n").Link("/etc/linked", "a").Directory("/etc/dir");
  auto host = tree.Collect(
      {"text=/etc/a", "text=/etc/latin", "text=/etc/none", "text=/etc/linked", "text=/etc/dir", "texts=/etc/l*"});
  auto& a = Claims(host)["text"]["/etc/a"];
  CHECK(a["lines"] == Json({"key = \"a value\"", "other 5", "key=last # kept", "word", "no-end"}));
  CHECK(a["raw"].size() == 7);
  CHECK(a["raw"][4] == "\tkey=last # kept\r");
  CHECK(a["values"] == Json({{"key", "last # kept"}, {"other", "5"}}));
  CHECK(Claims(host)["text"]["/etc/latin"]["raw"] == Json({"caf\xEF\xBF\xBD"}));
  CHECK(StateOf(host, "text[\"/etc/none\"]") == "absent");
  CHECK(Claims(host)["text"]["/etc/linked"] == a);
  CHECK(StateOf(host, "text[\"/etc/dir\"]") == "unknown: not a regular file but a directory");
  CHECK(Claims(host)["texts"]["/etc/l*"].size() == 2);
  CHECK(StateOf(host, "texts[\"/etc/l*\"]") == "complete");
}

TEST_CASE("one walk serves every collection") {
  TreeFixture tree;
  tree.Write("/srv/ww", "", 0666).Directory("/srv/dir", 0777).Directory("/tmp", 01777).Write("/usr/bin/su", "", 04755);
  tree.Write("/usr/bin/wall", "", 02755).Link("/srv/link", "/srv/ww").Directory("/srv/setgid", 02775).Fifo("/srv/fifo");
  chmod((tree.root() + "/srv/fifo").c_str(), 0666);
  auto host = tree.Collect({"walk"});
  auto& walk = Claims(host)["walk"];
  CHECK(walk["world_writable"].size() == 3);
  CHECK(walk["world_writable"]["/tmp"]["mode"] == "01777");
  CHECK(walk["setid"].size() == 2);
  CHECK(walk["setid"].contains("/usr/bin/wall"));
  for (const char* name : {"walk.world_writable", "walk.setid", "walk.unowned"})
    CHECK(StateOf(host, name) == "complete");
  tree.limits.walk_entries = 3;
  CHECK(StateOf(tree.Collect({"walk"}), "walk.setid") == "incomplete: more than 3 files");
  tree.limits.walk_entries = 1000;
  tree.limits.walk_members = 1;
  CHECK(Contains(StateOf(tree.Collect({"walk"}), "walk.setid"), "incomplete: more than 1 members"));
  if (geteuid() != 0) return;
  tree.limits.walk_members = 100;
  REQUIRE(chown((tree.root() + "/srv/ww").c_str(), 777, 0) == 0);
  CHECK(Claims(tree.Collect({"walk"}))["walk"]["unowned"].contains("/srv/ww"));
  // With a directory service the same id proves nothing.
  tree.Write("/etc/nsswitch.conf", "passwd: files sss\n");
  CHECK(StateOf(tree.Collect({"walk"}), "walk.unowned") == "unknown: ids may also come from sss (/etc/nsswitch.conf)");
}
