// The keywords of sshd_config(5): how each is written, and its built-in value in Debian 12's OpenSSH 9.2.
#pragma once

#include <span>
#include <string_view>

namespace mps::collect {

enum class SshdKind : unsigned char {
  kWord,        // one word as it stands
  kFlag,        // one word in lower case: yes, no and the like
  kUpper,       // one word in upper case: log levels
  kTime,        // seconds, or times such as 2m30s
  kAlgorithms,  // a comma list; + - ^ change the built-in one
  kLine,        // all words of the first line that has it
  kCommas,      // one word that is a comma list
  kEach,        // every line adds its words
};

struct SshdKeyword {
  std::string_view name;
  SshdKind kind;
  std::string_view builtin;  // as `sshd -T` prints it; "" where it prints nothing
};

// Sorted by name.
std::span<const SshdKeyword> SshdKeywords();
const SshdKeyword* FindSshdKeyword(std::string_view lower_name);
// The keyword that an older spelling means, or the name itself.
std::string_view SshdKeywordOf(std::string_view lower_name);

}  // namespace mps::collect
