// PAM stacks and sudoers.
#include <catch2/catch.hpp>

#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

TEST_CASE("a stack with its includes") {
  TreeFixture tree;
  tree.Write("/etc/pam.d/login",
             "# c\nauth optional pam_faildelay.so delay=3000000\n@include common-auth\n-session optional "
             "/lib/security/pam_x.so # c\naccount include other-account\n"
             "password [success=1 \\\n  default=ignore] pam_unix.so obscure [a=b c]\nAUTH Required pam_deny.so\n");
  tree.Write("/etc/pam.d/common-auth", "auth [success=1   default=ignore] pam_unix.so nullok\nauth substack sub\n");
  tree.Write("/etc/pam.d/sub", "auth required pam_env.so\nsession required pam_no.so\n");
  tree.Write("/usr/lib/pam.d/other-account", "account required pam_unix.so\nauth required pam_not_this.so\n");
  auto host = tree.Collect({"pam=login"});
  CHECK(StateOf(host, "pam[\"login\"]") == "complete");
  auto& stack = Claims(host)["pam"]["login"];
  std::vector<std::string> modules;
  for (auto& entry : stack) modules.push_back(entry["module"]);
  CHECK(modules == std::vector<std::string>{"pam_faildelay.so", "pam_unix.so", "pam_env.so", "pam_x.so", "pam_unix.so",
                                            "pam_unix.so", "pam_deny.so"});
  CHECK(stack[0]["options"] == Json({{"delay", "3000000"}}));
  CHECK(stack[1]["control"] == "[success=1 default=ignore]");
  CHECK(stack[1]["options"] == Json({{"nullok", ""}}));
  CHECK(stack[1]["stack"] == "common-auth");
  CHECK(stack[3]["optional"] == true);
  CHECK(stack[5]["options"] == Json({{"obscure", ""}, {"a", "b c"}}));
  CHECK(stack[5]["origin"]["line"] == 6);
  CHECK(stack[6]["phase"] == "auth");
  CHECK(stack[6]["control"] == "required");
}

TEST_CASE("stacks that cannot be read whole say so") {
  TreeFixture tree;
  tree.Write("/etc/pam.d/loop", "auth required pam_a.so\n@include loop\n")
      .Write("/etc/pam.d/missing", "@include nowhere\n");
  tree.Write("/etc/pam.d/bad", "auth required\nauth required pam_b.so\n").Fifo("/etc/pam.d/fifo");
  tree.Write("/etc/pam.d/bomb", "@include bomb\n@include bomb\n");
  auto host = tree.Collect({"pam"});
  CHECK(Contains(StateOf(host, "pam[\"loop\"]"), "incomplete: includes go too deep or in a circle"));
  CHECK(Contains(StateOf(host, "pam[\"bomb\"]"), "incomplete: includes go too deep or in a circle"));
  CHECK(StateOf(host, "pam[\"missing\"]") == "incomplete: includes nowhere, which does not exist");
  CHECK(StateOf(host, "pam[\"bad\"]") == "incomplete: line 1 of /etc/pam.d/bad is malformed");
  CHECK(Claims(host)["pam"]["bad"].size() == 1);
  CHECK(Contains(StateOf(host, "pam[\"fifo\"]"), "unknown: "));
  CHECK(StateOf(tree.Collect({"pam=none"}), "pam[\"none\"]") == "absent");
}

TEST_CASE("sudoers") {
  TreeFixture tree;
  CHECK(StateOf(tree.Collect({"sudoers"}), "sudoers") == "absent");
  tree.Write("/etc/sudoers",
             "# c\nDefaults\tenv_reset, use_pty\nDefaults secure_path=\"/a:/b\", timestamp_timeout = 5 # "
             "t\nDefaults:alice, bob !authenticate\nDefaults !visiblepw\n"
             "Defaults env_keep += \"X Y\"\nDefaults logfile=/var/log/sudo.log\nUser_Alias ADMINS = a, b\nroot "
             "ALL=(ALL:ALL) ALL\n%sudo, #1000\tALL = \\\n (root) NOPASSWD: "
             "/bin/a, /bin/b\\:c, PASSWD: NOEXEC: /bin/d : h2 = /bin/e x,/bin/f\n@include "
             "/etc/sudoers.more\n#includedir /etc/sudoers.d\n");
  tree.Write("/etc/sudoers.more", "carol ALL=NOPASSWD:ALL\n")
      .Write("/etc/sudoers.d/10-x", "Defaults timestamp_timeout=15\n");
  tree.Write("/etc/sudoers.d/skip.conf", "bad ALL=NOPASSWD: ALL\n")
      .Write("/etc/sudoers.d/skip~", "bad ALL=NOPASSWD: ALL\n");
  auto host = tree.Collect({"sudoers"});
  CHECK(StateOf(host, "sudoers") == "complete");
  CHECK(StateOf(host, "sudoers.rules") == "");
  auto& sudoers = Claims(host)["sudoers"];
  CHECK(sudoers["settings"] == Json({{"env_reset", "true"},
                                     {"use_pty", "true"},
                                     {"secure_path", "/a:/b"},
                                     {"timestamp_timeout", "15"},
                                     {"visiblepw", "false"},
                                     {"logfile", "/var/log/sudo.log"}}));
  CHECK(sudoers["defaults"][4]["scope"] == ":alice, bob");
  CHECK(sudoers["defaults"][4]["name"] == "authenticate");
  CHECK(sudoers["defaults"][4]["value"] == "false");
  auto& rules = sudoers["rules"];
  REQUIRE(rules.size() == 7);
  CHECK(rules[0]["runas"] == "ALL:ALL");
  CHECK(rules[1]["who"] == "%sudo, #1000");
  CHECK(rules[1]["tags"] == Json({"NOPASSWD"}));
  CHECK(rules[2]["command"] == "/bin/b\\:c");
  CHECK(rules[2]["tags"] == Json({"NOPASSWD"}));
  CHECK(rules[3]["tags"] == Json({"NOEXEC", "PASSWD"}));
  CHECK(rules[4]["host"] == "h2");
  CHECK(rules[4]["runas"] == "");
  CHECK(rules[4]["tags"].empty());
  CHECK(rules[5]["command"] == "/bin/f");
  CHECK(rules[6]["who"] == "carol");
  CHECK(rules[6]["tags"] == Json({"NOPASSWD"}));
}

TEST_CASE("sudoers that is not understood is incomplete") {
  TreeFixture tree;
  auto state = [&](const std::string& text) {
    tree.Write("/etc/sudoers", text);
    return StateOf(tree.Collect({"sudoers"}), "sudoers.rules");
  };
  CHECK(state("root ALL ALL\n") == "incomplete: line 1 of /etc/sudoers is malformed");
  CHECK(state("root ALL=(ALL ALL\n") == "incomplete: line 1 of /etc/sudoers is malformed");
  CHECK(state("alone=ALL\n") == "incomplete: line 1 of /etc/sudoers is malformed");
  CHECK(state("Defaultsx y\n") == "incomplete: line 1 of /etc/sudoers is malformed");
  CHECK(state("@include /etc/none\n") == "incomplete: includes /etc/none, which does not exist");
  CHECK(state("@include /etc/sudoers.%h\n") ==
        "incomplete: includes a name that depends on the host: /etc/sudoers.%25h");
  CHECK(Contains(state("@include sudoers\n"), "incomplete: includes go too deep"));
  CHECK(state("@includedir /etc/none.d\nroot ALL=ALL\n") == "");
}
