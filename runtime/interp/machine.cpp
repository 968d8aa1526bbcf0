// The dispatch loop: one dense switch over the opcodes.
#include "interp/machine.h"

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/outcome.h"
#include "builtins/reasons.h"

namespace mps::interp {

using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::Op;

Machine::Machine(const builtins::Prepared& prepared)
    : services_(prepared), dictionaries_(prepared.program()), scanner_(services_, dictionaries_) {
  scanner_.SetInput(&input_);
  const program::Program& program = prepared.program();
  columns_.resize(program.columns.size());
  regs_.resize(program.registers);
  frames_.resize(program.loop_depth);
  outcomes_.resize(program.rules.size());
  for (const program::ConfigurationSpec& spec : program.configurations) entries_.emplace_back(spec.paths.size());
}

void Machine::Bind(const ActualState& state) {
  const program::Program& program = services_.program();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const schema::ColumnRef column = program.columns[i];
    columns_[i] = state.tables[column.table].columns[column.column].data();
  }
  dictionaries_.Bind(state);
}

void Machine::Begin(const ActualState& state, bool bound) {
  if (!bound) Bind(state);
  services_.Begin(state);
  scanner_.Forget();
  steps_ = 0;
  const Cell nothing = builtins::Outcome(Verdict::kNotSelected);
  outcomes_.assign(outcomes_.size(), nothing);
  for (std::vector<Cell>& entries : entries_) entries.assign(entries.size(), Cell::Unknown(0));
}

// A claim of one row, or of the only row of table 0. What is in conflict is an error to all that reads it.
static Cell ReadColumn(const Cell* column, const Instr& in, const Cell* regs) {
  std::uint32_t row = 0;
  if (in.a != kNoReg) {
    if (!Usable(regs[in.a])) return regs[in.a];
    row = regs[in.a].rows.first_row;
  }
  const Cell& c = column[row];
  return c.state == State::kConflict ? Cell::Error(c.why.reason) : c;
}

// Every opcode but those of loops.
[[gnu::always_inline]] inline void Machine::Execute(const Instr& in, Cell* regs) {
  namespace b = builtins;
  const auto A = [&]() -> const Cell& { return regs[in.a]; };
  const auto B = [&]() -> const Cell& { return regs[in.b]; };
  switch (in.op) {
    case Op::kConst:
      regs[in.dst] = services_.program().constants[in.imm];
      return;
    case Op::kConstSet:
      regs[in.dst] = b::SetCell(&services_.prepared().set(in.imm));
      return;
    case Op::kParam:
      regs[in.dst] = (*input_.params)[in.imm];
      return;
    case Op::kNow:
      regs[in.dst] = Cell::Int(input_.now);
      return;
    case Op::kMove:
      regs[in.dst] = A();
      return;
    case Op::kColumn:
      regs[in.dst] = ReadColumn(columns_[in.imm], in, regs);
      return;
    case Op::kRowKey:
      regs[in.dst] = ReadColumn(columns_[in.imm], in, regs);
      return;
    case Op::kIsPresent:
      regs[in.dst] = b::IsPresent(A());
      return;
    case Op::kIsAbsent:
      regs[in.dst] = b::IsAbsent(A());
      return;
    case Op::kElse:
      regs[in.dst] = b::Else(A(), B());
      return;
    case Op::kNot:
      regs[in.dst] = b::Not(A());
      return;
    case Op::kAnd:
      regs[in.dst] = b::And(A(), B());
      return;
    case Op::kOr:
      regs[in.dst] = b::Or(A(), B());
      return;
    case Op::kMakeSet:
      regs[in.dst] = b::MakeSet(services_, in, &regs[in.a]);
      return;
    case Op::kElseEmpty:
      regs[in.dst] = b::ElseEmpty(A());
      return;
#define MPS_ARGS_1 A()
#define MPS_ARGS_2 A(), B()
#define MPS_ARGS_3 A(), B(), regs[in.c]
#define X(name, arity, family)                               \
  case Op::k##name:                                          \
    regs[in.dst] = b::name(services_, in, MPS_ARGS_##arity); \
    return;
#include "builtins/builtins.def"
#undef X
#undef MPS_ARGS_1
#undef MPS_ARGS_2
#undef MPS_ARGS_3
    case Op::kScan:
      regs[in.dst] = scanner_.Run(in.imm, A());
      return;
    case Op::kApply:
      regs[in.dst] = b::Apply(A(), B());
      return;
    case Op::kJoin:
      regs[in.dst] = b::Join(A(), B());
      return;
    case Op::kGovern:
      regs[in.dst] = b::Govern(A(), B());
      return;
    case Op::kRequire:
      regs[in.dst] = b::Require(A());
      return;
    case Op::kArm:
      regs[in.dst] = b::Arm(A(), B(), static_cast<Grade>(in.imm), input_.accept_warning);
      return;
    case Op::kGraded:
      regs[in.dst] = b::Graded(static_cast<Grade>(in.imm), input_.accept_warning);
      return;
    case Op::kStoreVerdict:
      outcomes_[in.imm] = A();
      return;
    case Op::kStoreConfig:
      entries_[in.imm >> 16][in.imm & 0xffff] = b::Single(A());
      return;
    case Op::kConfigDigest:
      regs[in.dst] = input_.digests == nullptr ? Cell::Error(b::kReasonNoDigest) : (*input_.digests)[in.imm];
      return;
    case Op::kLoop:
    case Op::kLoopEnd:
      return;  // Run's business
  }
}

Status Machine::Run(std::uint32_t first, std::uint32_t last) {
  const Instr* code = services_.program().code.data();
  depth_ = 0;
  for (std::uint32_t pc = first; pc < last;) {
    const Instr& in = code[pc];
    ++steps_;
    switch (in.op) {
      case Op::kLoop:
        pc = OpenLoop(pc);
        break;
      case Op::kLoopEnd:
        if (steps() > input_.max_steps) return Status(Code::kLimit, "the evaluation takes too many steps");
        pc = EndOfBody(pc);
        break;
      default:
        Execute(in, regs_.data());
        ++pc;
    }
  }
  if (steps() > input_.max_steps) return Status(Code::kLimit, "the evaluation takes too many steps");
  return Status();
}

}  // namespace mps::interp
