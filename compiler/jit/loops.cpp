// Loops over members: `all` and `any` over rows keep their truth in registers; the others keep a frame with the host.
#include "builtins/reasons.h"
#include "jit/codegen.h"

namespace mps::jit {

using program::kNoReg;
using program::LoopKind;

Val CodeGen::RowVal(V row) {
  Val v = CellVal(Shape::kRow, Word(static_cast<std::uint64_t>(CellKind::kRow) << 8), row);
  v.sure = true;
  return v;
}

// Of rows: `complete`, or unknown where members may be missing (Machine::Completeness).
Val CodeGen::Completeness(const Val& collection, bool complete) {
  V open = ir_.CreateICmpEQ(StateOf(collection), Word(static_cast<std::uint64_t>(State::kIncomplete)));
  V own = ir_.CreateLShr(collection.payload, Word(32));
  V reason = ir_.CreateSelect(ir_.CreateICmpNE(own, Word(0)), own, Word(builtins::kReasonIncomplete));
  return TruthVal(ir_.CreateSelect(open, Number(2), Number(complete ? 4 : 0)), reason);
}

Val CodeGen::EmitLoop(std::uint32_t pc) {
  const Instr& in = program_.code[pc];
  const Val collection = Cell_(regs_[in.a]);
  const auto kind = static_cast<LoopKind>(in.aux);
  const bool truth = kind == LoopKind::kAll || kind == LoopKind::kAny;
  ++depth_;
  Val out = truth && collection.shape == Shape::kRows ? TruthLoop(pc, collection) : FrameLoop(pc, collection);
  --depth_;
  return out;
}

Val CodeGen::TruthLoop(std::uint32_t pc, const Val& rows) {
  const Instr& in = program_.code[pc];
  const Instr& end = program_.code[in.imm];
  const bool all = static_cast<LoopKind>(in.aux) == LoopKind::kAll;
  V truth = Slot(number_, "truth"), why = Slot(word_, "why"), index = Slot(word_, "index");
  V missing = MissingTruth(rows);
  V usable = Usable(rows);
  ir_.CreateStore(ir_.CreateSelect(usable, Number(all ? 4 : 0), missing), truth);
  ir_.CreateStore(ir_.CreateSelect(usable, Word(0), rows.payload), why);
  ir_.CreateStore(Word(0), index);
  llvm::BasicBlock *head = NewBlock("loop"), *body = NewBlock("member"), *next = NewBlock("another"),
                   *last = NewBlock("finish"), *done = NewBlock("loop.done");
  ir_.CreateCondBr(usable, head, done);

  ir_.SetInsertPoint(head);
  V at = ir_.CreateLoad(word_, index);
  ir_.CreateCondBr(ir_.CreateICmpULT(at, LengthOf(rows)), body, last);

  ir_.SetInsertPoint(body);
  regs_[in.dst] = RowVal(ir_.CreateAdd(ir_.CreateAnd(rows.payload, Word(0xffffffff)), at));
  Count(in.imm - pc);
  Execute(pc + 1, in.imm);
  CheckSteps();
  Val term = regs_[end.a];
  if (end.b != kNoReg) term = all ? Or(Not(regs_[end.b]), term) : And(regs_[end.b], term);
  const Val so_far = TruthVal(ir_.CreateLoad(number_, truth), ir_.CreateLoad(word_, why));
  Val now = all ? And(so_far, term) : Or(so_far, term);
  ir_.CreateStore(TruthOf(now), truth);
  ir_.CreateStore(WhyOf(now), why);
  ir_.CreateCondBr(ir_.CreateICmpEQ(now.truth, Number(all ? 0 : 4)), last, next);

  ir_.SetInsertPoint(next);
  ir_.CreateStore(ir_.CreateAdd(ir_.CreateLoad(word_, index), Word(1)), index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(last);
  const Val known = TruthVal(ir_.CreateLoad(number_, truth), ir_.CreateLoad(word_, why));
  Val result = all ? And(known, Completeness(rows, true)) : Or(known, Completeness(rows, false));
  ir_.CreateStore(TruthOf(result), truth);
  ir_.CreateStore(WhyOf(result), why);
  ir_.CreateBr(done);

  ir_.SetInsertPoint(done);
  return TruthVal(ir_.CreateLoad(number_, truth), ir_.CreateLoad(word_, why));
}

// Counts, `one`, `distinct`, comprehensions, and whatever goes over a set.
Val CodeGen::FrameLoop(std::uint32_t pc, const Val& collection) {
  const Instr& in = program_.code[pc];
  const Instr& end = program_.code[in.imm];
  const auto kind = static_cast<LoopKind>(in.aux);
  const std::uint32_t frame = depth_ - 1;
  const bool rows = collection.shape == Shape::kRows;
  V result = Slot(pair_, "result"), index = Slot(word_, "index");
  StoreCell(collection, result);
  llvm::BasicBlock *open = NewBlock("open"), *head = NewBlock("loop"), *body = NewBlock("member"),
                   *next = NewBlock("another"), *last = NewBlock("finish"), *done = NewBlock("loop.done");
  V usable = Usable(collection);
  usable == nullptr ? ir_.CreateBr(open) : ir_.CreateCondBr(usable, open, done);

  const auto number = [&](V value) {
    return CellVal(Shape::kInt, Word(static_cast<std::uint64_t>(CellKind::kInt) << 8), value);
  };
  ir_.SetInsertPoint(open);
  V count = CallHost(NativeHost::kBegin, frame, {collection, number(Word(pc))}, Shape::kInt).payload;
  ir_.CreateStore(Word(0), index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(head);
  V at = ir_.CreateLoad(word_, index);
  ir_.CreateCondBr(ir_.CreateICmpULT(at, count), body, last);

  ir_.SetInsertPoint(body);
  regs_[in.dst] = rows ? RowVal(ir_.CreateAdd(ir_.CreateAnd(collection.payload, Word(0xffffffff)), at))
                       : CallHost(NativeHost::kMember, 0, {collection, number(at)}, collection.member);
  Count(in.imm - pc);
  Execute(pc + 1, in.imm);
  CheckSteps();
  const Cell yes = Cell::Bool(true);
  const Val where = end.b == kNoReg ? ConstantVal(yes) : regs_[end.b];
  V decided = CallHost(NativeHost::kTake, frame, {where, regs_[end.a]}, Shape::kInt).payload;
  ir_.CreateCondBr(ir_.CreateICmpNE(decided, Word(0)), last, next);

  ir_.SetInsertPoint(next);
  ir_.CreateStore(ir_.CreateAdd(ir_.CreateLoad(word_, index), Word(1)), index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(last);
  StoreCell(CallHost(NativeHost::kFinish, frame, {}, Shape::kInt), result);
  ir_.CreateBr(done);

  ir_.SetInsertPoint(done);
  Val out = LoadCell(kind == LoopKind::kCount   ? Shape::kCount
                     : kind == LoopKind::kBuild ? Shape::kSet
                                                : Shape::kBool,
                     result);
  if (kind == LoopKind::kBuild) out.member = regs_[end.a].shape == Shape::kCount ? Shape::kInt : regs_[end.a].shape;
  return out;
}

}  // namespace mps::jit
