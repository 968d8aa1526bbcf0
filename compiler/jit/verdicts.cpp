// Outcomes: cells of kind kInt with the verdict's number, the grade in aux (builtins/outcome.h).
#include <utility>

#include "jit/codegen.h"
#include "jit/optimise.h"
#include "mps/verdict.h"

namespace mps::jit {

namespace {

constexpr std::uint64_t kOutcomeHead = static_cast<std::uint64_t>(CellKind::kInt) << 8;

}  // namespace

Val CodeGen::OutcomeVal(V verdict, std::uint32_t grade) {
  Val v = CellVal(Shape::kOutcome, Word(kOutcomeHead | std::uint64_t{grade} << 16), verdict);
  v.sure = true;
  return v;
}

Val CodeGen::Require(Val t) {
  Val v;
  v.shape = Shape::kOutcome, v.truth = TruthOf(t), v.sure = true;
  return v;
}

// Verdict by truth: false fail, error error, unknown unknown, absent fail, true pass.
Val CodeGen::OutcomeOf(const Val& required) {
  V at = ir_.CreateShl(required.truth, Number(2));
  return OutcomeVal(ir_.CreateZExt(ir_.CreateAnd(ir_.CreateLShr(Number(0x12432), at), Number(7)), word_), 0);
}

// True: the outcome; false: notapplicable; unknown: unknown; error and absent: error.
Val CodeGen::Govern(Val when, const Val& outcome) {
  V truth = TruthOf(when);
  V at = ir_.CreateShl(truth, Number(2));
  V verdict = ir_.CreateZExt(ir_.CreateAnd(ir_.CreateLShr(Number(0x03435), at), Number(7)), word_);
  Val out = SelectVal(ir_.CreateICmpEQ(truth, Number(4)), outcome, OutcomeVal(verdict, 0));
  out.shape = Shape::kOutcome, out.sure = true;
  return out;
}

// builtins::Join's order, a nibble for each verdict.
Val CodeGen::Join(const Val& left, const Val& right) {
  const Val a = Cell_(left), b = Cell_(right);
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
  return OutcomeVal(verdict, grade);
}

// A function of the module that counts steps and stores what a truth requires: most rules end so, and stay small.
// Its second argument is the rule, and above 32 bits the steps.
llvm::Function* CodeGen::VerdictStorer() {
  if (storer_ != nullptr) return storer_;
  storer_ = NewFunction("store", ir_.getVoidTy(), {pointer_, word_, number_});
  storer_->addFnAttr(llvm::Attribute::NoInline);  // at O2: inlined, it gains nothing
  storer_->addFnAttr(kHot);
  Frame outer = Leave();
  StartFunction(storer_);
  ir_.SetInsertPoint(entry_);
  V word = storer_->getArg(1);
  Count(ir_.CreateLShr(word, Word(32)));
  Val required;
  required.shape = Shape::kOutcome, required.truth = storer_->getArg(2);
  V outcomes = Field(offsetof(NativeContext, outcomes), pointer_);
  StoreCell(required, Offset(outcomes, ir_.CreateAnd(word, Word(0xffffffff)), sizeof(Cell)));
  ir_.CreateRetVoid();
  Return(std::move(outer));
  return storer_;
}

void CodeGen::StoreVerdict(const Val& outcome, std::uint32_t rule) {
  if (outcome.head != nullptr) {
    V outcomes = Field(offsetof(NativeContext, outcomes), pointer_);
    return StoreCell(outcome, ir_.CreateConstGEP1_64(pair_, outcomes, rule));
  }
  const std::uint64_t steps = std::exchange(uncounted_, 0);
  ir_.CreateCall(VerdictStorer(), {context_, Word(steps << 32 | rule), outcome.truth})->setDoesNotThrow();
}

Val CodeGen::Arm(Val condition, const Val& rest, std::uint32_t grade) {
  V truth = TruthOf(condition);
  const Val open = SelectVal(ir_.CreateICmpEQ(truth, Number(0)), rest, Require(condition));
  Val out = SelectVal(ir_.CreateICmpEQ(truth, Number(4)), Graded(grade), open);
  out.shape = Shape::kOutcome, out.sure = true;
  return out;
}

}  // namespace mps::jit
