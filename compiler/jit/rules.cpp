// Instructions in their order: rules in groups, configurations, and the module as a whole.
#include <algorithm>
#include <utility>

#include "builtins/reasons.h"
#include "jit/codegen.h"
#include "program/names.h"
#include "program/verify_code.h"

namespace mps::jit {

using program::kNoReg;
using program::Op;

namespace {

constexpr std::size_t kRulesInGroup = 16;

// Every opcode that Execute, Simple or a loop takes.
bool Known(Op op) {
  switch (op) {
    case Op::kConst:
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
    case Op::kMove:
    case Op::kColumn:
    case Op::kProbe:
    case Op::kRowKey:
    case Op::kIsPresent:
    case Op::kIsAbsent:
    case Op::kElse:
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kInRange:
    case Op::kInSet:
    case Op::kInCidr:
    case Op::kWithin:
    case Op::kBitAnd:
    case Op::kAdd:
    case Op::kSub:
    case Op::kMatch:
    case Op::kContains:
    case Op::kContainsMatch:
    case Op::kMatchAny:
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kToInt:
    case Op::kLower:
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kSetEqual:
    case Op::kMakeSet:
    case Op::kElseEmpty:
    case Op::kTally:
    case Op::kCount:
    case Op::kLookup:
    case Op::kLoop:
    case Op::kLoopEnd:
    case Op::kScan:
    case Op::kApply:
    case Op::kJoin:
    case Op::kGovern:
    case Op::kRequire:
    case Op::kArm:
    case Op::kGraded:
    case Op::kStoreVerdict:
    case Op::kStoreConfig:
    case Op::kConfigDigest:
      return true;
  }
  return false;
}

}  // namespace

std::vector<Op> DeclinedOpcodes() {
  std::vector<Op> out;
  for (std::size_t i = 0; i < program::kOps; ++i)
    if (!Known(static_cast<Op>(i))) out.push_back(static_cast<Op>(i));
  return out;
}

// What a rule's instruction and a scan's step have in common: operations on operands.
Val CodeGen::Simple(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  switch (in.op) {
    case Op::kMove:
      return operands[0];
    case Op::kIsPresent:
    case Op::kIsAbsent: {
      const Val present = operands[0].shape == Shape::kSet ? CallHostTruth(NativeHost::kIsPresent, id, operands)
                                                           : IsPresent(operands[0]);
      return in.op == Op::kIsPresent ? present : Not(present);
    }
    case Op::kElse: {
      Val out = Else(operands[0], operands[1]);
      out.member = program::Joined(operands[0].member, operands[1].member);
      return out;
    }
    case Op::kNot:
      return Not(operands[0]);
    case Op::kAnd:
      return And(operands[0], operands[1]);
    case Op::kOr:
      return Or(operands[0], operands[1]);
    case Op::kEqual:
    case Op::kNotEqual:
      return Equal(in, id, operands);
    case Op::kLess:
    case Op::kLessEqual:
      return Ordered(in, id, operands);
    case Op::kInRange:
      return InRange(in, id, operands);
    case Op::kInSet:
      return InSet(in, id, operands);
    case Op::kInCidr:
      return CallHostTruth(NativeHost::kInCidr, id, operands);
    case Op::kWithin:
      return Within(operands);
    case Op::kBitAnd:
    case Op::kAdd:
    case Op::kSub:
      return Arithmetic(in, id, operands);
    case Op::kMatch:
      return CallHostTruth(NativeHost::kMatch, id, operands);
    case Op::kContainsMatch:
      return CallHostTruth(NativeHost::kContainsMatch, id, operands);
    case Op::kMatchAny:
      return CallHostTruth(NativeHost::kMatchAny, id, operands);
    case Op::kContains:
      return CallHostTruth(NativeHost::kContains, id, operands);
    case Op::kStartsWith:
    case Op::kEndsWith:
      return AffixTest(in, id, operands);
    case Op::kToInt:
      return CallHost(NativeHost::kToInt, id, operands, Shape::kInt);
    case Op::kLower:
      return CallHost(NativeHost::kLower, id, operands, Shape::kText);
    case Op::kSetEqual:
      return CallHostTruth(NativeHost::kSetEqual, id, operands);
    case Op::kTally:
      return CallHost(NativeHost::kTally, id, operands, Shape::kCount);
    case Op::kCount:
      return CallHost(NativeHost::kCount, id, operands, Shape::kCount);
    case Op::kLookup: {
      Val set = CallHost(NativeHost::kLookup, id, operands, Shape::kSet);
      const program::ConstTable& table = program_.tables[in.imm];
      set.member = program::MembersShape(table.compare, table.values);
      return set;
    }
    case Op::kProbe:
      return CallHost(NativeHost::kProbe, id, operands, Shape::kRow);
    default:
      declined_ = static_cast<std::size_t>(in.op) < program::kOps ? std::string(program::InfoOf(in.op).name)
                                                                  : std::to_string(static_cast<unsigned>(in.op));
      return ErrorVal(Shape::kBool, 0);
  }
}

Val CodeGen::Execute(const Instr& in, std::uint32_t pc) {
  switch (in.op) {
    case Op::kConst:
      return ConstantVal(program_.constants[in.imm]);
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
      return Load(in);
    case Op::kColumn:
    case Op::kRowKey:
      return Column(in);
    case Op::kMakeSet: {
      V operands = Slot(llvm::ArrayType::get(pair_, in.imm), "members");
      Shape member = Shape::kAny;
      for (std::uint32_t i = 0; i < in.imm; ++i) {
        const Val& v = regs_[in.a + i];
        StoreCell(v, ir_.CreateConstGEP1_64(pair_, operands, i));
        member = member != Shape::kAny && member != v.shape && program::Joined(member, v.shape) == Shape::kNone
                     ? Shape::kScalar
                     : program::Joined(member, v.shape);
      }
      V result = Slot(pair_, "set");
      CallHostRaw(NativeHost::kMakeSet, Number(pc), operands, result);
      Val set = LoadCell(Shape::kSet, result);
      set.member = member;
      return set;
    }
    case Op::kElseEmpty: {
      const Val& a = regs_[in.a];
      V absent = ir_.CreateICmpEQ(StateOf(a), Word(static_cast<std::uint64_t>(State::kAbsent)));
      const Val empty = CellVal(Shape::kRows, Word(static_cast<std::uint64_t>(CellKind::kRows) << 8), Word(0));
      return SelectVal(absent, empty, a).With(Shape::kRows);
    }
    case Op::kScan:
      return EmitScan(in);
    case Op::kApply:
      return Govern(regs_[in.a], Require(regs_[in.b]));
    case Op::kGovern:
      return Govern(regs_[in.a], regs_[in.b]);
    case Op::kJoin:
      return Join(regs_[in.a], regs_[in.b]);
    case Op::kRequire:
      return Require(regs_[in.a]);
    case Op::kArm:
      return Arm(regs_[in.a], regs_[in.b], in.imm);
    case Op::kGraded:
      return Graded(in.imm);
    case Op::kStoreVerdict:
      StoreVerdict(regs_[in.a], in.imm);
      return {};
    case Op::kStoreConfig: {
      const Val& a = regs_[in.a];
      const Val single = a.shape == Shape::kCount ? CallHost(NativeHost::kSingle, pc, {a}, Shape::kInt) : a;
      V configurations = Field(offsetof(NativeContext, entries), pointer_);
      V entries = Invariant(pointer_, ir_.CreateConstGEP1_64(pointer_, configurations, in.imm >> 16));
      StoreCell(single, ir_.CreateConstGEP1_64(pair_, entries, in.imm & 0xffff));
      return {};
    }
    default: {
      std::vector<Val> operands;
      for (const Reg reg : {in.a, in.b, in.c})
        if (reg != kNoReg) operands.push_back(regs_[reg]);
      return Simple(in, pc, operands);
    }
  }
}

// What is there from the start: sets, parameters, the time, digests.
Val CodeGen::Load(const Instr& in) {
  if (in.op == Op::kNow) {
    Val now = CellVal(Shape::kInt, Word(static_cast<std::uint64_t>(CellKind::kInt) << 8),
                      Field(offsetof(NativeContext, now), word_));
    now.sure = true;
    return now;
  }
  if (in.op == Op::kConstSet) {
    Val v = CellVal(Shape::kSet, Word(static_cast<std::uint64_t>(CellKind::kSet) << 8), nullptr);
    v.sure = true, v.const_set = in.imm;
    v.member = program::MembersShape(program_.sets[in.imm].compare, program_.sets[in.imm].members);
    return v;
  }
  const program::ParamDef& param = program_.params[in.imm];
  const schema::TypeDef& type = program_.plan.types[param.type];
  V params = Field(offsetof(NativeContext, params), pointer_);
  Val v =
      LoadCell(param.is_set ? Shape::kSet : program::ShapeOf(type.kind), ir_.CreateConstGEP1_64(pair_, params, in.imm));
  if (param.is_set) v.member = program::ShapeOf(program_.plan.types[type.element].kind);
  return v;
}

// The digest of a configuration; an error where the host gives none.
Val CodeGen::Digest(std::uint32_t index) {
  V digests = Field(offsetof(NativeContext, digests), pointer_);
  V result = Slot(pair_, "digest");
  StoreCell(ErrorVal(Shape::kDigest, builtins::kReasonNoDigest), result);
  llvm::BasicBlock *there = NewBlock("digest"), *done = NewBlock("digest.done");
  ir_.CreateCondBr(ir_.CreateICmpNE(digests, llvm::ConstantPointerNull::get(pointer_)), there, done);
  ir_.SetInsertPoint(there);
  StoreCell(LoadCell(Shape::kDigest, ir_.CreateConstGEP1_64(pair_, digests, index)), result);
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  return LoadCell(Shape::kDigest, result);
}

bool CodeGen::Execute(std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t pc = first; pc < last; ++pc) {
    const Instr& in = program_.code[pc];
    if (in.op == Op::kLoop) {
      regs_[program_.code[in.imm].dst] = EmitLoop(pc);
      pc = in.imm;
      continue;
    }
    const Val v = in.op == Op::kConfigDigest ? Digest(in.imm) : Execute(in, pc);
    if (!declined_.empty()) return false;
    if (in.dst != kNoReg) regs_[in.dst] = v;
  }
  return true;
}

