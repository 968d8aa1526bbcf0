// What a regular expression comes to where it is not much more than text: forms that are matched octet by octet,
// without RE2. The many patterns of benchmarks that list words, or a word and its parameters, are of this kind.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.h"

namespace mps::program {

// One part of a sequence. What it takes is told by the octets at hand alone: there is never a second way to go on.
struct PatternPart {
  enum class Kind : std::uint8_t {
    kText,   // `words[0]`
    kWords,  // one of `words`, of which none begins another
    kRun,    // `least` to `most` octets of `octets`; of an unequal number only at the end
  };
  Kind kind = Kind::kText;
  std::vector<std::string> words;
  std::bitset<256> octets;
  std::uint32_t least = 0, most = 0;
};

struct PatternForm {
  enum class Kind : std::uint8_t {
    kWords,     // one of `words`
    kWordList,  // words with `separator` between them, one at least
    kSequence,  // `parts`, one after the other
  };
  Kind kind = Kind::kSequence;
  std::vector<std::string> words;  // sorted
  char separator = ',';
  std::vector<PatternPart> parts;

  // The whole text matches. REQUIRES: `text` is valid UTF-8, as all texts of evidence are.
  bool Matches(std::string_view text) const;
  // The one text that matches, where there is only one: then any part of a text is looked for as such.
  const std::string* only() const;
};

// The form of a pattern that is not a glob, or nothing where it takes RE2 to tell.
std::optional<PatternForm> FormOf(const Pattern& pattern);

// Text that everything begins with that the regular expression matches as a whole; empty where it cannot be told at a
// glance. A text that begins otherwise needs no RE2.
std::string LiteralPrefix(std::string_view regex);

// Texts of which one begins everything that the pattern matches as a whole; one empty text where nothing can be told.
// Globs have theirs from base/glob.h.
std::vector<std::string> Beginnings(const Pattern& pattern);

// `words 6`, `word list 4 ","`, `sequence text words 2 run 1..`: for dumps.
std::string FormText(const PatternForm& form);

}  // namespace mps::program
