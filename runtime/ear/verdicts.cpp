// From verdicts to trustworthiness: the one place where it is decided.
#include "ear/issue.h"

namespace mps::ear {
namespace {

Judgement Of(std::int8_t configuration) { return {TierOf(configuration), configuration}; }

}  // namespace

Judgement JudgementOf(const claims::ClaimSet& set) {
  bool warned = false;
  for (const RuleResult& result : set.AllResults()) {
    if (result.grade == Grade::kContraindicated) return Of(value::kUnsupportableConfig);
    // A waiver makes a failure bearable, not good.
    warned = warned || result.grade == Grade::kWarning || result.verdict == Verdict::kFail;
  }
  switch (set.verdict) {
    case Verdict::kPass:
      return Of(warned ? value::kUnsafeConfig : value::kApprovedConfig);
    case Verdict::kFail:
      return Of(value::kUnsupportableConfig);
    case Verdict::kError:
      return Of(value::kUnexpectedElements);
    case Verdict::kUnknown:
    case Verdict::kNotApplicable:
    case Verdict::kNotChecked:
    case Verdict::kNotSelected:
      break;
  }
  return Of(0);
}

}  // namespace mps::ear
