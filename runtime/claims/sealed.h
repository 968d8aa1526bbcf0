// Claim sets that need no second reading: the one writer of canonical octets, and what tokens take of a claim set
// beside its octets. Entry points: Layout, for evaluation after evaluation of one definition; SealedClaimSet::Seal and
// ::Read for a claim set by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "claims/checks.h"
#include "claims/claim_set.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/verdict.h"

namespace mps::claims {

// A part of a claim set (PartOf): one environment's rules and configurations alone.
struct SealedPart {
  std::string environment;
  Verdict verdict = Verdict::kNotApplicable;
  VerdictCounts counts{};
  Bytes bytes;  // canonical
};

// Canonical octets with what they say. INVARIANT: empty, or made by the writer or the strict reader, so that
// DecodeClaimSet of the octets gives just this name, verdict, counts and parts.
class SealedClaimSet {
 public:
  SealedClaimSet() = default;
  // Errors: those of EncodeClaimSet.
  static Result<SealedClaimSet> Seal(const ClaimSet& set);
  // Errors: those of DecodeClaimSet.
  static Result<SealedClaimSet> Read(ByteView bytes);

  bool empty() const { return bytes_.empty(); }
  const Bytes& bytes() const { return bytes_; }
  Bytes TakeBytes() && { return std::move(bytes_); }
  const std::string& name() const { return name_; }
  Verdict verdict() const { return verdict_; }
  const VerdictCounts& counts() const { return counts_; }
  // Of every named environment, where there are several; sorted by name (docs/tokens.md, "Several environments").
  const std::vector<SealedPart>& parts() const { return parts_; }

 private:
  friend class Layout;
  Bytes bytes_;
  std::string name_;
  Verdict verdict_ = Verdict::kNotApplicable;
  VerdictCounts counts_{};
  std::vector<SealedPart> parts_;
};

// What the claim sets of one definition have in common from one evaluation to the next: environments, ids of rules and
// configurations, checked, encoded and in canonical order.
class Layout {
 public:
  // The order of the lists is that of the results later on. Errors: those of ValidateClaimSet about names, ids that
  // stand twice and numbers of environments and rules.
  static Result<Layout> Create(std::span<const Place> rules, std::span<const Place> configurations);

  std::size_t rules() const { return rules_; }

  // The claim set of these results, one for each place. Rules that are not selected are left out, and so is an
  // environment of which nothing is left. Errors: those of ValidateClaimSet; kUsage for results of another definition.
  Result<SealedClaimSet> Seal(const ClaimSetHead& head, std::span<const RuleResult> rules,
                              std::span<const ConfigurationResult> configurations) const;

 private:
  struct Entry {
    std::uint32_t index = 0;  // of the result
    std::string id;
    Bytes key;  // encoded
  };
  struct Environment {
    std::string name;
    Bytes key;
    std::vector<Entry> rules, configurations;
  };
  struct Writing;
  friend class SealedClaimSet;
  // REQUIRES: CheckPlaces is ok.
  static Layout Of(std::span<const Place> rules, std::span<const Place> configurations);
  // REQUIRES: CheckHead, CheckResult and CheckConfiguration are ok.
  Result<SealedClaimSet> Write(const ClaimSetHead& head, std::span<const RuleResult> rules,
                               std::span<const ConfigurationResult> configurations) const;

  std::vector<Environment> environments_;  // by encoded key
  std::size_t rules_ = 0, configurations_ = 0;
};

}  // namespace mps::claims
