// Passes and code generation.
#include "jit/optimise.h"

#include "jit/codegen.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/PassInstrumentation.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/SubtargetFeature.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

namespace mps::jit {
namespace {

std::string HostFeatures() {
  llvm::SubtargetFeatures features;
  for (const auto& feature : llvm::sys::getHostCPUFeatures()) features.AddFeature(feature.first(), feature.second);
  return features.getString();
}

// Runs after the code of each function is out, being the last of the passes that take one function after the other.
// Once the compilation is abandoned, the functions behind have no body any more, so that there is nothing left to do.
class Shortcut : public llvm::FunctionPass {
 public:
  explicit Shortcut(const std::atomic<bool>* abandoned) : llvm::FunctionPass(id_), abandoned_(abandoned) {}
  llvm::StringRef getPassName() const override { return "mps shortcut"; }
  void getAnalysisUsage(llvm::AnalysisUsage& usage) const override { usage.setPreservesAll(); }
  bool runOnFunction(llvm::Function& function) override {
    if (!IsAbandoned(abandoned_)) return false;
    for (auto next = std::next(function.getIterator()); next != function.getParent()->end(); ++next) next->deleteBody();
    return false;
  }

 private:
  inline static char id_ = 0;
  const std::atomic<bool>* abandoned_;
};

}  // namespace

bool InitialiseTargets() {
  static const bool ok = !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
  return ok;
}

std::string HostCpu() { return llvm::sys::getHostCPUName().str() + " " + HostFeatures(); }

Result<std::unique_ptr<llvm::TargetMachine>> MakeTarget(const std::string& cpu, int optimisation) {
  if (!InitialiseTargets()) return Status::Unsupported("jit", "LLVM has no code generator for this machine");
  const std::string triple = llvm::sys::getProcessTriple();
  std::string why;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, why);
  if (target == nullptr) return Status::Unsupported("jit", why);
  const bool native = cpu == "native";
  const auto level = optimisation == 0   ? llvm::CodeGenOptLevel::None
                     : optimisation == 1 ? llvm::CodeGenOptLevel::Less
                                         : llvm::CodeGenOptLevel::Default;
  llvm::TargetMachine* machine =
      target->createTargetMachine(triple, native ? llvm::sys::getHostCPUName() : llvm::StringRef(cpu),
                                  native ? HostFeatures() : "", {}, llvm::Reloc::PIC_, llvm::CodeModel::Small, level);
  if (machine == nullptr) return Status::Unsupported("jit", "LLVM has no code generator for " + triple);
  return std::unique_ptr<llvm::TargetMachine>(machine);
}

// Level 1 is a short list of cheap passes, since the code is made in straight lines already; level 2 is LLVM's own O2
// without vectors.
void Optimise(llvm::Module& module, llvm::TargetMachine& target, int optimisation, const std::atomic<bool>* abandoned) {
  if (optimisation == 0) return;
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager calls;
  llvm::ModuleAnalysisManager modules;
  llvm::PassInstrumentationCallbacks before;
  before.registerShouldRunOptionalPassCallback(
      [abandoned](llvm::StringRef, llvm::Any) { return !IsAbandoned(abandoned); });
  // Loops of ours end early and mostly run a few times: as vectors they take twice as long where vectors are wide.
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = false;
  llvm::PassBuilder builder(&target, tuning, {}, &before);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(calls);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, calls, modules);
  if (optimisation >= 2) {
    builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(module, modules);
    return;
  }
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::PromotePass());
  passes.addPass(llvm::EarlyCSEPass());
  llvm::ModulePassManager all;
  all.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(passes)));
  all.run(module, modules);
  // Selecting instructions well takes most of the time. It pays in loops over rows; what runs once for a document is
  // selected fast.
  for (llvm::Function& function : module) {
    if (function.isDeclaration() || function.hasFnAttribute(kHot)) continue;
    function.addFnAttr(llvm::Attribute::OptimizeNone);
    function.addFnAttr(llvm::Attribute::NoInline);
  }
}

Result<std::unique_ptr<llvm::MemoryBuffer>> EmitCode(llvm::Module& module, llvm::TargetMachine& target,
                                                     const std::atomic<bool>* abandoned) {
  llvm::SmallVector<char, 0> object;
  llvm::raw_svector_ostream out(object);
  llvm::legacy::PassManager passes;
  if (target.addPassesToEmitFile(passes, out, nullptr, llvm::CodeGenFileType::ObjectFile))
    return Status::Unsupported("jit", "LLVM writes no object files for this machine");
  if (abandoned != nullptr) passes.add(new Shortcut(abandoned));
  passes.run(module);
  return std::unique_ptr<llvm::MemoryBuffer>(
      std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(object), "mps.o", false));
}

}  // namespace mps::jit
