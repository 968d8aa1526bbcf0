// CodeGen: a program to one LLVM module. Entry point: GenerateModule. One file for each part of the job: module.cpp
// (contexts, host calls, the exported structure), truths.cpp, compares.cpp, sets.cpp, values.cpp, verdicts.cpp,
// loops.cpp, scans.cpp, rules.cpp.
//
// What is generated is what the interpreter does, instruction by instruction, with the verifier's knowledge of shapes:
// states and `scalar` operands are looked at when it runs, everything else is known. An opcode that is not known here
// makes the code generator decline the program, with the opcode's name.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "interp/native.h"
#include "jit/value.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::jit {

struct GenerateOptions {
  std::optional<std::uint32_t> level;            // only the rules of this level (hidden ones always); nothing: all
  int optimisation = 1;                          // noted in the exported structure
  ByteView program_digest;                       // SHA-256 of the program's image; 32 octets
  const std::atomic<bool>* abandoned = nullptr;  // JitOptions
};

// Whether whoever asked for code has gone.
inline bool IsAbandoned(const std::atomic<bool>* abandoned) {
  return abandoned != nullptr && abandoned->load(std::memory_order_relaxed);
}
inline Status Abandoned() { return Status::Unsupported("jit", "the compilation was abandoned"); }

// kUnsupported `jit`: what cannot be compiled, by name. REQUIRES: the program is verified.
Result<std::unique_ptr<llvm::Module>> GenerateModule(llvm::LLVMContext& context, const program::Program& program,
                                                     const GenerateOptions& options);

// Opcodes that the code generator does not know.
std::vector<program::Op> DeclinedOpcodes();

using interp::NativeContext;
using interp::NativeHost;
using program::Instr;
using program::Reg;
using program::Shape;

class CodeGen {
 public:
  CodeGen(llvm::LLVMContext& context, const program::Program& program, const GenerateOptions& options);
  Result<std::unique_ptr<llvm::Module>> Run();

 private:
  using V = llvm::Value*;

  // module.cpp
  llvm::Function* NewFunction(const std::string& name, llvm::Type* result, llvm::ArrayRef<llvm::Type*> parameters);
  void StartFunction(llvm::Function* function);
  // A function half made.
  struct Frame {
    llvm::IRBuilder<>::InsertPoint at;
    llvm::Function* function;
    V context;
    llvm::BasicBlock *entry, *limit;
    std::map<std::size_t, V> fields;
  };
  Frame Leave();
  void Return(Frame to);
  llvm::BasicBlock* NewBlock(const char* name);
  V Word(std::uint64_t value) { return llvm::ConstantInt::get(word_, value); }
  V Number(std::uint32_t value) { return llvm::ConstantInt::get(number_, value); }
  V Field(std::size_t offset, llvm::Type* type);  // of the context, constant while generated code runs; read at entry
  V FieldAddress(std::size_t offset);
  V Slot(llvm::Type* type, const char* name);     // on the stack of the function, made at its entry
  V Invariant(llvm::Type* type, V address);       // a load of what does not change while the code runs
  V Offset(V base, V index, std::uint64_t size);  // base + index * size octets
  V Octets(std::string_view text);                // address of a constant
  void Count(std::uint64_t steps);
  void Count(V steps);
  void EmitImage(const std::vector<llvm::Constant*>& groups, const std::vector<llvm::Constant*>& configurations);
  llvm::Function* HostCaller(NativeHost host, std::size_t arity, bool truth);
  Val CallHost(NativeHost host, std::uint32_t id, const std::vector<Val>& operands, Shape shape);
  Val CallHostTruth(NativeHost host, std::uint32_t id, const std::vector<Val>& operands);
  void CallHostRaw(NativeHost host, V id, V operands, V result);

  // values.cpp
  Val CellVal(Shape shape, V head, V payload);
  Val ConstantVal(const Cell& cell);
  Val LoadCell(Shape shape, V address);
  Val ErrorVal(Shape shape, ReasonId reason);
  V StateOf(const Val& v);
  V KindOf(const Val& v);
  V LengthOf(const Val& v);
  V SeverityOf(const Val& v);
  V MissingTruth(const Val& v);  // of a cell without value
  V Usable(const Val& v);        // null where it always is
  Val Cell_(Val v);              // with the two words
  Val Missing(const std::vector<Val>& operands);
  V Pointer(const Val& v);
  void StoreCell(const Val& v, V address);
  Val ColumnCell(std::uint32_t column, V row);
  Val Column(const Instr& in);
  Val Load(const Instr& in);
  Val Digest(std::uint32_t index);
  Val SelectVal(V condition, const Val& a, const Val& b);
  Val Simple(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);  // whatever has operands only
  Val Arithmetic(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);

