// Outcomes: what a requirement, a part and a rule come to. A cell of kind kInt: i = Verdict, aux = Grade. Why it came
// to that, the explanation of a verdict finds out (interp/explain.h).
#pragma once

#include "builtins/logic.h"
#include "mps/verdict.h"
#include "schema/cell.h"

namespace mps::builtins {

inline Cell Outcome(Verdict v, Grade g = Grade::kNone) {
  Cell c = Cell::Int(static_cast<std::int64_t>(v));
  c.aux = static_cast<std::int16_t>(g);
  return c;
}
inline Verdict VerdictOf(const Cell& outcome) { return static_cast<Verdict>(outcome.i); }
inline Grade GradeOf(const Cell& outcome) { return static_cast<Grade>(outcome.aux); }

// A requirement: true passes; false and absent fail; unknown and error are what they are.
inline Cell Require(const Cell& t) {
  switch (TruthOf(t)) {
    case Truth::kTrue:
      return Outcome(Verdict::kPass);
    case Truth::kUnknown:
      return Outcome(Verdict::kUnknown);
    case Truth::kError:
      return Outcome(Verdict::kError);
    case Truth::kFalse:
    case Truth::kAbsent:
      break;
  }
  return Outcome(Verdict::kFail);
}

// A `when` over an outcome: true leaves it; false: notapplicable; unknown: unknown; error and absent: error.
inline Cell Govern(const Cell& when, const Cell& outcome) {
  switch (TruthOf(when)) {
    case Truth::kTrue:
      return outcome;
    case Truth::kFalse:
      return Outcome(Verdict::kNotApplicable);
    case Truth::kUnknown:
      return Outcome(Verdict::kUnknown);
    case Truth::kError:
    case Truth::kAbsent:
      break;
  }
  return Outcome(Verdict::kError);
}

inline Cell Apply(const Cell& when, const Cell& require) { return Govern(when, Require(require)); }

// First found of fail, error, unknown, pass, notapplicable; of equals the first.
inline Cell Join(const Cell& a, const Cell& b) {
  // By the verdict's number: pass 1, fail 2, error 3, unknown 4, notapplicable 5.
  constexpr std::array<std::uint8_t, 8> kOrder = {7, 3, 0, 1, 2, 4, 5, 6};
  return kOrder[static_cast<std::size_t>(b.i & 7)] < kOrder[static_cast<std::size_t>(a.i & 7)] ? b : a;
}

// A rule of that grade: affirming passes; warning passes where the level accepts warnings; contraindicated fails.
inline Cell Graded(Grade grade, bool accept_warning) {
  const bool pass = grade == Grade::kAffirming || (grade == Grade::kWarning && accept_warning);
  return Outcome(pass ? Verdict::kPass : Verdict::kFail, grade);
}

// One arm of grades: true: its grade; false: what the arms after it came to; else no grade and fail, unknown or error.
inline Cell Arm(const Cell& condition, const Cell& rest, Grade grade, bool accept_warning) {
  switch (TruthOf(condition)) {
    case Truth::kTrue:
      return Graded(grade, accept_warning);
    case Truth::kFalse:
      return rest;
    default:
      return Require(condition);
  }
}

}  // namespace mps::builtins
