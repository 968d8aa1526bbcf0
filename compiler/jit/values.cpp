// Cells as two words: loading, telling their states apart, and the operations on numbers.
#include <cstring>

#include "builtins/reasons.h"
#include "jit/codegen.h"

namespace mps::jit {

using program::kNoReg;
using program::Op;

namespace {

std::uint64_t HeadOf(const Cell& cell) {
  std::uint64_t head = 0;
  std::memcpy(&head, &cell, sizeof head);
  return head;
}
static_assert(offsetof(Cell, kind) == 1 && offsetof(Cell, aux) == 2 && offsetof(Cell, len) == 4);

std::uint64_t PayloadOf(const Cell& cell) {
  std::uint64_t payload = 0;
  std::memcpy(&payload, reinterpret_cast<const char*>(&cell) + 8, sizeof payload);
  return payload;
}

bool IsText(CellKind kind) { return kind >= CellKind::kText && kind <= CellKind::kCidr; }

}  // namespace

Val CodeGen::CellVal(Shape shape, V head, V payload) {
  Val v;
  v.shape = shape, v.head = head, v.payload = payload;
  return v;
}

Val CodeGen::ConstantVal(const Cell& cell) {
  V payload = Word(PayloadOf(cell));
  if (IsText(cell.kind) && cell.has_value()) payload = ir_.CreatePtrToInt(Octets(cell.text()), word_);
  Val v = CellVal(program::ShapeOf(cell.kind), Word(HeadOf(cell)), payload);
  v.constant = &cell;
  v.sure = cell.has_value();
  return v;
}

Val CodeGen::ErrorVal(Shape shape, ReasonId reason) {
  const Cell cell = Cell::Error(reason);
  return CellVal(shape, Word(HeadOf(cell)), Word(PayloadOf(cell)));
}

Val CodeGen::LoadCell(Shape shape, V address) {
  V head = ir_.CreateLoad(word_, address);
  return CellVal(shape, head, ir_.CreateLoad(word_, ir_.CreateConstGEP1_64(octet_, address, 8)));
}

void CodeGen::StoreCell(const Val& v, V address) {
  const Val cell = Cell_(v);
  ir_.CreateStore(cell.head, address);
  ir_.CreateStore(cell.payload, ir_.CreateConstGEP1_64(octet_, address, 8));
}

CodeGen::V CodeGen::StateOf(const Val& v) { return ir_.CreateAnd(v.head, Word(0xff)); }
CodeGen::V CodeGen::KindOf(const Val& v) { return ir_.CreateAnd(ir_.CreateLShr(v.head, Word(8)), Word(0xff)); }
CodeGen::V CodeGen::LengthOf(const Val& v) { return ir_.CreateLShr(v.head, Word(32)); }
CodeGen::V CodeGen::Pointer(const Val& v) { return ir_.CreateIntToPtr(v.payload, pointer_); }

// builtins::kSeverity, a nibble for each state.
CodeGen::V CodeGen::SeverityOf(const Val& v) {
  if (v.sure) return Word(0);
  if (v.head == nullptr) {
    V none = ir_.CreateOr(ir_.CreateICmpEQ(v.truth, Number(0)), ir_.CreateICmpEQ(v.truth, Number(4)));
    return ir_.CreateSelect(none, Word(0), ir_.CreateZExt(ir_.CreateSub(Number(4), v.truth), word_));
  }
  return ir_.CreateAnd(ir_.CreateLShr(Word(0x033210), ir_.CreateShl(StateOf(v), Word(2))), Word(7));
}

// 4 less severity, for each state. What it is of cells that have a value means nothing.
CodeGen::V CodeGen::MissingTruth(const Val& v) {
  V truth = ir_.CreateLShr(Word(0x411234), ir_.CreateShl(StateOf(v), Word(2)));
  return ir_.CreateAnd(ir_.CreateTrunc(truth, number_), Number(7));
}

// Collections may be incomplete, and are then usable too.
CodeGen::V CodeGen::Usable(const Val& v) {
  if (v.sure) return nullptr;
  if (v.head == nullptr)
    return ir_.CreateOr(ir_.CreateICmpEQ(v.truth, Number(0)), ir_.CreateICmpEQ(v.truth, Number(4)));
  V state = StateOf(v);
  V usable = ir_.CreateICmpEQ(state, Word(static_cast<std::uint64_t>(State::kValue)));
  if (v.shape != Shape::kRows && v.shape != Shape::kSet) return usable;
  return ir_.CreateOr(usable, ir_.CreateICmpEQ(state, Word(static_cast<std::uint64_t>(State::kIncomplete))));
}

Val CodeGen::Cell_(Val v) {
  if (v.payload == nullptr && v.const_set != schema::kNone) {
    V sets = Field(offsetof(NativeContext, sets), pointer_);
    v.payload = Invariant(word_, ir_.CreateConstGEP1_64(pointer_, sets, v.const_set));
  }
  if (v.head != nullptr) return v;
  if (v.shape == Shape::kOutcome) return OutcomeOf(v);
  V decided = ir_.CreateOr(ir_.CreateICmpEQ(v.truth, Number(0)), ir_.CreateICmpEQ(v.truth, Number(4)));
  V wide = ir_.CreateZExt(v.truth, word_);
  v.head = ir_.CreateSelect(decided, Word(HeadOf(Cell::Bool(false))), ir_.CreateSub(Word(4), wide));
  v.payload = ir_.CreateSelect(decided, ir_.CreateLShr(wide, Word(2)), v.why);
  return v;
}

Val CodeGen::SelectVal(V condition, const Val& a, const Val& b) {
  const Val x = Cell_(a), y = Cell_(b);
  return CellVal(a.shape, ir_.CreateSelect(condition, x.head, y.head),
                 ir_.CreateSelect(condition, x.payload, y.payload));
}

// builtins::Missing. REQUIRES: not all are sure.
Val CodeGen::Missing(const std::vector<Val>& operands) {
  Val worst;
  V severity = nullptr;
  for (const Val& operand : operands) {
    if (operand.sure) continue;
    if (severity == nullptr) {
      worst = Cell_(operand), severity = SeverityOf(worst);
      continue;
    }
    const Val cell = Cell_(operand);
    V own = SeverityOf(cell);
    V greater = ir_.CreateICmpUGT(own, severity);
    worst = SelectVal(greater, cell, worst);
    severity = ir_.CreateSelect(greater, own, severity);
  }
  return worst;
}

Val CodeGen::ColumnCell(std::uint32_t column, V row) {
  const schema::ColumnRef ref = program_.columns[column];
  const Shape shape =
      program::ShapeOf(program_.plan.types[program_.plan.tables[ref.table].columns[ref.column].type].kind);
  V columns = Field(offsetof(NativeContext, columns), pointer_);
  V cell = Invariant(pointer_, ir_.CreateConstGEP1_64(pointer_, columns, column));
  if (row != nullptr) cell = Offset(cell, row, sizeof(Cell));
  V head = Invariant(word_, cell);
  return CellVal(shape, head, Invariant(word_, ir_.CreateConstGEP1_64(octet_, cell, 8)));
}

// A conflict reads as an error; only configurations tell the two apart.
Val CodeGen::Column(const Instr& in) {
  if (in.a == kNoReg) {
    Val cell = ColumnCell(in.imm, nullptr);
    if (!configuration_) return cell;
    V conflict = ir_.CreateICmpEQ(StateOf(cell), Word(static_cast<std::uint64_t>(State::kConflict)));
    const Val error = CellVal(cell.shape, Word(static_cast<std::uint64_t>(State::kError)),
                              ir_.CreateAnd(cell.payload, Word(0xffffffff)));
    return SelectVal(conflict, error, cell);
  }
  const Val row = regs_[in.a];
  V index = ir_.CreateAnd(row.payload, Word(0xffffffff));
  V usable = Usable(row);
  if (usable == nullptr) return ColumnCell(in.imm, index);
  llvm::BasicBlock *read = NewBlock("read"), *done = NewBlock("read.done"), *from = ir_.GetInsertBlock();
  ir_.CreateCondBr(usable, read, done);
  ir_.SetInsertPoint(read);
  const Val cell = ColumnCell(in.imm, index);
  llvm::BasicBlock* read_end = ir_.GetInsertBlock();
  ir_.CreateBr(done);
  ir_.SetInsertPoint(done);
  llvm::PHINode* head = ir_.CreatePHI(word_, 2);
  head->addIncoming(cell.head, read_end), head->addIncoming(row.head, from);
  llvm::PHINode* payload = ir_.CreatePHI(word_, 2);
  payload->addIncoming(cell.payload, read_end), payload->addIncoming(row.payload, from);
  return CellVal(cell.shape, head, payload);
}

// Add, Sub, BitAnd of single numbers; counts and bytes are the host's.
Val CodeGen::Arithmetic(const Instr& in, std::uint32_t id, const std::vector<Val>& operands) {
  const bool counts = operands[0].shape == Shape::kCount || operands[1].shape == Shape::kCount;
  if (counts || static_cast<TypeKind>(in.aux) == TypeKind::kBytes) {
    const NativeHost host = in.op == Op::kAdd   ? NativeHost::kAdd
                            : in.op == Op::kSub ? NativeHost::kSub
                                                : NativeHost::kBitAnd;
    return CallHost(host, id, operands,
                    static_cast<TypeKind>(in.aux) == TypeKind::kBytes ? Shape::kBytes : Shape::kInt);
  }
  const Val a = Cell_(operands[0]), b = Cell_(operands[1]);
  Val result;
  if (in.op == Op::kBitAnd) {
    result = CellVal(Shape::kInt, Word(HeadOf(Cell::Int(0))), ir_.CreateAnd(a.payload, b.payload));
    result.sure = true;
  } else {
    const auto intrinsic =
        in.op == Op::kAdd ? llvm::Intrinsic::sadd_with_overflow : llvm::Intrinsic::ssub_with_overflow;
    V sum = ir_.CreateBinaryIntrinsic(intrinsic, a.payload, b.payload);
    const Val number = CellVal(Shape::kInt, Word(HeadOf(Cell::Int(0))), ir_.CreateExtractValue(sum, 0));
    result = SelectVal(ir_.CreateExtractValue(sum, 1), ErrorVal(Shape::kInt, builtins::kReasonOverflow), number);
    result.shape = Shape::kInt;
  }
  V usable = nullptr;
  for (const Val& operand : {a, b}) {
    V own = Usable(operand);
    if (own != nullptr) usable = usable == nullptr ? own : ir_.CreateAnd(usable, own);
  }
  if (usable == nullptr) return result;
  Val out = SelectVal(usable, result, Missing({a, b}));
  out.shape = Shape::kInt;
  return out;
}

}  // namespace mps::jit
