// Verdicts of rules and levels: XCCDF 1.2's words, and what an evaluation hands to reports and claim sets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"

namespace mps {

// The numbers are those of the claim set and of `mpv` (docs/tokens.md); they never change.
enum class Verdict : std::uint8_t {
  kPass = 1,
  kFail = 2,
  kError = 3,
  kUnknown = 4,
  kNotApplicable = 5,
  kNotChecked = 6,
  kNotSelected = 7,
};
inline constexpr std::array<Verdict, 7> kAllVerdicts = {
    Verdict::kPass,          Verdict::kFail,       Verdict::kError,      Verdict::kUnknown,
    Verdict::kNotApplicable, Verdict::kNotChecked, Verdict::kNotSelected};

// `pass`, `fail`, `error`, `unknown`, `notapplicable`, `notchecked`, `notselected`.
std::string_view VerdictName(Verdict verdict);
std::optional<Verdict> VerdictFromName(std::string_view name);

// AR4SI tiers as the language spells them; the numbers are those of the claim set.
enum class Grade : std::uint8_t { kNone = 0, kAffirming = 2, kWarning = 32, kContraindicated = 96 };
std::string_view GradeName(Grade grade);

// What one rule came to.
struct RuleResult {
  Verdict verdict = Verdict::kNotSelected;
  Grade grade = Grade::kNone;
  std::string waiver;  // id of the waiver that covers a fail, or empty
};

// How many selected rules came to each verdict; indexed by the verdict's number.
using VerdictCounts = std::array<std::uint32_t, 8>;

// The level's verdict (LANGUAGE.md, Verdicts): fail if a rule fails unwaived; else error; else unknown; else pass if at
// least one rule passed; else notapplicable. Nothing selected: nullopt, a usage error.
std::optional<Verdict> LevelVerdict(const std::vector<RuleResult>& selected);

}  // namespace mps
