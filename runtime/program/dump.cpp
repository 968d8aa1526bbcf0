// A program as stable text.
#include "program/dump.h"

#include "base/hex.h"
#include "base/ip.h"
#include "base/spelling.h"
#include "program/names.h"
#include "program/pattern_form.h"
#include "schema/types.h"

namespace mps::program {
namespace {

constexpr std::size_t kShown = 16;

std::string Number(char letter, std::uint64_t number) { return letter + std::to_string(number); }
std::string RegText(Reg reg) { return reg == kNoReg ? "-" : Number('r', reg); }

std::string AddressText(const Cell& cell) {
  const Result<Ip> ip = IpFromBytes(AsBytes(cell.text()));
  return ip.ok() ? FormatIp(*ip) : "?";
}

std::string CellsText(const std::vector<Cell>& cells, std::size_t first, std::size_t last) {
  std::string out = "{";
  for (std::size_t i = first; i < last && i < first + kShown; ++i)
    out += (i == first ? " " : ", ") + CellText(cells[i]);
  if (last - first > kShown) out += ", ... " + std::to_string(last - first) + " members";
  return out + " }";
}

// `re "[0-9]{4}" (sequence run 4..4)`: with the form, if it has one.
std::string PatternText(const Pattern& pattern) {
  const auto form = FormOf(pattern);
  return (pattern.glob ? "glob " : "re ") + schema::Quoted(pattern.text) + (form ? " (" + FormText(*form) + ")" : "");
}

std::string ColumnText(const Program& program, std::uint32_t index) {
  const schema::ColumnRef ref = program.columns[index];
  return "t" + std::to_string(ref.table) + ".c" + std::to_string(ref.column);
}

// The immediate of an instruction, by the letter of opcodes.def.
std::string ImmediateText(const Program& program, char letter, std::uint32_t imm) {
  switch (letter) {
    case 'K':
      return CellText(program.constants[imm]);
    case 'S':
      return Number('s', imm);
    case 'P':
      return program.params[imm].name;
    case 'C':
      return ColumnText(program, imm);
    case 'M':
      return imm == kNoColumn ? "" : ColumnText(program, imm);
    case 'T':
      return Number('t', imm);
    case 'R':
      return PatternText(program.patterns[imm]);
    case 'Q':
      return Number('q', imm);
    case 'H':
      return Number('h', imm);
    case 'N':
      return "x" + std::to_string(imm);
    case 'J':
      return "@" + std::to_string(imm);
    case 'G':
      return std::string(GradeName(static_cast<Grade>(imm)));
    case 'U':
      return schema::Quoted(program.rules[imm].id);
    case 'F':
      return program.configurations[imm >> 16].id + "#" + std::to_string(imm & 0xffff);
    case 'D':
      return program.configurations[imm].id;
    default:
      return "";
  }
}

std::string AuxText(const Instr& instr) {
  switch (instr.op) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kBitAnd:
      return " " + std::string(TypeKindName(static_cast<TypeKind>(instr.aux)));
    case Op::kLoop:
      return " " + std::string(LoopKindName(static_cast<LoopKind>(instr.aux)));
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kInRange:
    case Op::kInSet:
    case Op::kSetEqual:
    case Op::kMakeSet:
      return " " + std::string(CompareName(static_cast<Compare>(instr.aux)));
    default:
      return "";
  }
}

// A LoopEnd's aux depends on its Loop.
std::string EndText(const Program& program, const Instr& instr) {
  const auto kind = static_cast<LoopKind>(program.code[instr.imm].aux);
  std::string out = " " + std::string(LoopKindName(kind));
  const bool keyed = kind == LoopKind::kDistinct || kind == LoopKind::kBuild;
  if (keyed) out += " " + std::string(CompareName(static_cast<Compare>(instr.aux)));
  return out;
}

std::string Names(const Program& program, const std::vector<std::uint32_t>& levels) {
  std::string out;
  for (std::uint32_t level : levels) out += " " + program.levels[level].name;
  return out;
}

std::string ParamText(const Program& program, const ParamDef& param) {
  std::string out = "param " + param.name + " : " + schema::TypeText(program.plan.types, param.type);
  for (std::size_t l = 0; l < param.level_value.size(); ++l) {
    out += " " + program.levels[l].name + "=";
    if (!param.level_value[l]) {
      out += "(caller)";
    } else if (param.is_set) {
      const auto& members = program.sets[*param.level_value[l]].members;
      out += CellsText(members, 0, members.size());
    } else {
      out += CellText(program.constants[*param.level_value[l]]);
    }
    if (param.low[l] || param.high[l]) {
      out += " in " + (param.low[l] ? std::to_string(*param.low[l]) : "") + "..";
      out += param.high[l] ? std::to_string(*param.high[l]) : "";
    }
  }
  if (param.domain_set) out += " in " + Number('s', *param.domain_set);
  if (param.stricter != 0) out += param.stricter < 0 ? " stricter lower" : " stricter higher";
  return out + "\n";
}

std::string RuleText(const Program& program, const RuleSpec& rule) {
  std::string out = std::string(rule.hidden ? "hidden rule " : "rule ") + schema::Quoted(rule.id) + " " + rule.name;
  if (!rule.levels.empty()) out += " level" + Names(program, rule.levels);
  if (!rule.severity.empty()) out += " severity " + rule.severity;
  if (rule.environment != schema::kNone) out += " environment " + program.plan.environments[rule.environment].def.name;
  for (std::uint32_t param : rule.params) out += " param " + program.params[param].name;
  for (const RefSpec& ref : rule.refs) out += " ref " + ref.scheme + " " + schema::Quoted(ref.id);
  for (const auto& [kind, text] : rule.fixes) out += " fix " + kind;
  for (const InsertSpec& insert : rule.inserts) {
    out += " insert " + program.params[insert.param].name + " into " +
           (insert.text == 0 ? "title" : "fix " + std::to_string(insert.text)) + " at " + std::to_string(insert.at);
  }
  return out + (rule.is_manual ? " manual\n" : "\n");
}

void AppendCode(const Program& program, std::uint32_t first, std::uint32_t last, std::string& out) {
  std::size_t depth = 1;
  for (std::uint32_t i = first; i < last; ++i) {
    const Instr& instr = program.code[i];
    if (instr.op == Op::kLoopEnd) --depth;
    std::string line = std::string(depth * 2, ' ') + std::to_string(i) + " " + InstrText(program, instr);
    if (instr.op == Op::kLoop) ++depth;
    const Note& note = program.notes[program.note_of[i]];
    if (!note.path.empty()) {
      line += "  ; " + note.path;
    } else if (!note.text.empty()) {
      line += "  ; " + note.text;
    }
    out += line + "\n";
  }
}

std::string StepText(const Program& program, const ScanStep& step) {
  const OpInfo& info = InfoOf(step.instr.op);
  std::string out = std::string(info.name) + AuxText(step.instr);
  for (const Reg operand : {step.instr.a, step.instr.b, step.instr.c})
    if (operand != kNoReg) out += " " + Number('x', operand);
  for (const char letter : info.operands) {
    const std::string immediate = letter >= 'A' && letter <= 'Z' ? ImmediateText(program, letter, step.instr.imm) : "";
    if (!immediate.empty()) out += " " + immediate;
  }
  return out;
}

// Steps, the loops over them, and the code that uses these.
void AppendScans(const Program& program, std::string& out) {
  for (std::size_t i = 0; i < program.scan_steps.size(); ++i) {
    const ScanStep& step = program.scan_steps[i];
    out += "step " + Number('x', i) + (step.table == schema::kNone ? "" : " of t" + std::to_string(step.table)) + " " +
           StepText(program, step) + "\n";
  }
  for (std::size_t i = 0; i < program.scan_loops.size(); ++i) {
    const ScanLoop& loop = program.scan_loops[i];
    out += "scan " + Number('h', i) + " " + std::string(LoopKindName(loop.kind)) + " t" + std::to_string(loop.table) +
           " " + Number('x', loop.body) + (loop.where == kNoReg ? "" : " where " + Number('x', loop.where)) + "\n";
  }
  for (const RuleSpec& rule : program.rules) {
    if (rule.planned_first == rule.planned_last) continue;
    out += "planned " + schema::Quoted(rule.id) + "\n";
    AppendCode(program, rule.planned_first, rule.planned_last, out);
  }
}

std::string StoredText(const ConstSet& set) {
  std::string out = "stored";
  for (const StoredPart& part : set.stored) {
    const bool digest = part.kind == CellKind::kDigest;
    out += " " + std::to_string(part.count) +
           (digest ? " " + std::string(DigestAlgName(static_cast<DigestAlg>(part.aux))) : " members") + " in " +
           std::to_string(OctetsOf(part)) + " octets, root " + HexEncode(part.root);
  }
  return out;
}

void AppendTailoring(const Program& program, std::string& out) {
  if (!program.tailoring) return;
  const TailoringSpec& tailoring = *program.tailoring;
  out += "tailoring " + schema::Quoted(tailoring.name) + " version " + tailoring.version + " sha256 " +
         HexEncode(tailoring.digest) + "\n";
  for (std::size_t i = 0; i < tailoring.base_names.size(); ++i)
    out += "  level " + program.levels[i].name + " of " + schema::Quoted(tailoring.base_names[i]) + "\n";
  for (const SettingSpec& setting : tailoring.settings) out += "  sets " + program.params[setting.param].name + "\n";
  for (const DropSpec& drop : tailoring.drops)
    out += "  drops " + program.rules[drop.rule].id + " because " + schema::Quoted(drop.because) + "\n";
  for (const WaiverSpec& waiver : tailoring.waivers)
    out += "  waives " + program.rules[waiver.rule].id + " until " + std::to_string(waiver.until) + " because " +
           schema::Quoted(waiver.because) + " approved " + schema::Quoted(waiver.approved) + "\n";
}

void AppendConstants(const Program& program, std::string& out) {
  for (std::size_t i = 0; i < program.sets.size(); ++i) {
    const ConstSet& set = program.sets[i];
    out += "set " + Number('s', i) + " " + std::string(CompareName(set.compare)) + " ";
    out += set.is_stored() ? StoredText(set) : CellsText(set.members, 0, set.members.size());
    out += "\n";
  }
  for (std::size_t i = 0; i < program.tables.size(); ++i) {
    const ConstTable& table = program.tables[i];
    out += "table " + Number('t', i) + " " + std::string(CompareName(table.compare)) + " " +
           std::to_string(table.keys.size()) + " keys\n";
    for (std::size_t k = 0; k < table.keys.size() && k < kShown; ++k) {
      out += "  " + CellText(table.keys[k]) + " " + CellsText(table.values, table.first[k], table.first[k + 1]) + "\n";
    }
  }
  for (std::size_t i = 0; i < program.pattern_groups.size(); ++i) {
    const PatternGroup& group = program.pattern_groups[i];
    out += "patterns " + Number('q', i) + (group.whole ? " whole\n" : " part\n");
    for (const std::uint32_t pattern : group.patterns) out += "  " + PatternText(program.patterns[pattern]) + "\n";
  }
}

}  // namespace

