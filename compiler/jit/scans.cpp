// Scans: the loops over one table in one pass over its rows, a few loops to a function. What several of them ask of a
// row is computed once for it; what only some rows need (a body behind its `where`, the second operand of `and`) only
// for them.
#include <algorithm>

#include "jit/codegen.h"
#include "jit/optimise.h"
#include "program/names.h"
#include "program/scan_form.h"

namespace mps::jit {

using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::ScanLoop;
using program::ScanStep;

namespace {

constexpr std::size_t kLoopsInChunk = 24;

bool Counts(LoopKind kind) { return kind == LoopKind::kCount || kind == LoopKind::kOne; }

}  // namespace

// Loops over one table, those with the same `where` together. Loops that look for constants are the host's.
void CodeGen::PlanChunks() {
  chunk_of_.assign(program_.scan_loops.size(), schema::kNone);
  position_.assign(program_.scan_loops.size(), 0);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < program_.scan_loops.size(); ++i)
    if (!program::LooksForConstants(program_, program_.scan_loops[i])) order.push_back(i);
  const auto key = [&](std::uint32_t i) {
    const ScanLoop& loop = program_.scan_loops[i];
    return std::make_tuple(loop.table, Counts(loop.kind), loop.where, loop.body, i);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  for (const std::uint32_t i : order) {
    const bool fits = !chunks_.empty() && chunks_.back().loops.size() < kLoopsInChunk &&
                      program_.scan_loops[chunks_.back().loops.front()].table == program_.scan_loops[i].table;
    if (!fits) chunks_.emplace_back();
    chunk_of_[i] = static_cast<std::uint32_t>(chunks_.size() - 1);
    position_[i] = static_cast<std::uint32_t>(chunks_.back().loops.size());
    chunks_.back().loops.push_back(i);
  }
}

// What the loop came to in this evaluation; its chunk runs when the first of its loops is asked for.
Val CodeGen::EmitScan(const Instr& in) {
  const Val rows = Cell_(regs_[in.a]);
  V result = Slot(pair_, "scan");
  StoreCell(rows, result);
  llvm::BasicBlock *there = NewBlock("scan"), *run = NewBlock("scan.run"), *ran = NewBlock("scan.ran"),
                   *done = NewBlock("scan.done");
  V usable = Usable(rows);
  usable == nullptr ? ir_.CreateBr(there) : ir_.CreateCondBr(usable, there, done);
  ir_.SetInsertPoint(there);
  V flag = ir_.CreateConstGEP1_64(octet_, Field(offsetof(NativeContext, scan_done), pointer_), in.imm);
  V is_done = ir_.CreateICmpNE(ir_.CreateLoad(octet_, flag), llvm::ConstantInt::get(octet_, 0));
  ir_.CreateCondBr(is_done, ran, run);

  ir_.SetInsertPoint(run);
  if (chunk_of_[in.imm] == schema::kNone) {
    CallHost(NativeHost::kFind, in.imm, {rows}, Shape::kBool);
  } else {
    Chunk& chunk = chunks_[chunk_of_[in.imm]];
    if (chunk.function == nullptr)
      chunk.function =
          NewFunction("scan." + std::to_string(chunk_of_[in.imm]), ir_.getVoidTy(), {pointer_, word_, word_});
    ir_.CreateCall(chunk.function, {context_, rows.head, rows.payload});
  }
  ir_.CreateBr(ran);

  ir_.SetInsertPoint(ran);
  V results = Field(offsetof(NativeContext, scan_results), pointer_);
  StoreCell(LoadCell(Shape::kBool, ir_.CreateConstGEP1_64(pair_, results, in.imm)), result);
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  return LoadCell(program_.scan_loops[in.imm].kind == LoopKind::kCount ? Shape::kCount : Shape::kBool, result);
}

// The step and what it needs.
void CodeGen::Collect(Reg step, std::vector<std::uint8_t>& needed) const {
  std::vector<Reg> stack = {step};
  while (!stack.empty()) {
    const Reg at = stack.back();
    stack.pop_back();
    if (needed[at] != 0) continue;
    needed[at] = 1;
    const Instr& in = program_.scan_steps[at].instr;
    for (const Reg operand : {in.a, in.b, in.c})
      if (operand != kNoReg) stack.push_back(operand);
  }
}

void CodeGen::EmitChunk(Chunk& chunk) {
  chunk.function->addFnAttr(kHot);
  StartFunction(chunk.function);
  llvm::BasicBlock *body = NewBlock("body"), *head = NewBlock("rows"), *row = NewBlock("row"), *done = NewBlock("done");
  ir_.SetInsertPoint(body);
  const Val rows = CellVal(Shape::kRows, chunk.function->getArg(1), chunk.function->getArg(2));
  std::vector<std::uint8_t> needed(program_.scan_steps.size(), 0);
  for (const std::uint32_t loop : chunk.loops) {
    Collect(program_.scan_loops[loop].body, needed);
    if (program_.scan_loops[loop].where != kNoReg) Collect(program_.scan_loops[loop].where, needed);
  }
  scopes_.assign(1, {});
  bases_.clear();
  std::uint64_t steps = 0;
  for (Reg step = 0; step < program_.scan_steps.size(); ++step) {
    steps += needed[step];
    if (needed[step] == 0) continue;
    if (program_.scan_steps[step].table == schema::kNone) StepVal(step, nullptr);
    const Instr& in = program_.scan_steps[step].instr;
    if (program_.scan_steps[step].table != schema::kNone && (in.op == Op::kColumn || in.op == Op::kRowKey)) {
      V columns = Field(offsetof(NativeContext, columns), pointer_);
      bases_[in.imm] = Invariant(pointer_, ir_.CreateConstGEP1_64(pointer_, columns, in.imm));
    }
  }
  accumulators_.clear();
  for (const std::uint32_t loop : chunk.loops) {
    if (Counts(program_.scan_loops[loop].kind)) {
      V seen = Slot(llvm::ArrayType::get(word_, 5), "seen");
      for (unsigned t = 0; t < 5; ++t) ir_.CreateStore(Word(0), ir_.CreateConstGEP1_64(word_, seen, t));
      accumulators_.push_back(seen);
    } else {
      accumulators_.push_back(Slot(number_, "least"));
      ir_.CreateStore(Number(4), accumulators_.back());
    }
  }
  V length = LengthOf(rows);
  Count(ir_.CreateMul(length, Word(steps + 1)));
  V first = ir_.CreateAnd(rows.payload, Word(0xffffffff));
  V last = ir_.CreateAdd(first, length);
  V index = Slot(word_, "index");
  ir_.CreateStore(first, index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(head);
  V at = ir_.CreateLoad(word_, index);
  ir_.CreateCondBr(ir_.CreateICmpULT(at, last), row, done);

  ir_.SetInsertPoint(row);
  scopes_.emplace_back();
  EmitRowOf(chunk, at);
  scopes_.pop_back();
  ir_.CreateStore(ir_.CreateAdd(at, Word(1)), index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(done);
  for (const std::uint32_t loop : chunk.loops) StoreResult(loop, rows);
  ir_.CreateRetVoid();
  FinishFunction(body);
}

// One row: each `where` once, and the bodies behind it where it is not false.
void CodeGen::EmitRowOf(const Chunk& chunk, V row) {
  for (std::size_t i = 0; i < chunk.loops.size();) {
    const Reg where = program_.scan_loops[chunk.loops[i]].where;
    std::size_t end = i + 1;
    while (end < chunk.loops.size() && program_.scan_loops[chunk.loops[end]].where == where &&
           Counts(program_.scan_loops[chunk.loops[end]].kind) == Counts(program_.scan_loops[chunk.loops[i]].kind))
      ++end;
    if (where == kNoReg) {
      for (; i < end; ++i) Accumulate(chunk.loops[i], nullptr, row);
      continue;
    }
    Val filter = StepVal(where, row);
    V truth = TruthOf(filter);
    llvm::BasicBlock *then = NewBlock("where"), *after = NewBlock("where.done");
    if (Counts(program_.scan_loops[chunk.loops[i]].kind)) {  // counted as false
      for (std::size_t k = i; k < end; ++k) {
        V seen = accumulators_[position_[chunk.loops[k]]];
        V no = ir_.CreateZExt(ir_.CreateICmpEQ(truth, Number(0)), word_);
        ir_.CreateStore(ir_.CreateAdd(ir_.CreateLoad(word_, seen), no), seen);
      }
    }
    ir_.CreateCondBr(ir_.CreateICmpNE(truth, Number(0)), then, after);
    ir_.SetInsertPoint(then);
    scopes_.emplace_back();
    for (; i < end; ++i) Accumulate(chunk.loops[i], truth, row);
    scopes_.pop_back();
    ir_.CreateBr(after);
    ir_.SetInsertPoint(after);
  }
}

void CodeGen::Accumulate(std::uint32_t index, V where, V row) {
  const ScanLoop& loop = program_.scan_loops[index];
  Val body = StepVal(loop.body, row);
  const bool all = loop.kind == LoopKind::kAll;
  V truth = all ? Negated(TruthOf(body)) : TruthOf(body);
  const auto lesser = [&](V a, V b) { return ir_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, a, b); };
  if (where != nullptr) truth = lesser(where, truth);
  V accumulator = accumulators_[position_[index]];
  if (Counts(loop.kind)) {
    V seen = ir_.CreateGEP(word_, accumulator, ir_.CreateZExt(truth, word_));
    ir_.CreateStore(ir_.CreateAdd(ir_.CreateLoad(word_, seen), Word(1)), seen);
  } else {
    ir_.CreateStore(lesser(ir_.CreateLoad(number_, accumulator), Negated(truth)), accumulator);
  }
}

// Steps know no reasons: a truth that is used as a value has none.
Val CodeGen::StepVal(Reg step, V row) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
    for (const auto& [known, v] : *scope)
      if (known == step) return v;
  Val v = ComputeStep(step, row);
  if (program::InfoOf(program_.scan_steps[step].instr.op).result == 't') {
    TruthOf(v);
    v = TruthVal(v.truth, Word(0)).With(Shape::kBool);
  }
  scopes_.back().emplace_back(step, v);
  return v;
}

Val CodeGen::ComputeStep(Reg step, V row) {
  const ScanStep& s = program_.scan_steps[step];
  const Instr& in = s.instr;
  switch (in.op) {
    case Op::kConst:
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
      return Execute(in, interp::kNativeStep | step);
    case Op::kColumn:
    case Op::kRowKey: {
      if (s.table == schema::kNone) return ColumnCell(in.imm, nullptr);
      const schema::ColumnRef ref = program_.columns[in.imm];
      const TypeKind kind = program_.plan.types[program_.plan.tables[ref.table].columns[ref.column].type].kind;
      V cell = Offset(bases_[in.imm], row, sizeof(Cell));
      V head = Invariant(word_, cell);
      return CellVal(program::ShapeOf(kind), head, Invariant(word_, ir_.CreateConstGEP1_64(octet_, cell, 8)));
    }
    case Op::kAnd:
    case Op::kOr:
      if (s.table != schema::kNone) return LazyPair(step, row);
      [[fallthrough]];
    default: {
      std::vector<Val> operands;
      for (const Reg operand : {in.a, in.b, in.c})
        if (operand != kNoReg) operands.push_back(StepVal(operand, row));
      return Simple(in, interp::kNativeStep | step, operands);
    }
  }
}

// `and`, `or` of a row: the second operand only where the first does not decide.
Val CodeGen::LazyPair(Reg step, V row) {
  const Instr& in = program_.scan_steps[step].instr;
  const bool both = in.op == Op::kAnd;
  Val a = StepVal(in.a, row);
  V first = TruthOf(a);
  llvm::BasicBlock *more = NewBlock("second"), *done = NewBlock("second.done"), *from = ir_.GetInsertBlock();
  ir_.CreateCondBr(ir_.CreateICmpEQ(first, Number(both ? 0 : 4)), done, more);
  ir_.SetInsertPoint(more);
  scopes_.emplace_back();
  Val b = StepVal(in.b, row);
  V second = TruthOf(b);
  const auto lesser = [&](V x, V y) { return ir_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, x, y); };
  V joined = both ? lesser(first, second) : Negated(lesser(Negated(first), Negated(second)));
  scopes_.pop_back();
  llvm::BasicBlock* end = ir_.GetInsertBlock();
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  llvm::PHINode* truth = ir_.CreatePHI(number_, 2);
  truth->addIncoming(joined, end), truth->addIncoming(first, from);
  return TruthVal(truth, Word(0));
}

