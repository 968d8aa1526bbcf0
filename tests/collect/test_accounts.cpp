// Claims accounts and groups; classes of password fields.
#include <catch2/catch.hpp>

#include "tree_fixture.h"

using namespace mps::collect;
using Json = nlohmann::json;

namespace {

// The account's fields after a shadow line `u:FIELD:REST`.
Json Account(const std::string& shadow_line, const std::string& passwd_field = "x") {
  TreeFixture tree;
  tree.Write("/etc/passwd", "u:" + passwd_field + ":1000:1000::/home/u:/bin/sh\n");
  if (!shadow_line.empty()) tree.Write("/etc/shadow", shadow_line + "\n", 0640);
  auto host = tree.Collect({"accounts"});
  CHECK(StateOf(host, "accounts") == "complete");
  return Claims(host)["accounts"][0];
}

}  // namespace

TEST_CASE("password fields become classes") {
  struct Case {
    std::string field;
    std::string word;
    std::string hash;
  };
  for (const Case& c : std::vector<Case>{{"", "empty", ""},
                                         {"*", "locked", ""},
                                         {"!", "locked", ""},
                                         {"!*", "locked", ""},
                                         {"!$6$abcdefgh$0123456789", "locked", ""},
                                         {"nonsense", "locked", ""},
                                         {"$6$", "locked", ""},
                                         {"$y$j9T$salt$hash", "hashed", "yescrypt"},
                                         {"$gy$j9T$salt$hash", "hashed", "gost-yescrypt"},
                                         {"$7$CU$salt$hash", "hashed", "scrypt"},
                                         {"$6$salt$hash", "hashed", "sha512"},
                                         {"$5$salt$hash", "hashed", "sha256"},
                                         {"$2b$12$abc", "hashed", "bcrypt"},
                                         {"$1$salt$hash", "hashed", "md5"},
                                         {"abJnggxhB/yWI", "hashed", "des"},
                                         {"_J9..CCCCXBrJUJV154M", "hashed", "bsdi-des"}}) {
    Json account = Account("u:" + c.field + ":19000:0:99999:7:::");
    INFO(c.field);
    CHECK(account["password"] == c.word);
    CHECK(account.value("hash", "") == c.hash);
    CHECK(account["shadowed"] == true);
  }
  CHECK(Account("u:$6$s$h:0:::::")["password"] == "expired");
  CHECK(Account("u:$6$s$h:0:::::")["hash"] == "sha512");
  CHECK(Account("other:*:1::::::")["password"] == "locked");
  CHECK(Account("")["password"] == "locked");
}

TEST_CASE("a hash in passwd itself is seen") {
  Json account = Account("u:*:19000:0:30:7:::", "$1$salt$hash");
  CHECK(account["shadowed"] == false);
  CHECK(account["password"] == "hashed");
  CHECK(account["hash"] == "md5");
  CHECK(account["max_age"] == 30 * 86400);
  CHECK(Account("", "")["password"] == "empty");
  CHECK(Account("u:$6$a$b:1::::::", "*")["password"] == "locked");
  CHECK_FALSE(Account("u:$6$a$b:1::::::", "*").contains("hash"));
}

TEST_CASE("ages are durations and dates, or absent") {
  Json account = Account("u:*:19000:1:90:7:30:20000:");
  CHECK(account["last_change"] == 19000LL * 86400);
  CHECK(account["min_age"] == 86400);
  CHECK(account["max_age"] == 90 * 86400);
  CHECK(account["warn_age"] == 7 * 86400);
  CHECK(account["inactive"] == 30 * 86400);
  CHECK(account["expires"] == 20000LL * 86400);
  Json none = Account("u:*::-1::x:99999999999999999:");
  for (const char* field : {"last_change", "min_age", "max_age", "warn_age", "inactive", "expires"})
    CHECK_FALSE(none.contains(field));
}

TEST_CASE("homes and dot files") {
  TreeFixture tree;
  tree.Write("/etc/passwd",
             "root:x:0:0:root:/root:/bin/bash\nu:x:1000:1000::/home/u:\nv:x:1001:1001::/home/none:/bin/"
             "sh\nw:x:1002:1002::relative:/bin/sh\n");
  tree.Directory("/home/u", 0750)
      .Write("/home/u/.netrc", "machine x password y", 0600)
      .Link("/home/u/.forward", "/etc/passwd");
  tree.Write("/home/u/visible", "").Directory("/root", 0700);
  auto host = tree.Collect({"accounts"});
  auto& accounts = Claims(host)["accounts"];
  CHECK(accounts[1]["shell"] == "/bin/sh");
  CHECK(accounts[1]["home_file"]["mode"] == "0750");
  CHECK(accounts[1]["dot_files"].size() == 2);
  CHECK(accounts[1]["dot_files"][".forward"]["kind"] == "symlink");
  CHECK(accounts[1]["dot_files"][".netrc"]["mode"] == "0600");
  CHECK_FALSE(accounts[2].contains("home_file"));
  CHECK(accounts[2]["dot_files"].empty());
  CHECK_FALSE(accounts[3].contains("home_file"));
}

TEST_CASE("lines that are no accounts or groups are told, not dropped in silence") {
  TreeFixture tree;
  tree.Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n+::::::\nbad line\n");
  tree.Write("/etc/group", "root:x:0:\nusers:x:100:a,b, a\nbroken:x:\n");
  auto host = tree.Collect({"accounts", "groups"});
  CHECK(Claims(host)["accounts"].size() == 1);
  CHECK(StateOf(host, "accounts") == "incomplete: line 2 of /etc/passwd is no account of this system");
  CHECK(Claims(host)["groups"][1]["members"] == Json({"a", "b"}));
  CHECK(StateOf(host, "groups") == "incomplete: line 3 of /etc/group is no group of this system");
}
