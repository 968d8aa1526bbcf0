// The inputs of the micro-benchmarks, read once: a policy and a document of the posture workload.
#pragma once

#include <memory>
#include <string>

#include "appraise/stages.h"
#include "mps/status.h"

namespace mps::program {
struct Program;
}

namespace mps::bench {

struct WorkloadInputs {
  std::string policy;      // .mps text
  std::string json, cbor;  // the same document
};
const WorkloadInputs& Inputs();

// The policy, compiled once.
std::shared_ptr<const program::Program> Compiled();

// The policy's text compiled anew, and made ready to judge in the interpreter.
Stages ReadyFromSource();

// Ends the run with the message if the condition is false.
void Must(bool condition, const char* what);
void Must(const Status& status);

inline constexpr const char* kLevel = "all_rules";

}  // namespace mps::bench
