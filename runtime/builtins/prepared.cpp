// Compiling patterns and laying out constant sets and tables.
#include "builtins/prepared.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/glob.h"
#include "program/cell_order.h"
#include "program/pattern_form.h"

namespace mps::builtins {
namespace {

struct CompiledPattern {
  std::optional<Glob> glob;
  std::optional<program::PatternForm> form;  // beside the regex: what it comes to
  std::string prefix;                        // and what everything begins with that it matches
  std::unique_ptr<re2::RE2> regex;           // null for globs, and where memory did not suffice
};

Result<CompiledPattern> Compile(const program::Pattern& pattern, std::int64_t memory) {
  CompiledPattern out;
  if (pattern.glob) {
    Result<Glob> glob = Glob::Compile(pattern.text);
    if (!glob.ok()) return Status(Code::kInvalid, "glob `" + pattern.text + "`: " + glob.status().message());
    out.glob = std::move(glob).value();
    return out;
  }
  re2::RE2::Options options;
  options.set_max_mem(memory);
  options.set_log_errors(false);
  options.set_never_capture(true);
  auto regex = std::make_unique<re2::RE2>(pattern.regex, options);
  if (regex->ok()) {
    out.regex = std::move(regex);
    out.form = program::FormOf(pattern);
    out.prefix = program::LiteralPrefix(pattern.regex);
  } else if (regex->error_code() != re2::RE2::ErrorPatternTooLarge) {
    return Status(Code::kInvalid, "pattern `" + pattern.text + "`: " + regex->error());
  }
  return out;
}

}  // namespace

struct Prepared::Impl {
  const program::Program* program = nullptr;
  std::vector<SetObject> sets;
  std::vector<CompiledPattern> patterns;
  std::vector<std::vector<SetObject>> tables;  // per table, per key
};

Prepared::Prepared(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

Result<Prepared> Prepared::Create(const program::Program& program, const PrepareOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->program = &program;
  for (const program::ConstSet& set : program.sets) {
    if (set.is_stored() && set.table == nullptr)
      return Status(Code::kInvalid, "the members of a set are stored in a bundle, and only its image is here");
    impl->sets.push_back({set.members.data(),
                          nullptr,
                          static_cast<std::uint32_t>(set.members.size()),
                          set.compare,
                          {},
                          set.is_stored() ? &set : nullptr});
  }
  for (const program::ConstTable& table : program.tables) {
    std::vector<SetObject>& sets = impl->tables.emplace_back();
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
      const std::uint32_t first = table.first[i];
      sets.push_back({table.values.data() + first, nullptr, table.first[i + 1] - first, table.compare, {}, nullptr});
    }
  }
  const auto share = static_cast<std::int64_t>(program.patterns.empty() ? 1 : program.patterns.size());
  const std::int64_t memory = std::clamp(options.pattern_memory / share, kPatternLeast, kPatternMost);
  for (const program::Pattern& pattern : program.patterns) {
    MPS_ASSIGN(CompiledPattern compiled, Compile(pattern, memory));
    impl->patterns.push_back(std::move(compiled));
  }
  return Prepared(std::move(impl));
}

const program::Program& Prepared::program() const { return *impl_->program; }
const SetObject& Prepared::set(std::uint32_t index) const { return impl_->sets[index]; }

MatchResult Prepared::Match(std::uint32_t index, std::string_view text, bool whole) const {
  const CompiledPattern& pattern = impl_->patterns[index];
  bool yes = false;
  if (pattern.glob) {
    yes = pattern.glob->Matches(text);
  } else if (pattern.regex == nullptr) {
    return MatchResult::kOutOfMemory;
  } else if (pattern.form && whole) {
    yes = pattern.form->Matches(text);
  } else if (whole && !text.starts_with(pattern.prefix)) {
    yes = false;
  } else if (pattern.form && pattern.form->only() != nullptr) {
    yes = text.find(*pattern.form->only()) != std::string_view::npos;
  } else {
    const auto anchor = whole ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED;
    // A DFA that runs out of memory here falls back to RE2's NFA, which cannot: false means no (RE2::Set differs).
    yes = pattern.regex->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), anchor, nullptr, 0);
  }
  return yes ? MatchResult::kYes : MatchResult::kNo;
}

const SetObject* Prepared::Lookup(std::uint32_t index, const Cell& key) const {
  const std::vector<Cell>& keys = impl_->program->tables[index].keys;
  const auto at = std::lower_bound(keys.begin(), keys.end(), key,
                                   [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) < 0; });
  if (at == keys.end() || program::CompareCells(*at, key) != 0) return nullptr;
  return &impl_->tables[index][static_cast<std::size_t>(at - keys.begin())];
}

}  // namespace mps::builtins
