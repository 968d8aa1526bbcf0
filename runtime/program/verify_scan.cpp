// The verifier's walk over the steps and loops of scans.
#include "program/names.h"
#include "program/verify_code.h"

namespace mps::program {

using schema::kNone;

Status CodeVerifier::Scans() {
  rule_ = configuration_ = kNone;
  registers_.assign(program_.scan_steps.size(), {});
  used_.assign(program_.scan_steps.size(), false);
  for (std::uint32_t i = 0; i < program_.scan_steps.size(); ++i) {
    at_ = i;
    MPS_TRY(ScanStepAt(i));
  }
  for (std::uint32_t i = 0; i < program_.scan_loops.size() && status_.ok(); ++i) {
    const ScanLoop& loop = program_.scan_loops[i];
    at_ = i;
    const auto fits = [&](Reg step) {
      if (!Want(step < program_.scan_steps.size(), "no such step") || !Want(IsTruth(step), "no truth")) return;
      const schema::TableId table = program_.scan_steps[step].table;
      Want(table == kNone || table == loop.table, "a step of another table");
    };
    Want(loop.kind <= LoopKind::kOne && loop.table > 0 && loop.table < program_.plan.tables.size(), "no such loop");
    fits(loop.body);
    if (loop.where != kNoReg) fits(loop.where);
  }
  return status_;
}

Status CodeVerifier::ScanStepAt(std::uint32_t index) {
  const ScanStep& step = program_.scan_steps[index];
  Instr instr = step.instr;
  if (!Want(MayScan(instr.op) && instr.dst == kNoReg, "no step of a scan")) return status_;
  if (!Want(step.table == kNone || (step.table > 0 && step.table < program_.plan.tables.size()), "no such table"))
    return status_;
  for (const Reg operand : {instr.a, instr.b, instr.c}) {
    if (operand == kNoReg) continue;
    if (!Want(operand < index, "a step before those that it needs")) return status_;
    const schema::TableId table = program_.scan_steps[operand].table;
    Want(table == kNone || table == step.table, "a step of another table");
  }
  instr.dst = static_cast<Reg>(index);
  if (instr.op != Op::kColumn && instr.op != Op::kRowKey) return Step(instr);
  if (!Want(instr.imm < program_.columns.size() && instr.a == kNoReg && Unused(instr), "no such column"))
    return status_;
  const schema::ColumnRef ref = program_.columns[instr.imm];
  Want(ref.table == (step.table == kNone ? 0 : step.table), "a column of another table");
  Want(instr.op == Op::kColumn || (step.table != kNone && program_.plan.tables[ref.table].key == ref.column),
       "not the key column");
  if (status_.ok()) Assign(instr.dst, Claim(ref));
  return status_;
}

Known CodeVerifier::Scan(const Instr& instr) {
  if (!Want(instr.imm < program_.scan_loops.size(), "no such scan")) return {};
  const ScanLoop& loop = program_.scan_loops[instr.imm];
  const Known& rows = At(instr.a);
  if (!Want(rows.shape == Shape::kRows && TableOf(rows) == loop.table, "a scan of another collection")) return {};
  return {.shape = loop.kind == LoopKind::kCount ? Shape::kCount : Shape::kBool};
}

}  // namespace mps::program
