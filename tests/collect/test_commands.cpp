// What the live probes make of the programs they run: whatever systemctl and auditctl print, and where they are
// missing, fail, or take too long. The programs are played by a function; the tree is a fixture that claims to be
// running.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <random>

#include "as_user.h"
#include "collect/context.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

namespace {

using Arguments = std::vector<std::string>;

nlohmann::json CollectLive(const TreeFixture& tree, const std::vector<std::string>& reads,
                           const CommandRunner& runner) {
  CollectRequest request;
  request.root = tree.root();
  request.live = true;
  request.reads = Reads(reads);
  request.limits.command_seconds = 3;
  auto document = CollectWith(request, runner);
  REQUIRE(document.ok());
  return nlohmann::json::parse(AsText(*document))["environments"]["host"];
}

CommandRunner Says(const std::string& output) {
  return [output](const Arguments&, std::int64_t) { return Seen<std::string>(output); };
}
CommandRunner Fails(const std::string& reason) {
  return [reason](const Arguments&, std::int64_t) { return Seen<std::string>::Unknown(reason); };
}
CommandRunner Missing() {
  return [](const Arguments&, std::int64_t) { return Seen<std::string>::Absent(); };
}

void MakeUnits(TreeFixture& tree) {
  tree.Directory("/run/systemd/system");
  tree.Write("/usr/lib/systemd/system/a.service", "[Service]\nExecStart=/bin/a\n");
  tree.Write("/usr/lib/systemd/system/b.socket", "[Socket]\nListenStream=1\n");
  tree.Link("/etc/systemd/system/alias.service", "/usr/lib/systemd/system/a.service");
}

void MakeAudit(TreeFixture& tree) {
  tree.Write("/usr/sbin/auditd", "").Write("/usr/sbin/auditctl", "").Write("/etc/audit/auditd.conf", "a = b\n");
}

// auditctl by its option.
CommandRunner Audit(const std::string& status, const std::string& list) {
  return [=](const Arguments& arguments, std::int64_t) {
    return Seen<std::string>(arguments.at(1) == "-s" ? status : list);
  };
}

std::string Garbage(std::mt19937& random, std::size_t size, bool lines) {
  std::string out;
  while (out.size() < size) {
    if (lines && random() % 4 == 0) {
      const char* parts[] = {"Id=", "Names=", "ActiveState=", "LoadState=", "-a ",  "-w ",
                             "-S ", "-F ",    "always,exit",  "=",          "\n\n", "enabled "};
      out += parts[random() % 12];
    }
    out += static_cast<char>(random() & 0xFF);
  }
  return out;
}

}  // namespace

TEST_CASE("units: what systemctl shows") {
  TreeFixture tree;
  MakeUnits(tree);
  Arguments asked;
  auto runner = [&](const Arguments& arguments, std::int64_t seconds) {
    asked = arguments;
    CHECK(seconds == 3);
    return Seen<std::string>(
        "Id=a.service\nNames=a.service alias.service\nLoadState=loaded\nActiveState=active\n\n"
        "Id=b.socket\nNames=b.socket\nLoadState=not-found\nActiveState=inactive\n");
  };
  auto host = CollectLive(
      tree,
      {"units=a.service", "units=alias.service", "units=b.socket", "units=--root=x.service", "units=gone.service"},
      runner);
  auto& units = Claims(host)["units"];
  CHECK(units["a.service"]["active"] == "active");
  CHECK(units["alias.service"]["active"] == "active");
  CHECK(units["b.socket"]["active"] == "inactive");
  CHECK_FALSE(units.contains("gone.service"));
  CHECK(StateOf(host, "units[\"gone.service\"]") == "absent");
  REQUIRE(asked.size() > 5);
  CHECK(asked[0] == "/usr/bin/systemctl");
  CHECK(asked[4] == "--");  // a unit's name is never an option
}

