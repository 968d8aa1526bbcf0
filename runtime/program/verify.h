// Whether a program from outside is sound. No engine runs a program that was not verified.
#pragma once

#include "mps/status.h"
#include "program/program.h"

namespace mps::program {

// Ok if an engine may run the program without looking where it steps:
// - the plan is sound (schema/verify_plan.h) and has at most 65535 tables;
// - constants, sets, tables and patterns are well-formed, sorted, and their cells point into Program::text;
// - parameters, levels, rules and configurations refer to what exists, with values of their types;
// - configurations' and then rules' instructions follow each other without gap; each ends in its own stores and nothing
// else
//   stores; notes exist for every instruction;
// - each register is assigned once in its rule, before its uses; what a loop assigns is used only inside it; loops
// nest;
// - operands are of the kinds that opcodes.def asks for, with compare kinds that fit, columns of the table that the row
// is in;
//   operands that an opcode does not have are 0xffff, immediates 0.
// Only operands of type scalar need looking at when a program runs (they may be bool, int or text), and states.
// Else kMalformed or kLimit, with a message that names the part; for instructions the offset is their index.
Status Verify(const Program& program);

}  // namespace mps::program