void CodeGen::StoreResult(std::uint32_t index, const Val& collection) {
  const ScanLoop& loop = program_.scan_loops[index];
  V result = ir_.CreateConstGEP1_64(pair_, Field(offsetof(NativeContext, scan_results), pointer_), index);
  V accumulator = accumulators_[position_[index]];
  if (Counts(loop.kind)) {
    V operands = Slot(llvm::ArrayType::get(word_, 8), "count");
    StoreCell(collection, operands);
    for (unsigned t = 0; t < 5; ++t) {
      V seen = ir_.CreateLoad(word_, ir_.CreateConstGEP1_64(word_, accumulator, t));
      ir_.CreateStore(seen, ir_.CreateConstGEP1_64(word_, operands, 2 + t));
    }
    CallHostRaw(NativeHost::kScanCount, Number(index), operands, result);
  } else {
    const bool all = loop.kind == LoopKind::kAll;
    V least = ir_.CreateLoad(number_, accumulator);
    const Val known = TruthVal(all ? least : Negated(least), Word(0));
    StoreCell(all ? And(known, Completeness(collection, true)) : Or(known, Completeness(collection, false)), result);
  }
  V done = ir_.CreateConstGEP1_64(octet_, Field(offsetof(NativeContext, scan_done), pointer_), index);
  ir_.CreateStore(llvm::ConstantInt::get(octet_, 1), done);
}

}  // namespace mps::jit
