// InSet of small sets of constants, and of a constant text in a claim collection; all others are the host's.
#include <algorithm>

#include "jit/codegen.h"

namespace mps::jit {

using program::Compare;

namespace {

constexpr std::size_t kSmallSet = 32;
constexpr std::size_t kSmallText = 64;

bool IsNumber(CellKind kind) { return kind == CellKind::kBool || kind == CellKind::kInt; }

}  // namespace

// Several numbers that are close together are bits of a word.
CodeGen::V CodeGen::MemberOfNumbers(const Val& v, const std::vector<std::int64_t>& members) {
  if (members.empty()) return ir_.getFalse();
  const auto [least, most] = std::minmax_element(members.begin(), members.end());
  if (members.size() > 2 && static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least) < 64) {
    const std::uint64_t base = *least >= 0 && *most < 64 ? 0 : static_cast<std::uint64_t>(*least);
    std::uint64_t bits = 0;
    for (const std::int64_t member : members) bits |= std::uint64_t{1} << (static_cast<std::uint64_t>(member) - base);
    V place = base == 0 ? v.payload : ir_.CreateSub(v.payload, Word(base));
    V bit = ir_.CreateLShr(Word(bits), ir_.CreateAnd(place, Word(63)));
    return ir_.CreateAnd(ir_.CreateICmpULT(place, Word(64)), ir_.CreateTrunc(bit, ir_.getInt1Ty()));
  }
  V any = nullptr;
  for (const std::int64_t member : members)
    any = Either(any, ir_.CreateICmpEQ(v.payload, Word(static_cast<std::uint64_t>(member))));
  return any;
}

// By state, kind and length at once, then the texts of that length. Of what is no text of these lengths `other` says
// whether it is a member, if it has a value.
Val CodeGen::MemberOfTexts(const Val& v, const std::vector<std::string_view>& members,
                           const std::function<V()>& other) {
  std::map<std::size_t, std::vector<std::string_view>> by_length;
  for (const std::string_view member : members) by_length[member.size()].push_back(member);
  const bool scalar = v.shape == Shape::kScalar;
  V key = TextKey(v, scalar);
  llvm::BasicBlock* done = NewBlock("in.done");
  std::vector<std::pair<V, llvm::BasicBlock*>> results;
  for (const auto& [length, texts] : by_length) {
    llvm::BasicBlock *block = NewBlock("in.length"), *next = NewBlock("in.next");
    ir_.CreateCondBr(IsTextOf(key, length, scalar), block, next);
    ir_.SetInsertPoint(block);
    V any = nullptr;
    for (const std::string_view text : texts) any = Either(any, EqualOctets(Pointer(v), text));
    results.emplace_back(FromCondition(any).truth, block);
    ir_.CreateBr(done);
    ir_.SetInsertPoint(next);
  }
  const Val rest = StrictTruth({v}, other());
  results.emplace_back(rest.truth, ir_.GetInsertBlock());
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  llvm::PHINode* truth = ir_.CreatePHI(number_, static_cast<unsigned>(results.size()));
  for (const auto& [value, block] : results) truth->addIncoming(value, block);
  Val out = TruthVal(truth, v.payload);
  out.sure = v.sure;
  return out;
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
  const auto number = [&]() -> V {
    if (a.shape == Shape::kBool) return MemberOfNumbers(a, bools);
    if (a.shape == Shape::kInt) return MemberOfNumbers(a, ints);
    if (a.shape != Shape::kScalar) return ir_.getFalse();
    V any = nullptr;
    for (const auto& [kind, members] : {std::pair(CellKind::kInt, &ints), std::pair(CellKind::kBool, &bools)}) {
      if (members->empty()) continue;
      V is = ir_.CreateICmpEQ(KindOf(a), Word(static_cast<std::uint64_t>(kind)));
      any = Either(any, ir_.CreateAnd(is, MemberOfNumbers(a, *members)));
    }
    return any == nullptr ? ir_.getFalse() : any;
  };
  const bool texts_count = !texts.empty() && a.shape != Shape::kBool && a.shape != Shape::kInt;
  return texts_count ? MemberOfTexts(a, texts, number) : StrictTruth({a}, number());
}

}  // namespace mps::jit