void CodeGen::CheckSteps() {
  V extra = ir_.CreateLoad(word_, Field(offsetof(NativeContext, extra_steps), pointer_));
  V steps = ir_.CreateAdd(ir_.CreateLoad(word_, FieldAddress(offsetof(NativeContext, steps))), extra);
  if (limit_ == nullptr) {
    limit_ = NewBlock("limit");
    llvm::IRBuilder<>(limit_).CreateRet(Number(interp::kNativeLimit));
  }
  llvm::BasicBlock* within = NewBlock("within");
  ir_.CreateCondBr(ir_.CreateICmpUGT(steps, Field(offsetof(NativeContext, max_steps), word_)), limit_, within);
  ir_.SetInsertPoint(within);
}

// The entry's slots and hoisted loads come before the body.
void CodeGen::FinishFunction(llvm::BasicBlock* body) { llvm::IRBuilder<>(entry_).CreateBr(body); }

llvm::Function* CodeGen::EmitGroup(const std::vector<std::uint32_t>& rules) {
  llvm::Function* group = NewFunction("rules." + program_.rules[rules.front()].id, number_, {pointer_});
  StartFunction(group);
  llvm::BasicBlock* body = NewBlock("body");
  ir_.SetInsertPoint(body);
  V selected = Field(offsetof(NativeContext, selected), pointer_);
  for (const std::uint32_t index : rules) {
    const program::RuleSpec& rule = program_.rules[index];
    llvm::BasicBlock *run = NewBlock("rule"), *next = NewBlock("next");
    V chosen = ir_.CreateLoad(octet_, ir_.CreateConstGEP1_64(octet_, selected, index));
    ir_.CreateCondBr(ir_.CreateICmpNE(chosen, llvm::ConstantInt::get(octet_, 0)), run, next);
    ir_.SetInsertPoint(run);
    const bool planned = rule.planned_first != rule.planned_last;
    const std::uint32_t first = planned ? rule.planned_first : rule.first,
                        last = planned ? rule.planned_last : rule.last;
    // Loops look at the steps so far; of other rules they are counted at the end.
    const bool loops = std::any_of(program_.code.begin() + first, program_.code.begin() + last,
                                   [](const Instr& in) { return in.op == Op::kLoop || in.op == Op::kScan; });
    uncounted_ = last - first;
    if (loops) Count(std::exchange(uncounted_, 0));
    Execute(first, last);
    if (uncounted_ != 0) Count(std::exchange(uncounted_, 0));
    ir_.CreateBr(next);
    ir_.SetInsertPoint(next);
  }
  ir_.CreateRet(Number(interp::kNativeOk));
  FinishFunction(body);
  return group;
}

