// Unit files, links, masks, drop-ins; configuration files of systemd; fstab with mount units.
#include <catch2/catch.hpp>

#include "collect/unit_files.h"
#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

namespace {

constexpr const char* kService =
    "[Unit]\nDescription=x\n[Service]\nExecStart=/bin/x\n[Install]\nWantedBy=multi-user.target\nAlias=other.service\n";

std::string Enable(const nlohmann::json& host, const std::string& name) {
  auto& units = Claims(host)["units"];
  return units.contains(name) ? units[name].value("enable", "") : StateOf(host, "units[\"" + name + "\"]");
}

}  // namespace

TEST_CASE("enable states") {
  TreeFixture tree;
  const std::string lib = "/usr/lib/systemd/system/", etc = "/etc/systemd/system/";
  for (const char* name :
       {"on.service", "off.service", "masked.service", "runtime.service", "getty@.service", "byalias.service"})
    tree.Write(lib + name, kService);
  tree.Link(etc + "multi-user.target.wants/on.service", lib + "on.service");
  tree.Link(etc + "masked.service", "/dev/null")
      .Write(etc + "empty.service", "")
      .Link("/run/systemd/system/rmask.service", "/dev/null");
  tree.Link("/run/systemd/system/x.target.wants/runtime.service", lib + "runtime.service");
  tree.Link(etc + "getty.target.wants/getty@tty1.service", lib + "getty@.service");
  tree.Write(lib + "static.service", "[Service]\nExecStart=/bin/x\n")
      .Write(lib + "indirect.service", "[Install]\nAlso=on.service\n");
  tree.Link(etc + "alias.service", lib + "on.service")
      .Write(lib + "byalias.service", "[Install]\nAlias=named.service\n");
  tree.Link(etc + "named.service", lib + "byalias.service");
  tree.Link(etc + "linked.service", "/opt/linked.service").Write("/opt/linked.service", "[Service]\nExecStart=/x\n");
  tree.Write("/etc/init.d/old", "#!/bin/sh\n", 0755)
      .Link("/etc/rc2.d/S01old", "../init.d/old")
      .Write("/etc/init.d/idle", "#!/bin/sh\n", 0755);
  tree.Link(etc + "dangling.service", "/nowhere/dangling.service")
      .Write("/run/systemd/generator/gen.mount", "[Mount]\nWhat=x\n");
  tree.Link(lib + "l1.service", "l2.service").Link(lib + "l2.service", "l1.service");
  tree.Write(lib + "never.service", kService).Link(etc + "a.target.requires/never.service", lib + "never.service");
  auto host = tree.Collect({"units"});
  CHECK(StateOf(host, "units") == "complete");
  CHECK(Enable(host, "on.service") == "enabled");
  CHECK(Enable(host, "never.service") == "enabled");
  CHECK(Enable(host, "off.service") == "disabled");
  CHECK(Enable(host, "masked.service") == "masked");
  CHECK(Enable(host, "empty.service") == "masked");
  CHECK(Enable(host, "rmask.service") == "masked-runtime");
  CHECK(Enable(host, "runtime.service") == "enabled-runtime");
  CHECK(Enable(host, "getty@tty1.service") == "enabled");
  CHECK(Enable(host, "getty@.service") == "enabled");
  CHECK(Enable(host, "static.service") == "static");
  CHECK(Enable(host, "indirect.service") == "indirect");
  CHECK(Enable(host, "alias.service") == "alias");
  CHECK(Enable(host, "byalias.service") == "enabled");
  CHECK(Enable(host, "linked.service") == "linked");
  CHECK(Enable(host, "old.service") == "enabled");
  CHECK(Enable(host, "idle.service") == "disabled");
  CHECK(Enable(host, "dangling.service") == "bad");
  CHECK(Enable(host, "gen.mount") == "generated");
  CHECK(Enable(host, "l1.service") == "unknown: more than 16 links from unit to unit");
  CHECK(Enable(tree.Collect({"units=none.service"}), "none.service") == "absent");
}

TEST_CASE("drop-ins: order by name, override by directory, most specific first") {
  TreeFixture tree;
  tree.Write("/usr/lib/systemd/system/a-b.service", "[Service]\nUser=root\nExecStart=/one\nEnvironment=A=1\n");
  tree.Write("/etc/systemd/system/a-b.service.d/20-x.conf",
             "[Service]\nExecStart=\nExecStart=/two\nEnvironment=B=2 \\\n# comment\n C=3\n");
  tree.Write("/usr/lib/systemd/system/a-b.service.d/10-y.conf", "[Service]\nUser=first\n");
  tree.Write("/etc/systemd/system/a-b.service.d/10-y.conf", "[Service]\nUser=second\n");
  tree.Write("/etc/systemd/system/a-.service.d/30-z.conf", "[Service]\nGroup=prefix\n");
  tree.Write("/etc/systemd/system/service.d/40-t.conf", "; c\n[Service]\nNice=5\n");
  tree.Link("/etc/systemd/system/service.d/50-null.conf", "/dev/null")
      .Write("/usr/lib/systemd/system/service.d/50-null.conf", "[Service]\nNice=9\n");
  Json unit = Claims(tree.Collect({"units=a-b.service"}))["units"]["a-b.service"];
  CHECK(unit["settings"]["Service.User"] == "second");
  CHECK(unit["settings"]["Service.Group"] == "prefix");
  CHECK(unit["settings"]["Service.Nice"] == "5");
  CHECK(unit["lists"]["Service.ExecStart"] == Json({"/two"}));
  CHECK(unit["lists"]["Service.Environment"] == Json({"A=1", "B=2  C=3"}));
}

