// The IMA workload (bench/ima_workload.py, or one of its form): `mps_bench ima DIR`.
#pragma once

#include <string>

namespace mps::bench {

// Turns DIR/allowlist.json into a definition with a pinned table and a list of patterns, and DIR/ima.log into evidence
// and verdicts, several times. Prints one JSON line: load_policy_s (source and table to a program that is ready),
// collect_s (list to evidence: template hashes, PCRs), decode_s, judge_s, eval_s_median (list to verdicts), bad and
// excluded entries, mismatches of template hashes, the PCRs, peak memory. Returns the exit code.
int RunIma(const std::string& folder);

}  // namespace mps::bench
