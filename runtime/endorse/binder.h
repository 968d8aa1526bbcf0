// Binder: endorsement sets into the problem that is solved, claim by claim and grant by grant.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "endorse/stage.h"

namespace mps::endorse {

class Binder {
 public:
  Binder(Stage& stage, schema::ReadPlan& plan, const TrustPolicy& policy)
      : stage_(stage), plan_(plan), policy_(policy) {}

  Status Run();

 private:
  Status CheckPolicy() const;
  Status AddSet(const EndorsementSet& set, bool own);
  Result<Problem::Relation> Relation(const Endorsement& endorsement, bool given);
  Status Conditions(const std::vector<Match>& from, std::vector<Problem::Condition>& to);
  // A claim that endorsers may assert, and this one was granted; null needs no grant.
  Result<std::uint32_t> Endorsable(const Endorser* endorser, const ClaimPath& path);
  Status Effects(const Endorser* endorser, const std::vector<Addition>& from, std::vector<Problem::Effect>& to);
  // Ok if the endorser may say it, by the definition and by the policy.
  Status Granted(const Endorser& endorser, const ClaimPath& claim) const;
  Result<std::uint32_t> Claim(const ClaimPath& path);
  // A claim about the device, or one of its environments, and the condition that it is one of these.
  Problem::Condition Device(Stage::Slot::Kind kind, std::vector<Value> values, const std::string& environment = "");
  // Whose word the match asks for, as the last of `to`, behind which come conditions on who attests the environment.
  Status Authorities(const Match& match, std::vector<Problem::Condition>& to);
  std::uint32_t SourceOf(const std::string& endorser);
  std::vector<Problem::Condition> DevicesOf(const EndorsementSet& set);
  const Endorser* Find(const std::string& name) const;
  Status Spend(std::size_t count);

  Stage& stage_;
  schema::ReadPlan& plan_;
  const TrustPolicy& policy_;
  std::map<schema::NodeId, std::uint32_t> claims_;
  std::map<std::string, std::uint32_t> sources_;
  std::map<std::pair<Stage::Slot::Kind, std::string>, std::uint32_t> device_claims_;
  std::set<ClaimPath> given_;  // claims that a test is given
  std::size_t spent_ = 0;
};

}  // namespace mps::endorse
