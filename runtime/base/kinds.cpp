// Names of kinds, orderings, states and truth values, as the language and every dump write them.
#include "mps/kinds.h"

namespace mps {

std::string_view TypeKindName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kText:
      return "text";
    case TypeKind::kPath:
      return "path";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kDigest:
      return "digest";
    case TypeKind::kMode:
      return "mode";
    case TypeKind::kVersion:
      return "version";
    case TypeKind::kTime:
      return "time";
    case TypeKind::kDuration:
      return "duration";
    case TypeKind::kIp:
      return "ip";
    case TypeKind::kCidr:
      return "cidr";
    case TypeKind::kEnum:
      return "enum";
    case TypeKind::kScalar:
      return "scalar";
    case TypeKind::kList:
      return "list";
    case TypeKind::kSet:
      return "set";
    case TypeKind::kMap:
      return "map";
    case TypeKind::kRecord:
      return "record";
    case TypeKind::kPattern:
      return "pattern";
  }
  return "?";
}

std::string_view OrderingName(Ordering ordering) {
  switch (ordering) {
    case Ordering::kNone:
      return "none";
    case Ordering::kDpkg:
      return "dpkg";
    case Ordering::kRpm:
      return "rpm";
    case Ordering::kSemver:
      return "semver";
    case Ordering::kDotted:
      return "dotted";
  }
  return "?";
}

std::string_view StateName(State state) {
  switch (state) {
    case State::kValue:
      return "value";
    case State::kAbsent:
      return "absent";
    case State::kUnknown:
      return "unknown";
    case State::kError:
      return "error";
    case State::kConflict:
      return "conflict";
    case State::kIncomplete:
      return "incomplete";
  }
  return "?";
}

std::string_view TruthName(Truth truth) {
  switch (truth) {
    case Truth::kFalse:
      return "false";
    case Truth::kError:
      return "error";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kAbsent:
      return "absent";
    case Truth::kTrue:
      return "true";
  }
  return "?";
}

}  // namespace mps
