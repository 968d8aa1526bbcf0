// Match, ContainsMatch: text against the program's compiled patterns.
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

Cell Run(Services& services, std::uint32_t pattern, const Cell& a, bool whole) {
  if (!Usable(a)) return a;
  if (a.kind != CellKind::kText) return Cell::Error(kReasonNotText);  // a `scalar` that holds something else
  services.extra_steps += 4 + a.len / 8;
  const MatchResult result = services.prepared().Match(pattern, a.text(), whole);
  if (result == MatchResult::kOutOfMemory) return Cell::Error(kReasonPatternMemory);
  return Cell::Bool(result == MatchResult::kYes);
}

}  // namespace

Cell Match(Services& services, const program::Instr& in, Cell a) { return Run(services, in.imm, a, true); }
Cell ContainsMatch(Services& services, const program::Instr& in, Cell a) { return Run(services, in.imm, a, false); }

}  // namespace mps::builtins
