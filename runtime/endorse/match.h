// Whether one value is as a match has it.
#pragma once

#include "endorse/endorsement.h"
#include "mps/status.h"

namespace mps::endorse {

// False for a value of another kind than the match is for, and for versions that are none. kHas is asked of members;
// kAgrees is of no member by itself: Agree.
bool Holds(const Match& match, const Value& value);

// kAgrees over all digests of a set. Where the set has several of one algorithm, one of them has to be the match's.
bool Agree(const Match& match, const std::vector<Value>& digests);

// Whether the value is one that the match is about: as it has it, of kAgrees one of its digests.
bool Names(const Match& match, const Value& value);

// The same value, spelt the same.
bool SameValue(const Value& a, const Value& b);

// Ok if a match of that kind can be made of values of `kind` (a set claim's: of its members): kType, with the reason.
Status CheckMatch(const Match& match, TypeKind kind);

}  // namespace mps::endorse
