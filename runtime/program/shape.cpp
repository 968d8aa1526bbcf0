// Shape: what the verifier knows of a register before the program runs.
#include "program/shape.h"

namespace mps::program {

Shape ShapeOf(CellKind kind) {
  switch (kind) {
    case CellKind::kBool:
      return Shape::kBool;
    case CellKind::kInt:
      return Shape::kInt;
    case CellKind::kText:
      return Shape::kText;
    case CellKind::kBytes:
      return Shape::kBytes;
    case CellKind::kDigest:
      return Shape::kDigest;
    case CellKind::kIp:
      return Shape::kIp;
    case CellKind::kCidr:
      return Shape::kCidr;
    default:
      return Shape::kNone;
  }
}

Shape ShapeOf(TypeKind kind) {
  if (kind == TypeKind::kScalar) return Shape::kScalar;
  if (kind == TypeKind::kRecord) return Shape::kPresence;
  if (schema::IsCollection(kind)) return Shape::kRows;
  return ShapeOf(schema::CellKindOf(kind));
}

bool IsScalarShape(Shape shape) { return (shape >= Shape::kBool && shape <= Shape::kCount) || shape == Shape::kAny; }

namespace {

bool IsOneOfThree(Shape s) { return s == Shape::kScalar || s == Shape::kBool || s == Shape::kInt || s == Shape::kText; }

}  // namespace

bool Compares(Compare compare, Shape a, Shape b) {
  if (a == Shape::kAny) a = b;
  if (b == Shape::kAny) b = a;
  auto both = [&](Shape shape) { return a == shape && b == shape; };
  auto number = [](Shape s) { return s == Shape::kInt || s == Shape::kCount; };
  switch (compare) {
    case Compare::kInt:
      return both(Shape::kAny) || both(Shape::kBool) || (number(a) && number(b));
    case Compare::kBytes:
      return both(Shape::kAny) || both(Shape::kText) || both(Shape::kBytes) || both(Shape::kIp);
    case Compare::kDigest:
      return both(Shape::kAny) || both(Shape::kDigest);
    case Compare::kCidr:
      return both(Shape::kAny) || both(Shape::kCidr);
    case Compare::kScalar:
      return both(Shape::kAny) || (IsOneOfThree(a) && IsOneOfThree(b));
    case Compare::kDpkg:
    case Compare::kRpm:
    case Compare::kSemver:
    case Compare::kDotted:
      return both(Shape::kAny) || both(Shape::kText);
  }
  return false;
}

Shape Joined(Shape a, Shape b) {
  if (a == b || b == Shape::kAny) return a;
  if (a == Shape::kAny) return b;
  if ((a == Shape::kInt && b == Shape::kCount) || (a == Shape::kCount && b == Shape::kInt)) return Shape::kCount;
  return IsOneOfThree(a) && IsOneOfThree(b) && (a == Shape::kScalar || b == Shape::kScalar) ? Shape::kScalar
                                                                                            : Shape::kNone;
}

}  // namespace mps::program
