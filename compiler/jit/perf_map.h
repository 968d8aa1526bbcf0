// Names of compiled functions for perf: lines `address size name` in /tmp/perf-PID.map.
#pragma once

#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>

#include <memory>

namespace mps::jit {

std::shared_ptr<llvm::orc::ObjectLinkingLayer::Plugin> MakePerfMap();

}  // namespace mps::jit
