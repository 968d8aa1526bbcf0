#include "collect/collect.h"

#include <algorithm>

#include "collect/context.h"
#include "collect/file_record.h"
#include "collect/text_lines.h"

namespace mps {
namespace collect {

// The order does not matter; each claim of the schema has one probe.
const std::vector<Probe> kProbes = {
    {"os", ProbeOs, false},
    {"packages", ProbePackages, false},
    {"files", ProbeFiles, false},
    {"globs", ProbeGlobs, false},
    {"text", ProbeText, false},
    {"texts", ProbeTexts, false},
    {"walk", ProbeWalk, false},
    {"sysctl", ProbeSysctl, false},
    {"modules", ProbeModules, false},
    {"cmdline", ProbeCmdline, true},
    {"grub", ProbeGrub, false},
    {"apparmor", ProbeApparmor, true},
    {"mounts", ProbeMounts, true},
    {"fstab", ProbeFstab, false},
    {"units", ProbeUnits, false},
    {"systemd_conf", ProbeSystemdConf, false},
    {"sockets", ProbeSockets, true},
    {"accounts", ProbeAccounts, false},
    {"groups", ProbeGroups, false},
    {"login_defs", ProbeLoginDefs, false},
    {"login_umask", ProbeLoginUmask, false},
    {"useradd", ProbeUseradd, false},
    {"pwquality", ProbePwquality, false},
    {"faillock", ProbeFaillock, false},
    {"limits", ProbeLimits, false},
    {"pam", ProbePam, false},
    {"shells", ProbeShells, false},
    {"shell_env", ProbeShellEnv, false},
    {"sudoers", ProbeSudoers, false},
    {"sshd", ProbeSshd, false},
    {"dconf", ProbeDconf, false},
    {"audit", ProbeAudit, false},
};

namespace {

constexpr std::string_view kCollectorName = "mps";
constexpr std::string_view kCollectorVersion = "0.1.0";
constexpr std::int64_t kFormat = 1;

bool HasProbe(std::string_view claim) {
  return std::any_of(kProbes.begin(), kProbes.end(), [&](const Probe& probe) { return probe.claim == claim; });
}

void WantKey(Wanted& wanted, const std::string& key) {
  if (key.empty()) {
    wanted.whole = true;
  } else {
    wanted.keys.insert(CleanText(key));
  }
}

// What is wanted of each claim; claims that no probe fills are unknown.
void Plan(const CollectRequest& request, Context& ctx) {
  if (!request.reads) {
    for (const Probe& probe : kProbes) ctx.wanted[std::string(probe.claim)].whole = true;
    return;
  }
  for (const CollectRead& read : *request.reads) {
    std::string claim = read.claim.substr(0, read.claim.find_first_of(".["));
    if (read.claim == kFileDigests || read.claim == kGlobDigests) {
      WantKey(ctx.wanted[read.claim], read.key);
      WantKey(ctx.wanted[claim], read.key);
    } else if (!HasProbe(claim)) {
      ctx.doc.Unknown(CleanText(claim), "this collector has no probe for it");
    } else {
      WantKey(ctx.wanted[claim], read.key);
    }
  }
}

void RunProbes(Context& ctx) {
  for (const Probe& probe : kProbes) {
    auto wanted = ctx.wanted.find(probe.claim);
    if (wanted == ctx.wanted.end()) continue;
    if (ctx.progress) ctx.progress(probe.claim, 0);
    if (probe.live_only && !ctx.live)
      ctx.doc.Unknown(std::string(probe.claim), kNoRunningSystem);
    else
      probe.run(ctx, wanted->second);
  }
}

}  // namespace

Result<Bytes> CollectWith(const CollectRequest& request, const CommandRunner& runner) {
  if (request.environment.empty()) return Status(Code::kUsage, "a collection needs the name of an environment");
  MPS_ASSIGN(Tree tree, Tree::Open(request.root));
  FileSystems systems = FileSystems::OfThisMachine();
  Context ctx(tree, request, systems, runner);
  ctx.names = ReadIdNames(tree);
  Plan(request, ctx);
  RunProbes(ctx);
  EvidenceNode document;
  document["mps_evidence"] = EvidenceNode::Int(kFormat);
  document["collected_at"] = EvidenceNode::Int(request.now);
  if (!request.nonce.empty()) document["nonce"] = EvidenceNode::Octets(request.nonce);
  document["environments"][CleanText(request.environment)] =
      ctx.doc.Take(request.schema, kCollectorName, kCollectorVersion);
  if (request.encoding == EvidenceEncoding::kCbor) return document.ToCbor();
  return ToBytes(AsBytes(document.ToJson()));
}

}  // namespace collect

Result<Bytes> Collect(const CollectRequest& request) { return collect::CollectWith(request, collect::RunCommand); }

}  // namespace mps
