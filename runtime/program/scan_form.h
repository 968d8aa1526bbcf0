// Forms of scans that engines treat by other means than row by row.
#pragma once

#include "program/program.h"

namespace mps::program {

// `any member's claim is in this set of constants`: answered by looking the constants up among the members.
inline bool LooksForConstants(const Program& program, const ScanLoop& loop) {
  if (loop.kind != LoopKind::kAny || loop.where != kNoReg) return false;
  const Instr& in = program.scan_steps[loop.body].instr;
  if (in.op != Op::kInSet || static_cast<Compare>(in.aux) != Compare::kBytes || in.imm != kNoColumn) return false;
  const Instr& set = program.scan_steps[in.b].instr;
  const ScanStep& column = program.scan_steps[in.a];
  return set.op == Op::kConstSet && column.instr.op == Op::kColumn && column.table == loop.table &&
         program.sets[set.imm].compare == Compare::kBytes && !program.sets[set.imm].members.empty();
}

}  // namespace mps::program
