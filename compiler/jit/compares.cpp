// Comparisons: numbers, octets against constants, `scalar` claims told by their kind. Counts, digests, networks and
// versions are the host's.
#include <cstring>

#include "builtins/reasons.h"
#include "jit/codegen.h"

namespace mps::jit {

using program::Compare;
using program::Op;

namespace {

constexpr std::size_t kInline = 64;  // longer texts are compared by memcmp

std::uint64_t Mask(CellKind kind) { return static_cast<std::uint64_t>(kind) << 8; }

bool AnyCount(const std::vector<Val>& operands) {
  for (const Val& v : operands)
    if (v.shape == Shape::kCount) return true;
  return false;
}

NativeHost HostOf(Op op) {
  switch (op) {
    case Op::kEqual:
      return NativeHost::kEqual;
    case Op::kNotEqual:
      return NativeHost::kNotEqual;
    case Op::kLess:
      return NativeHost::kLess;
    default:
      return NativeHost::kLessEqual;
  }
}

std::uint64_t Piece(std::string_view text, std::size_t at, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, size);
  return word;
}

}  // namespace

// REQUIRES: text.size() octets are there.
CodeGen::V CodeGen::EqualOctets(V address, std::string_view text) {
  const std::size_t size = text.size();
  if (size == 0) return ir_.getTrue();
  if (size > kInline) {
    auto* type = llvm::FunctionType::get(number_, {pointer_, pointer_, word_}, false);
    llvm::FunctionCallee compare = module_->getOrInsertFunction("memcmp", type);
    return ir_.CreateICmpEQ(ir_.CreateCall(compare, {address, Octets(text), Word(size)}), Number(0));
  }
  V difference = nullptr;
  const auto piece = [&](std::size_t at, std::size_t octets) {
    auto* type = llvm::IntegerType::get(ir_.getContext(), static_cast<unsigned>(octets * 8));
    llvm::LoadInst* load = ir_.CreateAlignedLoad(type, ir_.CreateConstGEP1_64(octet_, address, at), llvm::Align(1));
    load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(ir_.getContext(), {}));
    V own = ir_.CreateXor(load, llvm::ConstantInt::get(type, Piece(text, at, octets)));
    own = ir_.CreateZExt(own, word_);
    difference = difference == nullptr ? own : ir_.CreateOr(difference, own);
  };
  std::size_t at = 0;
  for (; size - at >= 8; at += 8) piece(at, 8);
  const std::size_t left = size - at;
  if (left > 0 && size >= 8) {
    piece(size - 8, 8);
  } else if (left >= 4) {
    piece(at, 4);
    if (left > 4) piece(size - 4, 4);
  } else if (left >= 2) {
    piece(at, 2);
    if (left == 3) piece(at + 2, 1);
  } else if (left == 1) {
    piece(at, 1);
  }
  return ir_.CreateICmpEQ(difference, Word(0));
}

// State, kind and length of a cell at once; the kind only of what may be something else than text (or octets).
CodeGen::V CodeGen::TextKey(const Val& v, bool check_kind) {
  return ir_.CreateAnd(v.head, Word(0xffffffff000000ffull | (check_kind ? 0xff00u : 0u)));
}

// Whether it is that of a text that is there, of this length.
CodeGen::V CodeGen::IsTextOf(V key, std::size_t length, bool check_kind) {
  return ir_.CreateICmpEQ(key, Word(std::uint64_t{length} << 32 | (check_kind ? Mask(CellKind::kText) : 0)));
}

// Whether the cell has a value and is this text (or these octets).
CodeGen::V CodeGen::HasText(const Val& v, std::string_view text, bool check_kind) {
  V same = IsTextOf(TextKey(v, check_kind), text.size(), check_kind);
  if (text.empty()) return same;
  llvm::BasicBlock *octets = NewBlock("octets"), *done = NewBlock("octets.done"), *from = ir_.GetInsertBlock();
  ir_.CreateCondBr(same, octets, done);
  ir_.SetInsertPoint(octets);
  V equal = EqualOctets(Pointer(v), text);
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  llvm::PHINode* result = ir_.CreatePHI(ir_.getInt1Ty(), 2);
  result->addIncoming(equal, octets), result->addIncoming(ir_.getFalse(), from);
  return result;
}

Val CodeGen::EqualConstant(Compare compare, const Val& v, const Cell& constant, const std::vector<Val>& operands) {
  const bool scalar = compare == Compare::kScalar && v.shape == Shape::kScalar;
  if (constant.kind == CellKind::kBool || constant.kind == CellKind::kInt) {
    V same = ir_.CreateICmpEQ(v.payload, Word(static_cast<std::uint64_t>(constant.i)));
    if (scalar)
      same = ir_.CreateAnd(same, ir_.CreateICmpEQ(KindOf(v), Word(static_cast<std::uint64_t>(constant.kind))));
    else if (program::ShapeOf(constant.kind) != v.shape)
      same = ir_.getFalse();
    return StrictTruth(operands, same);
  }
  if (!scalar && program::ShapeOf(constant.kind) != v.shape) return StrictTruth(operands, ir_.getFalse());
  return StrictTruth(operands, HasText(v, constant.text(), scalar));
}

