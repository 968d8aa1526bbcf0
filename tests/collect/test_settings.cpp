// The flat files: login.defs, useradd, pwquality, faillock, limits, shells, shell start files, dconf, os-release, dpkg.
#include <catch2/catch.hpp>

#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

TEST_CASE("login.defs: last wins, quotes, octal masks") {
  TreeFixture tree;
  tree.Write("/etc/login.defs",
             "#PASS_MAX_DAYS 1\nPASS_MAX_DAYS\t99999\n  PASS_MAX_DAYS 365  \nALONE\nQUOTED \"a b\" c\nTTYPERM "
             "0600\nUMASK 022\nUMASK\t027\n");
  auto host = tree.Collect({"login_defs", "login_umask"});
  auto& defs = Claims(host)["login_defs"];
  CHECK(defs["text"] == Json({{"PASS_MAX_DAYS", "365"}, {"QUOTED", "a b"}, {"TTYPERM", "0600"}, {"UMASK", "027"}}));
  CHECK(defs["int"] == Json({{"PASS_MAX_DAYS", 365}}));
  CHECK(Claims(host)["login_umask"] == "0027");
  CHECK(host["source"]["login_defs.text[\"PASS_MAX_DAYS\"]"] == Json({"/etc/login.defs", 3}));
  tree.Write("/etc/login.defs", "PASS_MAX_DAYS 1\nPASS_MAX_DAYS never\nUMASK u=rwx\n");
  host = tree.Collect({"login_defs", "login_umask"});
  CHECK(Claims(host)["login_defs"]["int"].empty());
  CHECK(StateOf(host, "login_umask") == "error: UMASK is not an octal number");
  TreeFixture none;
  CHECK(StateOf(none.Collect({"login_defs", "login_umask"}), "login_umask") == "absent");
  CHECK(StateOf(none.Collect({"login_defs"}), "login_defs") == "complete");
}

TEST_CASE("useradd defaults") {
  TreeFixture tree;
  tree.Write("/etc/default/useradd", "# INACTIVE=-1\n INACTIVE=5\nINACTIVE=30\nSHELL=/bin/sh\n");
  CHECK(Claims(tree.Collect({"useradd"}))["useradd"]["text"] == Json({{"INACTIVE", "30"}, {"SHELL", "/bin/sh"}}));
}

TEST_CASE("pwquality: drop-ins come first, the main file wins") {
  TreeFixture tree;
  tree.Write("/etc/security/pwquality.conf", "minlen = 14 # long\n#difok = 9\nenforce_for_root\n");
  tree.Write("/etc/security/pwquality.conf.d/50-a.conf", "minlen=8\ndcredit = -1\n")
      .Write("/etc/security/pwquality.conf.d/60-b.conf", "dcredit = -2\n");
  tree.Write("/etc/security/pwquality.conf.d/99-not.txt", "minlen=1\n");
  auto host = tree.Collect({"pwquality"});
  CHECK(Claims(host)["pwquality"]["int"] == Json({{"minlen", 14}, {"dcredit", -2}}));
  CHECK(Claims(host)["pwquality"]["text"]["enforce_for_root"] == "");
  CHECK(host["source"]["pwquality.text[\"dcredit\"]"] == Json({"/etc/security/pwquality.conf.d/60-b.conf", 1}));
}

TEST_CASE("faillock, limits, shells") {
  TreeFixture tree;
  tree.Write("/etc/security/faillock.conf", "deny = 5\nsilent\nunlock_time=900#x\n");
  tree.Write("/etc/security/limits.conf",
             "# * hard core 1\n* hard core 0 # none\n@staff - maxlogins 3\nbob -\nshort line\n* weird core 0\n");
  tree.Write("/etc/security/limits.d/b.conf", "* SOFT Core 0\n")
      .Write("/etc/security/limits.d/a.conf", "root hard nproc unlimited\n");
  tree.Write("/etc/shells", "# /bin/no\n/bin/sh\n  /bin/bash # yes\nnologin\n");
  auto host = tree.Collect({"faillock", "limits", "shells"});
  CHECK(Claims(host)["faillock"]["int"] == Json({{"deny", 5}, {"unlock_time", 900}}));
  auto& limits = Claims(host)["limits"];
  REQUIRE(limits.size() == 5);
  CHECK(limits[0]["domain"] == "*");
  CHECK(limits[0]["kind"] == "hard");
  CHECK(limits[0]["value"] == "0");
  CHECK(limits[0]["origin"] == Json({{"file", "/etc/security/limits.conf"}, {"line", 2}}));
  CHECK(limits[2]["value"] == "unlimited");
  CHECK(limits[3]["domain"] == "root");
  CHECK(limits[4]["kind"] == "soft");
  CHECK(limits[4]["item"] == "core");
  CHECK(Claims(host)["shells"] == Json({"/bin/sh", "/bin/bash"}));
}

