// What reports say of tailorings and waivers, for people and for machines.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "appraise/appraise.h"
#include "claims/claim_set.h"

namespace mps::cli {

// `2027-01-01`, or with its time of day where that is not midnight.
std::string DateText(std::int64_t seconds);

// The line under a fail that has a waiver: until when, by whom and why; or that it has ended.
std::string WaiverText(const WaiverReport& waiver);
// Lines of the summary; empty for what was not tailored.
std::string TailoringText(const Appraisal& appraisal);

// `waived` of a rule: null unless a waiver covers its fail. `expired_waiver`: null unless it has one that has ended.
void AddWaivers(const RuleReport& rule, nlohmann::ordered_json& out);
// `tailoring`: null, or name, version, digest, parameters, dropped rules and waivers.
nlohmann::ordered_json TailoringJson(const Appraisal& appraisal);

// What a claim set says of itself: `base` and `tailoring` (a digest) or null, and the ids of the rules whose fail is
// waived.
void AddTailoring(const claims::ClaimSet& set, nlohmann::ordered_json& out);
// `; tailored from Door-L1, tailoring sha256:HEX, 1 fail waived`, or nothing.
std::string TailoredText(const claims::ClaimSet& set);

// Says on standard error which waivers that hold end within 30 days of `now`.
void WarnOfEndingWaivers(const Appraisal& appraisal, std::int64_t now);

}  // namespace mps::cli
