// Lowering: a definition's typed model becomes the program that engines run, with the plan of what it reads.
//
// The same model and options give the same program, octet for octet (program/image.h). Meaning is LANGUAGE.md's; how
// each construct is lowered is in docs/program-format.md.
#pragma once

#include <cstddef>
#include <string>

#include "model/model.h"
#include "mps/limits.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::lower {

struct Options {
  // Also lower each `expect that` of the model's tests, as a hidden rule with the id HiddenRuleId.
  bool hidden_rules = false;
  // Quantifiers over constant sets of at most this many members are unrolled, so that keys become constant.
  // LIMIT: nested ones together at most kUnrolledBodies bodies; beyond that they loop. 0: everything loops.
  std::size_t unroll = limit::kUnroll;
};
inline constexpr std::size_t kUnrolledBodies = 4096;

// The program of `model`, verified (program/verify.h). REQUIRES: the model was checked without errors.
// Errors: kLimit for a rule that needs more than limit::kRegisters registers, for limit::kInstructions and
// limit::kLoweringSteps; kInternal for what the checker should have refused; kMalformed for a faulty pattern.
// The message names the rule.
Result<program::Program> Lower(const model::Model& model, const Options& options = {});

// Id of the hidden rule of an `expect that`: by number of the test and of the expectation in it.
std::string HiddenRuleId(std::size_t test, std::size_t expectation);

}  // namespace mps::lower