TEST_CASE("configuration files of systemd") {
  TreeFixture tree;
  tree.Write("/etc/systemd/journald.conf", "[Journal]\n#Storage=auto\nCompress=no\nStorage=volatile\n");
  tree.Write("/etc/systemd/journald.conf.d/50-a.conf", "[Journal]\nStorage=persistent\n");
  tree.Write("/usr/lib/systemd/journald.conf.d/60-b.conf", "[Journal]\nCompress=yes\n")
      .Write("/run/systemd/journald.conf.d/50-a.conf", "[Journal]\nStorage=none\n");
  tree.Write("/etc/systemd/journald.conf.d/70-c.txt", "[Journal]\nStorage=none\n");
  auto host = tree.Collect({"systemd_conf=journald.conf", "systemd_conf=timesyncd.conf"});
  auto& journald = Claims(host)["systemd_conf"]["journald.conf"];
  CHECK(journald["settings"] == Json({{"Journal.Storage", "persistent"}, {"Journal.Compress", "yes"}}));
  CHECK(journald["lists"]["Journal.Storage"] == Json({"volatile", "persistent"}));
  CHECK(host["source"]["systemd_conf[\"journald.conf\"].settings[\"Journal.Storage\"]"] ==
        Json({"/etc/systemd/journald.conf.d/50-a.conf", 2}));
  CHECK(Claims(host)["systemd_conf"]["timesyncd.conf"]["settings"].empty());
  CHECK(StateOf(host, "systemd_conf[\"timesyncd.conf\"]") == "complete");
}

TEST_CASE("fstab and mount units") {
  TreeFixture tree;
  tree.Write("/etc/fstab",
             "# x\nUUID=1 / ext4 defaults,errors=remount-ro 0 1\n/dev/b /with\\040blank ext4 nodev\n/dev/c none swap "
             "sw 0 0\n/dev/d /two ext4 ro\n/dev/e /two "
             "ext4 rw\n//srv/x /cifs cifs username=u,password=hunter2 0 0\nbroken\n");
  tree.Write("/etc/systemd/system/tmp.mount",
             "[Mount]\nWhat=tmpfs\nWhere=/"
             "tmp\nType=tmpfs\nOptions=mode=1777,nosuid,nodev\n[Install]\nWantedBy=local-fs.target\n");
  tree.Link("/etc/systemd/system/local-fs.target.wants/tmp.mount", "/etc/systemd/system/tmp.mount");
  tree.Write("/usr/lib/systemd/system/srv-data\\x2dx.mount", "[Mount]\nWhat=/dev/z\nType=xfs\n");
  tree.Link("/usr/lib/systemd/system/local-fs.target.wants/srv-data\\x2dx.mount", "../srv-data\\x2dx.mount");
  tree.Write("/usr/lib/systemd/system/unwanted.mount", "[Mount]\nWhat=/dev/y\n")
      .Link("/etc/systemd/system/two.mount", "/dev/null");
  auto host = tree.Collect({"fstab"});
  auto& fstab = Claims(host)["fstab"];
  CHECK(StateOf(host, "fstab") == "complete");
  CHECK(fstab["/"]["options"] == Json({"errors=remount-ro"}));
  CHECK(fstab["/with blank"]["fs_type"] == "ext4");
  CHECK(fstab["/cifs"]["options"] == Json({"password=[redacted]", "username=u"}));
  CHECK(fstab["/tmp"]["options"] == Json({"mode=1777", "nodev", "nosuid"}));
  CHECK(fstab["/srv/data-x"]["source"] == "/dev/z");
  CHECK_FALSE(fstab.contains("/unwanted"));
  CHECK_FALSE(fstab.contains("/two"));  // masked
  CHECK_FALSE(fstab.contains("none"));
}

TEST_CASE("unit names") {
  CHECK(IsUnitName("a@b.service"));
  CHECK_FALSE(IsUnitName(".service"));
  CHECK_FALSE(IsUnitName("--help.service"));
  CHECK_FALSE(IsUnitName("a/b.service"));
  CHECK_FALSE(IsUnitName("a.conf"));
  CHECK(UnescapeUnitPath("-") == "/");
  CHECK(UnescapeUnitPath("a-b\\x2dc") == "/a/b-c");
}
