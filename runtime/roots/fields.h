// Reads fixed-width fields of a binary structure from front to back, never past its end. Errors stick: after the first
// failure every number is 0, every view is empty, and status() says what was wanted and where.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::roots {

enum class Order : std::uint8_t { kBig, kLittle };

class Fields {
 public:
  // Offsets of failures are counted from `base`.
  Fields(ByteView bytes, Order order, std::uint64_t base = 0) : bytes_(bytes), order_(order), base_(base) {}

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  std::size_t left() const { return bytes_.size() - at_; }
  std::uint64_t offset() const { return base_ + at_; }
  // What is not read yet.
  ByteView rest() const { return bytes_.subspan(at_); }

  template <std::unsigned_integral T>
  T Number(std::string_view what) {
    const ByteView octets = Octets(sizeof(T), what);
    T out = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
      const std::size_t from = order_ == Order::kBig ? i : octets.size() - 1 - i;
      out = static_cast<T>(static_cast<std::uint64_t>(out) << 8 | octets[from]);
    }
    return out;
  }
  ByteView Octets(std::size_t count, std::string_view what) {
    if (!ok()) return {};
    if (count > left()) {
      Fail(Code::kMalformed, std::string(what) + " goes past the end");
      return {};
    }
    at_ += count;
    return bytes_.subspan(at_ - count, count);
  }
  // A TPM2B: two octets of length, then as many; kLimit for more than `most`.
  ByteView Sized(std::size_t most, std::string_view what) {
    const auto size = Number<std::uint16_t>(what);
    if (ok() && size > most) Fail(Code::kLimit, std::string(what) + " is longer than it may be");
    return Octets(size, what);
  }
  void Fail(Code code, std::string message) {
    if (ok()) status_ = Status(code, std::move(message), offset());
  }
  // The failure, or kTrailing if anything is left.
  Status Finish(std::string_view what) {
    if (ok() && left() != 0) Fail(Code::kTrailing, "bytes after " + std::string(what));
    return status_;
  }

 private:
  ByteView bytes_;
  Order order_;
  std::uint64_t base_;
  std::size_t at_ = 0;
  Status status_;
};

}  // namespace mps::roots
