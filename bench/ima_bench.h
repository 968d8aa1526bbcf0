// The IMA workload (bench/ima_workload.py, or one of its form): `mps_bench ima DIR`.
#pragma once

#include <functional>
#include <string>

namespace mps {
class Stages;
namespace program {
struct Program;
}
}  // namespace mps

namespace mps::bench {

// Turns DIR/allowlist.json into a definition with a pinned table and a list of patterns, and DIR/ima.log into evidence
// and verdicts, several times. Prints one JSON line: load_policy_s (source and table to a program that is ready),
// collect_s (list to evidence: template hashes, PCRs), decode_s, judge_s, eval_s_median (list to verdicts), bad and
// excluded entries, violations, mismatches of template hashes, the PCRs, the verdicts, peak memory. Returns the exit
// code.
//
// `make_ready` hands native code to the stages, or does nothing for the interpreter. The counts of bad and excluded
// entries are those in the interpreter's reasons; that `engine` counts the same is told by verdicts on these counts.
using MakeReady = std::function<void(Stages&, const program::Program&)>;
int RunIma(const std::string& folder, const std::string& engine, const MakeReady& make_ready);

}  // namespace mps::bench
