// The library: modules to code in memory or to objects. The one exported function is at the end.
#include <llvm/Config/llvm-config.h>
#include <llvm/ExecutionEngine/JITLink/JITLink.h>
#include <llvm/ExecutionEngine/Orc/DebugObjectManagerPlugin.h>
#include <llvm/ExecutionEngine/Orc/EPCDebugObjectRegistrar.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <llvm/ExecutionEngine/Orc/TargetProcess/JITLoaderGDB.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <cstring>
#include <utility>

#include "base/hex.h"
#include "crypto/hash.h"
#include "jit/codegen.h"
#include "jit/jit.h"
#include "jit/object_cache.h"
#include "jit/optimise.h"
#include "jit/perf_map.h"

namespace mps::jit {
namespace {

using Clock = std::chrono::steady_clock;
double Since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Status Refused(llvm::Error error) {
  return Status::Unsupported("jit", "no code in memory: " + llvm::toString(std::move(error)));
}

#ifdef NDEBUG
constexpr bool kAlwaysVerify = false;
#else
constexpr bool kAlwaysVerify = true;
#endif

Status VerifyModule(const llvm::Module& module) {
  std::string what;
  llvm::raw_string_ostream out(what);
  if (!llvm::verifyModule(module, &out)) return Status();
  return Status(Code::kInternal, "the generated module is not valid: " + what);
}

// A module and the target it was made for.
struct Made {
  std::unique_ptr<llvm::LLVMContext> context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<llvm::TargetMachine> target;
  std::unique_ptr<llvm::Module> module;
};

Result<Made> Make(const program::Program& program, const GenerateOptions& options, const std::string& cpu,
                  bool verify) {
  Made made;
  MPS_ASSIGN(made.target, MakeTarget(cpu, options.optimisation));
  MPS_ASSIGN(made.module, GenerateModule(*made.context, program, options));
  made.module->setTargetTriple(made.target->getTargetTriple().str());
  made.module->setDataLayout(made.target->createDataLayout());
  if (verify || kAlwaysVerify) MPS_TRY(VerifyModule(*made.module));
  return made;
}

// Tells a debugger of the code. LLVM's function for that is named outright: by its name in the process it would not be
// found, because libraries that are opened late keep their names to themselves.
std::shared_ptr<llvm::orc::ObjectLinkingLayer::Plugin> MakeDebuggerNotice(llvm::orc::ExecutionSession& session) {
  auto registrar = std::make_unique<llvm::orc::EPCDebugObjectRegistrar>(
      session, llvm::orc::ExecutorAddr::fromPtr(&llvm_orc_registerJITLoaderGDBWrapper));
  const bool only_with_debug_information = false, at_once = true;
  return std::make_shared<llvm::orc::DebugObjectManagerPlugin>(session, std::move(registrar),
                                                               only_with_debug_information, at_once);
}

// Keeps the code in memory. Pages are writable while they are linked, executable after, never both (JITLink).
Result<interp::NativeCode> Link(std::unique_ptr<llvm::MemoryBuffer> object, const JitOptions& options) {
  if (!InitialiseTargets()) return Status::Unsupported("jit", "LLVM has no code generator for this machine");
  llvm::orc::LLJITBuilder builder;
  builder.setLinkProcessSymbolsByDefault(false);
  builder.setPlatformSetUp(llvm::orc::setUpInactivePlatform);
  builder.setNumCompileThreads(0);
  builder.setObjectLinkingLayerCreator(
      [&](llvm::orc::ExecutionSession& session,
          const llvm::Triple&) -> llvm::Expected<std::unique_ptr<llvm::orc::ObjectLayer>> {
        auto layer = std::make_unique<llvm::orc::ObjectLinkingLayer>(session);
        if (options.perf_map) layer->addPlugin(MakePerfMap());
        if (options.debugger) layer->addPlugin(MakeDebuggerNotice(session));
        return layer;
      });
  auto made = builder.create();
  if (!made) return Refused(made.takeError());
  std::shared_ptr<llvm::orc::LLJIT> jit = std::move(*made);
  // LLVM would print; the failure of the look-up says the same with less.
  const auto reasons = std::make_shared<std::string>();
  jit->getExecutionSession().setErrorReporter(
      [reasons](llvm::Error error) { *reasons += (reasons->empty() ? "" : "; ") + llvm::toString(std::move(error)); });
  // Everything that generated code may refer to. It calls the host through its context.
  llvm::orc::SymbolMap symbols;
  symbols[jit->mangleAndIntern("memcmp")] = {llvm::orc::ExecutorAddr::fromPtr(&std::memcmp),
                                             llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  if (auto error = jit->getMainJITDylib().define(llvm::orc::absoluteSymbols(std::move(symbols))))
    return Refused(std::move(error));
  if (auto error = jit->addObjectFile(std::move(object))) return Refused(std::move(error));
  auto image = jit->lookup(interp::kNativeSymbol);
  if (!image) {
    llvm::consumeError(image.takeError());
    return Status::Unsupported("jit", "this process may not make new pages of code: " + *reasons);
  }
  interp::NativeCode code;
  code.image = image->toPtr<const interp::NativeImage*>();
  code.owner = std::move(jit);
  code.engine = "jit";
  return code;
}

class LlvmCompiler : public Compiler {
 public:
  Result<interp::NativeCode> Compile(const program::Program& program, ByteView digest, const JitOptions& options,
                                     JitReport& report) override {
    if (options.cache.empty() && options.kept_only) return Status(Code::kIo, "there is no object cache");
    if (options.cache.empty()) return Fresh(program, digest, options, report, nullptr, {});
    MPS_ASSIGN(const Bytes name, NameOf(digest, options));
    auto cache = ObjectCache::Open(options.cache);
    if (!cache.ok()) {
      report.cache_note = "not used: " + cache.status().message();
      if (options.kept_only) return Status(Code::kIo, report.cache_note);
      return Fresh(program, digest, options, report, nullptr, {});
    }
    auto object = cache->Read(name);
    if (!object.ok()) {
      if (object.status().code() == Code::kTrust) report.cache_note = "replaced: " + object.status().message();
      if (options.kept_only) return Status(Code::kIo, "the object cache has no such object");
      return Fresh(program, digest, options, report, &*cache, name);
    }
    report.from_cache = true;
    report.object_size = object->size();
    return Ready(llvm::MemoryBuffer::getMemBufferCopy(
                     llvm::StringRef(reinterpret_cast<const char*>(object->data()), object->size())),
                 digest, options, report);
  }

  Result<Bytes> EmitObject(const program::Program& program, ByteView digest, const ObjectOptions& options) override {
    const GenerateOptions generate{options.level, options.optimisation, digest};
    MPS_ASSIGN(Made made, Make(program, generate, options.cpu, true));
    Optimise(*made.module, *made.target, options.optimisation);
    MPS_ASSIGN(const auto object, EmitCode(*made.module, *made.target));
    const llvm::StringRef octets = object->getBuffer();
    return Bytes(octets.bytes_begin(), octets.bytes_end());
  }

  std::vector<program::Op> Declines() const override { return DeclinedOpcodes(); }

  Result<std::string> DumpModule(const program::Program& program, const JitOptions& options) override {
    const Bytes digest(32, 0);
    const GenerateOptions generate{options.level, options.optimisation, digest};
    MPS_ASSIGN(Made made, Make(program, generate, "native", true));
    Optimise(*made.module, *made.target, options.optimisation);
    std::string text;
    llvm::raw_string_ostream out(text);
    made.module->print(out, nullptr);
    return text;
  }

 private:
  // Everything that the object depends on, as one name.
  static Result<Bytes> NameOf(ByteView digest, const JitOptions& options) {
    const std::string text = "mps-object " + HexEncode(digest) + " level " +
                             std::to_string(options.level.value_or(interp::kNativeAllLevels)) + " O" +
                             std::to_string(options.optimisation) + " engine " + interp::EngineVersion() + " llvm " +
                             LLVM_VERSION_STRING + " cpu " + HostCpu();
    return crypto::Sha256(AsBytes(text));
  }

  // Compiles; what comes of it goes into the cache, if there is one.
  static Result<interp::NativeCode> Fresh(const program::Program& program, ByteView digest, const JitOptions& options,
                                          JitReport& report, const ObjectCache* cache, ByteView name) {
    auto start = Clock::now();
    const GenerateOptions generate{options.level, options.optimisation, digest, options.abandoned};
    MPS_ASSIGN(Made made, Make(program, generate, "native", options.verify));
    report.generate_s = Since(start);
    start = Clock::now();
    Optimise(*made.module, *made.target, options.optimisation, options.abandoned);
    if (IsAbandoned(options.abandoned)) return Abandoned();
    MPS_ASSIGN(auto object, EmitCode(*made.module, *made.target, options.abandoned));
    if (IsAbandoned(options.abandoned)) return Abandoned();
    report.object_size = object->getBufferSize();
    report.optimise_s = Since(start);
    if (cache != nullptr) {
      const Status kept =
          cache->Write(name, AsBytes(std::string_view(object->getBufferStart(), object->getBufferSize())));
      if (!kept.ok()) report.cache_note = "not written: " + kept.message();
    }
    return Ready(std::move(object), digest, options, report);
  }

  static Result<interp::NativeCode> Ready(std::unique_ptr<llvm::MemoryBuffer> object, ByteView digest,
                                          const JitOptions& options, JitReport& report) {
    const auto start = Clock::now();
    MPS_ASSIGN(interp::NativeCode code, Link(std::move(object), options));
    report.link_s = Since(start);
    MPS_TRY(interp::CheckNative(code.image, digest));
    return code;
  }
};

}  // namespace
}  // namespace mps::jit

extern "C" __attribute__((visibility("default"))) mps::jit::Compiler* mps_jit_compiler(const char* engine_version) {
  static mps::jit::LlvmCompiler compiler;
  return std::strcmp(engine_version, mps::interp::EngineVersion()) == 0 ? &compiler : nullptr;
}
