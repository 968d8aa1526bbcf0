// sysctl.d, modprobe.d and the module tree, grub.
#include <catch2/catch.hpp>

#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

TEST_CASE("sysctl.d: order, override, spelling, globs") {
  TreeFixture tree;
  tree.Write("/usr/lib/sysctl.d/50-a.conf", "net.ipv4.ip_forward=1\nkernel.sysrq = 438\n");
  tree.Write("/etc/sysctl.d/60-b.conf",
             "# c\n; c\nnet/ipv4/ip_forward = 0\n-net.ipv4.tcp_syncookies = 1\nnet.ipv4.conf.*.rp_filter = 2\n");
  tree.Write("/etc/sysctl.d/70-c.conf",
             "net.ipv4.conf.all.rp_filter = 1\n-net.ipv4.conf.eth0.rp_filter\nnet.ipv4.conf.eth1/100.rp_filter=3\nno "
             "equals sign\n");
  tree.Write("/run/sysctl.d/50-a.conf", "kernel.sysrq = 0\n").Link("/etc/sysctl.d/99-sysctl.conf", "../sysctl.conf");
  tree.Write("/etc/sysctl.conf", "kernel.core_pattern = |/bin/x   %p\nfs.suid_dumpable=02\n");
  tree.Write("/etc/sysctl.d/README", "kernel.sysrq = 1\n");
  auto host = tree.Collect({"sysctl=net.ipv4.ip_forward", "sysctl=kernel.sysrq", "sysctl=net.ipv4.tcp_syncookies",
                            "sysctl=net.ipv4.conf.all.rp_filter", "sysctl=net.ipv4.conf.default.rp_filter",
                            "sysctl=net.ipv4.conf.eth0.rp_filter", "sysctl=net.ipv4.conf.eth1/100.rp_filter",
                            "sysctl=kernel.core_pattern", "sysctl=fs.suid_dumpable", "sysctl=kernel.absent"});
  auto& sysctl = Claims(host)["sysctl"];
  CHECK(sysctl["net.ipv4.ip_forward"]["persisted"] == 0);
  CHECK(sysctl["net.ipv4.ip_forward"]["origin"] == Json({{"file", "/etc/sysctl.d/60-b.conf"}, {"line", 3}}));
  CHECK(sysctl["kernel.sysrq"]["persisted"] == 0);
  CHECK(sysctl["net.ipv4.tcp_syncookies"]["persisted"] == 1);
  CHECK(sysctl["net.ipv4.conf.all.rp_filter"]["persisted"] == 1);
  CHECK(sysctl["net.ipv4.conf.default.rp_filter"]["persisted"] == 2);
  CHECK(sysctl["net.ipv4.conf.eth0.rp_filter"].empty());
  CHECK(sysctl["net.ipv4.conf.eth1/100.rp_filter"]["persisted"] == 3);
  CHECK(sysctl["kernel.core_pattern"]["persisted_text"] == "|/bin/x %p");
  CHECK_FALSE(sysctl["kernel.core_pattern"].contains("persisted"));
  CHECK_FALSE(sysctl["fs.suid_dumpable"].contains("persisted"));  // octal to the kernel
  CHECK(sysctl["kernel.absent"].empty());
  CHECK(StateOf(host, "sysctl[\"kernel.absent\"]") == "complete");
  CHECK(StateOf(host, "sysctl[*].live") == "unknown: no running system");
  tree.Fifo("/etc/sysctl.d/80-d.conf");
  host = tree.Collect({"sysctl=kernel.sysrq"});
  CHECK(Contains(StateOf(host, "sysctl[\"kernel.sysrq\"].persisted"), "unknown: not a regular file but a fifo"));
}

