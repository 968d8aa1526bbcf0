#include "jit/engines.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "appraise/engine.h"
#include "jit/open.h"

namespace mps::differential {

Result<interp::NativeCode> OpenAsLibrary(const Bytes& object, ByteView digest) {
  char folder[] = "/tmp/mps-aot-XXXXXX";
  if (mkdtemp(folder) == nullptr) return Status(Code::kIo, "no folder in /tmp");
  const std::string base = folder;
  std::ofstream(base + "/program.o", std::ios::binary)
      .write(reinterpret_cast<const char*>(object.data()), static_cast<std::streamsize>(object.size()));
  const int linked = std::system(("cc -shared -o " + base + "/program.so " + base + "/program.o").c_str());
  auto code = OpenNativeLibrary(base + "/program.so", digest);
  std::filesystem::remove_all(base);
  if (linked != 0) return Status(Code::kIo, "cc made no library");
  return code;
}

Result<interp::NativeCode> CompileFor(const program::Program& program, const std::string& engine,
                                      const std::string& library) {
  MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompilerAt(library.empty() ? MPS_JIT_LIBRARY : library));
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  if (engine == "aot") {
    MPS_ASSIGN(const Bytes object, compiler->EmitObject(program, digest, {}));
    return OpenAsLibrary(object, digest);
  }
  if (engine != "jit0" && engine != "jit1" && engine != "jit2") return Status(Code::kUsage, "no engine " + engine);
  jit::JitOptions options;
  options.optimisation = engine.back() - '0';
  options.verify = true;
  jit::JitReport report;
  return compiler->Compile(program, digest, options, report);
}

}  // namespace mps::differential
