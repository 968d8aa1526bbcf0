// What operators make of their operands, once these are known. Stateless; reads like docs/language.md.
#pragma once

#include <vector>

#include "model/model.h"
#include "oracle_value.h"

namespace mps::oracle {

// Error over unknown over absent: what a strict operator gives where an operand has no value.
State Worst(State a, State b);
Truth And(Truth a, Truth b);
Truth Or(Truth a, Truth b);
Truth Not(Truth a);

// What the definition wrote down.
Known Constant(const Value& v);
Known ConstantSet(const std::vector<Value>& members);

// A member whose truth is not known may count or not; the strongest such state is what is left where that matters.
void CountOne(Known& count, Truth t);
void OpenCount(Known& count);
Known EqualsOne(const Known& count);
// Members that are spelt the same are one.
Known Folded(Known set);
// count of a collection: its members; of a set: its distinct members. What may or may not be a member, or may be
// equal to one, widens the interval.
Known Count(const Known& k);
// x in S: some member equals x.
Known In(const Known& x, const Known& set);
// A count used as a number must be one.
Known SingleCount(const Known& k);
Known SetEqual(const Known& a, const Known& b);
bool IsComparison(model::ExprKind k);
// Decided when every number in the interval agrees. Numbers past the other side's values all behave alike, so it
// is enough to try the ends and the neighbours of those values.
Known CompareCounts(model::ExprKind kind, const std::vector<Known>& args);
Known Apply(const model::Expr& e, const std::vector<Known>& args);

}  // namespace mps::oracle
