// Verdicts and grades by name, and the verdict of a level.
#include "mps/verdict.h"

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

std::optional<Verdict> LevelVerdict(const std::vector<RuleResult>& selected) {
  bool fail = false, error = false, unknown = false, pass = false, any = false;
  for (const RuleResult& result : selected) {
    if (result.verdict == Verdict::kNotSelected) continue;
    any = true;
    fail |= result.verdict == Verdict::kFail && result.waiver.empty();
    error |= result.verdict == Verdict::kError;
    unknown |= result.verdict == Verdict::kUnknown;
    pass |= result.verdict == Verdict::kPass;
  }
  if (!any) return std::nullopt;
  if (fail) return Verdict::kFail;
  if (error) return Verdict::kError;
  if (unknown) return Verdict::kUnknown;
  return pass ? Verdict::kPass : Verdict::kNotApplicable;
}

}  // namespace mps
