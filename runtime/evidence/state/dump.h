// An actual state as stable text: `mps dump state` and goldens.
#pragma once

#include <string>

#include "schema/actual_state.h"
#include "schema/read_plan.h"

namespace mps::evidence {

// Every place that the plan reads, one a line, in the order of the plan's trie:
//   host.sysctl["net.ipv4.ip_forward"].live = 1    (source, where the evidence tells it: `/proc/sys/...:1`)
//   host.packages = complete, 2 members
//   host.packages["bash"].version = "5.2.15"
//   host.firewall = unknown: no nft
// Collections beyond 1000 members are cut, and the line says so. REQUIRES: the state was computed for this plan.
std::string DumpState(const schema::ReadPlan& plan, const ActualState& state);

}  // namespace mps::evidence
