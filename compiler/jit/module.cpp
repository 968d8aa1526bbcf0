// The frame of a module: contexts, constants, calls to the host, and what the module exports.
#include <cstring>

#include "jit/codegen.h"

namespace mps::jit {

using llvm::BasicBlock;
using llvm::ConstantInt;
using llvm::Function;

CodeGen::CodeGen(llvm::LLVMContext& context, const program::Program& program, const GenerateOptions& options)
    : program_(program),
      options_(options),
      module_(std::make_unique<llvm::Module>("mps", context)),
      ir_(context),
      octet_(llvm::Type::getInt8Ty(context)),
      number_(llvm::Type::getInt32Ty(context)),
      word_(llvm::Type::getInt64Ty(context)),
      pointer_(llvm::PointerType::get(context, 0)),
      pair_(llvm::StructType::get(word_, word_)),
      truth_pair_(llvm::StructType::get(number_, word_)) {}

Function* CodeGen::NewFunction(const std::string& name, llvm::Type* result, llvm::ArrayRef<llvm::Type*> parameters) {
  auto* function = Function::Create(llvm::FunctionType::get(result, parameters, false),
                                    llvm::GlobalValue::InternalLinkage, name, module_.get());
  function->setDoesNotThrow();
  return function;
}

void CodeGen::StartFunction(Function* function) {
  function_ = function;
  context_ = function->getArg(0);
  function->addParamAttr(0, llvm::Attribute::NoAlias);
  entry_ = BasicBlock::Create(ir_.getContext(), "entry", function);
  limit_ = nullptr;
  fields_.clear();
}

// Leaves the function being generated for another one.
CodeGen::Frame CodeGen::Leave() { return {ir_.saveIP(), function_, context_, entry_, limit_, std::move(fields_)}; }

void CodeGen::Return(Frame to) {
  ir_.restoreIP(to.at);
  function_ = to.function, context_ = to.context, entry_ = to.entry, limit_ = to.limit;
  fields_ = std::move(to.fields);
}

BasicBlock* CodeGen::NewBlock(const char* name) { return BasicBlock::Create(ir_.getContext(), name, function_); }

CodeGen::V CodeGen::FieldAddress(std::size_t offset) { return ir_.CreateConstGEP1_64(octet_, context_, offset); }

CodeGen::V CodeGen::Invariant(llvm::Type* type, V address) {
  llvm::LoadInst* load = ir_.CreateLoad(type, address);
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(ir_.getContext(), {}));
  return load;
}

CodeGen::V CodeGen::Field(std::size_t offset, llvm::Type* type) {
  V& field = fields_[offset];
  if (field != nullptr) return field;
  const auto here = ir_.saveIP();
  ir_.SetInsertPoint(entry_);
  field = Invariant(type, FieldAddress(offset));
  ir_.restoreIP(here);
  return field;
}

CodeGen::V CodeGen::Slot(llvm::Type* type, const char* name) {
  llvm::IRBuilder<> at_entry(entry_, entry_->begin());
  return at_entry.CreateAlloca(type, nullptr, name);
}

CodeGen::V CodeGen::Offset(V base, V index, std::uint64_t size) {
  return ir_.CreateGEP(octet_, base, ir_.CreateMul(index, Word(size)));
}

CodeGen::V CodeGen::Octets(std::string_view text) {
  if (const auto found = octets_.find(text); found != octets_.end()) return found->second;
  auto* data = llvm::ConstantDataArray::getString(ir_.getContext(), {text.data(), text.size()}, false);
  auto* global = new llvm::GlobalVariable(*module_, data->getType(), true, llvm::GlobalValue::PrivateLinkage, data);
  global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  octets_.emplace(std::string(text), global);
  return global;
}

void CodeGen::Count(V steps) {
  V at = FieldAddress(offsetof(NativeContext, steps));
  ir_.CreateStore(ir_.CreateAdd(ir_.CreateLoad(word_, at), steps), at);
}
void CodeGen::Count(std::uint64_t steps) { Count(Word(steps)); }

void CodeGen::CallHostRaw(NativeHost host, V id, V operands, V result) {
  V table = Field(offsetof(NativeContext, host), pointer_);
  V address = ir_.CreateConstGEP1_64(pointer_, table, static_cast<std::uint64_t>(host));
  auto* type = llvm::FunctionType::get(ir_.getVoidTy(), {pointer_, number_, pointer_, pointer_}, false);
  ir_.CreateCall(type, Invariant(pointer_, address), {context_, id, operands, result})->setDoesNotThrow();
}

