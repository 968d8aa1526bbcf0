// Shape: what the verifier knows of a register before the program runs.
#pragma once

#include <cstdint>

#include "program/program.h"
#include "schema/types.h"

namespace mps::program {

enum class Shape : std::uint8_t {
  kNone,  // not assigned
  kBool,  // also every truth
  kInt,   // int, mode, time, duration
  kText,  // text, path, enum, version
  kBytes,
  kDigest,
  kIp,
  kCidr,
  kScalar,    // bool, int or text: told when it runs
  kCount,     // an interval, or an int
  kPresence,  // of a record: only IsPresent and IsAbsent take it
  kSet,
  kStored,  // a set whose members stand outside the image: only InSet takes it
  kRows,
  kRow,
  kOutcome,
  kAny,  // members of an empty set
};

// A register, or the members of a set.
struct Known {
  Shape shape = Shape::kNone;
  Shape member = Shape::kNone;          // kSet, kStored: of its members
  Compare compare = Compare::kBytes;    // kSet, kStored: how its members compare
  schema::NodeId node = schema::kNone;  // kRows: the collection; kRow: the collection whose member it is
};

Shape ShapeOf(CellKind kind);
// Of a claim: kRows and kPresence for collections and records.
Shape ShapeOf(TypeKind kind);
bool IsScalarShape(Shape shape);
// The compare kind takes operands of these two shapes.
bool Compares(Compare compare, Shape a, Shape b);
// What is either the one or the other: kNone if nothing is.
Shape Joined(Shape a, Shape b);

}  // namespace mps::program
