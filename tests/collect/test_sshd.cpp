// The effective configuration of sshd, by cases and against sshd itself where it is installed.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "collect/command.h"
#include "collect/sshd_config.h"
#include "collect/text_lines.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;
using Json = nlohmann::json;

namespace {

TreeFixture& Installed(TreeFixture& tree) {
  tree.Package("openssh-server", "1:9.2p1-2+deb12u3");
  return tree.Write("/usr/sbin/sshd", "");
}

Json Sshd(const std::string& config) {
  TreeFixture tree;
  Installed(tree).Write("/etc/ssh/sshd_config", config);
  auto host = tree.Collect({"sshd"});
  INFO(config);
  CHECK(StateOf(host, "sshd") == "complete");
  return Claims(host)["sshd"];
}

}  // namespace

TEST_CASE("built-in values fill what no file sets") {
  Json sshd = Sshd("");
  CHECK(sshd["text"]["permitrootlogin"] == "without-password");
  CHECK(sshd["int"]["maxauthtries"] == 6);
  CHECK(sshd["int"]["maxstartups.start"] == 10);
  CHECK(sshd["int"]["maxstartups.rate"] == 30);
  CHECK(sshd["int"]["maxstartups.full"] == 100);
  CHECK(sshd["list"]["macs"].size() == 10);
  CHECK(sshd["explicit"].empty());
  CHECK_FALSE(sshd["list"].contains("allowusers"));
  CHECK_FALSE(sshd["int"].contains("streamlocalbindmask"));
}

TEST_CASE("Include stands where it is named, and the first value wins") {
  TreeFixture tree;
  Installed(tree);
  tree.Write("/etc/ssh/sshd_config",
             "Include /etc/ssh/sshd_config.d/*.conf\nMaxAuthTries 4\nPermitRootLogin no\nInclude late.conf\n");
  tree.Write("/etc/ssh/sshd_config.d/20-b.conf", "MaxAuthTries 9\n")
      .Write("/etc/ssh/sshd_config.d/10-a.conf", "\n# x\nmaxauthtries = 10\n");
  tree.Write("/etc/ssh/sshd_config.d/.hidden.conf", "MaxAuthTries 1\n")
      .Write("/etc/ssh/late.conf", "PermitRootLogin yes\nMaxSessions 2\n");
  auto host = tree.Collect({"sshd"});
  auto& sshd = Claims(host)["sshd"];
  CHECK(sshd["int"]["maxauthtries"] == 10);
  CHECK(sshd["text"]["permitrootlogin"] == "no");
  CHECK(sshd["int"]["maxsessions"] == 2);
  CHECK(host["source"]["sshd.text[\"maxauthtries\"]"] == Json({"/etc/ssh/sshd_config.d/10-a.conf", 3}));
}

TEST_CASE("Match blocks are left out and their keywords listed") {
  TreeFixture tree;
  Installed(tree);
  tree.Write("/etc/ssh/sshd_config",
             "Include d/*.conf\nX11Forwarding no\nMatch User bob\n PermitRootLogin yes\nMatch all\nMaxSessions 3\n");
  tree.Write("/etc/ssh/d/a.conf", "Match Group g\nBanner /x\nInclude /etc/ssh/inner.conf\n")
      .Write("/etc/ssh/inner.conf", "MaxAuthTries 1\n");
  Json sshd = Claims(tree.Collect({"sshd"}))["sshd"];
  CHECK(sshd["text"]["banner"] == "none");
  CHECK(sshd["text"]["x11forwarding"] == "no");
  CHECK(sshd["int"]["maxsessions"] == 3);
  CHECK(sshd["int"]["maxauthtries"] == 6);
  CHECK(sshd["match_overrides"] == Json({"banner", "maxauthtries", "permitrootlogin"}));
}

TEST_CASE("what cannot be known is said") {
  TreeFixture tree;
  CHECK(StateOf(tree.Collect({"sshd"}), "sshd") == "absent");
  tree.Write("/usr/sbin/sshd", "");
  CHECK(StateOf(tree.Collect({"sshd"}), "sshd") == "unknown: not found: /etc/ssh/sshd_config");
  tree.Write("/etc/ssh/sshd_config", "PermitRootLogin no\nMACs -hmac-md5\nCiphers aes256-ctr\n");
  auto host = tree.Collect({"sshd"});
  CHECK(StateOf(host, "sshd.text") == "incomplete: the built-in values of OpenSSH this build are not known");
  CHECK(Claims(host)["sshd"]["text"]["permitrootlogin"] == "no");
  CHECK_FALSE(Claims(host)["sshd"]["text"].contains("maxauthtries"));
  CHECK(Contains(StateOf(host, "sshd.list[\"macs\"]"), "unknown: "));
  CHECK(Claims(host)["sshd"]["list"]["ciphers"] == Json({"aes256-ctr"}));
  tree.Write("/etc/ssh/sshd_config", "Include sshd_config\n");
  CHECK(Contains(StateOf(tree.Collect({"sshd"}), "sshd"), "unknown: includes go too deep or in a circle"));
  tree.Write("/etc/ssh/sshd_config", "Banner \"open\nPort 22\n");
  CHECK(Contains(StateOf(tree.Collect({"sshd"}), "sshd"), "unknown: a quote stays open at line 1"));
  tree.Write("/etc/ssh/sshd_config", "Include bad.conf\n").Fifo("/etc/ssh/bad.conf");
  CHECK(Contains(StateOf(tree.Collect({"sshd"}), "sshd"), "unknown: not a regular file"));
}

