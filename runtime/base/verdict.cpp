// Verdicts and grades by name, and the verdict of a level.
#include "mps/verdict.h"

#include "base/level_verdict.h"

namespace mps {

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kError:
      return "error";
    case Verdict::kUnknown:
      return "unknown";
    case Verdict::kNotApplicable:
      return "notapplicable";
    case Verdict::kNotChecked:
      return "notchecked";
    case Verdict::kNotSelected:
      return "notselected";
  }
  return "?";
}

std::optional<Verdict> VerdictFromName(std::string_view name) {
  for (Verdict verdict : kAllVerdicts) {
    if (VerdictName(verdict) == name) return verdict;
  }
  return std::nullopt;
}

std::string_view GradeName(Grade grade) {
  switch (grade) {
    case Grade::kNone:
      return "none";
    case Grade::kAffirming:
      return "affirming";
    case Grade::kWarning:
      return "warning";
    case Grade::kContraindicated:
      return "contraindicated";
  }
  return "?";
}

std::optional<Verdict> LevelVerdict(const VerdictCounts& counts, std::uint32_t waived) {
  const auto any = [&](Verdict verdict) { return counts[static_cast<std::size_t>(verdict)] > 0; };
  if (counts[static_cast<std::size_t>(Verdict::kFail)] > waived) return Verdict::kFail;
  for (const Verdict verdict : {Verdict::kError, Verdict::kUnknown, Verdict::kPass})
    if (any(verdict)) return verdict;
  if (any(Verdict::kNotApplicable) || any(Verdict::kNotChecked) || waived > 0) return Verdict::kNotApplicable;
  return std::nullopt;
}

std::optional<Verdict> LevelVerdict(const std::vector<RuleResult>& selected) {
  VerdictCounts counts{};
  std::uint32_t waived = 0;
  for (const RuleResult& result : selected) {
    ++counts[static_cast<std::size_t>(result.verdict)];
    waived += result.verdict == Verdict::kFail && !result.waiver.empty();
  }
  return LevelVerdict(counts, waived);
}

}  // namespace mps
