// The rules of a claim set one by one, as its writer and its reader ask for them (ValidateClaimSet is all of them).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "claims/claim_set.h"
#include "mps/status.h"
#include "mps/verdict.h"

namespace mps::claims {

// Where a rule or a configuration stands. What the views are of lives longer.
struct Place {
  std::string_view environment, id;
};

// Names, digests and parameters.
Status CheckHead(const ClaimSetHead& head);
// Names of environments and ids, none of which stands twice, and how many there are.
Status CheckPlaces(std::span<const Place> rules, std::span<const Place> configurations, std::size_t environments);
// Of a selected rule.
Status CheckResult(std::string_view id, const RuleResult& result);
Status CheckConfiguration(std::string_view id, const ConfigurationResult& result);

}  // namespace mps::claims
