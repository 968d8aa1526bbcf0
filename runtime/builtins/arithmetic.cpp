// Add, Sub, BitAnd, Within, ToInt: integers that never wrap, permission bits and octets under a mask.
#include <charconv>

#include "base/checked.h"
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

Cell FromChecked(const std::optional<std::int64_t>& value) {
  return value ? Cell::Int(*value) : Cell::Error(kReasonOverflow);
}

}  // namespace

Cell Add(Services&, const program::Instr&, Cell a, Cell b) {
  a = Single(a), b = Single(b);
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  return FromChecked(CheckedAdd(a.i, b.i));
}

Cell Sub(Services&, const program::Instr&, Cell a, Cell b) {
  a = Single(a), b = Single(b);
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  return FromChecked(CheckedSub(a.i, b.i));
}

Cell BitAnd(Services& services, const program::Instr&, Cell a, Cell b) {
  a = Single(a), b = Single(b);
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (a.kind != CellKind::kBytes) return Cell::Int(a.i & b.i);
  if (a.len != b.len) return Cell::Error(kReasonMaskLength);
  const auto out = services.arena().AllocateArray<char>(a.len);
  if (out.size() != a.len) return Cell::Error(kReasonMemory);
  for (std::uint32_t i = 0; i < a.len; ++i) out[i] = static_cast<char>(a.p[i] & b.p[i]);
  services.extra_steps += a.len / 64;
  return Cell::Text({out.data(), out.size()}, CellKind::kBytes);
}

Cell Within(Services&, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  return Cell::Bool((a.i & ~b.i) == 0);
}

Cell ToInt(Services&, const program::Instr&, Cell a) {
  if (!Usable(a)) return a;
  if (a.kind != CellKind::kText) return Cell::Error(kReasonNotText);
  const std::string_view text = a.text();
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits.size() > 1 && digits[0] == '0')) return Cell::Error(kReasonNotDecimal);
  for (const char c : digits)
    if (c < '0' || c > '9') return Cell::Error(kReasonNotDecimal);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return Cell::Error(kReasonOverflow);
  return Cell::Int(value);
}

}  // namespace mps::builtins
