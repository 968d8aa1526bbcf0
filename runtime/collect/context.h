// What every probe is given, and the table of probes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collect/collect.h"
#include "collect/command.h"
#include "collect/document.h"
#include "collect/file_systems.h"
#include "collect/packages.h"
#include "collect/tree.h"

namespace mps::collect {

inline constexpr std::string_view kNoRunningSystem = "no running system";
inline constexpr std::string_view kOnlyAskedFor = "only what was asked for was looked at";

// What is wanted of one claim.
struct Wanted {
  bool whole = false;  // the collection as a whole, or its default reach
  std::set<std::string> keys;
};

// Names of ids from passwd and group.
struct IdNames {
  std::map<std::int64_t, std::string> users;
  std::map<std::int64_t, std::string> groups;
  std::string user_trouble;  // why the users are not known; empty if they are
  std::string group_trouble;
};

// Wanted beside `files` and `globs` where digests are: a key of its own in Context::wanted.
inline constexpr std::string_view kFileDigests = "files.sha256", kGlobDigests = "globs.sha256";

class Context {
 public:
  Context(const Tree& the_tree, const CollectRequest& request, const FileSystems& the_systems, CommandRunner runner)
      : tree(the_tree),
        limits(request.limits),
        systems(the_systems),
        live(request.live.value_or(request.root == "/")),
        run(std::move(runner)),
        progress(request.progress) {}
  const Tree& tree;
  const CollectLimits& limits;
  const FileSystems& systems;
  const bool live;
  const CommandRunner run;
  const CollectProgress progress;  // may be empty
  Document doc;
  IdNames names;
  std::map<std::string, Wanted, std::less<>> wanted;  // by claim
  std::size_t digested_bytes = 0;                     // of files whose digests were made

  // The dpkg database, read once.
  const PackageTable& Packages() {
    if (!packages_) packages_ = ReadPackages(tree, limits);
    return *packages_;
  }
  const Wanted& Of(std::string_view claim) const {
    static const Wanted kNothing;
    auto at = wanted.find(claim);
    return at == wanted.end() ? kNothing : at->second;
  }

 private:
  std::optional<PackageTable> packages_;
};

// A probe fills one claim of the schema and marks its state.
struct Probe {
  std::string_view claim;
  void (*run)(Context&, const Wanted&);
  bool live_only;  // offline the claim is unknown, and the probe does not run
};
extern const std::vector<Probe> kProbes;

// In probe_<name>.cpp each.
void ProbeOs(Context&, const Wanted&);
void ProbePackages(Context&, const Wanted&);
void ProbeFiles(Context&, const Wanted&);
void ProbeGlobs(Context&, const Wanted&);
void ProbeText(Context&, const Wanted&);
void ProbeTexts(Context&, const Wanted&);
void ProbeWalk(Context&, const Wanted&);
void ProbeSysctl(Context&, const Wanted&);
void ProbeModules(Context&, const Wanted&);
void ProbeCmdline(Context&, const Wanted&);
void ProbeGrub(Context&, const Wanted&);
void ProbeApparmor(Context&, const Wanted&);
void ProbeMounts(Context&, const Wanted&);
void ProbeFstab(Context&, const Wanted&);
void ProbeUnits(Context&, const Wanted&);
void ProbeSystemdConf(Context&, const Wanted&);
void ProbeSockets(Context&, const Wanted&);
void ProbeAccounts(Context&, const Wanted&);
void ProbeGroups(Context&, const Wanted&);
void ProbeLoginDefs(Context&, const Wanted&);
void ProbeLoginUmask(Context&, const Wanted&);
void ProbeUseradd(Context&, const Wanted&);
void ProbePwquality(Context&, const Wanted&);
void ProbeFaillock(Context&, const Wanted&);
void ProbeLimits(Context&, const Wanted&);
void ProbePam(Context&, const Wanted&);
void ProbeShells(Context&, const Wanted&);
void ProbeShellEnv(Context&, const Wanted&);
void ProbeSudoers(Context&, const Wanted&);
void ProbeSshd(Context&, const Wanted&);
void ProbeDconf(Context&, const Wanted&);
void ProbeAudit(Context&, const Wanted&);

// Collect with programs run by `runner`: for tests of what the live probes make of a program's output.
Result<Bytes> CollectWith(const CollectRequest& request, const CommandRunner& runner);

// The keys of a collection that are looked at when no definition asks: default_reach.cpp.
std::vector<std::string> DefaultKeys(std::string_view claim);

// The map at `claim` of which only some keys are looked at: what a probe does for each, and the state of the whole.
//   ForKeys(ctx, wanted, "files", [&](key, path, node) { ... });
template <class F>
void ForKeys(Context& ctx, const Wanted& wanted, std::string_view claim, F look) {
  std::set<std::string> keys = wanted.keys;
  if (wanted.whole)
    for (std::string& key : DefaultKeys(claim)) keys.insert(std::move(key));
  ctx.doc[claim];
  ctx.doc.Incomplete(std::string(claim), kOnlyAskedFor);
  for (const std::string& key : keys) look(key);
}

// The record `origin`.
inline EvidenceNode Origin(std::string_view file, std::int64_t line) {
  EvidenceNode node;
  node["file"] = EvidenceNode::Path(file);
  node["line"] = EvidenceNode::Int(line);
  return node;
}
// For messages: a path in text form.
std::string Shown(std::string_view path);

}  // namespace mps::collect
