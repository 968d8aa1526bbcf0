// The five truth values over cells, and what strict operators do with operands that have no value. Inline: every engine
// runs these more often than anything else.
#pragma once

#include <array>

#include "schema/cell.h"

namespace mps::builtins {

// Of states without value the higher wins in a strict operator: error over unknown over absent. 0: there is a value.
inline constexpr std::array<std::uint8_t, 6> kSeverity = {0, 1, 2, 3, 3, 0};
inline std::uint8_t Severity(const Cell& c) { return kSeverity[static_cast<std::size_t>(c.state)]; }

// A value, or a collection that is there (complete or not).
inline bool Usable(const Cell& c) { return Severity(c) == 0; }

// Of two operands of a strict operator, the one whose missing value decides. REQUIRES: not both are usable.
inline const Cell& Missing(const Cell& a, const Cell& b) { return Severity(b) > Severity(a) ? b : a; }
inline const Cell& Missing(const Cell& a, const Cell& b, const Cell& c) { return Missing(Missing(a, b), c); }

inline Truth TruthOf(const Cell& c) {
  constexpr std::array<Truth, 4> kBySeverity = {Truth::kTrue, Truth::kAbsent, Truth::kUnknown, Truth::kError};
  const std::uint8_t severity = Severity(c);
  if (severity != 0) return kBySeverity[severity];
  return c.i != 0 ? Truth::kTrue : Truth::kFalse;
}

// The truth as a cell, without a reason.
inline Cell FromTruth(Truth t) {
  switch (t) {
    case Truth::kFalse:
      return Cell::Bool(false);
    case Truth::kError:
      return Cell::Error(0);
    case Truth::kUnknown:
      return Cell::Unknown(0);
    case Truth::kAbsent:
      return Cell::Absent();
    case Truth::kTrue:
      break;
  }
  return Cell::Bool(true);
}

// First found of false, error, unknown, absent, true; of equals the first operand, with its reason.
inline Cell And(const Cell& a, const Cell& b) { return TruthOf(b) < TruthOf(a) ? b : a; }

// First found of true, error, unknown, absent, false.
inline Cell Or(const Cell& a, const Cell& b) {
  constexpr std::array<std::uint8_t, 5> kOrder = {4, 1, 2, 3, 0};
  const auto rank = [&](const Cell& c) { return kOrder[static_cast<std::size_t>(TruthOf(c))]; };
  return rank(b) < rank(a) ? b : a;
}

inline Cell Not(const Cell& a) { return Usable(a) ? Cell::Bool(a.i == 0) : a; }

// IsPresent of a kSet (set_object.cpp).
Cell SetIsPresent(const Cell& set);

// An incomplete collection is there if a member is known; an empty one may be missing altogether.
inline Cell IsPresent(const Cell& a) {
  if (a.kind == CellKind::kSet && a.has_value()) return SetIsPresent(a);
  if (a.state == State::kIncomplete && a.len == 0) return Cell::Unknown(a.rows.row_reason);
  if (Usable(a)) return Cell::Bool(true);
  return a.state == State::kAbsent ? Cell::Bool(false) : a;
}

inline Cell IsAbsent(const Cell& a) { return Not(IsPresent(a)); }

// The collection, or an empty complete one where it is absent.
inline Cell ElseEmpty(const Cell& a) {
  if (a.state != State::kAbsent) return a;
  Cell empty;
  empty.state = State::kValue;
  empty.kind = CellKind::kRows;
  empty.rows = {0, 0};
  return empty;
}

inline const Cell& Else(const Cell& a, const Cell& b) { return a.state == State::kAbsent ? b : a; }

}  // namespace mps::builtins
