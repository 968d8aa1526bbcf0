// Which constant sets a program only asks for membership.
#pragma once

#include <vector>

#include "program/program.h"

namespace mps::program {

// Per constant set: every use of it is the right side of an InSet, in code and in scans, and no parameter has it as
// value or domain. Only such a set may stand outside the image: nothing else can be asked of a table. REQUIRES:
// verified.
std::vector<bool> MembershipOnly(const Program& program);

}  // namespace mps::program
