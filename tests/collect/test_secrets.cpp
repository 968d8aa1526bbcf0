// Secrets never leave the host: they are planted everywhere, and every output is searched.
#include <catch2/catch.hpp>

#include "collect/redact.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

namespace {

// Every planted secret holds this mark.
constexpr const char* kMark = "PLANTEDsecret";
const std::string kHash = std::string("$6$rounds=5000$saltsalt$") + kMark + "0123456789abcdef";
const std::string kGrub = std::string("grub.pbkdf2.sha512.10000.") + kMark + "AA.BB";
const std::string kKey = std::string("-----BEGIN OPENSSH PRIVATE KEY-----\n") + kMark + "b3BlbnNzaC1rZXk\nmore" +
                         kMark + "\n-----END OPENSSH PRIVATE KEY-----\n";

void Plant(TreeFixture& tree) {
  tree.Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nold:" + kHash +
                                ":5:5::/home/old:/bin/sh\nu:x:1000:1000::/home/u:/bin/sh\n");
  tree.Write("/etc/shadow", "root:" + kHash + ":19000:0:99999:7:::\nu:!" + kHash + ":1::::::\n", 0640);
  tree.Write("/etc/shadow-", "root:" + kHash + ":19000:0:99999:7:::\n", 0600);
  tree.Write("/etc/gshadow", "root:" + kHash + "::\n", 0640)
      .Write("/etc/group", "root:x:0:\nstaff:" + kHash + ":50:\n");
  tree.Write("/etc/security/opasswd", "u:1000:1:" + kHash + "\n", 0600);
  for (const char* type : {"rsa", "ed25519"}) tree.Write(std::string("/etc/ssh/ssh_host_") + type + "_key", kKey, 0600);
  tree.Write("/home/u/.ssh/id_rsa", kKey, 0600)
      .Write("/home/u/.netrc", std::string("machine x password ") + kMark, 0600);
  tree.Write("/home/u/.pgpass", std::string("h:5432:d:u:") + kMark + "\n", 0600)
      .Write("/home/u/.bash_history", std::string("login ") + kMark, 0600);
  tree.Write("/boot/grub/grub.cfg", "set superusers=\"a\"\npassword_pbkdf2 a " + kGrub +
                                        "\nmenuentry x {\nlinux /v password=" + kMark + " ro\n}\n");
  tree.Write("/boot/grub/user.cfg", "GRUB2_PASSWORD=" + kGrub + "\n")
      .Write("/etc/default/grub", std::string("GRUB_CMDLINE_LINUX=\"root_password=") + kMark + "\"\n");
  tree.Write("/etc/motd", "key:\n" + kKey + "end\npassword = " + kMark + "\napi_key: \"" + kMark +
                              "\"\nhttps://u:" + kMark + "@h/\n" + kHash + "\n");
  tree.Write("/etc/nftables.conf", "# " + kHash + "\n")
      .Write("/etc/rsyslog.conf", std::string("*.* :ommysql:db,secret=") + kMark + "\n");
  tree.Write("/etc/fstab", std::string("//s/x /m cifs password=") + kMark + ",username=u 0 0\n");
  tree.Write("/etc/sudoers",
             std::string("Defaults sudo_password = ") + kMark + "\nu ALL=/bin/x --password=" + kMark + "\n", 0440);
  tree.Write("/etc/pam.d/login", std::string("auth required pam_mysql.so passwd=") + kMark + "\n");
  tree.Write("/etc/systemd/system/x.service",
             std::string("[Service]\nEnvironment=DB_PASSWORD=") + kMark + " TOKEN=" + kMark + "\n");
  tree.Write("/etc/profile", std::string("export API_TOKEN=") + kMark + "\n")
      .Write("/etc/profile.d/p.sh", std::string("PASSWORD='") + kMark + " x'\n");
  tree.Write("/etc/apt/sources.list", std::string("deb https://bob:") + kMark + "@repo/ x main\n");
  tree.Write("/etc/dconf/db/gdm.d/00", std::string("[a]\npassword='") + kMark + "'\n");
  tree.Link("/etc/link-to-shadow", "shadow")
      .Write("/etc/copy", "root:" + kHash + ":19000:0:99999:7:::\nx:abJnggx" + "PLANTEDsecret:1:0:9:7:::\n");
  tree.Write("/etc/audit/auditd.conf", std::string("krb5_password = ") + kMark + "\n");
  tree.Write("/usr/sbin/sshd", "")
      .Write("/etc/ssh/sshd_config",
             std::string("SetEnv API_TOKEN=") + kMark + "\nForceCommand /x --password=" + kMark + "\n");
  tree.Write("/etc/modprobe.d/x.conf", std::string("install foo /bin/x password=") + kMark + "\n");
}

}  // namespace

