// Audit rules, normalised.
#include <algorithm>
#include <catch2/catch.hpp>

#include "collect/audit_rules.h"
#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

namespace {

Json Rules(const std::vector<std::string>& lines) {
  AuditRules rules([](const std::string& path) { return path == "/etc/sudoers.d"; });
  for (const std::string& line : lines) CHECK(rules.Take(line) == "");
  return Json::parse(rules.Take().ToJson());
}

std::string Fault(const std::string& line) {
  AuditRules rules([](const std::string&) { return false; });
  return rules.Take(line);
}

}  // namespace

TEST_CASE("watches") {
  Json rules = Rules({"-w /etc/passwd -p wa -k identity", "-w /etc/sudoers.d/",
                      "-a always,exit -F path=/etc/passwd -F perm=aw -F key=identity",
                      "-a exit,always -F dir=/etc/x/ -F perm=x -F auid>=1000 -F auid!=4294967295 -F arch=b64"});
  auto& watches = rules["watches"];
  REQUIRE(watches.size() == 4);
  CHECK(watches[0] == watches[2]);
  CHECK(watches[0]["perms"] == Json({"a", "w"}));
  CHECK(watches[0]["key"] == "identity");
  CHECK(watches[1]["perms"].size() == 4);
  CHECK(watches[1]["recursive"] == true);
  CHECK(watches[1]["path"] == "/etc/sudoers.d");
  CHECK(watches[3]["recursive"] == true);
  CHECK(watches[3]["arch"] == "b64");
  CHECK(watches[3]["filters"] == Json({"auid!=unset", "auid>=1000"}));
}

TEST_CASE("system calls: lists are split, spelling does not matter") {
  Json one = Rules({"-a always,exit -F arch=b64 -S chmod,fchmod -F auid>=1000 -F auid!=unset -k perm_mod"});
  Json two = Rules({"-a exit,always -S chmod -S fchmod -F auid!=-1 -F auid>=1000 -F arch=x86_64 -F key=perm_mod"});
  CHECK(one == two);
  REQUIRE(one["syscalls"].size() == 2);
  CHECK(
      one["syscalls"][1] ==
      Json({{"arch", "b64"}, {"syscall", "fchmod"}, {"filters", {"auid!=unset", "auid>=1000"}}, {"key", "perm_mod"}}));
  Json more =
      Rules({"-a always,exit -F arch=b32 -S open -F exit=-13", "-a always,exit -F arch=b32 -S open -F exit=-EACCES",
             "-a always,exit -C uid!=euid -F euid=0 -S execve", "-a always,exit -F auid=0"});
  CHECK(more["syscalls"][0] == more["syscalls"][1]);
  CHECK(more["syscalls"][2]["filters"] == Json({"euid!=uid", "euid=0"}));
  CHECK(more["syscalls"][2]["arch"] == "any");
  CHECK(more["syscalls"][3]["syscall"] == "all");
}

TEST_CASE("deletion, exclusion, control") {
  Json rules = Rules({"-w /a -p w", "-D", "-b 8192", "-f 1", "--backlog_wait_time 60000", "-a never,user -F uid=1",
                      "-a always,exclude -F msgtype=CWD", "-e 2", "# c", ""});
  CHECK(rules["watches"].empty());
  CHECK(rules["exclusions"].size() == 2);
  CHECK(rules["locked"] == true);
  CHECK(rules["backlog"] == 8192);
  CHECK(rules["failure"] == 1);
  CHECK(Rules({"-e 2", "-e 1"})["locked"] == false);
}

TEST_CASE("lines that auditctl refuses") {
  CHECK(Fault("-w") == "`-w` without a value");
  CHECK(Fault("-x 1") == "unknown option `-x`");
  CHECK(Fault("-a always,exit -F auid") == "a filter without an operator");
  CHECK(Fault("-w \"/open") == "a quote stays open");
  CHECK(Fault("nonsense here") == "unknown option `nonsense`");
}

TEST_CASE("which files are loaded") {
  TreeFixture tree;
  CHECK(StateOf(tree.Collect({"audit"}), "audit") == "absent");
  tree.Write("/etc/audit/rules.d/10-a.rules", "-w /b -p w\n")
      .Write("/etc/audit/rules.d/9-z.rules", "-w /a -p w\n")
      .Write("/etc/audit/rules.d/x.off", "-w /c\n");
  tree.Write("/etc/audit/audit.rules", "-w /only -p r\n")
      .Write("/etc/audit/auditd.conf", "# c\nMax_Log_File = 8\n##name = x\nflush = SYNC\n");
  auto host = tree.Collect({"audit"});
  auto& audit = Claims(host)["audit"];
  CHECK(audit["loader"] == "augenrules");
  REQUIRE(audit["persisted"]["watches"].size() == 2);
  CHECK(audit["persisted"]["watches"][0]["path"] == "/a");
  CHECK(audit["conf"]["int"] == Json({{"max_log_file", 8}}));
  CHECK(audit["conf"]["text"]["flush"] == "SYNC");
  CHECK(StateOf(host, "audit.live") == "unknown: no running system");
  tree.Write("/etc/systemd/system/auditd.service",
             "[Service]\nExecStart=/sbin/auditd\n#ExecStartPost=-/sbin/augenrules "
             "--load\nExecStartPost=-/sbin/auditctl -R /etc/audit/audit.rules\n");
  host = tree.Collect({"audit"});
  CHECK(Claims(host)["audit"]["loader"] == "auditctl");
  CHECK(Claims(host)["audit"]["persisted"]["watches"][0]["path"] == "/only");
  tree.Write("/etc/audit/audit.rules", "-w /ok\n-bogus\n");
  CHECK(StateOf(tree.Collect({"audit"}), "audit.persisted") ==
        "unknown: `-bogus` without a value at line 2 of /etc/audit/audit.rules");
}

TEST_CASE("augenrules puts -D first and -e last, wherever they stand") {
  TreeFixture tree;
  tree.Write("/etc/audit/auditd.conf", "flush = SYNC\n")
      .Write("/etc/audit/rules.d/10-lock.rules", "-e 2\n")
      .Write("/etc/audit/rules.d/50-site.rules", "-w /a -p w\n");
  tree.Write("/etc/audit/rules.d/audit.rules", "## Debian's own\n-D\n-b 8192\n");
  auto persisted = Claims(tree.Collect({"audit"}))["audit"]["persisted"];
  REQUIRE(persisted["watches"].size() == 1);
  CHECK(persisted["locked"] == true);
  CHECK(persisted["backlog"] == 8192);
}

TEST_CASE("the order of ls -v") {
  std::vector<std::string> names = {"a10.rules",  "a9.rules",  "a.rules",    "b1.rules",
                                    "10-x.rules", "9-x.rules", "09-x.rules", "a~.rules"};
  std::sort(names.begin(), names.end(), [](auto& a, auto& b) { return VersionLess(a, b); });
  CHECK(names[0] == "09-x.rules");
  CHECK(names[1] == "9-x.rules");
  CHECK(names[2] == "10-x.rules");
  CHECK(std::find(names.begin(), names.end(), "a9.rules") < std::find(names.begin(), names.end(), "a10.rules"));
  for (const auto& a : names)
    for (const auto& b : names) CHECK_FALSE((VersionLess(a, b) && VersionLess(b, a)));
}
