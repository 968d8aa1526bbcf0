// Names of opcodes and the like, as dumps, coverage lists and messages write them.
#pragma once

#include <string_view>

#include "program/program.h"

namespace mps::program {

struct OpInfo {
  std::string_view name;      // `InSet`
  char result;                // letter of opcodes.def
  std::string_view operands;  // letters of opcodes.def
  std::string_view text;
};

// Number of opcodes; Op values from it on mean nothing.
extern const std::size_t kOps;
// REQUIRES: op < kOps.
const OpInfo& InfoOf(Op op);
// Whether a scan may have such a step: everything that is computed from claims and constants alone.
bool MayScan(Op op);
std::string_view CompareName(Compare compare);
std::string_view LoopKindName(LoopKind kind);

}  // namespace mps::program
