// Every grammar is given damaged files: the collection must end, in bounds, with a document that can be read.
#include <catch2/catch.hpp>
#include <cstdint>
#include <ctime>

#include "slack.h"
#include "tree_fixture.h"

using namespace mps::collect;

namespace {

struct Seed {
  const char* path;
  const char* claim;
  const char* content;
};

const Seed kSeeds[] = {
    {"/etc/passwd", "accounts", "root:x:0:0:root:/root:/bin/bash\nu:$6$a$b:1000:1000:,,,:/home/u:\n"},
    {"/etc/shadow", "accounts", "root:$y$j9T$abc$def:19000:0:99999:7:30::\nu:!:0::::::\n"},
    {"/etc/group", "groups", "root:x:0:\nstaff:x:50:a,b\n"},
    {"/etc/login.defs", "login_defs", "# c\nUMASK 022\nPASS_MAX_DAYS\t\"99999\"\n"},
    {"/etc/security/pwquality.conf", "pwquality", "minlen = 14 # c\nenforce_for_root\ndcredit=-1\n"},
    {"/etc/security/limits.conf", "limits", "* hard core 0\n@x - nproc 1 # c\nbob -\n"},
    {"/etc/pam.d/login", "pam",
     "auth [success=1 default=ignore] pam_unix.so nullok [a=b \\] c]\n@include login2\n-session optional x.so \\\n "
     "y\n"},
    {"/etc/sudoers", "sudoers",
     "Defaults:a,b !x, y=\"z,w\", q+=1\nu,%g ALL=(a:b) NOPASSWD: /bin/a\\,b, !/c : h=ALL\n@includedir d\n#1 ALL=ALL\n"},
    {"/etc/ssh/sshd_config", "sshd",
     "Include d/*\nPort 22\nMatch User a\nBanner \"x y\" # c\nMatch all\nCiphers -aes*,3des\nRekeyLimit 1G "
     "1h\nMaxStartups 1:2:3\n"},
    {"/etc/sysctl.conf", "sysctl", "-net.ipv4.conf.*.x = 1\nnet/ipv4/y.z=2\n-a.b\nkernel.[ab]=3\n"},
    {"/etc/modprobe.d/a.conf", "modules", "install a* /bin/false \\\n x\nblacklist b-c\nalias x y\n"},
    {"/etc/fstab", "fstab", "UUID=1 /a\\040b ext4 defaults,x=\"y\" 0 1\n"},
    {"/etc/audit/rules.d/a.rules", "audit",
     "-a always,exit -F arch=b64 -S a,b -F auid>=1000 -F auid!=-1 -C uid!=euid -k k\n-w /etc -p wa\n-e 2\n-D\n"},
    {"/etc/audit/auditd.conf", "audit", "a = b\nC=5\n"},
    {"/boot/grub/grub.cfg", "grub", "set superusers=\"a\"\nmenuentry 'x' {\n linux /v a=b \"c d\" \\\n e\n}\n"},
    {"/etc/systemd/system/a.service", "units", "[Unit]\nA=b \\\n# c\n d\n[Install]\nAlias=x.service y\nWantedBy=\n"},
    {"/etc/systemd/journald.conf", "systemd_conf", "[Journal]\nStorage=auto\nX=\n;c\n"},
    {"/etc/os-release", "os", "ID=\"debian\"\nVERSION_ID='12'\n"},
    {"/var/lib/dpkg/status", "packages",
     "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nX: y\n z\n\nPackage: b\nStatus: x y "
     "z\n"},
    {"/etc/profile", "shell_env", "umask u=rwx,g=,o=; TMOUT=5\nreadonly TMOUT && export 'TMOUT=6' # x\n(umask 077)\n"},
    {"/etc/dconf/db/a.d/x", "dconf", "[a/b]\nc='d'\n[/]\ne=1\n"},
    {"/etc/motd", "text",
     "a = b\npassword: c\nhttp://a:b@c\n$6$abcdefgh$ijklmnopqrst\n-----BEGIN X PRIVATE KEY-----\n"},
    {"/etc/shells", "shells", "/bin/sh # x\n"},
};

// A small generator of our own, so that a run can be repeated anywhere.
struct Random {
  std::uint64_t state;
  std::uint64_t Next() {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  }
  std::size_t Below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(Next() % bound); }
};

