// One bank of registers, extended as a TPM does it: value = H(value || digest) (TPM 2.0 Library, part 1, 17.2).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "crypto/hash.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/pcr_values.h"

namespace mps::roots {

class PcrBank {
 public:
  static Result<PcrBank> Create(DigestAlg alg) {
    MPS_ASSIGN(auto hasher, crypto::Hasher::Create(alg));
    return PcrBank(std::move(hasher));
  }

  DigestAlg alg() const { return hasher_.alg(); }
  std::size_t size() const { return crypto::DigestSize(alg()); }

  // The digest of `data` in this bank's algorithm; the view is good until the next call of Measure or Ones.
  Result<ByteView> Measure(ByteView data) {
    MPS_TRY(hasher_.HashTo(data, std::span(measured_.data(), size())));
    return ByteView(measured_.data(), size());
  }
  // A digest of ones, with which a violation of IMA is extended (kernel: ima_init_digests).
  ByteView Ones() {
    measured_.fill(0xff);
    return ByteView(measured_.data(), size());
  }

  // REQUIRES: pcr < kPcrs, and nothing was extended into it yet.
  void StartWith(std::uint32_t pcr, std::uint8_t last_octet) { values_[pcr][size() - 1] = last_octet; }
  // REQUIRES: pcr < kPcrs; `measured` is as long as the bank's digests.
  Status Extend(std::uint32_t pcr, ByteView measured) {
    auto& value = values_[pcr];
    used_[pcr] = true;
    std::array<std::uint8_t, 2 * kMostDigest> both;
    std::copy_n(value.begin(), size(), both.begin());
    std::copy_n(measured.begin(), size(), both.begin() + static_cast<std::ptrdiff_t>(size()));
    return hasher_.HashTo(ByteView(both.data(), 2 * size()), std::span(value.data(), size()));
  }

  bool Used(std::uint32_t pcr) const { return used_[pcr]; }
  ByteView Value(std::uint32_t pcr) const { return ByteView(values_[pcr].data(), size()); }
  // Of the registers that were extended.
  BankValues Values() const {
    BankValues out;
    for (std::uint32_t pcr = 0; pcr < kPcrs; ++pcr) {
      if (used_[pcr]) out[pcr] = ToBytes(Value(pcr));
    }
    return out;
  }

 private:
  static constexpr std::size_t kMostDigest = 64;
  explicit PcrBank(crypto::Hasher hasher) : hasher_(std::move(hasher)) {}
  crypto::Hasher hasher_;
  std::array<std::array<std::uint8_t, kMostDigest>, kPcrs> values_{};  // zeros at first
  std::array<bool, kPcrs> used_{};
  std::array<std::uint8_t, kMostDigest> measured_{};
};

}  // namespace mps::roots
