// Outcomes: cells of kind kInt with the verdict's number, the grade in aux, the reason in len (builtins/outcome.h).
#include "jit/codegen.h"
#include "mps/verdict.h"

namespace mps::jit {

namespace {

constexpr std::uint64_t kOutcomeHead = static_cast<std::uint64_t>(CellKind::kInt) << 8;

}  // namespace

Val CodeGen::OutcomeVal(V verdict, V grade, V reason) {
  V head = ir_.CreateOr(Word(kOutcomeHead), ir_.CreateShl(grade, Word(16)));
  Val v = CellVal(Shape::kOutcome, ir_.CreateOr(head, ir_.CreateShl(reason, Word(32))), verdict);
  v.sure = true;
  return v;
}

// Verdict by truth: false fail, error error, unknown unknown, absent fail, true pass; the reason of error and unknown.
Val CodeGen::Require(Val t) {
  V truth = TruthOf(t);
  V at = ir_.CreateShl(truth, Number(2));
  V verdict = ir_.CreateZExt(ir_.CreateAnd(ir_.CreateLShr(Number(0x12432), at), Number(7)), word_);
  if (t.sure)
    return OutcomeVal(ir_.CreateSelect(ir_.CreateICmpEQ(truth, Number(4)), Word(1), Word(2)), Word(0), Word(0));
  V open = ir_.CreateICmpULT(ir_.CreateSub(truth, Number(1)), Number(2));
  V reason = ir_.CreateSelect(open, ir_.CreateAnd(WhyOf(t), Word(0xffffffff)), Word(0));
  return OutcomeVal(verdict, Word(0), reason);
}

// True: the outcome; false: notapplicable; unknown: unknown; error and absent: error.
Val CodeGen::Govern(Val when, const Val& outcome) {
  V truth = TruthOf(when);
  V at = ir_.CreateShl(truth, Number(2));
  V verdict = ir_.CreateZExt(ir_.CreateAnd(ir_.CreateLShr(Number(0x03435), at), Number(7)), word_);
  V applies = ir_.CreateICmpNE(truth, Number(0));
  V reason = ir_.CreateSelect(applies, ir_.CreateAnd(WhyOf(when), Word(0xffffffff)), Word(0));
  Val out = SelectVal(ir_.CreateICmpEQ(truth, Number(4)), outcome, OutcomeVal(verdict, Word(0), reason));
  out.shape = Shape::kOutcome, out.sure = true;
  return out;
}

// builtins::Join's order, a nibble for each verdict.
Val CodeGen::Join(const Val& a, const Val& b) {
  const auto rank = [&](const Val& v) {
    V at = ir_.CreateShl(ir_.CreateAnd(v.payload, Word(7)), Word(2));
    return ir_.CreateAnd(ir_.CreateLShr(Word(0x65421037), at), Word(7));
  };
  Val out = SelectVal(ir_.CreateICmpULT(rank(b), rank(a)), b, a);
  out.shape = Shape::kOutcome, out.sure = true;
  return out;
}

Val CodeGen::Graded(std::uint32_t grade) {
  const auto pass = Word(static_cast<std::uint64_t>(Verdict::kPass)),
             fail = Word(static_cast<std::uint64_t>(Verdict::kFail));
  V verdict = fail;
  if (static_cast<Grade>(grade) == Grade::kAffirming) verdict = pass;
  if (static_cast<Grade>(grade) == Grade::kWarning) {
    V accept = Field(offsetof(NativeContext, accept_warning), word_);
    verdict = ir_.CreateSelect(ir_.CreateICmpNE(accept, Word(0)), pass, fail);
  }
  return OutcomeVal(verdict, Word(grade), Word(0));
}

Val CodeGen::Arm(Val condition, const Val& rest, std::uint32_t grade) {
  V truth = TruthOf(condition);
  const Val open = SelectVal(ir_.CreateICmpEQ(truth, Number(0)), rest, Require(condition));
  Val out = SelectVal(ir_.CreateICmpEQ(truth, Number(4)), Graded(grade), open);
  out.shape = Shape::kOutcome, out.sure = true;
  return out;
}

}  // namespace mps::jit
