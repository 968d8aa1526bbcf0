// base64url without padding (RFC 4648 section 5, RFC 7515 section 2), and ordinary base64 for PEM and test data.
#pragma once

#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// The alphabet A-Z a-z 0-9 - _, without padding.
std::string Base64UrlEncode(ByteView bytes);

// Strict: padding, whitespace, characters outside the alphabet, a length of 4n+1 and pad bits that are not zero are
// kMalformed with the index, so each octet string has exactly one spelling.
Result<Bytes> Base64UrlDecode(std::string_view text);

// The alphabet with + and /, padded with `=` to a multiple of four (RFC 4648 section 4). Decoding is as strict.
std::string Base64Encode(ByteView bytes);
Result<Bytes> Base64Decode(std::string_view text);

}  // namespace mps
