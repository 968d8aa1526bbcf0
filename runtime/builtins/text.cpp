// Contains, StartsWith, EndsWith, Lower: text by its octets.
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

// A `scalar` claim may hold an int or a bool, which is no text.
bool IsText(const Cell& c) { return c.kind == CellKind::kText; }

}  // namespace

Cell Contains(Services& services, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (!IsText(a) || !IsText(b)) return Cell::Error(kReasonNotText);
  services.extra_steps += a.len / 16;
  // memmem is linear in glibc; string_view::find is not.
  if (b.len == 0) return Cell::Bool(true);
  return Cell::Bool(a.len != 0 && memmem(a.p, a.len, b.p, b.len) != nullptr);
}

Cell StartsWith(Services&, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (!IsText(a) || !IsText(b)) return Cell::Error(kReasonNotText);
  return Cell::Bool(a.text().starts_with(b.text()));
}

Cell EndsWith(Services&, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  if (!IsText(a) || !IsText(b)) return Cell::Error(kReasonNotText);
  return Cell::Bool(a.text().ends_with(b.text()));
}

Cell Lower(Services& services, const program::Instr&, Cell a) {
  if (!Usable(a)) return a;
  if (!IsText(a)) return Cell::Error(kReasonNotText);
  const auto out = services.arena().AllocateArray<char>(a.len);
  if (out.size() != a.len) return Cell::Error(kReasonMemory);
  for (std::uint32_t i = 0; i < a.len; ++i) {
    const char c = a.p[i];
    out[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  services.extra_steps += a.len / 64;
  return Cell::Text({out.data(), out.size()});
}

}  // namespace mps::builtins
