// What an appraisal says of the tailoring that it was made under. Entry point: ReportTailoring.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "appraise/appraise.h"
#include "program/program.h"

namespace mps::appraise {

// `given` against `own`, a value of the parameter or none; nullopt where they are the same.
std::optional<ParamChange> ChangeOf(const program::ParamDef& param, std::optional<Value> own, const Value& given);

// At `level`: parameters that selected rules read, waivers of selected rules, and all that is dropped. `results` are by
// rule, after waivers. REQUIRES: program.tailoring.
Result<TailoringReport> ReportTailoring(const program::Program& program, std::uint32_t level,
                                        const std::vector<RuleResult>& results, std::int64_t now);

}  // namespace mps::appraise