TEST_CASE("modprobe.d and the module tree") {
  TreeFixture tree;
  tree.Write("/etc/modprobe.d/a.conf",
             "install cramfs /bin/false\nblacklist cramfs\ninstall usb_storage /bin/true\nblacklist "
             "usb-storage\ninstall rds /sbin/modprobe --ignore-install "
             "rds && /bin/false\nblacklist rds\ninstall sctp \\\n  /usr/bin/false\n#install tipc /bin/false\ninstall "
             "hfs* /bin/false\n");
  tree.Write("/etc/modprobe.d/b.conf", "install cramfs /sbin/insmod\n")
      .Write("/usr/lib/modprobe.d/a.conf", "blacklist tipc\n");
  tree.Write("/etc/modprobe.d/c.txt", "blacklist tipc\n");
  std::vector<std::string> reads;
  for (const char* name : {"cramfs", "usb-storage", "rds", "sctp", "tipc", "hfsplus", "ext4", "udf"})
    reads.push_back(std::string("modules=") + name);
  auto host = tree.Collect(reads);
  auto policy = [&](const char* name) { return Claims(host)["modules"][name]["policy"].get<std::string>(); };
  CHECK(policy("cramfs") == "blacklisted-and-install-false");
  CHECK(policy("usb-storage") == "blacklisted-and-install-false");
  CHECK(policy("rds") == "blacklisted");
  CHECK(policy("sctp") == "install-false");
  CHECK(policy("tipc") == "loadable");
  CHECK(policy("hfsplus") == "install-false");
  CHECK(Claims(host)["modules"]["cramfs"]["install"] == "/bin/false");
  CHECK(StateOf(host, "modules[*].available") == "unknown: no module tree");
  tree.Write("/lib/modules/6.1/modules.dep",
             "kernel/fs/cramfs/cramfs.ko: kernel/lib/zlib.ko\nkernel/drivers/usb/storage/usb-storage.ko.xz:\n");
  CHECK(StateOf(tree.Collect(reads), "modules[*].available") == "unknown: no /lib/modules/6.1/modules.builtin");
  tree.Write("/lib/modules/6.1/modules.builtin", "kernel/fs/ext4/ext4.ko\n");
  host = tree.Collect(reads);
  CHECK(Claims(host)["modules"]["cramfs"]["available"] == true);
  CHECK(Claims(host)["modules"]["usb-storage"]["available"] == true);
  CHECK(Claims(host)["modules"]["ext4"]["builtin"] == true);
  CHECK(Claims(host)["modules"]["udf"]["available"] == false);
  CHECK(StateOf(host, "modules[*].loaded") == "unknown: no running system");
}

TEST_CASE("grub") {
  TreeFixture tree;
  CHECK(StateOf(tree.Collect({"grub"}), "grub") == "absent");
  tree.Write("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"\"\n# x\nGRUB_TIMEOUT=5\n")
      .Write("/etc/default/grub.d/a.cfg", "GRUB_CMDLINE_LINUX=\"audit=1 audit_backlog_limit=8192\"\n");
  tree.Write("/boot/grub/grub.cfg",
             "set superusers=\"admin\"\npassword_pbkdf2 admin grub.pbkdf2.sha512.10000.DEADBEEF.CAFE\nmenuentry "
             "'Debian' --class x {\n\tlinux /vmlinuz root=UUID=1 ro "
             "audit=1 quiet\n}\nmenuentry \"Old\" {\n linux /vmlinuz-old ro\n}\n# linux no\n");
  auto host = tree.Collect({"grub"});
  auto& grub = Claims(host)["grub"];
  CHECK(grub["defaults"]["GRUB_CMDLINE_LINUX"] == "audit=1 audit_backlog_limit=8192");
  REQUIRE(grub["entries"].size() == 2);
  CHECK(grub["entries"][0]["title"] == "Debian");
  CHECK(grub["entries"][0]["arguments"] == Json({{"root", "UUID=1"}, {"ro", ""}, {"audit", "1"}, {"quiet", ""}}));
  CHECK(grub["superuser"] == true);
  CHECK(grub["password"] == true);
  CHECK_FALSE(Contains(tree.Text({"grub"}), "DEADBEEF"));
}