std::string CellText(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kBool:
      return cell.i != 0 ? "true" : "false";
    case CellKind::kInt:
      return std::to_string(cell.i);
    case CellKind::kText:
      return schema::Quoted(cell.text());
    case CellKind::kBytes:
      return "h'" + HexEncode(AsBytes(cell.text())) + "'";
    case CellKind::kDigest:
      return std::string(DigestAlgName(static_cast<DigestAlg>(cell.aux))) + "'" + HexEncode(AsBytes(cell.text())) + "'";
    case CellKind::kIp:
      return "ip'" + AddressText(cell) + "'";
    case CellKind::kCidr:
      return "ip'" + AddressText(cell) + "/" + std::to_string(cell.aux) + "'";
    default:
      return "?";
  }
}

std::string InstrText(const Program& program, const Instr& instr) {
  const OpInfo& info = InfoOf(instr.op);
  std::string out = instr.dst == kNoReg ? "" : RegText(instr.dst) + " = ";
  out += std::string(info.name) + (instr.op == Op::kLoopEnd ? EndText(program, instr) : AuxText(instr));
  const Reg registers[] = {instr.a, instr.b, instr.c};
  std::size_t next = 0;
  for (char letter : info.operands) {
    const bool is_register = letter >= 'a' && letter <= 'z';
    const std::string text = is_register ? RegText(registers[next++]) : ImmediateText(program, letter, instr.imm);
    if (!text.empty()) out += " " + text;
  }
  return out;
}

