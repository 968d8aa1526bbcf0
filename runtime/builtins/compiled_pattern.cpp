// Patterns by form, by glob or by RE2.
#include "builtins/compiled_pattern.h"

#include <re2/re2.h>

#include "builtins/regex_options.h"

namespace mps::builtins {

CompiledPattern::CompiledPattern() = default;
CompiledPattern::CompiledPattern(CompiledPattern&&) noexcept = default;
CompiledPattern& CompiledPattern::operator=(CompiledPattern&&) noexcept = default;
CompiledPattern::~CompiledPattern() = default;

Result<CompiledPattern> CompiledPattern::Compile(const program::Pattern& pattern, std::int64_t memory) {
  CompiledPattern out;
  if (pattern.glob) {
    Result<Glob> glob = Glob::Compile(pattern.text);
    if (!glob.ok()) return Status(Code::kInvalid, "glob `" + pattern.text + "`: " + glob.status().message());
    out.glob_ = std::move(glob).value();
    return out;
  }
  auto regex = std::make_unique<re2::RE2>(pattern.regex, RegexOptions(memory));
  if (regex->ok()) {
    out.regex_ = std::move(regex);
    out.form_ = program::FormOf(pattern);
    out.prefix_ = program::LiteralPrefix(pattern.regex);
  } else if (regex->error_code() != re2::RE2::ErrorPatternTooLarge) {
    return Status(Code::kInvalid, "pattern `" + pattern.text + "`: " + regex->error());
  }
  return out;
}

MatchResult CompiledPattern::Match(std::string_view text, bool whole) const {
  bool yes = false;
  if (glob_) {
    yes = glob_->Matches(text);
  } else if (regex_ == nullptr) {
    return MatchResult::kOutOfMemory;
  } else if (form_ && whole) {
    yes = form_->Matches(text);
  } else if (whole && !text.starts_with(prefix_)) {
    yes = false;
  } else if (only() != nullptr) {
    yes = text.find(*only()) != std::string_view::npos;
  } else {
    const auto anchor = whole ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED;
    // A DFA that runs out of memory here falls back to RE2's NFA, which cannot: false means no (RE2::Set differs).
    yes = regex_->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), anchor, nullptr, 0);
  }
  return yes ? MatchResult::kYes : MatchResult::kNo;
}

}  // namespace mps::builtins