TEST_CASE("units: systemctl missing, failing, slow, silent or mad") {
  TreeFixture tree;
  MakeUnits(tree);
  const std::vector<std::string> reads = {"units=a.service", "units=b.socket"};
  auto host = CollectLive(tree, reads, Missing());
  CHECK(StateOf(host, "units[*].active") == "unknown: no systemctl");
  CHECK_FALSE(Claims(host)["units"]["a.service"].contains("active"));
  CHECK(Claims(host)["units"]["a.service"].contains("enable"));  // the files' part stays
  host = CollectLive(tree, reads, Fails("/usr/bin/systemctl took too long"));
  CHECK(StateOf(host, "units[*].active") == "unknown: /usr/bin/systemctl took too long");
  host = CollectLive(tree, reads, Says(""));
  CHECK(StateOf(host, "units[\"a.service\"].active") == "unknown: the manager says nothing of it");
  host = CollectLive(tree, reads, Says("Id=other.service\nActiveState=active\n"));
  CHECK(StateOf(host, "units[\"a.service\"].active") == "unknown: the manager says nothing of it");
  CHECK_FALSE(Claims(host)["units"].contains("other.service"));
  host = CollectLive(tree, reads, Says("Id=a.service\nActiveState=\n"));
  CHECK(StateOf(host, "units[\"a.service\"].active") == "unknown: the manager says nothing of it");
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    host = CollectLive(tree, reads, Says(Garbage(random, 2000, i % 2 == 0)));  // ends, and is JSON
    CHECK(Claims(host)["units"].size() == 2);
  }
  TreeFixture still;  // no manager runs: nothing is asked
  still.Write("/usr/lib/systemd/system/a.service", "");
  host = CollectLive(still, {"units=a.service"}, [](const Arguments&, std::int64_t) -> Seen<std::string> {
    FAIL("nothing to ask");
    return Seen<std::string>::Absent();
  });
  CHECK(StateOf(host, "units[*].active") == "unknown: no running manager");
}

TEST_CASE("audit: what auditctl lists") {
  TreeFixture tree;
  MakeAudit(tree);
  if (geteuid() != 0) {
    auto host = CollectLive(tree, {"audit"}, Audit("enabled 2\n", "No rules\n"));
    CHECK(StateOf(host, "audit.live") == "unknown: only root may ask the kernel for its audit rules");
    return;
  }
  auto host = CollectLive(tree, {"audit"},
                          Audit("enabled 2\nfailure 1\nbacklog_limit 8192\nloginuid_immutable 0 unlocked\n",
                                "-w /etc/passwd -p wa -k identity\n"));
  CHECK(Claims(host)["audit"].contains("live"));
  CHECK(Claims(host)["audit"]["live"]["locked"] == true);
  CHECK(Claims(host)["audit"]["live"].dump().find("identity") != std::string::npos);
  host = CollectLive(tree, {"audit"}, Audit("enabled 1\n", "No rules\n"));
  CHECK(Claims(host)["audit"]["live"]["locked"] == false);
}

TEST_CASE("audit: auditctl missing, failing, slow or mad") {
  if (geteuid() != 0) return;
  TreeFixture tree;
  MakeAudit(tree);
  auto host = CollectLive(tree, {"audit"}, Missing());
  CHECK(StateOf(host, "audit.live") == "unknown: no auditctl");
  host = CollectLive(tree, {"audit"}, Fails("/usr/sbin/auditctl took too long"));
  CHECK(StateOf(host, "audit.live") == "unknown: /usr/sbin/auditctl took too long");
  CHECK_FALSE(Claims(host)["audit"].contains("live"));
  host = CollectLive(tree, {"audit"}, [](const Arguments& arguments, std::int64_t) {
    return arguments.at(1) == "-s" ? Seen<std::string>("enabled 1\n")
                                   : Seen<std::string>::Unknown("/usr/sbin/auditctl failed");
  });
  CHECK(StateOf(host, "audit.live") == "unknown: /usr/sbin/auditctl failed");
  host = CollectLive(tree, {"audit"}, Audit("enabled 1\n", "-w /etc/passwd -p wa\n-z nonsense\n"));
  CHECK(Contains(StateOf(host, "audit.live"), "in what auditctl -l says"));
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const std::string text = Garbage(random, 2000, i % 2 == 0);
    host = CollectLive(tree, {"audit"}, Audit(text, text));
    CHECK((Claims(host)["audit"].contains("live") || Contains(StateOf(host, "audit.live"), "unknown")));
  }
}

TEST_CASE("audit: an ordinary user is told why") {
  if (geteuid() != 0) return;
  TreeFixture tree;
  MakeAudit(tree);
  CollectRequest request;
  request.root = tree.root();
  request.live = true;
  request.reads = Reads({"audit"});
  auto host = nlohmann::json::parse(AsUser(request, 65534))["environments"]["host"];
  CHECK(StateOf(host, "audit.live") == "unknown: only root may ask the kernel for its audit rules");
}

