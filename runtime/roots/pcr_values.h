// Values of platform configuration registers: of several banks, by the bank's TPM_ALG_ID and the register's number.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"

namespace mps::roots {

// A TPM_ALG_ID (TCG Algorithm Registry, table 3), as received: also one that is not known here.
using HashId = std::uint16_t;
inline constexpr HashId kHashSha1 = 0x0004;
inline constexpr HashId kHashSha256 = 0x000B;
inline constexpr HashId kHashSha384 = 0x000C;
inline constexpr HashId kHashSha512 = 0x000D;

// The digest that a hash id names, if it is one that we compute.
std::optional<DigestAlg> DigestOf(HashId id);
HashId HashIdOf(DigestAlg alg);
// `sha256`; `alg-0x0012` for one that is not known.
std::string HashIdName(HashId id);

// Registers of one bank, and banks.
using BankValues = std::map<std::uint32_t, Bytes>;
using PcrValues = std::map<HashId, BankValues>;

// One register of one bank, such as `sha256:7`.
struct PcrName {
  HashId bank;
  std::uint32_t pcr;
  auto operator<=>(const PcrName&) const = default;
};
std::string PcrNameText(PcrName name);

// The registers of a PC's TPM (PC Client Platform TPM Profile 4.6): 0 to 23.
inline constexpr std::uint32_t kPcrs = 24;

}  // namespace mps::roots
