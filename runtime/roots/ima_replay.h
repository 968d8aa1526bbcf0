// The measurement list folded into the registers that it leaves. A line is extended with what its data give, never with
// the hash that the list claims: a list whose replay is the quoted value is the list that the kernel extended.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "roots/ima_line.h"
#include "roots/pcr_bank.h"

namespace mps::roots {

class ImaReplay {
 public:
  // A bank other than SHA-1 is extended with its own hash of the template data, as kernels since 5.8 do. kUsage for a
  // bank given twice.
  static Result<ImaReplay> Create(std::span<const DigestAlg> banks);

  // False: the line's template hash is not that of its data. kMalformed for a hash of another length than those before.
  Result<bool> Take(const ImaLine& line);
  const std::vector<PcrBank>& banks() const { return banks_; }
  // What a bank was extended with last; the view is good until the next Take.
  ByteView measured(std::size_t bank) const { return measured_[bank]; }

 private:
  explicit ImaReplay(std::vector<PcrBank> banks) : banks_(std::move(banks)), measured_(banks_.size()) {}
  Status CheckHashLength(const ImaLine& line);

  std::vector<PcrBank> banks_;
  std::vector<ByteView> measured_;
  std::optional<DigestAlg> list_alg_;  // of the template hashes
  bool list_bank_ = false;             // it is one of the banks
  Bytes data_;
};

}  // namespace mps::roots
