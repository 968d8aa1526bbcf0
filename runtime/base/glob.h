// Globs: patterns of file names.
//   *      any characters but `/`         **     any characters
//   ?      one character but `/`          [abx-z], [!abc]   one character of the set, or not of it; never `/`
//   \c     the character c itself
// A character is a Unicode code point. The whole text has to match. There is no brace expansion and no special dot.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mps/status.h"

namespace mps {

// The pattern as RE2 syntax, anchored at both ends. kMalformed with the index of the fault (open bracket, empty set,
// range upside down, trailing backslash), kUtf8, kLimit (limit::kPatternBytes).
Result<std::string> GlobToRe2(std::string_view glob);

// A compiled glob. Matching takes time in proportion to text times pattern at worst.
class Glob {
 public:
  static Result<Glob> Compile(std::string_view glob);
  // Octets that are not UTF-8 count as one character each and match `*`, `**`, `?` and negated sets.
  bool Matches(std::string_view text) const;
  // The characters before the first wildcard: what every match begins with (unescaped).
  const std::string& literal_prefix() const { return literal_prefix_; }
  // True if there is no wildcard: the only match is literal_prefix().
  bool is_literal() const { return is_literal_; }
  const std::string& pattern() const { return pattern_; }
  // The same language as RE2 syntax, anchored at both ends.
  std::string ToRe2() const;

 private:
  struct Range {
    char32_t first;
    char32_t last;
  };
  enum class Op : std::uint8_t { kChar, kAny, kStar, kStarStar, kSet };
  struct Item {
    Op op;
    bool negated = false;
    char32_t value = 0;
    std::uint32_t first_range = 0;  // of kSet: its part of ranges_
    std::uint32_t range_count = 0;
  };
  friend class GlobParser;
  static bool IsStar(const Item& item) { return item.op == Op::kStar || item.op == Op::kStarStar; }
  bool ItemMatches(const Item& item, char32_t c) const;
  bool MatchesGreedily(std::string_view text) const;
  bool MatchesByStates(std::string_view text) const;

  std::string pattern_;
  std::string literal_prefix_;
  bool is_literal_ = true;
  bool mixed_ = false;  // a `*` comes after a `**`
  std::vector<Item> items_;
  std::vector<Range> ranges_;
};

}  // namespace mps