TEST_CASE("options on the daemon's command line come first") {
  TreeFixture tree;
  Installed(tree).Write("/etc/ssh/sshd_config", "PermitRootLogin no\n");
  tree.Write("/etc/default/ssh", "# SSHD_OPTS=-oPort=1\nSSHD_OPTS=\"-o PermitRootLogin=yes -p 2222\"\n");
  Json sshd = Claims(tree.Collect({"sshd"}))["sshd"];
  CHECK(sshd["text"]["permitrootlogin"] == "yes");
  CHECK(sshd["int"]["port"] == 2222);
  tree.Write("/etc/default/ssh", "SSHD_OPTS=\"-f /etc/ssh/other\"\n").Write("/etc/ssh/other", "MaxAuthTries 1\n");
  CHECK(Claims(tree.Collect({"sshd"}))["sshd"]["int"]["maxauthtries"] == 1);
}

TEST_CASE("times") {
  CHECK(ParseSshdTime("1h30m") == 5400);
  CHECK(ParseSshdTime("90") == 90);
  CHECK(ParseSshdTime("2W1d") == 1296000);
  CHECK_FALSE(ParseSshdTime(""));
  CHECK_FALSE(ParseSshdTime("x"));
  CHECK_FALSE(ParseSshdTime("5y"));
  CHECK_FALSE(ParseSshdTime("99999999999999999999"));
}

// Every configuration here is given to sshd itself and to the collector; each line that `sshd -T` prints must agree.
TEST_CASE("agrees with sshd -T") {
  Seen<std::string> version = RunCommand({"/usr/bin/dpkg-query", "-W", "-f=${Version}", "openssh-server"}, 10);
  if (!version.found() || !Contains(*version, ":9.2p1") || geteuid() != 0) {
    WARN("skipped: needs root and the sshd of Debian 12");
    return;
  }
  bool made = std::filesystem::create_directories("/run/sshd");
  const std::vector<std::string> configs = {
      "",
      "Ciphers -aes*\nMACs +hmac-md5\nKexAlgorithms ^diffie-hellman-group14-sha256\nMaxStartups 5\nRekeyLimit 1G "
      "1h\nLoginGraceTime 2m\n",
      "PermitRootLogin Prohibit-Password\nLogLevel debug1\nAllowUsers a b\nAllowUsers c\nAcceptEnv LANG "
      "LC_*\nCompression delayed\n",
      "Subsystem sftp /usr/lib/x -f\nSubsystem two /bin/two\nBanner = \"/etc/issue net\"\nPort 22\nPort "
      "2222\nListenAddress 10.0.0.1\nIPQoS af21\n",
      "PersourceMaxStartups 5\nAuthorizedKeysFile none\nUsePAM yes # comment\nPermitUserEnvironment "
      "LC_*\nClientAliveInterval=15m\n",
      "DenyUsers \"a b\" c\nListenAddress ::1\nPort 23\nListenAddress 127.0.0.1:99\nIgnoreRhosts "
      "shosts-only\nAllowTcpForwarding all\n",
      "AuthenticationMethods publickey,password publickey\nRekeyLimit 4G\nAddressFamily inet\nSyslogFacility "
      "authpriv\nFingerprintHash md5\n",
      "Match User bob\nMaxAuthTries 2\nMatch all\nMaxSessions 4\n",
      "ChallengeResponseAuthentication no\nPubkeyAcceptedKeyTypes ssh-ed25519\nKeepAlive no\nUnusedConnectionTimeout "
      "5m\nX11DisplayOffset 11\n",
      "PermitOpen host:22 b:33\nSetEnv A=1 B=2\nLogVerbose kex.c:*:1000,packet.c:*\nPubkeyAuthOptions "
      "touch-required\nMaxStartups 10:30:60\n",
      "HostKeyAlgorithms -ssh-*,rsa*\nCASignatureAlgorithms +ssh-rsa\nVersionAddendum some words\nForceCommand "
      "/bin/echo hi there\n"};
  for (const std::string& config : configs) {
    INFO(config);
    TreeFixture tree;
    Installed(tree).Write("/etc/ssh/sshd_config", config);
    RunCommand({"/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tree.root() + "/key"}, 10);
    Seen<std::string> printed = RunCommand(
        {"/usr/sbin/sshd", "-T", "-f", tree.root() + "/etc/ssh/sshd_config", "-h", tree.root() + "/key"}, 10);
    REQUIRE(printed.found());
    std::map<std::string, std::string> theirs;
    for (const Line& line : SplitLines(*printed)) {
      std::size_t blank = line.text.find(' ');
      std::string& value = theirs[line.text.substr(0, blank)];
      value += (value.empty() ? "" : " ") + line.text.substr(blank + 1);
    }
    theirs.erase("hostkey");  // ours is the built-in list, theirs the key of the test
    Json text = Claims(tree.Collect({"sshd"}))["sshd"]["text"];
    for (const auto& [name, value] : theirs) {
      INFO(name);
      CHECK(text.value(name, "(nothing)") == value);
    }
  }
  if (made) std::filesystem::remove("/run/sshd");
}
