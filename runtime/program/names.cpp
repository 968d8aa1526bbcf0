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

bool MayScan(Op op) {
  switch (op) {
    case Op::kConst:
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
    case Op::kColumn:
    case Op::kRowKey:
    case Op::kIsPresent:
    case Op::kIsAbsent:
    case Op::kElse:
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kInRange:
    case Op::kInSet:
    case Op::kInCidr:
    case Op::kWithin:
    case Op::kBitAnd:
    case Op::kAdd:
    case Op::kSub:
    case Op::kMatch:
    case Op::kContains:
    case Op::kContainsMatch:
    case Op::kMatchAny:
    case Op::kLookup:
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kToInt:
    case Op::kLower:
      return true;
    default:
      return false;
  }
}

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
