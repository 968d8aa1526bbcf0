// Names of the kinds of item.
#include "base/cursor.h"

namespace mps {

std::string_view ItemKindName(ItemKind kind) {
  switch (kind) {
    case ItemKind::kEnd:
      return "nothing";
    case ItemKind::kNull:
      return "null";
    case ItemKind::kBool:
      return "bool";
    case ItemKind::kInt:
      return "int";
    case ItemKind::kBigInt:
      return "int outside 64 bits";
    case ItemKind::kFloat:
      return "float";
    case ItemKind::kText:
      return "text";
    case ItemKind::kBytes:
      return "bytes";
    case ItemKind::kArray:
      return "array";
    case ItemKind::kMap:
      return "map";
    case ItemKind::kTag:
      return "tag";
    case ItemKind::kOther:
      return "simple value";
  }
  return "?";
}

}  // namespace mps
