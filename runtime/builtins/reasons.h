// Reasons that the evaluation itself gives. Their numbers lie above those of any ReasonTable, so that a cell can carry
// either kind and the actual state stays untouched.
#pragma once

#include <string_view>

#include "schema/cell.h"

namespace mps::builtins {

inline constexpr ReasonId kFirstEvaluationReason = 0x80000000u;

enum Reason : ReasonId {
  kReasonBeforeFirst = kFirstEvaluationReason - 1,
#define X(name, text) kReason##name,
#include "builtins/reasons.def"
#undef X
};

// The text of a reason of reasons.def; empty for other numbers.
std::string_view EvaluationReason(ReasonId id);

}  // namespace mps::builtins
