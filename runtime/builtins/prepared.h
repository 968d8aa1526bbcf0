// Prepared: a program made ready to run on any number of evaluations and threads: patterns compiled once, sets in
// place, the large ones with an index.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "builtins/compiled_pattern.h"
#include "builtins/set_object.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::builtins {

// Memory that all patterns of a program share, in bytes; each may use an equal part of it, within
// kPatternLeast..kPatternMost. The same for the sets that groups of patterns are matched as, up to kPatternSetMost
// each; a group whose set does not fit is matched pattern by pattern, to the same end. RE2 takes memory as it needs it.
struct PrepareOptions {
  std::int64_t pattern_memory = 256 << 20;
  std::int64_t set_memory = 128 << 20;
};
inline constexpr std::int64_t kPatternLeast = 64 << 10;
inline constexpr std::int64_t kPatternMost = 8 << 20;
inline constexpr std::int64_t kPatternSetMost = 64 << 20;

// Immutable after Create; safe for use by several threads.
class Prepared {
 public:
  // REQUIRES: `program` is verified and outlives the Prepared. kInvalid: a pattern is not a regular expression or glob;
  // a stored set without its table. A pattern too large for its memory is no failure here: every use of it is an error
  // (never false).
  static Result<Prepared> Create(const program::Program& program, const PrepareOptions& options = {});
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();

  const program::Program& program() const;
  // Program::sets by index, as objects.
  const SetObject& set(std::uint32_t index) const;
  // The whole text matches pattern `index`; with `whole` false: some part of it does.
  MatchResult Match(std::uint32_t index, std::string_view text, bool whole) const;
  // It matches a pattern of group `group`; PatternGroup::Match.
  MatchResult MatchAny(std::uint32_t group, std::string_view text, std::uint64_t& tried) const;
  // The values of table `index` at `key`, or nullptr.
  const SetObject* Lookup(std::uint32_t index, const Cell& key) const;
  // The same of several keys at once. LIMIT: CellIndex::kTogether of them.
  void Lookup(std::uint32_t index, std::span<const Cell* const> keys, const SetObject** found) const;

 private:
  struct Impl;
  explicit Prepared(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mps::builtins