TEST_CASE("sysctl: what a running kernel shows") {
  TreeFixture tree;
  tree.Write("/proc/sys/net/ipv4/ip_forward", "1\n")
      .Write("/proc/sys/kernel/list", "1\t2  3\n")
      .Write("/proc/sys/kernel/empty", "");
  tree.Write("/proc/sys/kernel/bytes", std::string("\xff\x01\n", 3)).Write("/proc/sys/kernel/octal", "0644\n");
  tree.Write("/proc/sys/kernel/big", "99999999999999999999\n")
      .Write("/proc/sys/kernel/secret", "7", 0600)
      .Directory("/proc/sys/dir");
  tree.Write("/proc/sys/net/ipv4/tcp_fastopen_key", "0123-4567\n")
      .Link("/proc/sys/kernel/out", "/../../../etc/hostname");
  tree.Write("/proc/sys/kernel/huge", std::string((1u << 20) + 1, '1'));
  const std::vector<std::string> reads = {"sysctl=net.ipv4.ip_forward",
                                          "sysctl=kernel.list",
                                          "sysctl=kernel.empty",
                                          "sysctl=kernel.bytes",
                                          "sysctl=kernel.octal",
                                          "sysctl=kernel.big",
                                          "sysctl=kernel.secret",
                                          "sysctl=dir",
                                          "sysctl=kernel.gone",
                                          "sysctl=../../etc/passwd",
                                          "sysctl=net.ipv4.tcp_fastopen_key",
                                          "sysctl=kernel.out",
                                          "sysctl=kernel.huge"};
  auto host = CollectLive(tree, reads, Missing());
  auto& sysctl = Claims(host)["sysctl"];
  CHECK(sysctl["net.ipv4.ip_forward"]["live"] == 1);
  CHECK(sysctl["kernel.list"]["live_text"] == "1 2 3");
  CHECK_FALSE(sysctl["kernel.list"].contains("live"));
  CHECK(sysctl["kernel.empty"]["live_text"] == "");
  CHECK(sysctl["kernel.bytes"]["live_text"].is_string());
  CHECK_FALSE(sysctl["kernel.octal"].contains("live"));
  CHECK_FALSE(sysctl["kernel.big"].contains("live"));
  CHECK(sysctl["kernel.gone"].empty());
  CHECK(Contains(StateOf(host, "sysctl[\"dir\"].live"), "unknown: not a regular file"));
  CHECK(Contains(StateOf(host, "sysctl[\"../../etc/passwd\"]"), "unknown"));
  CHECK(Contains(StateOf(host, "sysctl[\"net.ipv4.tcp_fastopen_key\"].live"), "unknown"));
  CHECK_FALSE(Contains(host.dump(), "0123-4567"));
  CHECK(Contains(StateOf(host, "sysctl[\"kernel.huge\"].live"), "longer than"));
  TreeFixture bare;
  host = CollectLive(bare, {"sysctl=kernel.x"}, Missing());
  CHECK(StateOf(host, "sysctl[\"kernel.x\"].live") == "unknown: /proc is not mounted");
  if (geteuid() != 0) return;
  CollectRequest request;
  request.root = tree.root();
  request.live = true;
  request.reads = Reads(reads);
  host = nlohmann::json::parse(AsUser(request, 65534))["environments"]["host"];
  CHECK(StateOf(host, "sysctl[\"kernel.secret\"].live") == "unknown: permission denied");
  CHECK(Claims(host)["sysctl"]["net.ipv4.ip_forward"]["live"] == 1);
}

TEST_CASE("a collection tells how far it is") {
  TreeFixture tree;
  for (int i = 0; i < 5000; ++i) tree.Link("/srv/" + std::to_string(i), "x");
  std::vector<std::pair<std::string, std::uint64_t>> told;
  CollectRequest request;
  request.root = tree.root();
  request.reads = Reads({"os", "walk"});
  request.progress = [&](std::string_view claim, std::uint64_t entries) { told.emplace_back(claim, entries); };
  REQUIRE(Collect(request).ok());
  REQUIRE(told.size() == 3);
  CHECK(told[0] == std::pair<std::string, std::uint64_t>("os", 0));
  CHECK(told[1] == std::pair<std::string, std::uint64_t>("walk", 0));
  CHECK(told[2] == std::pair<std::string, std::uint64_t>("walk", 4096));
}
