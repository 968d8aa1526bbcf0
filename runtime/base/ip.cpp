// IP addresses: our own parser, since the C library's takes forms such as `127.1` in places and tells no position.
#include "base/ip.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "base/hex.h"

namespace mps {
namespace {

Status Bad(std::string message, std::size_t at) { return Status(Code::kMalformed, std::move(message), at); }

// Four decimal numbers from text[at] to its end.
Status ParseV4(std::string_view text, std::size_t at, std::uint8_t* out) {
  for (int part = 0; part < 4; ++part) {
    const std::size_t start = at;
    unsigned value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start < 3) {
      value = value * 10 + static_cast<unsigned>(text[at++] - '0');
    }
    if (at == start) return Bad("a number from 0 to 255 expected", at);
    if (value > 255) return Bad("a number above 255 in an IPv4 address", start);
    if (at - start > 1 && text[start] == '0') return Bad("a number with a leading zero in an IPv4 address", start);
    out[part] = static_cast<std::uint8_t>(value);
    if (part == 3) break;
    if (at >= text.size() || text[at] != '.') return Bad("`.` expected", at);
    ++at;
  }
  if (at != text.size()) return Bad("text after the IPv4 address", at);
  return {};
}

// Reads the groups of an IPv6 address; `gap_` is where `::` stood.
class V6Parser {
 public:
  explicit V6Parser(std::string_view text) : text_(text) {}

  Result<Ip> Parse() {
    if (text_.starts_with("::")) {
      gap_ = 0;
      at_ = 2;
    } else if (text_.starts_with(":")) {
      return Bad("a single `:` at the start", 0);
    }
    while (at_ < text_.size()) MPS_TRY(Group());
    if (colon_) return Bad("a single `:` at the end", text_.size());
    return Assemble();
  }

 private:
  Status Group() {
    if (count_ >= 16) return Bad("more than eight groups", at_);
    const std::size_t start = at_;
    unsigned value = 0;
    while (at_ < text_.size() && at_ - start < 4 && HexDigitValue(text_[at_]) >= 0) {
      value = value << 4 | static_cast<unsigned>(HexDigitValue(text_[at_++]));
    }
    if (at_ == start) return Bad("a group of one to four hexadecimal digits expected", at_);
    colon_ = false;
    if (at_ < text_.size() && text_[at_] == '.') return Tail(start);
    octets_[count_++] = static_cast<std::uint8_t>(value >> 8);
    octets_[count_++] = static_cast<std::uint8_t>(value);
    return Separator();
  }

  Status Tail(std::size_t start) {
    if (count_ > 12) return Bad("no room for an IPv4 tail", start);
    MPS_TRY(ParseV4(text_, start, octets_ + count_));
    count_ += 4;
    at_ = text_.size();
    return {};
  }

  Status Separator() {
    if (at_ == text_.size()) return {};
    if (text_[at_] != ':') return Bad("`:` expected", at_);
    ++at_;
    colon_ = true;
    if (at_ < text_.size() && text_[at_] == ':') {
      if (gap_) return Bad("`::` twice", at_ - 1);
      gap_ = count_;
      ++at_;
      colon_ = false;
    }
    return {};
  }