llvm::Function* CodeGen::EmitConfiguration(std::uint32_t index) {
  const program::ConfigurationSpec& spec = program_.configurations[index];
  llvm::Function* function = NewFunction("configuration." + spec.id, number_, {pointer_});
  StartFunction(function);
  llvm::BasicBlock* body = NewBlock("body");
  ir_.SetInsertPoint(body);
  configuration_ = true;
  Count(spec.last - spec.first);
  Execute(spec.first, spec.last);
  configuration_ = false;
  ir_.CreateRet(Number(interp::kNativeOk));
  FinishFunction(body);
  return function;
}

bool CodeGen::Runs(const program::RuleSpec& rule) const {
  if (rule.first == rule.last) return false;  // checked by hand, or dropped by a tailoring
  if (rule.hidden || !options_.level) return true;
  const std::vector<std::uint32_t>& selects = program_.levels[*options_.level].selects;
  return std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t level) {
    return std::find(selects.begin(), selects.end(), level) != selects.end();
  });
}

std::vector<std::vector<std::uint32_t>> CodeGen::Groups() const {
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < program_.rules.size(); ++i) {
    if (!Runs(program_.rules[i])) continue;
    if (groups.empty() || groups.back().size() == kRulesInGroup) groups.emplace_back();
    groups.back().push_back(i);
  }
  return groups;
}

