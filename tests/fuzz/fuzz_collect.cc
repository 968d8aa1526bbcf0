// Fuzz target: hostile files of a system under every grammar of the collectors. Whatever they hold, the evidence is one
// document that is well-formed in both encodings, and of the schema: a collector never says what its own schema
// forbids.
//
// The input's first byte chooses a group of files and the claims they make; what follows is parted by lines `%%` into
// the files' contents, in the order of the group. A content that begins with `->` is a symbolic link.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collect/collect.h"
#include "evidence/evidence.h"
#include "full_plan.h"
#include "mps/compiler/compile.h"
#include "program/program.h"

namespace {

using namespace mps;
namespace fs = std::filesystem;

struct Group {
  std::vector<const char*> files;
  std::vector<CollectRead> reads;
  bool live = false;
};

const Group kGroups[] = {
    {{"etc/passwd", "etc/shadow", "etc/group", "etc/nsswitch.conf", "home/u/.netrc"},
     {{"accounts", ""}, {"groups", ""}}},
    {{"etc/ssh/sshd_config", "etc/ssh/sshd_config.d/a.conf", "etc/ssh/b", "etc/default/ssh", "usr/sbin/sshd"},
     {{"sshd", ""}}},
    {{"etc/fstab", "etc/systemd/system/tmp.mount", "etc/systemd/system/tmp.mount.d/a.conf"}, {{"fstab", ""}}},
    {{"etc/pam.d/a", "etc/pam.d/common-auth", "usr/lib/pam.d/b", "etc/pam.d/other"}, {{"pam", ""}}},
    {{"etc/audit/rules.d/a.rules", "etc/audit/rules.d/10-b.rules", "etc/audit/audit.rules", "etc/audit/auditd.conf",
      "sbin/auditd"},
     {{"audit", ""}}},
    {{"var/lib/dpkg/status", "var/lib/dpkg/status.d/a"}, {{"packages", ""}}},
    {{"etc/sysctl.conf", "etc/sysctl.d/a.conf", "usr/lib/sysctl.d/50-b.conf", "etc/sysctl.d/50-b.conf"},
     {{"sysctl", ""}}},
    {{"etc/modprobe.d/a.conf", "usr/lib/modprobe.d/b.conf", "etc/modules", "etc/modules-load.d/a.conf"},
     {{"modules", ""}, {"modules", "cramfs"}}},
    {{"etc/systemd/system/a.service", "usr/lib/systemd/system/a.service", "usr/lib/systemd/system/a.service.d/b.conf",
      "usr/lib/systemd/system/b@.service", "etc/systemd/system/multi-user.target.wants/a.service", "etc/init.d/c"},
     {{"units", ""}, {"units", "a.service"}, {"units", "b@x.service"}}},
    {{"etc/systemd/journald.conf", "etc/systemd/journald.conf.d/a.conf", "usr/lib/systemd/journald.conf.d/b.conf"},
     {{"systemd_conf", "journald.conf"}}},
    {{"etc/sudoers", "etc/sudoers.d/a", "etc/b"}, {{"sudoers", ""}}},
    {{"etc/login.defs", "etc/default/useradd", "etc/security/pwquality.conf", "etc/security/pwquality.conf.d/a.conf",
      "etc/security/faillock.conf", "etc/security/limits.conf", "etc/security/limits.d/a.conf", "etc/shells"},
     {{"login_defs", ""},
      {"login_umask", ""},
      {"useradd", ""},
      {"pwquality", ""},
      {"faillock", ""},
      {"limits", ""},
      {"shells", ""}}},
    {{"boot/grub/grub.cfg", "boot/grub/user.cfg", "etc/default/grub", "etc/default/grub.d/a.cfg",
      "etc/grub.d/40_custom"},
     {{"grub", ""}}},
    {{"etc/dconf/db/gdm.d/a", "etc/dconf/db/gdm.d/locks/a", "etc/dconf/profile/user"}, {{"dconf", ""}}},
    {{"etc/profile", "etc/bash.bashrc", "etc/profile.d/a.sh", "root/.profile", "root/.bashrc"}, {{"shell_env", ""}}},
    {{"etc/motd", "etc/cron.d/a", "etc/os-release", "usr/lib/os-release", "etc/hostname"},
     {{"text", "/etc/motd"}, {"texts", "/etc/cron.d/*"}, {"globs", "/etc/**"}, {"files", "/etc/motd"}, {"os", ""}}},
    {{"proc/self/mountinfo", "proc/cmdline", "proc/net/tcp", "proc/net/udp6", "proc/modules",
      "sys/kernel/security/apparmor/profiles", "proc/1/environ", "proc/net/tcp6"},
     {{"mounts", ""}, {"cmdline", ""}, {"sockets", ""}, {"apparmor", ""}, {"os", ""}},
     true},
};
constexpr std::size_t kGroupCount = std::size(kGroups);

// A tree for this process, in memory where the machine has such a place.
class Root {
 public:
  Root() {
    std::error_code failed;
    const fs::path base = fs::is_directory("/dev/shm", failed) ? fs::path("/dev/shm") : fs::temp_directory_path();
    path_ = (base / "mps-fuzz-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~Root() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

  void Put(const char* name, std::string_view content) const {
    const fs::path whole = fs::path(path_) / name;
    std::error_code failed;
    fs::create_directories(whole.parent_path(), failed);
    fs::remove(whole, failed);
    if (content.starts_with("->") && content.size() < 200 && content.find('\0') == content.npos) {
      fs::create_symlink(std::string(content.substr(2)), whole, failed);
      return;
    }
    const int file = open(whole.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (file < 0) std::abort();
    if (write(file, content.data(), content.size()) != static_cast<ssize_t>(content.size())) std::abort();
    close(file);
  }
  void Remove(const char* name) const {
    std::error_code ignored;
    fs::remove(fs::path(path_) / name, ignored);
  }

 private:
  std::string path_;
};

// A definition whose program has the types of the whole schema.
constexpr std::string_view kReadsAll = R"(mps "T" version 1.0.0 language 1
import linux version 1.0
environment host : linux.host
level L1 "x"
rule "1" r {
    title "t" level L1
    require host.os.id == "debian"
}
)";

class OneFile : public compiler::FileReader {
 public:
  Result<std::string> Read(const std::string&, std::size_t) override { return std::string(kReadsAll); }
};

// The library's schema, every claim of it.
const evidence::PlanIndex& Schema() {
  static const fuzz::FullPlan plan = [] {
    OneFile reader;
    const auto compiled = compiler::Compile("all.mps", reader);
    if (!compiled.ok()) {
      std::fputs(compiled.RenderText(false).c_str(), stderr);
      std::abort();
    }
    const schema::ReadPlan& read = compiled.program()->plan;
    return fuzz::FullPlan(read.types, read.environments.at(0).def);
  }();
  return plan.index();
}

std::vector<std::string_view> Split(std::string_view input) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; (at = input.find("\n%%\n")) != std::string_view::npos;) {
    parts.push_back(input.substr(0, at + 1));
    input.remove_prefix(at + 4);
  }
  parts.push_back(input);
  return parts;
}

[[noreturn]] void Stop(const std::string& what, ByteView document) {
  std::fprintf(stderr, "%s\n", what.c_str());
  if (!document.empty() && document[0] == '{') std::fprintf(stderr, "%.*s\n", 4000, AsText(document).data());
  std::abort();
}

void Judge(const Result<Bytes>& document) {
  if (!document.ok()) Stop("the collection failed: " + document.status().ToString(), {});
  auto evidence = evidence::DecodeEvidence(Schema(), *document);
  if (!evidence.ok()) Stop("evidence that is refused: " + evidence.status().ToString(), *document);
  for (const evidence::Problem& problem : evidence->facts.problems)
    Stop("evidence against its schema: " + problem.path + ": " + problem.what, *document);
  if (evidence->facts.unnamed_claims != 0) Stop("claims that the schema does not have", *document);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Root root;
  if (size == 0) return 0;
  const Group& group = kGroups[data[0] % kGroupCount];
  const auto parts = Split(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  const std::size_t used = std::min(parts.size(), group.files.size());
  for (std::size_t i = 0; i < used; ++i) root.Put(group.files[i], parts[i]);
  CollectRequest request;
  request.root = root.path();
  request.live = group.live;
  request.reads = group.reads;
  for (const EvidenceEncoding encoding : {EvidenceEncoding::kJson, EvidenceEncoding::kCbor}) {
    request.encoding = encoding;
    Judge(Collect(request));
  }
  for (std::size_t i = 0; i < used; ++i) root.Remove(group.files[i]);
  return 0;
}
