// The live host, as whoever runs the tests and as an ordinary user.
#include <sys/sysmacros.h>
#include <unistd.h>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "as_user.h"
#include "collect/command.h"
#include "collect/file_systems.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

TEST_CASE("the live host gives what only a running system has") {
  CollectRequest request;
  request.reads = Reads({"os", "mounts", "cmdline", "sysctl=kernel.ostype", "sysctl=kernel.pid_max", "sysctl=no.such",
                         "sockets", "modules=ext4", "units=ssh.service"});
  auto bytes = Collect(request);
  REQUIRE(bytes.ok());
  auto host = nlohmann::json::parse(AsText(*bytes))["environments"]["host"];
  auto& claims = Claims(host);
  // In a chroot no mount is at the root.
  std::ifstream mountinfo("/proc/self/mountinfo");
  std::string line, id, parent, device, root, point;
  bool at_root = false;
  while (std::getline(mountinfo, line)) {
    std::istringstream(line) >> id >> parent >> device >> root >> point;
    at_root = at_root || point == "/";
  }
  CHECK(claims["mounts"].contains("/") == at_root);
  CHECK(claims["sysctl"]["kernel.ostype"]["live_text"] == "Linux");
  CHECK(claims["sysctl"]["kernel.pid_max"]["live"].is_number());
  CHECK(claims["sysctl"]["no.such"].empty());
  CHECK(StateOf(host, "sysctl[*].live") == "");
  CHECK(StateOf(host, "sockets") == "complete");
  CHECK(claims["os"]["kernel"].is_string());
}

TEST_CASE("an ordinary user gets reasons instead of values") {
  if (geteuid() != 0) {
    WARN("skipped: needs root to become another user");
    return;
  }
  TreeFixture tree;
  tree.Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nold:$1$abcdefgh$hash:5:5::/:/bin/sh\n")
      .Write("/etc/shadow", "root:*:1::::::\n", 0640);
  tree.Write("/etc/sudoers", "root ALL=ALL\n", 0440)
      .Directory("/root", 0700)
      .Directory("/etc/audit", 0750)
      .Write("/etc/audit/auditd.conf", "a = b\n", 0640);
  tree.Write("/etc/audit/rules.d/a.rules", "")
      .Write("/etc/ssh/sshd_config", "Port 22\n", 0600)
      .Write("/usr/sbin/sshd", "");
  tree.Write("/boot/grub/grub.cfg", "", 0600)
      .Write("/etc/sysctl.d/a.conf", "kernel.sysrq=0\n", 0600)
      .Directory("/etc/cron.d", 0700)
      .Write("/etc/motd", "x", 0600);
  CollectRequest request;
  request.root = tree.root();
  request.live = false;
  request.reads = Reads({"accounts", "sudoers", "audit", "sshd", "grub", "sysctl=kernel.sysrq", "globs=/etc/cron.d/*",
                         "text=/etc/motd", "files=/etc/audit/auditd.conf", "files=/etc/shadow", "walk", "shell_env",
                         "files.sha256=/etc/motd"});
  std::string text = AsUser(request, 65534);
  REQUIRE(!text.empty());
  auto host = nlohmann::json::parse(text)["environments"]["host"];
  const std::string denied = "unknown: permission denied";
  CHECK(StateOf(host, "accounts") == "complete");
  for (const char* field : {"password", "hash", "max_age", "last_change"})
    CHECK(StateOf(host, std::string("accounts[*].") + field) == denied + ": /etc/shadow");
  CHECK_FALSE(Claims(host)["accounts"][0].contains("password"));
  CHECK(Claims(host)["accounts"][1]["password"] == "hashed");  // it stands in passwd
  CHECK(Contains(StateOf(host, "accounts[0].dot_files"), "incomplete: permission denied"));
  CHECK(StateOf(host, "sudoers") == denied);
  CHECK(Contains(StateOf(host, "audit.persisted"), denied));
  CHECK(Contains(StateOf(host, "audit.conf"), denied));
  CHECK(Contains(StateOf(host, "sshd"), denied));
  CHECK(Contains(StateOf(host, "grub.entries"), denied));
  CHECK(Contains(StateOf(host, "sysctl[\"kernel.sysrq\"].persisted"), denied));
  CHECK(Contains(StateOf(host, "globs[\"/etc/cron.d/*\"]"), "incomplete: permission denied: /etc/cron.d"));
  CHECK(StateOf(host, "text[\"/etc/motd\"]") == denied);
  CHECK(StateOf(host, "files[\"/etc/motd\"].sha256") == denied);
  CHECK(StateOf(host, "files[\"/etc/audit/auditd.conf\"]") == denied);
  CHECK(Claims(host)["files"]["/etc/shadow"]["mode"] == "0640");
  CHECK(Contains(StateOf(host, "walk.setid"), "incomplete: permission denied"));
  CHECK(Contains(StateOf(host, "shell_env.umasks"), "incomplete: permission denied"));
}

TEST_CASE("an ordinary user collects the live host without failing") {
  if (geteuid() != 0) return;
  CollectRequest request;
  request.reads = Reads({"accounts", "sockets", "apparmor", "audit", "mounts", "units", "sysctl", "os"});
  CHECK(!AsUser(request, 65534).empty());
}

TEST_CASE("child processes are bounded") {
  CHECK(*RunCommand({"/bin/echo", "hi"}, 5) == "hi\n");
  CHECK(RunCommand({"/bin/false"}, 5).reason() == "/bin/false failed");
  CHECK(RunCommand({"/bin/sleep", "30"}, 1).reason() == "/bin/sleep took too long");
  CHECK(RunCommand({"/no/such/program"}, 1).absent());
  CHECK(Contains(RunCommand({"/usr/bin/head", "-c", "50000000", "/dev/zero"}, 20).reason(), "wrote too much"));
  CHECK(*RunCommand({"/usr/bin/env"}, 5) == "PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLC_ALL=C\nSYSTEMD_COLORS=0\n");
}

TEST_CASE("kinds of file system") {
  FileSystems systems;
  systems.Learn(
      "21 1 0:20 / /proc rw,relatime - proc proc rw\n22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n23 1 0:50 / /net rw "
      "- nfs4 h:/x rw\nnonsense\n24 1 x:y / /z rw - proc p rw\n");
  CHECK(systems.Skips(makedev(0, 20)));
  CHECK(systems.Skips(makedev(0, 50)));
  CHECK_FALSE(systems.Skips(makedev(8, 1)));
  CHECK_FALSE(systems.Skips(makedev(9, 9)));
  CHECK(IsRemoteFileSystem("fuse.sshfs"));
  CHECK_FALSE(IsRemoteFileSystem("fuseblk"));
}
