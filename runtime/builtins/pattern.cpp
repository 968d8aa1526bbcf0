// Match, ContainsMatch, MatchAny: text against the program's compiled patterns.
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {
namespace {

// `match` takes a text and counts how many patterns it tried, each a step and one for eight octets.
template <class Match>
Cell Run(Services& services, const Cell& a, Match match) {
  if (!Usable(a)) return a;
  if (a.kind != CellKind::kText) return Cell::Error(kReasonNotText);  // a `scalar` that holds something else
  std::uint64_t tried = 1;
  const MatchResult result = match(a.text(), tried);
  services.extra_steps += tried * (4 + a.len / 8);
  if (result == MatchResult::kOutOfMemory) return Cell::Error(kReasonPatternMemory);
  return Cell::Bool(result == MatchResult::kYes);
}

Cell One(Services& services, std::uint32_t pattern, const Cell& a, bool whole) {
  return Run(services, a,
             [&](std::string_view text, std::uint64_t&) { return services.prepared().Match(pattern, text, whole); });
}

}  // namespace

Cell Match(Services& services, const program::Instr& in, Cell a) { return One(services, in.imm, a, true); }
Cell ContainsMatch(Services& services, const program::Instr& in, Cell a) { return One(services, in.imm, a, false); }

Cell MatchAny(Services& services, const program::Instr& in, Cell a) {
  return Run(services, a, [&](std::string_view text, std::uint64_t& tried) {
    return services.prepared().MatchAny(in.imm, text, tried);
  });
}

}  // namespace mps::builtins
