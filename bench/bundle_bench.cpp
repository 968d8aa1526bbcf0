// How long a bundle takes to its first verdict, and how long its tables take to answer.
//   mps_bundle_bench first BUNDLE LEVEL EVIDENCE RUNS   every run opens, loads, prepares and appraises anew
//   mps_bundle_bench probes BUNDLE MEMBERS PROBES       the one stored set is the SHA-256 of 0, 2, 4 .. in decimal
// Times are milliseconds: of the clock, and of the processor in brackets. bundle.py makes the bundles and runs this.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "bundle/bundle.h"
#include "crypto/hash.h"

namespace {

using mps::Result;
using mps::Status;

struct Moment {
  double clock = 0, processor = 0;  // milliseconds
};

Moment Now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  const auto clock = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch());
  return {clock.count(), static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6};
}

struct Stage {
  const char* name;
  std::vector<Moment> took;
};

void Print(Stage& stage) {
  const Moment first = stage.took.front();
  std::sort(stage.took.begin(), stage.took.end(), [](const Moment& a, const Moment& b) { return a.clock < b.clock; });
  const Moment median = stage.took[stage.took.size() / 2];
  std::printf("%-24s first %8.3f (%.3f)  median %8.3f (%.3f)\n", stage.name, first.clock, first.processor, median.clock,
              median.processor);
}

// Peak, and what of the present is the process's own and what are pages of libraries and of the bundle.
void PrintMemory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    for (const char* field : {"VmHWM", "RssAnon", "RssFile"})
      if (line.starts_with(field)) std::printf("%s\n", line.c_str());
  }
}

Status First(char** words) {
  std::ifstream in(words[3], std::ios::binary);
  const std::string evidence{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Stage stages[] = {{"open", {}}, {"load and verify", {}}, {"prepare", {}}, {"appraise", {}}, {"open to verdict", {}}};
  for (int runs = std::atoi(words[4]); runs > 0; --runs) {
    Moment at[5];
    at[0] = Now();
    MPS_ASSIGN(auto bundle, mps::bundle::Bundle::Open(words[1]));
    at[1] = Now();
    MPS_ASSIGN(const auto program, bundle.Load());
    at[2] = Now();
    MPS_ASSIGN(auto appraiser, mps::Appraiser::Create(program));
    at[3] = Now();
    mps::Request request;
    request.evidence = mps::AsBytes(evidence);
    request.level = words[2];
    request.explain = false;
    MPS_ASSIGN(const auto appraisal, appraiser.Appraise(request));
    at[4] = Now();
    for (int i = 0; i < 4; ++i)
      stages[i].took.push_back({at[i + 1].clock - at[i].clock, at[i + 1].processor - at[i].processor});
    stages[4].took.push_back({at[4].clock - at[0].clock, at[4].processor - at[0].processor});
  }
  for (Stage& stage : stages) Print(stage);
  PrintMemory();
  return {};
}

Status Probes(char** words) {
  const std::uint64_t members = std::strtoull(words[2], nullptr, 10), probes = std::strtoull(words[3], nullptr, 10);
  std::vector<mps::Bytes> digests;
  for (std::uint64_t i = 0; i < probes; ++i) {
    MPS_ASSIGN(auto digest, mps::crypto::Sha256(mps::AsBytes(std::to_string(2 * (i * 4999 % members)))));
    digests.push_back(std::move(digest));
  }
  Stage load{"load", {}}, ask{"probes", {}}, both{"load and probes", {}};
  for (int run = 0; run < 9; ++run) {
    const Moment start = Now();
    MPS_ASSIGN(auto bundle, mps::bundle::Bundle::Open(words[1]));
    MPS_ASSIGN(const auto program, bundle.Load());
    const Moment loaded = Now();
    const auto stored =
        std::find_if(program->sets.begin(), program->sets.end(), [](const auto& set) { return set.is_stored(); });
    if (stored == program->sets.end()) return Status(mps::Code::kUsage, "the bundle has no stored set");
    std::uint64_t found = 0;
    for (const auto& digest : digests) {
      const auto cell = mps::Cell::Text(mps::AsText(digest), mps::CellKind::kDigest, stored->stored[0].aux);
      found += stored->table->Find(cell) == mps::program::StoredMembers::Answer::kYes ? 1 : 0;
    }
    const Moment end = Now();
    if (found != probes) return Status(mps::Code::kInternal, "a member was not found");
    load.took.push_back({loaded.clock - start.clock, loaded.processor - start.processor});
    ask.took.push_back({end.clock - loaded.clock, end.processor - loaded.processor});
    both.took.push_back({end.clock - start.clock, end.processor - start.processor});
  }
  Print(load), Print(ask), Print(both);
  PrintMemory();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  Status status(mps::Code::kUsage, "mps_bundle_bench first BUNDLE LEVEL EVIDENCE RUNS | probes BUNDLE MEMBERS PROBES");
  if (mode == "first" && argc == 6) status = First(argv + 1);
  if (mode == "probes" && argc == 5) status = Probes(argv + 1);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 2;
}
