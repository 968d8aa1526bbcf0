// Arithmetic on 64-bit integers that tells of overflow (in the language an overflow is an error, never a wrapped
// value).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace mps {

inline std::optional<std::int64_t> CheckedAdd(std::int64_t a, std::int64_t b) {
  std::int64_t out;
  if (__builtin_add_overflow(a, b, &out)) return std::nullopt;
  return out;
}

inline std::optional<std::int64_t> CheckedSub(std::int64_t a, std::int64_t b) {
  std::int64_t out;
  if (__builtin_sub_overflow(a, b, &out)) return std::nullopt;
  return out;
}

inline std::optional<std::int64_t> CheckedMul(std::int64_t a, std::int64_t b) {
  std::int64_t out;
  if (__builtin_mul_overflow(a, b, &out)) return std::nullopt;
  return out;
}

inline std::optional<std::int64_t> CheckedNegate(std::int64_t a) { return CheckedSub(0, a); }

// Truncates towards zero. Nothing for division by zero and for the one quotient that does not fit.
inline std::optional<std::int64_t> CheckedDiv(std::int64_t a, std::int64_t b) {
  if (b == 0 || (a == std::numeric_limits<std::int64_t>::min() && b == -1)) return std::nullopt;
  return a / b;
}

// The remainder that goes with CheckedDiv: it has the sign of the dividend.
inline std::optional<std::int64_t> CheckedMod(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  if (b == -1) return 0;
  return a % b;
}

}  // namespace mps
