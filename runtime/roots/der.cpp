#include "roots/der.h"

#include "base/utf8.h"

namespace mps::roots {

std::size_t Der::Length(std::string_view what) {
  const auto short_of = [&] { Fail(Code::kMalformed, std::string(what) + " goes past the end"); };
  if (at_ >= bytes_.size()) return short_of(), 0;
  const std::uint8_t first = bytes_[at_++];
  if (first < 0x80) {
    if (first > bytes_.size() - at_) return short_of(), 0;
    return first;
  }
  const std::size_t count = first & 0x7F;
  if (count == 0 || count > 4) return Fail(Code::kMalformed, std::string(what) + " has a length that is not DER"), 0;
  if (count > bytes_.size() - at_) return short_of(), 0;
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; ++i) length = length << 8 | bytes_[at_ + i];
  const bool minimal = bytes_[at_] != 0 && length >= 0x80;
  at_ += count;
  if (!minimal) return Fail(Code::kMalformed, std::string(what) + " has a length that is not DER"), 0;
  if (length > bytes_.size() - at_) return short_of(), 0;
  return length;
}

ByteView Der::Take(std::uint8_t tag, std::string_view what) {
  if (!ok()) return {};
  if (Peek() != tag) {
    Fail(Code::kType, std::string(what) + " is due");
    return {};
  }
  ++at_;
  const std::size_t length = Length(what);
  if (!ok()) return {};
  at_ += length;
  return bytes_.subspan(at_ - length, length);
}

ByteView Der::TakeWhole(std::string_view what) {
  const std::size_t from = at_;
  if (AtEnd() || (Peek() & 0x1F) == 0x1F) {
    Fail(Code::kType, std::string(what) + " is due");
    return {};
  }
  (void)Take(Peek(), what);
  return ok() ? bytes_.subspan(from, at_ - from) : ByteView();
}

Der Der::Enter(std::uint8_t tag, std::string_view what) {
  const ByteView content = Take(tag, what);
  Der inner(content, base_ + at_ - content.size());
  inner.status_ = status_;
  return inner;
}

std::int64_t Der::Integer(std::string_view what, std::uint8_t tag) {
  const ByteView octets = Take(tag, what);
  if (!ok()) return 0;
  const bool padded =
      octets.size() > 1 && ((octets[0] == 0 && octets[1] < 0x80) || (octets[0] == 0xFF && octets[1] >= 0x80));
  if (octets.empty() || padded) return Fail(Code::kMalformed, std::string(what) + " is no integer of DER"), 0;
  if (octets.size() > 8) return Fail(Code::kLimit, std::string(what) + " does not fit 64 bits"), 0;
  std::uint64_t value = octets[0] >= 0x80 ? ~std::uint64_t{0} : 0;
  for (const std::uint8_t octet : octets) value = value << 8 | octet;
  return static_cast<std::int64_t>(value);
}

Bytes Der::Magnitude(std::string_view what) {
  ByteView octets = Take(kDerInteger, what);
  if (!ok()) return {};
  const bool padded = octets.size() > 1 && octets[0] == 0 && octets[1] < 0x80;
  if (octets.empty() || padded || octets[0] >= 0x80)
    return Fail(Code::kMalformed, std::string(what) + " is no such number"), Bytes();
  if (octets[0] == 0) octets = octets.subspan(1);
  return ToBytes(octets);
}

bool Der::Boolean(std::uint8_t tag, std::string_view what) {
  const ByteView octets = Take(tag, what);
  if (ok() && (octets.size() != 1 || (octets[0] != 0 && octets[0] != 0xFF)))
    Fail(Code::kMalformed, std::string(what) + " is no boolean of DER");
  return ok() && octets[0] != 0;
}

std::string Der::Oid(std::string_view what) {
  const ByteView octets = Take(kDerOid, what);
  std::string out;
  std::uint64_t arc = 0;
  bool begun = false;
  for (const std::uint8_t octet : octets) {
    if ((!begun && octet == 0x80) || arc >> 56 != 0)
      return Fail(Code::kMalformed, std::string(what) + " is no OID"), out;
    arc = arc << 7 | (octet & 0x7F);
    begun = (octet & 0x80) != 0;
    if (begun) continue;
    if (out.empty()) {  // the first two arcs are one number
      const std::uint64_t top = arc < 80 ? arc / 40 : 2;
      out = std::to_string(top) + "." + std::to_string(arc - 40 * top);
    } else {
      out += "." + std::to_string(arc);
    }
    arc = 0;
  }
  if (ok() && (out.empty() || begun)) Fail(Code::kMalformed, std::string(what) + " is no OID");
  return out;
}

std::string Der::Utf8(std::uint8_t tag, std::string_view what) {
  const std::string out(AsText(Take(tag, what)));
  if (ok() && (!IsUtf8(out) || out.find('\0') != std::string::npos))
    Fail(Code::kUtf8, std::string(what) + " is no text");
  return ok() ? out : std::string();
}

std::uint32_t Der::Bits(std::uint8_t tag, std::string_view what) {
  const ByteView octets = Take(tag, what);
  if (!ok()) return 0;
  const bool shape = !octets.empty() && octets[0] < 8 && (octets.size() > 1 || octets[0] == 0) &&
                     (octets.size() == 1 || (octets.back() & ((1u << octets[0]) - 1)) == 0);
  if (!shape) return Fail(Code::kMalformed, std::string(what) + " is no bit string of DER"), 0;
  if (octets.size() > 5) return Fail(Code::kLimit, std::string(what) + " has too many bits"), 0;
  std::uint32_t out = 0;
  for (std::size_t bit = 0; bit < 8 * (octets.size() - 1); ++bit)
    out |= (octets[1 + bit / 8] >> (7 - bit % 8) & 1u) << bit;
  return out;
}

}  // namespace mps::roots