std::string DumpSpecs(const Program& program) {
  std::string out = "program " + schema::Quoted(program.name) + " version " + program.version + "\n";
  for (const LevelSpec& level : program.levels) {
    out += "level " + level.name + " registered " + schema::Quoted(level.registered) + " selects" +
           Names(program, level.selects) + (level.accept_warning ? " accept warning\n" : "\n");
  }
  AppendTailoring(program, out);
  for (const ParamDef& param : program.params) out += ParamText(program, param);
  for (const RuleSpec& rule : program.rules) out += RuleText(program, rule);
  return out;
}

std::string DumpProgram(const Program& program) {
  std::string out = "program " + schema::Quoted(program.name) + " version " + program.version + "\n";
  for (const LevelSpec& level : program.levels) {
    out += "level " + level.name + " registered " + schema::Quoted(level.registered) + " selects" +
           Names(program, level.selects) + (level.accept_warning ? " accept warning\n" : "\n");
  }
  AppendTailoring(program, out);
  for (const ParamDef& param : program.params) out += ParamText(program, param);
  AppendConstants(program, out);
  for (const ConfigurationSpec& spec : program.configurations) {
    out += "configuration " + spec.id + "\n";
    for (std::size_t i = 0; i < spec.paths.size(); ++i) {
      out += "  entry " + spec.paths[i] + " : " + schema::TypeText(program.plan.types, spec.types[i]) + "\n";
    }
    AppendCode(program, spec.first, spec.last, out);
  }
  for (const RuleSpec& rule : program.rules) {
    out += RuleText(program, rule);
    AppendCode(program, rule.first, rule.last, out);
  }
  AppendScans(program, out);
  out += "registers " + std::to_string(program.registers) + " loops " + std::to_string(program.loop_depth) + "\n";
  return out;
}

}  // namespace mps::program
