// Whose keys an `authorized-by` names ("The authority field in the ACS"), in the terms of a definition: its endorsers,
// and who attests its environments.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corim/typed.h"
#include "endorse/endorsement.h"
#include "schema/read_plan.h"

namespace mps::corim {

class Authorities {
 public:
  // `endorsers` and `plan` outlive it.
  Authorities(const std::vector<endorse::Endorser>& endorsers, const schema::ReadPlan& plan)
      : endorsers_(endorsers), plan_(plan) {}

  // What each of the keys stands for where something is asked of claims of `environment`: the endorsers that it is the
  // key of (`key thumbprint`) or whose CA it is the certificate of (`key chain`), or evidence, where it is the key that
  // attests the environment: its parent's, of one without parent its own. All of them are asked for.
  //
  // kInvalid, with the key, where nobody that the definition knows has it; unsupported:corim-authority for a key that
  // is an endorser's and the attester's at once.
  Result<std::vector<endorse::Authority>> Of(const Keys& keys, const std::string& environment);

 private:
  // What a key is found to be, without regard to environments.
  struct Found {
    std::string thumbprint, certificate;  // `sha256:<hex>`, of the SubjectPublicKeyInfo and of the DER certificate
    std::vector<std::string> endorsers;
  };
  const Found& Find(const Typed& key);
  std::string AttesterOf(const std::string& environment) const;

  const std::vector<endorse::Endorser>& endorsers_;
  const schema::ReadPlan& plan_;
  std::map<Bytes, Found> found_;  // by the key's encoding: documents repeat their keys
};

}  // namespace mps::corim