TEST_CASE("no planted secret is in the default reach") {
  TreeFixture tree;
  Plant(tree);
  CollectRequest request;
  request.root = tree.root();
  for (auto encoding : {EvidenceEncoding::kJson, EvidenceEncoding::kCbor}) {
    request.encoding = encoding;
    auto bytes = Collect(request);
    REQUIRE(bytes.ok());
    CHECK(bytes->size() > 10000);
    std::size_t at = AsText(*bytes).find(kMark);
    INFO((at == std::string_view::npos ? "" : std::string(AsText(*bytes).substr(at < 200 ? 0 : at - 200, 400))));
    CHECK(at == std::string_view::npos);
  }
}

TEST_CASE("nor in anything that is asked for by name") {
  TreeFixture tree;
  Plant(tree);
  std::vector<std::string> reads = {"grub",  "accounts", "groups", "sudoers",    "pam",
                                    "units", "fstab",    "dconf",  "shell_env",  "modules=foo",
                                    "os",    "audit",    "sshd",   "login_defs", "useradd"};
  for (const char* path : {"/etc/shadow",
                           "/etc/shadow-",
                           "/etc/gshadow",
                           "/etc/passwd",
                           "/etc/group",
                           "/etc/security/opasswd",
                           "/etc/ssh/ssh_host_rsa_key",
                           "/home/u/.ssh/id_rsa",
                           "/home/u/.netrc",
                           "/home/u/.pgpass",
                           "/home/u/.bash_history",
                           "/boot/grub/grub.cfg",
                           "/boot/grub/user.cfg",
                           "/etc/motd",
                           "/etc/nftables.conf",
                           "/etc/rsyslog.conf",
                           "/etc/fstab",
                           "/etc/sudoers",
                           "/etc/pam.d/login",
                           "/etc/systemd/system/x.service",
                           "/etc/profile",
                           "/etc/apt/sources.list",
                           "/etc/link-to-shadow",
                           "/etc/copy",
                           "/etc/default/grub",
                           "/etc/dconf/db/gdm.d/00"}) {
    reads.push_back(std::string("text=") + path);
    reads.push_back(std::string("files.sha256=") + path);
  }
  reads.push_back("texts=/etc/**");
  reads.push_back("texts=/home/**");
  std::string text = tree.Text(reads);
  std::size_t at = text.find(kMark);
  INFO((at == std::string::npos ? "" : text.substr(at < 300 ? 0 : at - 300, 500)));
  CHECK(at == std::string::npos);
  auto host = nlohmann::json::parse(text)["environments"]["host"];
  for (const char* path : {"/etc/shadow", "/etc/link-to-shadow", "/etc/ssh/ssh_host_rsa_key", "/home/u/.netrc"})
    CHECK(StateOf(host, "text[\"" + std::string(path) + "\"]") ==
          "unknown: the file may hold secrets, which are not collected");
}

TEST_CASE("redaction leaves the rest alone") {
  for (const char* text :
       {"password requisite pam_pwquality.so retry=3", "PASS_MAX_DAYS 365",
        "auth [success=1 default=ignore] pam_unix.so nullok", "minlen = 14", "PasswordAuthentication no",
        "passwd: files systemd", "GSSAPIKeyExchange=no", "x-systemd.automount", "http://host/path", "$PATH:$HOME"})
    CHECK(Redact(text) == text);
  CHECK(Redact("a password=b,c") == "a password=[redacted],c");
  CHECK(Redact("DB-PASSWORD : 'x y' z") == "DB-PASSWORD : [redacted] z");
  CHECK(Redact("password: x") == "password: [redacted]");
  CHECK(RedactValue("mail_badpass", "true") == "true");
  CHECK(RedactValue("a.password", "x") == "[redacted]");
  CHECK(Redact("AuthenticationMethods publickey,password publickey") ==
        "AuthenticationMethods publickey,password publickey");
  CHECK(Redact("publickey,password publickey") == "publickey,password publickey");
  CHECK(Redact("use_token=yes") == "use_token=yes");
  CHECK(Redact("requirepass hunter2") == "requirepass [redacted]");
  CHECK(Redact("http://u:p@h/x") == "http://u:[redacted]@h/x");
}
