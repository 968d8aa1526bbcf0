// Names of opcodes and the like.
#include "program/names.h"

#include <iterator>

namespace mps::program {
namespace {

constexpr OpInfo kInfo[] = {
#define X(name, result, operands, text) {#name, result, operands, text},
#include "program/opcodes.def"
#undef X
};

}  // namespace

const std::size_t kOps = std::size(kInfo);

const OpInfo& InfoOf(Op op) { return kInfo[static_cast<std::size_t>(op)]; }

std::string_view CompareName(Compare compare) {
  switch (compare) {
    case Compare::kInt:
      return "int";
    case Compare::kBytes:
      return "bytes";
    case Compare::kDigest:
      return "digest";
    case Compare::kCidr:
      return "cidr";
    case Compare::kScalar:
      return "scalar";
    case Compare::kDpkg:
      return "dpkg";
    case Compare::kRpm:
      return "rpm";
    case Compare::kSemver:
      return "semver";
    case Compare::kDotted:
      return "dotted";
  }
  return "?";
}

std::string_view LoopKindName(LoopKind kind) {
  switch (kind) {
    case LoopKind::kAll:
      return "all";
    case LoopKind::kAny:
      return "any";
    case LoopKind::kCount:
      return "count";
    case LoopKind::kOne:
      return "one";
    case LoopKind::kDistinct:
      return "distinct";
    case LoopKind::kBuild:
      return "build";
  }
  return "?";
}

}  // namespace mps::program
