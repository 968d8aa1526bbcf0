// A program as stable text: `mps dump program`, `mps dump plan`, and goldens.
#pragma once

#include <string>

#include "program/program.h"

namespace mps::program {

// Everything but the plan. Of sets and tables with more than 16 members the first 16 and the number.
// REQUIRES: Verify(program).ok().
std::string DumpProgram(const Program& program);

// Levels, parameters and rules, without constants and code.
std::string DumpSpecs(const Program& program);

// One instruction: `r4 = InSet bytes r2 r3`. Without note.
std::string InstrText(const Program& program, const Instr& instr);

// A constant as an author reads it: `"text"`, `true`, `sha256:00ff..`, `10.0.0.0/8`.
std::string CellText(const Cell& cell);

}  // namespace mps::program
