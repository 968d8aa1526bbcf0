// Beginnings, then the set, then one by one.
#include "builtins/pattern_group.h"

#include <re2/set.h>

#include "builtins/regex_options.h"

namespace mps::builtins {

class PatternGroup::Set {
 public:
  Set(const std::vector<std::string_view>& regexes, bool whole, std::int64_t memory)
      : set_(RegexOptions(memory), whole ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED) {
    for (const std::string_view regex : regexes)
      compiled_ = set_.Add(re2::StringPiece(regex.data(), regex.size()), nullptr) >= 0 && compiled_;
    compiled_ = compiled_ && set_.Compile();
  }

  bool compiled() const { return compiled_; }

  MatchResult Match(std::string_view text) const {
    re2::RE2::Set::ErrorInfo error{re2::RE2::Set::kNotCompiled};
    const bool matched = set_.Match(re2::StringPiece(text.data(), text.size()), nullptr, &error);
    return SetAnswer(matched, error.kind == re2::RE2::Set::kNoError ? SetError::kNone : SetError::kOther);
  }

 private:
  re2::RE2::Set set_;
  bool compiled_ = true;
};

MatchResult SetAnswer(bool matched, SetError error) {
  if (matched) return MatchResult::kYes;
  return error == SetError::kNone ? MatchResult::kNo : MatchResult::kOutOfMemory;
}

PatternGroup::PatternGroup(PatternGroup&&) noexcept = default;
PatternGroup::~PatternGroup() = default;

PatternGroup::PatternGroup(const program::Program& program, const program::PatternGroup& group,
                           const std::vector<CompiledPattern>& patterns, std::int64_t set_memory)
    : whole_(group.whole) {
  std::vector<std::pair<std::string, std::uint32_t>> beginnings;
  std::vector<std::string_view> regexes;
  for (const std::uint32_t index : group.patterns) {
    const CompiledPattern& pattern = patterns[index];
    if (pattern.too_large()) {
      too_large_ = true;
      continue;
    }
    const auto number = static_cast<std::uint32_t>(members_.size());
    members_.push_back(&pattern);
    if (pattern.takes_re2(whole_)) regexes.push_back(program.patterns[index].regex);
    if (pattern.glob()) {
      beginnings.emplace_back(pattern.glob()->literal_prefix(), number);
    } else if (!whole_) {
      beginnings.emplace_back(std::string(), number);
    } else {
      for (std::string& text : program::Beginnings(program.patterns[index]))
        beginnings.emplace_back(std::move(text), number);
    }
  }
  beginnings_ = program::PrefixIndex(std::move(beginnings));
  if (regexes.size() < 2) return;
  auto set = std::make_unique<Set>(regexes, whole_, set_memory);
  if (set->compiled()) set_ = std::move(set);
}

MatchResult PatternGroup::Match(std::string_view text, std::uint64_t& tried) const {
  // One pattern alone for RE2 is matched alone: that costs less, and needs no set.
  const CompiledPattern* for_re2 = nullptr;
  bool several = false;
  const bool found = beginnings_.Visit(text, [&](std::uint32_t number) {
    const CompiledPattern& pattern = *members_[number];
    if (!pattern.takes_re2(whole_)) return ++tried, pattern.Match(text, whole_) == MatchResult::kYes;
    several = several || for_re2 != nullptr;
    for_re2 = &pattern;
    return false;
  });
  if (found) return MatchResult::kYes;
  MatchResult result = MatchResult::kNo;
  if (several) result = set_ == nullptr ? MatchResult::kOutOfMemory : set_->Match(text);
  if (several && result == MatchResult::kOutOfMemory) return OneByOne(text, tried);
  if (!several && for_re2 != nullptr) result = for_re2->Match(text, whole_);
  return result == MatchResult::kNo && too_large_ ? MatchResult::kOutOfMemory : result;
}

// What a pattern alone says is never for want of memory: members_ has none that is too large.
MatchResult PatternGroup::OneByOne(std::string_view text, std::uint64_t& tried) const {
  const bool found = beginnings_.Visit(text, [&](std::uint32_t number) {
    if (!members_[number]->takes_re2(whole_)) return false;
    return ++tried, members_[number]->Match(text, whole_) == MatchResult::kYes;
  });
  if (found) return MatchResult::kYes;
  return too_large_ ? MatchResult::kOutOfMemory : MatchResult::kNo;
}

}  // namespace mps::builtins