Result<std::unique_ptr<llvm::Module>> CodeGen::Run() {
  if (!interp::kNativeHere) return Status::Unsupported("jit", "machines that are not 64-bit little-endian");
  regs_.resize(program_.registers);
  PlanChunks();
  std::vector<llvm::Constant*> groups, configurations;
  auto* group_type = llvm::StructType::get(pointer_, number_, number_);
  for (const std::vector<std::uint32_t>& rules : Groups()) {
    if (IsAbandoned(options_.abandoned)) return Abandoned();
    llvm::Constant* range[] = {EmitGroup(rules), llvm::ConstantInt::get(number_, rules.front()),
                               llvm::ConstantInt::get(number_, rules.back() + 1)};
    groups.push_back(llvm::ConstantStruct::get(group_type, range));
  }
  for (std::uint32_t i = 0; i < program_.configurations.size(); ++i) configurations.push_back(EmitConfiguration(i));
  for (Chunk& chunk : chunks_) {
    if (IsAbandoned(options_.abandoned)) return Abandoned();
    if (chunk.function != nullptr) EmitChunk(chunk);
  }
  if (!declined_.empty())
    return Status::Unsupported("jit", "the code generator does not know the opcode `" + declined_ + "`");
  EmitImage(groups, configurations);
  return std::move(module_);
}

Result<std::unique_ptr<llvm::Module>> GenerateModule(llvm::LLVMContext& context, const program::Program& program,
                                                     const GenerateOptions& options) {
  return CodeGen(context, program, options).Run();
}

}  // namespace mps::jit
