// InCidr: addresses and networks inside a network.
#include "base/ip.h"
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"

namespace mps::builtins {

Cell InCidr(Services&, const program::Instr&, Cell a, Cell b) {
  if (!Usable(a) || !Usable(b)) return Missing(a, b);
  const Result<Ip> outer_ip = IpFromBytes(AsBytes(b.text()));
  const Result<Ip> inner_ip = IpFromBytes(AsBytes(a.text()));
  if (!outer_ip.ok() || !inner_ip.ok()) return Cell::Error(kReasonKind);
  const Cidr outer{*outer_ip, static_cast<std::uint8_t>(b.aux)};
  if (a.kind == CellKind::kIp) return Cell::Bool(Contains(outer, *inner_ip));
  return Cell::Bool(Contains(outer, Cidr{*inner_ip, static_cast<std::uint8_t>(a.aux)}));
}

}  // namespace mps::builtins
