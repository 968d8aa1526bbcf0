#include "tally.h"

#include <cstdio>
#include <set>

#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "program/names.h"

namespace mps::differential {
namespace {

constexpr const char* kStates[] = {"true/value", "false", "absent", "unknown", "error"};
enum Column { kTrue, kFalse, kAbsent, kUnknown, kError };
constexpr Verdict kVerdicts[] = {Verdict::kPass, Verdict::kFail, Verdict::kError, Verdict::kUnknown,
                                 Verdict::kNotApplicable};

// In a register that nothing has written: no instruction gives a conflict.
Cell Unwritten() {
  Cell cell;
  cell.state = State::kConflict;
  return cell;
}

Column ColumnOf(const Cell& cell) {
  switch (cell.state) {
    case State::kValue:
    case State::kIncomplete:
      return cell.kind == CellKind::kBool && cell.i == 0 ? kFalse : kTrue;
    case State::kAbsent:
      return kAbsent;
    case State::kUnknown:
      return kUnknown;
    default:
      return kError;
  }
}

std::string NameOf(const program::Program& program, const program::Instr& in) {
  static const char* const kLoops[] = {"all", "any", "count", "one", "distinct", "build"};
  const std::string name(program::InfoOf(in.op).name);
  return in.op == program::Op::kLoopEnd ? name + " " + kLoops[program.code[in.imm].aux] : name;
}

// Whether a scan needs a step of that opcode.
bool ScanNeeds(const program::Program& program, std::uint32_t scan, program::Op op) {
  std::vector<program::Reg> stack = {program.scan_loops[scan].body, program.scan_loops[scan].where};
  std::set<program::Reg> seen = {program::kNoReg};
  while (!stack.empty()) {
    const program::Reg step = stack.back();
    stack.pop_back();
    if (!seen.insert(step).second) continue;
    const program::Instr& in = program.scan_steps[step].instr;
    if (in.op == op) return true;
    stack.insert(stack.end(), {in.a, in.b, in.c});
  }
  return false;
}

// The states that the opcode's result can have. Truths have five, but for those that settle absence.
std::set<Column> StatesOf(const std::string& name) {
  static const std::map<std::string, std::set<Column>> special = {
      {"Const", {kTrue, kFalse}},
      {"Tally", {kTrue}},
      {"ConstSet", {kTrue}},
      {"Now", {kTrue}},
      {"Param", {kTrue}},
      {"MakeSet", {kTrue}},
      {"Loop", {kTrue}},
      {"RowKey", {kTrue}},
      {"IsPresent", {kTrue, kFalse, kUnknown, kError}},
      {"IsAbsent", {kTrue, kFalse, kUnknown, kError}},
      {"Graded", {kTrue}},
      {"Apply", {kTrue}},
      {"Arm", {kTrue}},
      {"Join", {kTrue}},
      {"Govern", {kTrue}},
      {"Require", {kTrue}},
      {"ConfigDigest", {kTrue, kUnknown, kError}},
      {"ElseEmpty", {kTrue, kUnknown, kError}},
  };
  if (const auto found = special.find(name); found != special.end()) return found->second;
  static const std::set<std::string> truths = {
      "Scan",        "Column",          "Else",   "Move",   "Equal", "NotEqual", "Less",          "LessEqual",
      "InRange",     "InSet",           "InCidr", "Within", "Match", "Contains", "ContainsMatch", "MatchAny",
      "StartsWith",  "EndsWith",        "Not",    "And",    "Or",    "SetEqual", "LoopEnd all",   "LoopEnd any",
      "LoopEnd one", "LoopEnd distinct"};
  std::set<Column> states = {kTrue, kAbsent, kUnknown, kError};
  if (truths.contains(name)) states.insert(kFalse);
  return states;
}

}  // namespace

void Tally::Open(const program::Program& program) {
  running_ = std::make_unique<Running>(program);
  for (const program::RuleSpec& spec : program.rules) {
    if (!spec.is_manual) running_->specs[spec.id] = &spec;
  }
  for (const program::Instr& in : program.code) {
    running_->rows.push_back(in.dst == program::kNoReg ? nullptr : &table_[NameOf(program, in)]);
    // Only scans have groups of patterns: noted with what the scan comes to.
    running_->match_any.push_back(in.op == program::Op::kScan && ScanNeeds(program, in.imm, program::Op::kMatchAny));
  }
}

void Tally::Add(ByteView evidence, std::uint32_t level, const std::vector<std::pair<std::string, Value>>& params,
                std::int64_t now, const Appraisal& appraisal) {
  Running& run = *running_;
  auto decoded = evidence::DecodeEvidence(run.index, evidence);
  if (!decoded.ok()) return;
  const auto state = evidence::ComputeActualState(run.index, std::move(decoded).value(), {});
  if (!state.ok() || !run.parameters.Begin(params).ok() || !run.parameters.SetLevel(level).ok()) return;
  // Which value a configuration's digest has does not matter here, but whether there is one does.
  interp::EvaluateOptions options{.level = level, .params = params, .now = now};
  const auto evaluation = run.interpreter.Evaluate(*state, options);
  if (!evaluation.ok()) return;
  std::vector<Cell> digests;
  static const std::string zeros(32, '\0');
  for (const auto& configuration : evaluation->configurations) {
    digests.push_back(configuration.verdict == Verdict::kPass
                          ? Cell::Text(zeros, CellKind::kDigest, static_cast<std::int16_t>(DigestAlg::kSha256))
                      : configuration.verdict == Verdict::kError ? Cell::Error(0)
                                                                 : Cell::Unknown(0));
  }
  run.machine.Begin(*state);
  interp::MachineInput input;
  input.now = now;
  input.accept_warning = run.program.levels[level].accept_warning;
  input.params = &run.parameters.cells();
  input.digests = &digests;
  input.max_steps = std::uint64_t{1} << 40;
  run.machine.SetInput(input);
  for (const auto& rule : appraisal.rules) {
    const auto spec = run.specs.find(rule.id);
    if (spec != run.specs.end() && rule.verdict != Verdict::kNotSelected) NoteRule(*spec->second, rule.verdict);
  }
}

void Tally::NoteRule(const program::RuleSpec& rule, Verdict verdict) {
  interp::Machine& machine = running_->machine;
  const program::Program& program = running_->program;
  Row& groups = table_["MatchAny"];
  const std::pair<std::uint32_t, std::uint32_t> ranges[] = {{rule.first, rule.last},
                                                            {rule.planned_first, rule.planned_last}};
  for (const auto& [first, last] : ranges) {
    for (std::uint32_t r = 0; r < program.registers; ++r) machine.reg(static_cast<program::Reg>(r)) = Unwritten();
    if (!machine.Run(first, last).ok()) return;
    for (std::uint32_t pc = first; pc < last; ++pc) {
      const program::Instr& in = program.code[pc];
      if (in.dst == program::kNoReg || machine.reg(in.dst).state == State::kConflict) continue;
      const Column column = ColumnOf(machine.reg(in.dst));
      const auto noted = static_cast<std::size_t>(verdict) & 7;
      ++(*running_->rows[pc])[column][noted];
      if (running_->match_any[pc]) ++groups[column][noted];
    }
  }
}

void Tally::Print() const {
  std::printf("%-18s %-10s %10s %10s %10s %10s %10s\n", "opcode", "result", "pass", "fail", "error", "unknown", "n/a");
  for (const auto& [name, states] : table_) {
    for (std::size_t s = 0; s < states.size(); ++s) {
      if (states[s] == std::array<std::uint64_t, 8>{}) continue;
      std::printf("%-18s %-10s", name.c_str(), kStates[s]);
      for (const Verdict v : kVerdicts)
        std::printf(" %10llu", static_cast<unsigned long long>(states[s][static_cast<std::size_t>(v)]));
      std::printf("\n");
    }
  }
}

bool Tally::Holds(std::uint64_t floor) const {
  bool holds = true;
  const auto due = [&](const std::string& name, Column column, Verdict verdict) {
    const auto row = table_.find(name);
    const std::uint64_t seen = row == table_.end() ? 0 : row->second[column][static_cast<std::size_t>(verdict)];
    if (seen >= floor) return;
    holds = false;
    std::printf("floor: %s %s in a rule that is %s: %llu times, %llu are due\n", name.c_str(), kStates[column],
                std::string(VerdictName(verdict)).c_str(), static_cast<unsigned long long>(seen),
                static_cast<unsigned long long>(floor));
  };
  std::set<std::string> names;
  for (std::size_t op = 0; op < program::kOps; ++op)
    names.insert(std::string(program::InfoOf(static_cast<program::Op>(op)).name));
  for (const char* none : {"LoopEnd", "StoreVerdict", "StoreConfig"}) names.erase(none);
  for (const char* loop : {"all", "any", "count", "one", "distinct", "build"})
    names.insert(std::string("LoopEnd ") + loop);
  for (const std::string& name : names) {
    for (const Column column : StatesOf(name)) {
      for (const Verdict verdict : kVerdicts) due(name, column, verdict);
    }
  }
  for (const auto& [name, states] : table_) {  // what should not happen
    for (std::size_t s = 0; s < 5; ++s) {
      std::uint64_t seen = 0;
      for (const std::uint64_t n : states[s]) seen += n;
      if (seen == 0 || StatesOf(name).contains(static_cast<Column>(s))) continue;
      holds = false;
      std::printf("%s came to %s, which it cannot\n", name.c_str(), kStates[s]);
    }
  }
  return holds;
}

}  // namespace mps::differential
