// Several patterns that one text is matched against: by their beginnings first, what remains for RE2 in one pass.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "builtins/compiled_pattern.h"
#include "program/prefix_index.h"
#include "program/program.h"

namespace mps::builtins {

// What a set of regular expressions said: `matched`, with what went wrong. Whatever went wrong is kOutOfMemory, never
// kNo: RE2::Set says false then too.
enum class SetError : std::uint8_t { kNone, kOther };
MatchResult SetAnswer(bool matched, SetError error);

// Immutable after it is made; safe for use by several threads.
class PatternGroup {
 public:
  // The patterns of `group`, compiled in `patterns` as they stand in `program`; both outlive the group. `set_memory`:
  // octets that RE2 may use for the set of them. Whatever that is, what Match says is the same.
  PatternGroup(const program::Program& program, const program::PatternGroup& group,
               const std::vector<CompiledPattern>& patterns, std::int64_t set_memory);
  PatternGroup(PatternGroup&&) noexcept;
  ~PatternGroup();

  // Whether `text` matches one of the patterns. kOutOfMemory: none that could be matched does, and one is too large for
  // its memory. Adds to `tried` the patterns that were tried one by one.
  MatchResult Match(std::string_view text, std::uint64_t& tried) const;

  // Whether RE2 took the patterns as a set; else each is tried alone.
  bool has_set() const { return set_ != nullptr; }

 private:
  // RE2::Set with ErrorInfo. Its `false` means no only where there was no error.
  class Set;
  MatchResult OneByOne(std::string_view text, std::uint64_t& tried) const;

  bool whole_ = true;
  bool too_large_ = false;                       // a pattern is
  std::vector<const CompiledPattern*> members_;  // without those that are too large
  program::PrefixIndex beginnings_;              // of members_, by number; all of the empty text for parts of a text
  std::unique_ptr<Set> set_;                     // of the members that take RE2; null: fewer than two, or no memory
};

}  // namespace mps::builtins
