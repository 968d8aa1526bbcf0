// Compares the claims of a token with its claim set.
#include "token/agreement.h"

#include <map>
#include <string_view>

namespace mps::token {
namespace {

std::string PartsDisagreement(const TokenClaims& token, const claims::ClaimSet& set) {
  std::size_t named = set.environments.size() - set.environments.count("");
  if (token.parts.size() != (named < 2 ? 0 : named)) return "submods are not the environments of the claim set";
  for (const auto& [environment, part] : token.parts) {
    auto expected = claims::PartOf(set, environment);
    if (!expected.ok()) return "the claim set has no environment `" + environment + "`";
    auto bytes = claims::EncodeClaimSet(expected.value());
    if (!bytes.ok()) return bytes.status().ToString();
    auto hash = claims::HashClaimSet(bytes.value(), part.hash.alg);
    if (!hash.ok() || hash.value() != part.hash)
      return "hsh of `" + environment + "` is not over its part of the claim set";
    if (expected.value().verdict != part.verdict || expected.value().counts != part.counts) {
      return "mpv of `" + environment + "` does not agree with its part of the claim set";
    }
  }
  return "";
}

std::string MeasuredDisagreement(const TokenClaims& token, const claims::ClaimSet& set) {
  if (!token.measured) return "";
  std::map<std::string_view, std::int64_t> expected;
  for (const auto& environment : set.environments) {
    for (const auto& [id, result] : environment.second.rules) expected[id] = MeasuredFor(result.verdict);
  }
  if (expected.size() != token.measured->size()) return "measres and claim set have different rules";
  for (const MeasuredResult& one : *token.measured) {
    auto rule = expected.find(one.rule);
    if (rule == expected.end() || rule->second != one.result) {
      return "measres and claim set differ on rule `" + one.rule + "`";
    }
  }
  return "";
}

}  // namespace

std::string Disagreement(const TokenClaims& token, const claims::ClaimSet& set) {
  const Summary& summary = token.summary;
  if (set.name != summary.name) return "mps is `" + summary.name + "`, the claim set is of `" + set.name + "`";
  if (set.verdict != summary.verdict) return "mpv and claim set have different verdicts";
  if (set.counts != summary.counts) return "mpv and claim set have different counts";
  std::string parts = PartsDisagreement(token, set);
  return parts.empty() ? MeasuredDisagreement(token, set) : parts;
}

}  // namespace mps::token
