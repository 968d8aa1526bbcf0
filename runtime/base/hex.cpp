// Hexadecimal both ways.
#include "base/hex.h"

namespace mps {

std::string HexEncode(ByteView bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

int HexDigitValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

Result<Bytes> HexDecode(std::string_view text) {
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    int digit = HexDigitValue(text[i]);
    if (digit < 0) return Status(Code::kMalformed, "not a hexadecimal digit", i);
    if (i % 2 == 0) {
      out.push_back(static_cast<std::uint8_t>(digit << 4));
    } else {
      out.back() = static_cast<std::uint8_t>(out.back() | digit);
    }
  }
  if (text.size() % 2 != 0) return Status(Code::kMalformed, "odd number of hexadecimal digits", text.size());
  return out;
}

}  // namespace mps
