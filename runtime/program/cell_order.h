// The order in which members of constant sets and keys of constant tables stand in a program.
#pragma once

#include "schema/cell.h"

namespace mps::program {

// Negative, 0 or positive. By kind first (in the order of CellKind), then numbers by value, octets as unsigned octets
// with the shorter first, digests by algorithm number before octets, networks by octets and then prefix length. It is
// the same for every Compare: two versions that compare equal but are spelt differently are two members here. REQUIRES:
// both hold values of kinds kBool .. kCidr.
int CompareCells(const Cell& a, const Cell& b);

}  // namespace mps::program
