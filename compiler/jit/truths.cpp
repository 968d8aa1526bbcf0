// The five truth values without branches: numbers as mps::Truth has them, so that `and` is the lesser.
#include "jit/codegen.h"

namespace mps::jit {

Val CodeGen::TruthVal(V truth, V why) {
  Val v;
  v.shape = Shape::kBool, v.truth = truth, v.why = why;
  return v;
}

Val CodeGen::FromCondition(V condition) {
  Val v = TruthVal(ir_.CreateSelect(condition, Number(4), Number(0)), Word(0));
  v.sure = true;
  return v;
}

// Of a cell: builtins::TruthOf.
CodeGen::V CodeGen::TruthOf(Val& v) {
  if (v.truth != nullptr) return v.truth;
  v.why = v.payload;
  v.truth = ir_.CreateSelect(ir_.CreateICmpNE(v.payload, Word(0)), Number(4), Number(0));
  if (v.sure) return v.truth;
  V usable = ir_.CreateICmpEQ(SeverityOf(v), Word(0));
  v.truth = ir_.CreateSelect(usable, v.truth, MissingTruth(v));
  return v.truth;
}

CodeGen::V CodeGen::WhyOf(Val& v) {
  TruthOf(v);
  return v.why;
}

// `condition` where all operands have values, else what is missing of them.
Val CodeGen::StrictTruth(const std::vector<Val>& operands, V condition) {
  V usable = nullptr;
  for (const Val& operand : operands) {
    V own = Usable(operand);
    if (own != nullptr) usable = usable == nullptr ? own : ir_.CreateAnd(usable, own);
  }
  const Val decided = FromCondition(condition);
  if (usable == nullptr) return decided;
  Val missing = Missing(operands);
  return TruthVal(ir_.CreateSelect(usable, decided.truth, MissingTruth(missing)), missing.payload);
}

// False and true swapped, others as they are; this is also the order of `or`.
CodeGen::V CodeGen::Negated(V truth) {
  if (auto* select = llvm::dyn_cast<llvm::SelectInst>(truth)) {  // of a condition
    auto* yes = llvm::dyn_cast<llvm::ConstantInt>(select->getTrueValue());
    auto* no = llvm::dyn_cast<llvm::ConstantInt>(select->getFalseValue());
    if (yes != nullptr && no != nullptr && yes->equalsInt(4) && no->equalsInt(0))
      return ir_.CreateSelect(select->getCondition(), Number(0), Number(4));
  }
  V at = ir_.CreateShl(truth, Number(2));
  return ir_.CreateAnd(ir_.CreateLShr(Number(0x03214), at), Number(7));
}

Val CodeGen::Not(Val a) {
  V truth = TruthOf(a);
  Val out = TruthVal(Negated(truth), a.why);
  out.sure = a.sure;
  return out;
}

// builtins::And: b where its truth is less than that of a.
Val CodeGen::And(Val a, Val b) {
  V less = ir_.CreateICmpULT(TruthOf(b), TruthOf(a));
  Val out = TruthVal(ir_.CreateSelect(less, b.truth, a.truth), ir_.CreateSelect(less, b.why, a.why));
  out.sure = a.sure && b.sure;
  return out;
}

Val CodeGen::Or(Val a, Val b) {
  V less = ir_.CreateICmpULT(Negated(TruthOf(b)), Negated(TruthOf(a)));
  Val out = TruthVal(ir_.CreateSelect(less, b.truth, a.truth), ir_.CreateSelect(less, b.why, a.why));
  out.sure = a.sure && b.sure;
  return out;
}

// builtins::IsPresent of all but sets.
Val CodeGen::IsPresent(Val a) {
  const auto absent = [&] { return static_cast<std::uint64_t>(State::kAbsent); };
  if (a.head == nullptr) {
    V there = ir_.CreateOr(ir_.CreateICmpEQ(a.truth, Number(0)), ir_.CreateICmpEQ(a.truth, Number(4)));
    V rest = ir_.CreateSelect(ir_.CreateICmpEQ(a.truth, Number(3)), Number(0), a.truth);
    return TruthVal(ir_.CreateSelect(there, Number(4), rest), a.why);
  }
  V state = StateOf(a);
  V rest = ir_.CreateSelect(ir_.CreateICmpEQ(state, Word(absent())), Number(0), MissingTruth(a));
  V usable = Usable(a);
  V truth = usable == nullptr ? static_cast<V>(Number(4)) : ir_.CreateSelect(usable, Number(4), rest);
  if (a.shape != Shape::kRows) return TruthVal(truth, a.payload);
  V incomplete = ir_.CreateICmpEQ(state, Word(static_cast<std::uint64_t>(State::kIncomplete)));
  V open = ir_.CreateAnd(incomplete, ir_.CreateICmpEQ(LengthOf(a), Word(0)));
  V reason = ir_.CreateLShr(a.payload, Word(32));
  return TruthVal(ir_.CreateSelect(open, Number(2), truth), ir_.CreateSelect(open, reason, a.payload));
}

Val CodeGen::Else(const Val& a, const Val& b) {
  if (a.head == nullptr && b.head == nullptr) {
    V absent = ir_.CreateICmpEQ(a.truth, Number(3));
    return TruthVal(ir_.CreateSelect(absent, b.truth, a.truth), ir_.CreateSelect(absent, b.why, a.why));
  }
  const Val cell = Cell_(a);
  V absent = ir_.CreateICmpEQ(StateOf(cell), Word(static_cast<std::uint64_t>(State::kAbsent)));
  Val out = SelectVal(absent, b, cell);
  out.shape = program::Joined(a.shape, b.shape);
  if (a.shape == Shape::kSet) out.shape = Shape::kSet;
  return out;
}

}  // namespace mps::jit
