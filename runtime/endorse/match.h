// Whether one value is as a match has it.
#pragma once

#include "endorse/endorsement.h"
#include "mps/status.h"

namespace mps::endorse {

// False for a value of another kind than the match is for, and for versions that are none. kHas is asked of members.
bool Holds(const Match& match, const Value& value);

// The same value, spelt the same.
bool SameValue(const Value& a, const Value& b);

// Ok if a match of that kind can be made of values of `kind` (a set claim's: of its members): kType, with the reason.
Status CheckMatch(const Match& match, TypeKind kind);

}  // namespace mps::endorse
