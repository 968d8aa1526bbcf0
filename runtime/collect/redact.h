// Keeps secrets out of what is collected as text. A net under the deny list: whatever the file, what looks like a
// password hash, a private key or a password assignment never leaves the host.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/text_lines.h"

namespace mps::collect {

inline constexpr std::string_view kRedacted = "[redacted]";

// Files whose content is never collected as text, whoever asks: shadow, gshadow, private keys, password files.
bool HoldsSecrets(std::string_view path);

// One text with every crypt hash (`$6$…`), GRUB hash, URL password, and value of a password-like key replaced.
std::string Redact(std::string_view text);

// The value that stands under a key: nothing of it where the key is a word for a secret.
std::string RedactValue(std::string_view key, std::string_view value);

// The same for the lines of a file, every line of a private key block, and the second field of lines with the shape of
// passwd, group (by the file's name) and shadow.
void RedactLines(std::string_view path, std::vector<Line>& lines);

}  // namespace mps::collect
