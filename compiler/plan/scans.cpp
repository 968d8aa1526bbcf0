// Quantifiers to scans: equal steps of all rules are one.
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "mps/limits.h"
#include "plan/plan.h"
#include "program/names.h"

namespace mps::plan {
namespace {

using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Program;
using program::Reg;

class Scans {
 public:
  explicit Scans(Program& program) : program_(program) {
    for (const schema::ReadNode& node : program.plan.nodes) {
      if (node.value.exists() && node.value.table == 0 && node.members != schema::kNone)
        members_of_[node.value.column] = node.members;
    }
  }

  void Run() {
    for (program::RuleSpec& rule : program_.rules) {
      rule.planned_first = rule.planned_last = static_cast<std::uint32_t>(program_.code.size());
      if (!rule.is_manual) PlanRule(rule);
    }
  }

 private:
  using StepKey = std::array<std::uint64_t, 3>;

  // The rule's code with every quantifier that can be scanned replaced; nothing is appended where there is none.
  void PlanRule(program::RuleSpec& rule) {
    code_.clear();
    notes_.clear();
    defined_by_.assign(program_.registers, kNowhere);
    bool scanned = false;
    for (std::uint32_t pc = rule.first; pc < rule.last; ++pc) {
      const Instr& in = program_.code[pc];
      if (in.op == Op::kLoop) {
        if (const std::optional<Instr> scan = ScanOf(pc)) {
          Append(*scan, program_.note_of[in.imm]);
          scanned = true;
          pc = in.imm;
          continue;
        }
      }
      Append(in, program_.note_of[pc]);
      if (in.dst != kNoReg) defined_by_[in.dst] = pc;
    }
    if (!scanned) return;
    DropUnused();
    if (program_.code.size() + code_.size() > limit::kInstructions) return;
    Emit(rule);
  }

  void Append(const Instr& in, std::uint32_t note) {
    code_.push_back(in);
    notes_.push_back(note);
  }

  // The scan that the loop at `pc` comes to, or nothing.
  std::optional<Instr> ScanOf(std::uint32_t pc) {
    const Instr& loop = program_.code[pc];
    const Instr& end = program_.code[loop.imm];
    const auto kind = static_cast<LoopKind>(loop.aux);
    if (kind > LoopKind::kOne) return std::nullopt;
    const std::optional<schema::TableId> table = WholeTable(loop.a);
    if (!table) return std::nullopt;
    step_of_.clear();
    for (std::uint32_t at = pc + 1; at < loop.imm; ++at) {
      const Instr& in = program_.code[at];
      const std::optional<Reg> step = MemberStep(in, loop.dst, *table);
      if (!step) return std::nullopt;
      step_of_[in.dst] = *step;
    }
    program::ScanLoop scan{kind, *table, kNoReg, kNoReg};
    const std::optional<Reg> body = Operand(end.a);
    if (!body) return std::nullopt;
    scan.body = *body;
    if (end.b != kNoReg) {
      const std::optional<Reg> where = Operand(end.b);
      if (!where) return std::nullopt;
      scan.where = *where;
    }
    const std::optional<std::uint32_t> index = LoopIndex(scan);
    if (!index) return std::nullopt;
    Instr out;
    out.op = Op::kScan;
    out.dst = end.dst;
    out.a = loop.a;
    out.imm = *index;
    return out;
  }

  // The table whose rows are the members of the collection in `reg`, if that is a claim of a fixed path.
  std::optional<schema::TableId> WholeTable(Reg reg) const {
    const std::uint32_t at = defined_by_[reg];
    if (at == kNowhere) return std::nullopt;
    const Instr& in = program_.code[at];
    if (in.op != Op::kColumn || in.a != kNoReg) return std::nullopt;
    const auto found = members_of_.find(program_.columns[in.imm].column);
    return found == members_of_.end() ? std::nullopt : std::optional(found->second);
  }

  // An instruction of the loop's body as a step.
  std::optional<Reg> MemberStep(const Instr& in, Reg member, schema::TableId table) {
    if (!program::MayScan(in.op) || in.dst == kNoReg) return std::nullopt;
    program::ScanStep step{in, table};
    step.instr.dst = kNoReg;
    if (in.op == Op::kColumn || in.op == Op::kRowKey) {
      if (in.a == kNoReg) {
        step.table = schema::kNone;
      } else if (in.a != member) {
        return std::nullopt;
      }
      step.instr.a = kNoReg;
      return StepIndex(step);
    }
    step.table = schema::kNone;
    for (Reg* operand : {&step.instr.a, &step.instr.b, &step.instr.c}) {
      if (*operand == kNoReg) continue;
      const std::optional<Reg> from = Operand(*operand);
      if (!from) return std::nullopt;
      *operand = *from;
      if (program_.scan_steps[*from].table != schema::kNone) step.table = table;
    }
    return StepIndex(step);
  }

