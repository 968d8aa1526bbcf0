// Strict UTF-8 (RFC 3629) and the %XX path form in which bytes that are not UTF-8 travel as text (docs/evidence.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// True if the text is well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);

// The index of the first byte that starts no well-formed sequence, or nothing if all is well.
std::optional<std::size_t> FirstInvalidUtf8(std::string_view text);

// The code point at text[at] and its length in bytes. REQUIRES: at < text.size(). Nothing if ill-formed.
struct CodePoint {
  char32_t value;
  std::size_t length;
};
std::optional<CodePoint> DecodeUtf8(std::string_view text, std::size_t at);

// Appends the UTF-8 of a scalar value. REQUIRES: at most U+10FFFF and no surrogate.
void AppendUtf8(char32_t code_point, std::string& out);

// Octets of a path -> text: `%` and every octet outside well-formed UTF-8 become %XX, upper case. Always valid UTF-8.
std::string PathTextFromBytes(ByteView bytes);

// The way back. kMalformed with the index where `%` is not followed by two upper-case digits, or where the spelling is
// not the one that PathTextFromBytes gives (`%41`); kUtf8 where the text is not UTF-8.
Result<Bytes> PathBytesFromText(std::string_view text);

}  // namespace mps
