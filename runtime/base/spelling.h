// How values are spelt for people, in the language's own forms: one place for reports, messages and dumps alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mps/kinds.h"

namespace mps {

// A text in the language's quotes: `"` and `\` escaped, line breaks and tabs as \n \r \t, other control characters as
// \u{..}. All other octets stay as they are.
std::string QuotedText(std::string_view text);

// Permission bits as the language writes them: `0640`, `01777`.
std::string ModeText(std::int64_t mode);

// In the largest unit that comes out even: `90 days`, `1 hour`, `0 seconds`.
std::string DurationText(std::int64_t seconds);

// `sha256`; an unknown number is `digest`.
std::string_view DigestAlgName(DigestAlg alg);

// Text that may be shown on one line of any terminal: control, bidirectional and invisible format characters become
// \u{..}, octets that are not UTF-8 \x{..}. Whatever comes from evidence passes through here before it is printed.
std::string Printable(std::string_view text);

// True for the code points that Printable escapes.
bool IsHostile(char32_t code_point);

// The text, or its first `octets` octets or fewer, with `…` behind: never in the middle of a character.
std::string CutText(std::string_view text, std::size_t octets);

}  // namespace mps
