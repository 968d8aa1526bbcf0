// IPv4 and IPv6 addresses and networks, as text and as octets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// 4 octets (IPv4) or 16 (IPv6), in network order. INVARIANT: octets beyond `length` are 0.
struct Ip {
  std::uint8_t length = 4;
  std::array<std::uint8_t, 16> octets{};

  ByteView view() const { return {octets.data(), length}; }
  bool operator==(const Ip&) const = default;
};

// An address and the number of its leading bits that count. INVARIANT: the other bits are 0.
struct Cidr {
  Ip ip;
  std::uint8_t prefix = 0;  // 0..32 or 0..128
  bool operator==(const Cidr&) const = default;
};

// Dotted decimal without leading zeros, or RFC 4291 section 2.2 (with `::` and an embedded IPv4 tail); no zone, no
// port, no brackets.
Result<Ip> ParseIp(std::string_view text);
// RFC 5952 for IPv6.
std::string FormatIp(const Ip& ip);
// 4 or 16 octets, else kType.
Result<Ip> IpFromBytes(ByteView octets);

// `address/prefix`. kMalformed also where a bit after the prefix is set: the message names the network that was meant.
Result<Cidr> ParseCidr(std::string_view text);
std::string FormatCidr(const Cidr& cidr);
// As ParseCidr, from parts.
Result<Cidr> MakeCidr(const Ip& ip, std::uint64_t prefix);

// False where the families differ: ::ffff:10.0.0.1 is not in 10.0.0.0/8.
bool Contains(const Cidr& cidr, const Ip& ip);
// True if every address of `inner` is in `outer`.
bool Contains(const Cidr& outer, const Cidr& inner);

}  // namespace mps
