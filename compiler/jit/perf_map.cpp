#include "jit/perf_map.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace mps::jit {
namespace {

class PerfMap : public llvm::orc::ObjectLinkingLayer::Plugin {
 public:
  void modifyPassConfig(llvm::orc::MaterializationResponsibility&, llvm::jitlink::LinkGraph&,
                        llvm::jitlink::PassConfiguration& config) override {
    // References go to sections, so that the linker would drop the functions' own symbols.
    config.PrePrunePasses.push_back([](llvm::jitlink::LinkGraph& graph) {
      for (llvm::jitlink::Symbol* symbol : graph.defined_symbols())
        if (IsCode(*symbol)) symbol->setLive(true);
      return llvm::Error::success();
    });
    config.PostAllocationPasses.push_back([](llvm::jitlink::LinkGraph& graph) {
      Write(graph);
      return llvm::Error::success();
    });
  }
  llvm::Error notifyFailed(llvm::orc::MaterializationResponsibility&) override { return llvm::Error::success(); }
  llvm::Error notifyRemovingResources(llvm::orc::JITDylib&, llvm::orc::ResourceKey) override {
    return llvm::Error::success();
  }
  void notifyTransferringResources(llvm::orc::JITDylib&, llvm::orc::ResourceKey, llvm::orc::ResourceKey) override {}

 private:
  static bool IsCode(const llvm::jitlink::Symbol& symbol) {
    const auto protection = symbol.getBlock().getSection().getMemProt();
    return symbol.hasName() &&
           (static_cast<unsigned>(protection) & static_cast<unsigned>(llvm::orc::MemProt::Exec)) != 0;
  }

  // Names only: a file that cannot be written costs nothing but them. No link is followed, /tmp is everybody's.
  static void Write(llvm::jitlink::LinkGraph& graph) {
    const std::string path = "/tmp/perf-" + std::to_string(getpid()) + ".map";
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return;
    for (const llvm::jitlink::Symbol* symbol : graph.defined_symbols()) {
      if (!IsCode(*symbol)) continue;
      dprintf(file, "%llx %llx mps:%s\n", static_cast<unsigned long long>(symbol->getAddress().getValue()),
              static_cast<unsigned long long>(symbol->getSize()), std::string(symbol->getName()).c_str());
    }
    close(file);
  }
};

}  // namespace

std::shared_ptr<llvm::orc::ObjectLinkingLayer::Plugin> MakePerfMap() { return std::make_shared<PerfMap>(); }

}  // namespace mps::jit