  // truths.cpp
  V TruthOf(Val& v);
  V WhyOf(Val& v);
  Val TruthVal(V truth, V why);
  Val FromCondition(V condition);
  Val StrictTruth(const std::vector<Val>& operands, V condition);
  V Negated(V truth);
  Val Not(Val a);
  Val And(Val a, Val b);
  Val Or(Val a, Val b);
  Val IsPresent(Val a);
  Val Else(const Val& a, const Val& b);

  // compares.cpp
  V EqualOctets(V address, std::string_view text);
  V TextKey(const Val& v, bool check_kind);
  V IsTextOf(V key, std::size_t length, bool check_kind);
  V HasText(const Val& v, std::string_view text, bool check_kind);
  Val Equal(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);
  Val EqualConstant(program::Compare compare, const Val& v, const Cell& constant, const std::vector<Val>& operands);
  Val Ordered(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);
  Val InRange(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);
  Val AffixTest(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);
  Val Within(const std::vector<Val>& operands);

  // sets.cpp
  Val InSet(const Instr& in, std::uint32_t id, const std::vector<Val>& operands);
  Val TextInRows(const Instr& in, std::uint32_t id, const Val& text, const Val& rows);
  V MemberOfNumbers(const Val& v, const std::vector<std::int64_t>& members);
  V Either(V a, V b) { return a == nullptr ? b : ir_.CreateOr(a, b); }
  Val MemberOfTexts(const Val& v, const std::vector<std::string_view>& members, const std::function<V()>& other);

  // verdicts.cpp
  Val OutcomeVal(V verdict, std::uint32_t grade);
  Val OutcomeOf(const Val& required);  // the cell of what Require gives
  llvm::Function* VerdictStorer();
  void StoreVerdict(const Val& outcome, std::uint32_t rule);
  Val Require(Val t);
  Val Govern(Val when, const Val& outcome);
  Val Join(const Val& left, const Val& right);
  Val Graded(std::uint32_t grade);
  Val Arm(Val condition, const Val& rest, std::uint32_t grade);

  // rules.cpp
  bool Execute(std::uint32_t first, std::uint32_t last);
  Val Execute(const Instr& in, std::uint32_t pc);
  llvm::Function* EmitGroup(const std::vector<std::uint32_t>& rules);
  llvm::Function* EmitConfiguration(std::uint32_t index);
  void CheckSteps();
  void FinishFunction(llvm::BasicBlock* body);
  bool Runs(const program::RuleSpec& rule) const;
  std::vector<std::vector<std::uint32_t>> Groups() const;

  // loops.cpp
  Val Completeness(const Val& collection, bool complete);
  Val RowVal(V row);
  Val EmitLoop(std::uint32_t pc);
  Val TruthLoop(std::uint32_t pc, const Val& rows);
  Val FrameLoop(std::uint32_t pc, const Val& collection);

  // scans.cpp
  struct Chunk {
    std::vector<std::uint32_t> loops;
    llvm::Function* function = nullptr;
  };
  void PlanChunks();
  Val EmitScan(const Instr& in);
  void EmitChunk(Chunk& chunk);
  void EmitRowOf(const Chunk& chunk, V row);
  void Collect(Reg step, std::vector<std::uint8_t>& needed) const;
  Val StepVal(Reg step, V row);
  Val ComputeStep(Reg step, V row);
  Val LazyPair(Reg step, V row);
  void Accumulate(std::uint32_t loop, V where, V row);
  void StoreResult(std::uint32_t loop, const Val& collection);

  const program::Program& program_;
  GenerateOptions options_;
  std::unique_ptr<llvm::Module> module_;
  llvm::IRBuilder<> ir_;
  llvm::IntegerType *octet_, *number_, *word_;
  llvm::PointerType* pointer_;
  llvm::StructType *pair_, *truth_pair_;
  llvm::Function* function_ = nullptr;  // being generated
  V context_ = nullptr;                 // its context
  llvm::BasicBlock* entry_ = nullptr;   // slots and hoisted loads; branches to the body when the function is done
  llvm::BasicBlock* limit_ = nullptr;   // returns kNativeLimit
  std::map<std::size_t, V> fields_;     // of the context, read at entry
  std::uint64_t uncounted_ = 0;         // steps that are to be counted with the verdict
  std::map<std::string, llvm::GlobalVariable*, std::less<>> octets_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, llvm::Function*> callers_;
  llvm::Function* storer_ = nullptr;
  std::vector<Val> regs_;
  std::uint32_t depth_ = 0;
  bool configuration_ = false;
  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> chunk_of_;                   // by scan loop
  std::vector<std::vector<std::pair<Reg, Val>>> scopes_;  // of steps computed for the row
  std::map<std::uint32_t, V> bases_;                      // of the chunk: first cell of columns
  std::vector<V> accumulators_;                           // by loop of the chunk
  std::vector<std::uint32_t> position_;                   // by scan loop: in its chunk
  std::string declined_;
};

}  // namespace mps::jit
