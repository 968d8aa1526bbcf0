// Forms of scans that engines treat by other means than row by row.
#pragma once

#include <optional>

#include "program/program.h"

namespace mps::program {

// A question whether a column's octets are one of a few constants.
struct SoughtWords {
  std::uint32_t column = 0;     // of Program::columns
  const Cell* words = nullptr;  // in the program
  std::size_t count = 0;
};
// More members than this are not looked for one by one: the rows are looked up in the set.
inline constexpr std::size_t kMostSoughtWords = 256;

// `step` is `claim == constant` or `claim in { constants }` by octets, over the rows of `table`.
inline std::optional<SoughtWords> Seeks(const Program& program, Reg step, schema::TableId table) {
  const Instr& in = program.scan_steps[step].instr;
  if ((in.op != Op::kInSet && in.op != Op::kEqual) || static_cast<Compare>(in.aux) != Compare::kBytes) return {};
  const auto is_column = [&](Reg r) {
    return program.scan_steps[r].instr.op == Op::kColumn && program.scan_steps[r].table == table;
  };
  if (in.op == Op::kEqual) {
    const Reg column = is_column(in.a) ? in.a : in.b, word = column == in.a ? in.b : in.a;
    if (!is_column(column) || program.scan_steps[word].instr.op != Op::kConst) return {};
    const Cell& cell = program.constants[program.scan_steps[word].instr.imm];
    if (!cell.has_value()) return {};
    return SoughtWords{program.scan_steps[column].instr.imm, &cell, 1};
  }
  if (in.imm != kNoColumn || !is_column(in.a) || program.scan_steps[in.b].instr.op != Op::kConstSet) return {};
  const ConstSet& set = program.sets[program.scan_steps[in.b].instr.imm];
  if (set.compare != Compare::kBytes || set.members.empty() || set.members.size() > kMostSoughtWords) return {};
  return SoughtWords{program.scan_steps[in.a].instr.imm, set.members.data(), set.members.size()};
}

// `any member's claim is in this set of constants`: answered by looking the constants up among the members.
inline bool LooksForConstants(const Program& program, const ScanLoop& loop) {
  return loop.kind == LoopKind::kAny && loop.where == kNoReg && loop.table != schema::kNone &&
         program.scan_steps[loop.body].instr.op == Op::kInSet && Seeks(program, loop.body, loop.table).has_value();
}

}  // namespace mps::program