  Result<Ip> Assemble() const {
    if (!gap_ && count_ != 16) return Bad("fewer than eight groups", text_.size());
    if (gap_ && count_ > 14) return Bad("`::` stands for nothing", text_.size());
    Ip ip;
    ip.length = 16;
    const std::size_t head = gap_.value_or(count_);
    std::copy(octets_, octets_ + head, ip.octets.begin());
    std::copy(octets_ + head, octets_ + count_, ip.octets.end() - static_cast<std::ptrdiff_t>(count_ - head));
    return ip;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint8_t octets_[16] = {};
  std::size_t count_ = 0;
  std::optional<std::size_t> gap_;
  bool colon_ = false;  // a single `:` was read last
};

bool BitsZeroFrom(const Ip& ip, unsigned prefix) {
  for (unsigned bit = prefix; bit < ip.length * 8u; ++bit) {
    if ((ip.octets[bit / 8] >> (7 - bit % 8)) & 1) return false;
  }
  return true;
}

Ip Masked(Ip ip, unsigned prefix) {
  for (unsigned bit = prefix; bit < ip.length * 8u; ++bit) {
    ip.octets[bit / 8] = static_cast<std::uint8_t>(ip.octets[bit / 8] & ~(1u << (7 - bit % 8)));
  }
  return ip;
}

std::string FormatV6(const Ip& ip) {
  unsigned groups[8];
  for (int i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(ip.octets[2 * i] << 8 | ip.octets[2 * i + 1]);
  // RFC 5952 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`.
  int best = -1, best_length = 1;
  for (int i = 0; i < 8; ++i) {
    int length = 0;
    while (i + length < 8 && groups[i + length] == 0) ++length;
    if (length > best_length) {
      best = i;
      best_length = length;
    }
    if (length > 0) i += length - 1;
  }
  std::string out;
  for (int i = 0; i < 8; ++i) {
    if (i == best) {
      out += "::";
      i += best_length - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    char group[8];
    std::snprintf(group, sizeof group, "%x", groups[i]);
    out += group;
  }
  return out;
}

}  // namespace

Result<Ip> ParseIp(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return V6Parser(text).Parse();
  Ip ip;
  MPS_TRY(ParseV4(text, 0, ip.octets.data()));
  return ip;
}

std::string FormatIp(const Ip& ip) {
  if (ip.length == 16) return FormatV6(ip);
  char text[20];
  std::snprintf(text, sizeof text, "%u.%u.%u.%u", ip.octets[0], ip.octets[1], ip.octets[2], ip.octets[3]);
  return text;
}

Result<Ip> IpFromBytes(ByteView octets) {
  if (octets.size() != 4 && octets.size() != 16) return Status(Code::kType, "an IP address has 4 or 16 octets");
  Ip ip;
  ip.length = static_cast<std::uint8_t>(octets.size());
  std::copy(octets.begin(), octets.end(), ip.octets.begin());
  return ip;
}

Result<Cidr> MakeCidr(const Ip& ip, std::uint64_t prefix) {
  if (prefix > ip.length * 8u) {
    return Status(Code::kMalformed, "a prefix length above " + std::to_string(ip.length * 8));
  }
  Cidr cidr{ip, static_cast<std::uint8_t>(prefix)};
  if (!BitsZeroFrom(ip, cidr.prefix)) {
    const Cidr meant{Masked(ip, cidr.prefix), cidr.prefix};
    return Status(Code::kMalformed, "bits after the prefix are set; the network is " + FormatCidr(meant));
  }
  return cidr;
}

Result<Cidr> ParseCidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return Bad("`/` and a prefix length expected", text.size());
  MPS_ASSIGN(Ip ip, ParseIp(text.substr(0, slash)));
  const std::string_view digits = text.substr(slash + 1);
  std::uint64_t prefix = 0;
  if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits[0] == '0')) {
    return Bad("a prefix length expected", slash + 1);
  }
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] < '0' || digits[i] > '9') return Bad("a prefix length expected", slash + 1 + i);
    prefix = prefix * 10 + static_cast<std::uint64_t>(digits[i] - '0');
  }
  Result<Cidr> cidr = MakeCidr(ip, prefix);
  if (!cidr.ok()) return cidr.TakeStatus().WithOffset(slash + 1);
  return cidr;
}

std::string FormatCidr(const Cidr& cidr) { return FormatIp(cidr.ip) + "/" + std::to_string(cidr.prefix); }

bool Contains(const Cidr& cidr, const Ip& ip) {
  return cidr.ip.length == ip.length && Masked(ip, cidr.prefix) == cidr.ip;
}

bool Contains(const Cidr& outer, const Cidr& inner) {
  return inner.prefix >= outer.prefix && Contains(outer, inner.ip);
}

}  // namespace mps
