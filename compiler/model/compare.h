// The order of constants: how sets are sorted and when two members are one.
#pragma once

#include <vector>

#include "mps/value.h"

namespace mps::model {

// Negative, 0 or positive as `a` stands before, with or after `b`. Unlike kinds stand in the order of TypeKind. Numbers
// by value; text, path, enum, bytes and ip by octets; digests by algorithm, then octets; networks by octets, then
// prefix; versions by their ordering, so that dotted'1.0' and dotted'1.0.0' are one; collections member by member.
int Compare(const Value& a, const Value& b);

inline bool Equal(const Value& a, const Value& b) { return Compare(a, b) == 0; }

// Sorts by Compare and keeps one of each; of versions that are equal the one whose text comes first by bytes, so that
// the result does not depend on the order of `members`. Returns how many were left out.
std::size_t SortUnique(std::vector<Value>& members);

// Binary search. REQUIRES: sorted by SortUnique.
bool ContainsMember(const std::vector<Value>& members, const Value& value);

}  // namespace mps::model
