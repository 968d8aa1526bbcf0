// The tree of ../shared/truth: known facts, time and memory.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "collect/command.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

namespace {

// The archive unpacked as root, or "" with the reason printed.
class TruthTree {
 public:
  TruthTree() {
    const char* shared = std::getenv("MPS_SHARED");
    std::string archive = std::string(shared == nullptr ? "../shared" : shared) + "/truth/debian12-plain/root.tar.xz";
    if (geteuid() != 0 || !std::filesystem::exists(archive)) {
      WARN("skipped: needs root and " + archive);
      return;
    }
    std::string name = (std::filesystem::temp_directory_path() / "mps-truth-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return;
    root_ = name;
    REQUIRE(RunCommand({"/usr/bin/tar", "--same-owner", "--numeric-owner", "-C", root_, "-xpf", archive}, 120).found());
    REQUIRE(chmod(root_.c_str(), 0755) == 0);
  }
  ~TruthTree() {
    std::error_code ignored;
    if (!root_.empty()) std::filesystem::remove_all(root_, ignored);
  }
  const std::string& root() const { return root_; }

 private:
  std::string root_;
};

}  // namespace

TEST_CASE("a plain Debian root") {
  TruthTree truth;
  if (truth.root().empty()) return;
  CollectRequest request;
  request.root = truth.root();
  auto begin = std::chrono::steady_clock::now();
  auto bytes = Collect(request);
  auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  REQUIRE(bytes.ok());
  CHECK(seconds < 3.0);
  // In a process of its own, since this one has had the memory of other tests.
  Seen<std::string> peak = RunCommand({MPS_COLLECT_PROBE, "--peak", "--root", truth.root()}, 30);
  REQUIRE(peak.found());
  CHECK(std::stol(*peak) > 0);
#ifndef __SANITIZE_ADDRESS__  // its shadow memory is not the collector's
  CHECK(std::stol(*peak) < 100 * 1024);
#endif
  CHECK(*Collect(request) == *bytes);
  auto host = nlohmann::json::parse(AsText(*bytes))["environments"]["host"];
  auto& claims = Claims(host);
  CHECK(claims["os"]["id"] == "debian");
  CHECK(claims["os"]["release"] == "12");
  CHECK(claims["os"]["arch"] == "amd64");
  CHECK(claims["packages"]["sudo"]["version"] == "1.9.13p3-1+deb12u4");
  CHECK(claims["packages"].size() == 160);
  CHECK_FALSE(claims["packages"].contains("aide"));
  CHECK(StateOf(host, "packages") == "complete");
  CHECK(claims["accounts"].size() == 22);
  CHECK(claims["groups"].size() == 44);
  for (auto& account : claims["accounts"]) CHECK(account["password"] == "locked");
  CHECK(claims["sshd"]["text"]["permitrootlogin"] == "without-password");
  CHECK(claims["sshd"]["text"]["usepam"] == "yes");
  CHECK(claims["sshd"]["explicit"].size() == 6);
  CHECK(claims["login_defs"]["int"]["PASS_MAX_DAYS"] == 99999);
  CHECK(claims["login_umask"] == "0022");
  CHECK(claims["audit"]["conf"]["text"]["max_log_file_action"] == "ROTATE");
  CHECK(claims["audit"]["persisted"]["locked"] == false);
  CHECK(claims["files"]["/etc/shadow"]["mode"] == "0640");
  CHECK(claims["files"]["/etc/shadow"]["group_name"] == "shadow");
  CHECK(claims["files"]["/etc/crontab"]["mode"] == "0644");
  CHECK(StateOf(host, "files[\"/etc/cron.deny\"]") == "absent");
  CHECK(claims["globs"]["/var/log/*"]["/var/log/journal"]["mode"] == "02755");
  CHECK(claims["globs"]["/var/log/*"]["/var/log/README"]["kind"] == "symlink");
  CHECK(claims["units"]["ssh.service"]["enable"] == "enabled");
  CHECK(claims["units"]["sshd.service"]["enable"] == "alias");
  CHECK(claims["units"]["nftables.service"]["enable"] == "disabled");
  CHECK(claims["sudoers"]["settings"]["use_pty"] == "true");
  CHECK(claims["sudoers"]["rules"].size() == 2);
  CHECK(claims["pam"]["common-password"][0]["module"] == "pam_pwquality.so");
  CHECK(claims["pam"]["common-password"][0]["options"]["retry"] == "3");
  CHECK(claims["walk"]["unowned"].empty());
  CHECK(StateOf(host, "walk.unowned") == "complete");
  for (auto& [path, file] : claims["walk"]["world_writable"].items()) CHECK(file["kind"] == "directory");
  CHECK(StateOf(host, "grub") == "absent");
  CHECK(StateOf(host, "mounts") == "unknown: no running system");
}