// A function of the module that puts operands on the stack and calls the host: call sites stay small.
Function* CodeGen::HostCaller(NativeHost host, std::size_t arity, bool truth) {
  const auto key =
      std::make_pair(static_cast<std::uint32_t>(host) * 2 + (truth ? 1 : 0), static_cast<std::uint32_t>(arity));
  if (const auto found = callers_.find(key); found != callers_.end()) return found->second;
  std::vector<llvm::Type*> parameters = {pointer_, number_};
  parameters.insert(parameters.end(), arity * 2, word_);
  Function* caller = NewFunction("host." + std::to_string(key.first / 2) + (truth ? "t" : ""),
                                 truth ? truth_pair_ : pair_, parameters);
  caller->addFnAttr(llvm::Attribute::NoInline);
  callers_.emplace(key, caller);
  Frame outer = Leave();
  StartFunction(caller);
  ir_.SetInsertPoint(entry_);
  V operands = ir_.CreateAlloca(pair_, Number(static_cast<std::uint32_t>(arity)));
  V result = ir_.CreateAlloca(pair_);
  for (std::size_t i = 0; i < arity * 2; ++i)
    ir_.CreateStore(caller->getArg(static_cast<unsigned>(2 + i)), ir_.CreateConstGEP1_64(word_, operands, i));
  CallHostRaw(host, caller->getArg(1), operands, result);
  Val cell = LoadCell(Shape::kBool, result);
  V first = truth ? TruthOf(cell) : cell.head;
  V out = ir_.CreateInsertValue(llvm::PoisonValue::get(truth ? truth_pair_ : pair_), first, 0);
  ir_.CreateRet(ir_.CreateInsertValue(out, cell.payload, 1));
  Return(std::move(outer));
  return caller;
}

Val CodeGen::CallHost(NativeHost host, std::uint32_t id, const std::vector<Val>& operands, Shape shape) {
  std::vector<V> arguments = {context_, Number(id)};
  for (const Val& operand : operands) {
    const Val cell = Cell_(operand);
    arguments.push_back(cell.head);
    arguments.push_back(cell.payload);
  }
  V result = ir_.CreateCall(HostCaller(host, operands.size(), false), arguments);
  return CellVal(shape, ir_.CreateExtractValue(result, 0), ir_.CreateExtractValue(result, 1));
}

Val CodeGen::CallHostTruth(NativeHost host, std::uint32_t id, const std::vector<Val>& operands) {
  std::vector<V> arguments = {context_, Number(id)};
  for (const Val& operand : operands) {
    const Val cell = Cell_(operand);
    arguments.push_back(cell.head);
    arguments.push_back(cell.payload);
  }
  V result = ir_.CreateCall(HostCaller(host, operands.size(), true), arguments);
  return TruthVal(ir_.CreateExtractValue(result, 0), ir_.CreateExtractValue(result, 1));
}

// The structure that engines look for by name: NativeImage, field by field.
void CodeGen::EmitImage(const std::vector<llvm::Constant*>& groups,
                        const std::vector<llvm::Constant*>& configurations) {
  auto& context = ir_.getContext();
  const auto array = [&](const std::vector<llvm::Constant*>& of, llvm::Type* type,
                         const char* name) -> llvm::Constant* {
    auto* array_type = llvm::ArrayType::get(type, of.size());
    return new llvm::GlobalVariable(*module_, array_type, true, llvm::GlobalValue::InternalLinkage,
                                    llvm::ConstantArray::get(array_type, of), name);
  };
  auto* group_type = llvm::StructType::get(pointer_, number_, number_);
  char engine[sizeof(interp::NativeImage::engine)] = {};
  std::strncpy(engine, interp::EngineVersion(), sizeof engine - 1);
  const auto octets = [&](const void* data, std::size_t size) {
    return llvm::ConstantDataArray::get(context, llvm::ArrayRef(static_cast<const std::uint8_t*>(data), size));
  };
  const auto word = [&](std::uint64_t v) { return llvm::ConstantInt::get(word_, v); };
  const auto number = [&](std::uint64_t v) { return llvm::ConstantInt::get(number_, v); };
  auto* image = llvm::ConstantStruct::getAnon(
      {word(interp::kNativeMagic), number(interp::kNativeAbi), number(sizeof(interp::NativeImage)),
       octets(options_.program_digest.data(), sizeof(interp::NativeImage::program)), octets(engine, sizeof engine),
       number(options_.level.value_or(interp::kNativeAllLevels)), number(groups.size()),
       array(groups, group_type, "groups"), array(configurations, pointer_, "configurations"), number(0),
       number(static_cast<std::uint64_t>(options_.optimisation))});
  auto* global = new llvm::GlobalVariable(*module_, image->getType(), true, llvm::GlobalValue::ExternalLinkage, image,
                                          interp::kNativeSymbol);
  global->setAlignment(llvm::Align(8));
}

}  // namespace mps::jit
