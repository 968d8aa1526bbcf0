// InSet of small sets of constants, and of a constant text in a claim collection; all others are the host's.
#include "jit/codegen.h"

namespace mps::jit {

using program::Compare;

namespace {

constexpr std::size_t kSmallSet = 32;
constexpr std::size_t kSmallText = 64;

bool IsNumber(CellKind kind) { return kind == CellKind::kBool || kind == CellKind::kInt; }

}  // namespace

CodeGen::V CodeGen::MemberOfNumbers(const Val& v, const std::vector<std::int64_t>& members) {
  V any = ir_.getFalse();
  for (const std::int64_t member : members)
    any = ir_.CreateOr(any, ir_.CreateICmpEQ(v.payload, Word(static_cast<std::uint64_t>(member))));
  return any;
}

// By length, then the texts of that length.
CodeGen::V CodeGen::MemberOfTexts(const Val& v, const std::vector<std::string_view>& members) {
  std::map<std::size_t, std::vector<std::string_view>> by_length;
  for (const std::string_view member : members) by_length[member.size()].push_back(member);
  llvm::BasicBlock *done = NewBlock("in.done"), *from = ir_.GetInsertBlock();
  llvm::SwitchInst* by = ir_.CreateSwitch(LengthOf(v), done, static_cast<unsigned>(by_length.size()));
  std::vector<std::pair<V, llvm::BasicBlock*>> results = {{ir_.getFalse(), from}};
  for (const auto& [length, texts] : by_length) {
    llvm::BasicBlock* block = NewBlock("in.length");
    by->addCase(llvm::cast<llvm::ConstantInt>(Word(length)), block);
    ir_.SetInsertPoint(block);
    V any = ir_.getFalse();
    for (const std::string_view text : texts) any = ir_.CreateOr(any, EqualOctets(Pointer(v), text));
    results.emplace_back(any, block);
    ir_.CreateBr(done);
  }
  ir_.SetInsertPoint(done);
  llvm::PHINode* result = ir_.CreatePHI(ir_.getInt1Ty(), static_cast<unsigned>(results.size()));
  for (const auto& [value, block] : results) result->addIncoming(value, block);
  return result;
}

// A constant text among the members of a claim collection. As soon as the collection or a member is in any way out of
// order the host answers.
Val CodeGen::TextInRows(const Instr& in, std::uint32_t id, const Val& text, const Val& rows) {
  V truth = Slot(number_, "in"), why = Slot(word_, "in.why"), index = Slot(word_, "in.index");
  llvm::BasicBlock *begin = NewBlock("in.rows"), *head = NewBlock("in.next"), *member = NewBlock("in.member"),
                   *there = NewBlock("in.there"), *another = NewBlock("in.another"), *host = NewBlock("in.host"),
                   *done = NewBlock("in.done");
  ir_.CreateStore(Number(0), truth);
  ir_.CreateStore(Word(0), why);
  V complete = ir_.CreateICmpEQ(StateOf(rows), Word(static_cast<std::uint64_t>(State::kValue)));
  ir_.CreateCondBr(complete, begin, host);

  ir_.SetInsertPoint(begin);
  V first = ir_.CreateAnd(rows.payload, Word(0xffffffff));
  V last = ir_.CreateAdd(first, LengthOf(rows));
  ir_.CreateStore(first, index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(head);
  V at = ir_.CreateLoad(word_, index);
  ir_.CreateCondBr(ir_.CreateICmpULT(at, last), member, done);

  ir_.SetInsertPoint(member);
  const Val cell = ColumnCell(in.imm, at);
  ir_.CreateCondBr(Usable(cell), there, host);

  ir_.SetInsertPoint(there);
  V same = HasText(cell, text.constant->text(), false);
  ir_.CreateStore(ir_.CreateSelect(same, Number(4), Number(0)), truth);
  ir_.CreateCondBr(same, done, another);

  ir_.SetInsertPoint(another);
  ir_.CreateStore(ir_.CreateAdd(at, Word(1)), index);
  ir_.CreateBr(head);

  ir_.SetInsertPoint(host);
  Val answer = CallHostTruth(NativeHost::kInSet, id, {text, rows});
  ir_.CreateStore(TruthOf(answer), truth);
  ir_.CreateStore(WhyOf(answer), why);
  ir_.CreateBr(done);

  ir_.SetInsertPoint(done);
  return TruthVal(ir_.CreateLoad(number_, truth), ir_.CreateLoad(word_, why));
}

// A set of constants is complete, and a value that is missing stays what it is.
Val CodeGen::InSet(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const auto compare = static_cast<Compare>(in.aux);
  const Val& set = operands[1];
  const Cell* constant = operands[0].constant;
  if (set.shape == Shape::kRows && set.head != nullptr && compare == Compare::kBytes && constant != nullptr &&
      constant->kind == CellKind::kText && constant->len <= kSmallText)
    return TextInRows(in, id, operands[0], set);
  const bool plain = compare == Compare::kInt || compare == Compare::kBytes || compare == Compare::kScalar;
  if (!plain || set.const_set == schema::kNone || operands[0].shape == Shape::kCount ||
      program_.sets[set.const_set].members.empty() || program_.sets[set.const_set].members.size() > kSmallSet)
    return CallHostTruth(NativeHost::kInSet, id, operands);
  std::vector<std::int64_t> bools, ints;
  std::vector<std::string_view> texts;
  for (const Cell& member : program_.sets[set.const_set].members) {
    if (IsNumber(member.kind)) {
      (member.kind == CellKind::kBool ? bools : ints).push_back(member.i);
    } else if (member.len <= kSmallText && member.aux == 0) {
      texts.push_back(member.text());
    } else {
      return CallHostTruth(NativeHost::kInSet, id, operands);
    }
  }
  const Val a = Cell_(operands[0]);
  return StrictBranch({a}, [&] {
    if (a.shape != Shape::kScalar) {
      V member = ir_.getFalse();
      if (a.shape == Shape::kBool)
        member = MemberOfNumbers(a, bools);
      else if (a.shape == Shape::kInt)
        member = MemberOfNumbers(a, ints);
      else if (!texts.empty())
        member = MemberOfTexts(a, texts);
      return FromCondition(member);
    }
    V kind = KindOf(a);
    const auto is = [&](CellKind k) { return ir_.CreateICmpEQ(kind, Word(static_cast<std::uint64_t>(k))); };
    V number = ir_.getFalse();
    if (!ints.empty()) number = ir_.CreateAnd(is(CellKind::kInt), MemberOfNumbers(a, ints));
    if (!bools.empty()) number = ir_.CreateOr(number, ir_.CreateAnd(is(CellKind::kBool), MemberOfNumbers(a, bools)));
    if (texts.empty()) return FromCondition(number);
    llvm::BasicBlock *text = NewBlock("in.text"), *done = NewBlock("in.text.done"), *from = ir_.GetInsertBlock();
    ir_.CreateCondBr(is(CellKind::kText), text, done);
    ir_.SetInsertPoint(text);
    V member = MemberOfTexts(a, texts);
    llvm::BasicBlock* end = ir_.GetInsertBlock();
    ir_.CreateBr(done);
    ir_.SetInsertPoint(done);
    llvm::PHINode* result = ir_.CreatePHI(ir_.getInt1Ty(), 2);
    result->addIncoming(member, end), result->addIncoming(number, from);
    return FromCondition(result);
  });
}

}  // namespace mps::jit
