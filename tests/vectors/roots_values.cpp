#include "vectors/roots_values.h"

#include <charconv>

#include "base/hex.h"
#include "crypto/hash.h"

namespace mps::vectors {

roots::HashId HashIdOf(std::string_view name) {
  const auto alg = crypto::DigestFromName(name);
  return alg ? roots::HashIdOf(*alg) : roots::HashId{0};
}

Result<roots::PcrValues> PcrValuesOf(const json::Value* banks) {
  if (banks == nullptr || !banks->Is(json::Kind::kObject)) return Status(Code::kInternal, "the case has no registers");
  roots::PcrValues out;
  for (const auto& [bank, registers] : banks->members()) {
    const roots::HashId id = HashIdOf(bank);
    if (id == 0) return Status(Code::kInternal, "the case has an unknown bank");
    out[id];
    for (const auto& [number, value] : registers.members()) {
      std::uint32_t pcr = 0;
      if (std::from_chars(number.data(), number.data() + number.size(), pcr).ec != std::errc{})
        return Status(Code::kInternal, "the case has a register without a number");
      MPS_ASSIGN(out[id][pcr], HexDecode(value.text()));
    }
  }
  return out;
}

}  // namespace mps::vectors
