// Strict DER (X.690 10, 11) for the few structures of TCG that no library knows: definite minimal lengths, low tag
// numbers, nothing left over. Errors stick, as with Fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::roots {

// Identifier octets, with the class and the constructed bit.
enum DerTag : std::uint8_t {
  kDerBoolean = 0x01,
  kDerInteger = 0x02,
  kDerBitString = 0x03,
  kDerOctetString = 0x04,
  kDerOid = 0x06,
  kDerEnumerated = 0x0A,
  kDerUtf8 = 0x0C,
  kDerPrintable = 0x13,
  kDerIa5 = 0x16,
  kDerGeneralizedTime = 0x18,
  kDerSequence = 0x30,
  kDerSet = 0x31,
};
constexpr std::uint8_t DerContext(unsigned number) { return static_cast<std::uint8_t>(0x80 | number); }
constexpr std::uint8_t DerContextConstructed(unsigned number) { return static_cast<std::uint8_t>(0xA0 | number); }

class Der {
 public:
  explicit Der(ByteView bytes, std::uint64_t base = 0) : bytes_(bytes), base_(base) {}

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  bool AtEnd() const { return !ok() || at_ == bytes_.size(); }
  // The tag that is due; 0 at the end.
  std::uint8_t Peek() const { return AtEnd() ? 0 : bytes_[at_]; }

  // The content of the next item, which must have that tag.
  ByteView Take(std::uint8_t tag, std::string_view what);
  // Whatever comes next, with its identifier and length.
  ByteView TakeWhole(std::string_view what);
  // A reader over the content of the next item. The caller looks at its status.
  Der Enter(std::uint8_t tag, std::string_view what);
  // An integer that fits 64 bits signed; `tag` where it is implicitly tagged.
  std::int64_t Integer(std::string_view what, std::uint8_t tag = kDerInteger);
  // A number of any size that is not negative, big endian, without leading zeros; empty for zero.
  Bytes Magnitude(std::string_view what);
  bool Boolean(std::uint8_t tag, std::string_view what);
  std::string Oid(std::string_view what);  // dotted
  // Text that is UTF-8, without NUL.
  std::string Utf8(std::uint8_t tag, std::string_view what);
  // BIT STRING of at most 32 bits: bit 0 is the lowest of the number.
  std::uint32_t Bits(std::uint8_t tag, std::string_view what);

  void Fail(Code code, std::string message) {
    if (ok()) status_ = Status(code, std::move(message), base_ + at_);
  }
  Status Finish(std::string_view what) {
    if (ok() && at_ != bytes_.size()) Fail(Code::kTrailing, "bytes after " + std::string(what));
    return status_;
  }

 private:
  // The length octets at at_; fails unless they are minimal and the content is there.
  std::size_t Length(std::string_view what);

  ByteView bytes_;
  std::uint64_t base_;
  std::size_t at_ = 0;
  Status status_;
};

}  // namespace mps::roots
