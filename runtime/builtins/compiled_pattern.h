// One pattern of a program, ready to match.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/glob.h"
#include "mps/status.h"
#include "program/pattern_form.h"
#include "program/program.h"

namespace re2 {
class RE2;
}

namespace mps::builtins {

enum class MatchResult : std::uint8_t { kNo, kYes, kOutOfMemory };

class CompiledPattern {
 public:
  // kInvalid: no regular expression or glob. A regular expression that does not fit into `memory` octets is no failure
  // here: every match is kOutOfMemory (never kNo).
  static Result<CompiledPattern> Compile(const program::Pattern& pattern, std::int64_t memory);
  CompiledPattern(CompiledPattern&&) noexcept;
  CompiledPattern& operator=(CompiledPattern&&) noexcept;
  ~CompiledPattern();

  // The whole text matches; with `whole` false: some part of it does.
  MatchResult Match(std::string_view text, bool whole) const;

  // Whether RE2 is asked about a text.
  bool takes_re2(bool whole) const { return regex_ != nullptr && !(whole && form_) && !only(); }
  bool too_large() const { return !glob_ && regex_ == nullptr; }
  const std::optional<Glob>& glob() const { return glob_; }

 private:
  CompiledPattern();
  const std::string* only() const { return form_ ? form_->only() : nullptr; }

  std::optional<Glob> glob_;
  std::optional<program::PatternForm> form_;  // beside the regex: what it comes to
  std::string prefix_;                        // and what everything begins with that it matches
  std::unique_ptr<re2::RE2> regex_;           // null for globs, and where memory did not suffice
};

}  // namespace mps::builtins