std::string Mutate(std::string text, Random& random) {
  static const std::string kBytes = std::string("=:,\"'\\#@[](){}!-+*?/%\n\r\t ;$<>&|~") + '\0' + "\xff\xc3\x80";
  for (std::size_t n = 1 + random.Below(8); n > 0; --n) {
    std::size_t at = random.Below(text.size() + 1);
    switch (random.Below(6)) {
      case 0:
        text.insert(at, 1, kBytes[random.Below(kBytes.size())]);
        break;
      case 1:
        if (at < text.size()) text.erase(at, 1 + random.Below(6));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random.Below(256));
        break;
      case 3:
        text.insert(at, text.substr(random.Below(text.size() + 1), random.Below(40)));
        break;
      case 4:
        text.resize(at);
        break;
      default:
        text.insert(at, 1 + random.Below(200), kBytes[random.Below(kBytes.size())]);
        break;
    }
  }
  return text;
}

// Seconds that this process has had: what else the machine does is not the reader's fault.
double ProcessorTime() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

TEST_CASE("damaged files neither crash nor hang") {
  TreeFixture tree;
  tree.Package("openssh-server", "1:9.2p1-2");
  tree.Write("/usr/sbin/sshd", "");
  Random random{0x9e3779b97f4a7c15};
  for (const Seed& seed : kSeeds) tree.Write(seed.path, seed.content);
  for (int round = 0; round < 40; ++round)
    for (const Seed& seed : kSeeds) {
      tree.Write(seed.path, Mutate(seed.content, random));
      std::string claim = seed.claim;
      std::vector<std::string> reads = {claim};
      if (claim == "text") reads = {"text=/etc/motd"};
      if (claim == "sysctl") reads = {"sysctl=net.ipv4.conf.all.x", "sysctl=kernel.a"};
      if (claim == "systemd_conf") reads = {"systemd_conf=journald.conf"};
      const double begin = ProcessorTime();
      std::string text = tree.Text(reads);
      INFO(seed.path << " round " << round);
      CHECK(nlohmann::json::accept(text));
      CHECK(ProcessorTime() - begin < 5);
      tree.Write(seed.path, seed.content);
    }
}

// Inputs of a size that a quadratic reader would not finish.
TEST_CASE("long files and long lines take time in proportion") {
  auto repeat = [](const std::string& text, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += text;
    return out;
  };
  const std::pair<const char*, std::string> cases[] = {
      {"/etc/login.defs", repeat("A 1\n", 1 << 20)},
      {"/etc/login.defs", repeat("x", 1 << 20) + " 1"},
      {"/etc/pam.d/login", repeat("[a ", 1 << 20)},
      {"/etc/sudoers", repeat("a,", 1 << 20) + " ALL=ALL"},
      {"/etc/sudoers", "u ALL=" + repeat("NOPASSWD: ", 1 << 18) + "/x"},
      {"/etc/sudoers", repeat("a ", 1 << 16) + "=ALL"},
      {"/etc/sudoers", "a ALL=" + repeat("(b) c:d=", 1 << 18)},
      {"/etc/ssh/sshd_config", "Banner " + repeat("#a ", 1 << 16) + "\""},
      {"/etc/ssh/sshd_config", repeat("AllowUsers a b c\n", 1 << 20)},
      {"/etc/motd", repeat("$1$", 1 << 18)},
      {"/etc/motd", repeat("password=", 1 << 18)},
      {"/etc/motd", repeat("://a:", 1 << 18)},
      {"/etc/motd", repeat("=", 1 << 18)},
      {"/etc/motd", repeat("a=", 1 << 18)},
      {"/etc/motd", repeat("grub.pbkdf2.", 1 << 18)},
      {"/etc/sysctl.conf", repeat("*.a.*.b*=1\n", 1 << 18)},
      {"/etc/profile", repeat("umask 1;", 1 << 20)},
      {"/etc/motd", repeat(" =", 1 << 18)},
      {"/etc/motd", repeat("$", 1 << 20)}};
  for (const auto& [path, content] : cases) {
    TreeFixture tree;
    tree.Package("openssh-server", "1:9.2p1-2");
    tree.Write(path, content);
    INFO(path << " " << content.substr(0, 20));
    const double begin = ProcessorTime();
    std::string text =
        tree.Text({"login_defs", "pam=login", "sudoers", "sshd", "text=/etc/motd", "sysctl=a.b.c", "shell_env"});
    const double seconds = ProcessorTime() - begin;
    CHECK(seconds < 2.0 * mps::test::kSlack);
    CHECK(!text.empty());
  }
}
