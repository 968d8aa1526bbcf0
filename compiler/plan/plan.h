// Planning: program -> program, across rules. Verdicts stay what they were; what several rules ask is computed once.
#pragma once

#include "program/program.h"

namespace mps::plan {

// Runs every pass, in order, on a lowered program. Rules that no pass can improve keep no planned code.
void Plan(program::Program& program);

// Quantifiers over a whole claim collection, whose body asks only for claims of the member and for constants, become
// scans (ScanStep, ScanLoop in program/program.h): a column of truths for each distinct question. One pass: scans.cpp.
void PlanScans(program::Program& program);

// Steps of scans that ask whether a text matches one of several patterns become one step each (MatchAny). After
// PlanScans. One pass: patterns.cpp.
void PlanPatterns(program::Program& program);

}  // namespace mps::plan