  // What a register holds, as a step: of the body, or a constant, parameter or claim from outside the loop.
  std::optional<Reg> Operand(Reg reg) {
    if (const auto found = step_of_.find(reg); found != step_of_.end()) return found->second;
    const std::uint32_t at = defined_by_[reg];
    if (at == kNowhere) return std::nullopt;
    const Instr& in = program_.code[at];
    const bool constant = in.op == Op::kConst || in.op == Op::kConstSet || in.op == Op::kParam || in.op == Op::kNow;
    if (!constant && !(in.op == Op::kColumn && in.a == kNoReg)) return std::nullopt;
    program::ScanStep step{in, schema::kNone};
    step.instr.dst = kNoReg;
    return StepIndex(step);
  }

  std::optional<Reg> StepIndex(const program::ScanStep& step) {
    const Instr& in = step.instr;
    const StepKey key = {static_cast<std::uint64_t>(in.op) << 40 | static_cast<std::uint64_t>(in.aux) << 32 | in.imm,
                         static_cast<std::uint64_t>(in.a) << 32 | static_cast<std::uint64_t>(in.b) << 16 | in.c,
                         step.table};
    if (const auto found = steps_.find(key); found != steps_.end()) return found->second;
    if (program_.scan_steps.size() >= program::kScanSteps) return std::nullopt;
    const auto index = static_cast<Reg>(program_.scan_steps.size());
    program_.scan_steps.push_back(step);
    steps_.emplace(key, index);
    return index;
  }

  std::optional<std::uint32_t> LoopIndex(const program::ScanLoop& loop) {
    const StepKey key = {static_cast<std::uint64_t>(loop.kind), loop.table,
                         static_cast<std::uint64_t>(loop.body) << 16 | loop.where};
    if (const auto found = loops_.find(key); found != loops_.end()) return found->second;
    if (program_.scan_loops.size() >= program::kScanSteps) return std::nullopt;
    const auto index = static_cast<std::uint32_t>(program_.scan_loops.size());
    program_.scan_loops.push_back(loop);
    loops_.emplace(key, index);
    return index;
  }

  // What only a quantifier needed that is a scan now. Loops that stay keep all they have.
  void DropUnused() {
    std::vector<bool> used(program_.registers, false);
    std::vector<Instr> kept;
    std::vector<std::uint32_t> kept_notes;
    std::size_t depth = 0;
    for (std::size_t i = code_.size(); i-- > 0;) {
      const Instr& in = code_[i];
      if (in.op == Op::kLoopEnd) ++depth;
      const bool needed = in.dst == kNoReg || used[in.dst] || depth > 0;
      if (in.op == Op::kLoop) --depth;
      if (!needed) continue;
      const std::size_t several = in.op == Op::kMakeSet ? in.imm : 1;  // from register a on
      for (std::size_t r = in.a; in.a != kNoReg && r < in.a + several; ++r) used[r] = true;
      if (in.b != kNoReg) used[in.b] = true;
      if (in.c != kNoReg) used[in.c] = true;
      kept.push_back(in);
      kept_notes.push_back(notes_[i]);
    }
    code_.assign(kept.rbegin(), kept.rend());
    notes_.assign(kept_notes.rbegin(), kept_notes.rend());
  }

  void Emit(program::RuleSpec& rule) {
    rule.planned_first = static_cast<std::uint32_t>(program_.code.size());
    std::vector<std::uint32_t> open;
    for (std::size_t i = 0; i < code_.size(); ++i) {
      const auto here = static_cast<std::uint32_t>(program_.code.size());
      Instr in = code_[i];
      if (in.op == Op::kLoop) open.push_back(here);
      if (in.op == Op::kLoopEnd) {
        in.imm = open.back();
        program_.code[open.back()].imm = here;
        open.pop_back();
      }
      program_.code.push_back(in);
      program_.note_of.push_back(notes_[i]);
    }
    rule.planned_last = static_cast<std::uint32_t>(program_.code.size());
  }

  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  Program& program_;
  std::map<schema::ColumnId, schema::TableId> members_of_;  // of collections in table 0
  std::vector<Instr> code_;                                 // of the rule being planned
  std::vector<std::uint32_t> notes_;                        // one for each
  std::vector<std::uint32_t> defined_by_;                   // the instruction that assigns a register, outside of loops
  std::map<Reg, Reg> step_of_;                              // registers of the loop being planned
  std::map<StepKey, Reg> steps_;
  std::map<StepKey, std::uint32_t> loops_;
};

}  // namespace

void PlanScans(Program& program) { Scans(program).Run(); }

}  // namespace mps::plan