Val CodeGen::Equal(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const auto compare = static_cast<Compare>(in.aux);
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]);
  Val result;
  if (AnyCount(operands)) {
    result = CallHostTruth(NativeHost::kEqual, id, operands);
  } else if (compare == Compare::kInt) {
    result = StrictTruth({a, b}, ir_.CreateICmpEQ(a.payload, b.payload));
  } else if ((compare == Compare::kBytes || compare == Compare::kScalar) &&
             (a.constant != nullptr || b.constant != nullptr)) {
    const bool first = a.constant != nullptr;
    result = EqualConstant(compare, first ? b : a, first ? *a.constant : *b.constant, {a, b});
  } else {
    result = CallHostTruth(NativeHost::kEqual, id, operands);
  }
  return in.op == Op::kNotEqual ? Not(result) : result;
}

// Less, LessEqual.
Val CodeGen::Ordered(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const auto compare = static_cast<Compare>(in.aux);
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]);
  if (compare != Compare::kInt || AnyCount(operands)) return CallHostTruth(HostOf(in.op), id, operands);
  V holds = in.op == Op::kLess ? ir_.CreateICmpSLT(a.payload, b.payload) : ir_.CreateICmpSLE(a.payload, b.payload);
  return StrictTruth({a, b}, holds);
}

Val CodeGen::InRange(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const auto compare = static_cast<Compare>(in.aux);
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]), c = Cell_(operands[2]);
  const auto is_int = [](const Val& v) { return v.constant != nullptr && v.constant->kind == CellKind::kInt; };
  const bool scalar = compare == Compare::kScalar && is_int(b) && is_int(c);
  if ((compare != Compare::kInt && !scalar) || AnyCount(operands))
    return CallHostTruth(NativeHost::kInRange, id, operands);
  V low = ir_.CreateICmpSLE(b.payload, a.payload), high = ir_.CreateICmpSLE(a.payload, c.payload);
  Val inside = StrictTruth({a, b, c}, ir_.CreateAnd(low, high));
  if (!scalar || a.shape == Shape::kInt) return inside;
  // A value of another kind has no order.
  V other = ir_.CreateAnd(ir_.CreateICmpEQ(StateOf(a), Word(0)),
                          ir_.CreateICmpNE(KindOf(a), Word(static_cast<std::uint64_t>(CellKind::kInt))));
  return TruthVal(ir_.CreateSelect(other, Number(1), inside.truth),
                  ir_.CreateSelect(other, Word(builtins::kReasonScalarOrder), inside.why));
}

// StartsWith, EndsWith against a constant.
Val CodeGen::AffixTest(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]);
  const bool text = b.constant != nullptr && b.constant->kind == CellKind::kText;
  if (!text || b.constant->len > kInline) {
    return CallHostTruth(in.op == Op::kStartsWith ? NativeHost::kStartsWith : NativeHost::kEndsWith, id, operands);
  }
  const std::string_view affix = b.constant->text();
  const bool scalar = a.shape == Shape::kScalar;
  V length = LengthOf(a);
  V may = ir_.CreateICmpUGE(length, Word(affix.size()));
  V usable = Usable(a);
  if (usable != nullptr) may = ir_.CreateAnd(may, usable);
  V is_text = scalar ? ir_.CreateICmpEQ(KindOf(a), Word(static_cast<std::uint64_t>(CellKind::kText))) : nullptr;
  if (scalar) may = ir_.CreateAnd(may, is_text);
  llvm::BasicBlock *octets = NewBlock("affix"), *done = NewBlock("affix.done"), *from = ir_.GetInsertBlock();
  ir_.CreateCondBr(may, octets, done);
  ir_.SetInsertPoint(octets);
  V at = Pointer(a);
  if (in.op == Op::kEndsWith) at = ir_.CreateGEP(octet_, at, ir_.CreateSub(length, Word(affix.size())));
  V equal = EqualOctets(at, affix);
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  llvm::PHINode* holds = ir_.CreatePHI(ir_.getInt1Ty(), 2);
  holds->addIncoming(equal, octets), holds->addIncoming(ir_.getFalse(), from);
  Val result = StrictTruth({a}, holds);
  if (!scalar) return result;
  V other = ir_.CreateNot(is_text);
  if (usable != nullptr) other = ir_.CreateAnd(usable, other);
  return TruthVal(ir_.CreateSelect(other, Number(1), result.truth),
                  ir_.CreateSelect(other, Word(builtins::kReasonNotText), result.why));
}

Val CodeGen::Within(const std::vector<Val>& operands) {
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]);
  V beyond = ir_.CreateAnd(a.payload, ir_.CreateNot(b.payload));
  return StrictTruth({a, b}, ir_.CreateICmpEQ(beyond, Word(0)));
}

}  // namespace mps::jit