TEST_CASE("shell start files") {
  TreeFixture tree;
  tree.Write("/etc/profile", "if [ x ]; then umask 027; fi\numask -S u=rwx,g=rx,o=\n# umask 000\necho 'umask 000'\n");
  tree.Write("/etc/profile.d/tmout.sh", "TMOUT=600; readonly TMOUT; export TMOUT\n")
      .Write("/etc/profile.d/x.txt", "umask 000\n");
  tree.Write("/etc/bash.bashrc", "declare -xr TMOUT=900\n[ -n x ] && typeset -r TMOUT=30\nrun TMOUT=5\n");
  auto host = tree.Collect({"shell_env"});
  auto& env = Claims(host)["shell_env"];
  REQUIRE(env["umasks"].size() == 2);
  CHECK(env["umasks"][0] == Json({{"file", "/etc/profile"}, {"mask", "0027"}, {"line", 1}}));
  CHECK(env["umasks"][1]["mask"] == "0027");
  REQUIRE(env["tmouts"].size() == 3);
  CHECK(env["tmouts"][0] == Json({{"file", "/etc/profile.d/tmout.sh"},
                                  {"seconds", 600},
                                  {"readonly", true},
                                  {"exported", true},
                                  {"line", 1}}));
  CHECK(env["tmouts"][1]["seconds"] == 900);
  CHECK(env["tmouts"][2]["seconds"] == 30);
  tree.Write("/etc/profile", "umask g-w\nTMOUT=$X\n");
  host = tree.Collect({"shell_env"});
  CHECK(Contains(StateOf(host, "shell_env.umasks"), "incomplete: a umask that hangs"));
  CHECK(Contains(StateOf(host, "shell_env.tmouts"), "incomplete: a value that is no number"));
}

TEST_CASE("dconf key files and locks") {
  TreeFixture tree;
  tree.Write("/etc/dconf/db/gdm.d/00-a", "[org/gnome/login-screen]\nbanner-message-enable=false\n# x\n[/]\ntop=1\n");
  tree.Write("/etc/dconf/db/gdm.d/10-b", "[org/gnome/login-screen]\nbanner-message-enable = true\n");
  tree.Write("/etc/dconf/db/gdm.d/locks/00", "/org/gnome/login-screen/banner-message-enable\n# no\n")
      .Write("/etc/dconf/db/gdm", "GVariant");
  auto host = tree.Collect({"dconf"});
  auto& gdm = Claims(host)["dconf"]["gdm"];
  CHECK(gdm["values"] == Json({{"/org/gnome/login-screen/banner-message-enable", "true"}, {"/top", "1"}}));
  CHECK(gdm["locks"] == Json({"/org/gnome/login-screen/banner-message-enable"}));
  CHECK(Claims(host)["dconf"].size() == 1);
}

TEST_CASE("os-release and marks of a container") {
  TreeFixture tree;
  tree.Link("/etc/os-release", "../usr/lib/os-release");
  tree.Write("/usr/lib/os-release",
             "NAME=\"Debian GNU/Linux\"\nID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n#ID=x\n");
  tree.Package("dpkg", "1.21.22");
  auto host = tree.Collect({"os"});
  CHECK(Claims(host)["os"] ==
        Json({{"id", "debian"}, {"release", "12"}, {"codename", "bookworm"}, {"arch", "amd64"}, {"container", false}}));
  tree.Write("/run/.containerenv", "");
  CHECK(Claims(tree.Collect({"os"}))["os"]["container"] == true);
  CHECK(StateOf(TreeFixture().Collect({"os"}), "os.id") == "unknown: no os-release");
}

TEST_CASE("the dpkg database") {
  TreeFixture tree;
  tree.Write("/var/lib/dpkg/status",
             "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:2-3\nDescription: x\n Status: "
             "deinstall ok config-files\n .\n"
             "\n\nPackage: b\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 1\n\n"
             "Package: libc6\nStatus: install ok installed\nArchitecture: i386\nVersion: 2.36\n\n"
             "Package: libc6\nStatus: install ok half-configured\nArchitecture: amd64\nVersion: 2.36");
  auto host = tree.Collect({"packages"});
  CHECK(StateOf(host, "packages") == "complete");
  auto& packages = Claims(host)["packages"];
  CHECK(packages.size() == 4);
  CHECK(packages["a"] == Json({{"state", "installed"}, {"arch", "amd64"}, {"version", "1:2-3"}}));
  CHECK(packages["b"]["state"] == "config-files");
  CHECK(packages["libc6"]["state"] == "half-configured");
  CHECK(packages["libc6:i386"]["state"] == "installed");
  tree.Write("/var/lib/dpkg/status", "Package: a\nVersion: 1\n\nnonsense\n");
  CHECK(StateOf(tree.Collect({"packages"}), "packages") ==
        "incomplete: a malformed entry ends at line 3 of /var/lib/dpkg/status");
  TreeFixture distroless;
  distroless.Write("/var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12\nArchitecture: amd64\n");
  CHECK(Claims(distroless.Collect({"packages"}))["packages"]["base-files"]["state"] == "installed");
  CHECK(StateOf(TreeFixture().Collect({"packages"}), "packages") == "unknown: no dpkg database");
}
