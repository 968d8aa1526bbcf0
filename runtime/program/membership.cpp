// A walk over the uses of constant sets.
#include "program/membership.h"

namespace mps::program {
namespace {

using schema::kNone;

class Uses {
 public:
  explicit Uses(const Program& program)
      : program_(program), only_(program.sets.size(), true), held_(program.registers, kNone) {}

  std::vector<bool> Run() {
    Params();
    Scans();
    for (const ConfigurationSpec& spec : program_.configurations) Range(spec.first, spec.last);
    for (const RuleSpec& rule : program_.rules) {
      Range(rule.first, rule.last);
      Range(rule.planned_first, rule.planned_last);
    }
    return std::move(only_);
  }

 private:
  void Otherwise(std::uint32_t set) {
    if (set != kNone) only_[set] = false;
  }

  void Params() {
    for (const ParamDef& param : program_.params) {
      for (const auto& value : param.level_value)
        if (param.is_set && value) Otherwise(*value);
      if (param.domain_set) Otherwise(*param.domain_set);
    }
    if (!program_.tailoring) return;
    for (const SettingSpec& setting : program_.tailoring->settings) {
      if (!program_.params[setting.param].is_set) continue;
      for (const auto& value : setting.base_value)
        if (value) Otherwise(*value);
    }
  }

  static bool IsProbe(const Instr& in, std::size_t operand) { return in.op == Op::kInSet && operand == 1; }

  // An operand of a step is a step.
  void Scans() {
    const auto set_of = [&](Reg step) {
      const Instr& in = program_.scan_steps[step].instr;
      return in.op == Op::kConstSet ? in.imm : kNone;
    };
    for (const ScanStep& step : program_.scan_steps) {
      const Reg operands[] = {step.instr.a, step.instr.b, step.instr.c};
      for (std::size_t i = 0; i < 3; ++i)
        if (operands[i] != kNoReg && !IsProbe(step.instr, i)) Otherwise(set_of(operands[i]));
    }
  }

  // A register is assigned once in a range, before its uses.
  void Range(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t at = first; at < last; ++at) {
      const Instr& in = program_.code[at];
      const Reg operands[] = {in.a, in.b, in.c};
      for (std::size_t i = 0; i < 3; ++i)
        if (operands[i] != kNoReg && !IsProbe(in, i)) Otherwise(held_[operands[i]]);
      if (in.dst != kNoReg) held_[in.dst] = in.op == Op::kConstSet ? in.imm : kNone;
    }
  }

  const Program& program_;
  std::vector<bool> only_;
  std::vector<std::uint32_t> held_;  // the set a register holds, or kNone
};

}  // namespace

std::vector<bool> MembershipOnly(const Program& program) { return Uses(program).Run(); }

}  // namespace mps::program
