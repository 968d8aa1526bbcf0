// Hexadecimal text and octets (RFC 4648 section 8).
#pragma once

#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// Two lower-case digits for each octet, nothing between them.
std::string HexEncode(ByteView bytes);

// Either letter case; an odd length or another character is kMalformed with its index.
Result<Bytes> HexDecode(std::string_view text);

// The value of one hexadecimal digit, or -1.
int HexDigitValue(char digit);

}  // namespace mps
