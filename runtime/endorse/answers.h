// Answers to controls that are checked by hand: whose count, and what they come to for one device (docs/language.md,
// L14.13 to L14.16). Engines know nothing of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "endorse/device.h"
#include "endorse/endorsement.h"
#include "endorse/ignored.h"
#include "endorse/policy.h"
#include "mps/status.h"
#include "mps/verdict.h"
#include "program/program.h"

namespace mps::endorse {

// What the answers to one control come to. pass, fail; error where they differ; unknown where it is not known whether
// one that would change the verdict is of this device.
struct Answered {
  std::uint32_t rule = 0;  // in Program::rules
  Verdict verdict = Verdict::kUnknown;
  std::vector<const Answer*> answers;       // that count or may count
  std::vector<const std::string*> origins;  // of each
  std::string reason;                       // one sentence
};

class Answers {
 public:
  Answers() = default;
  // As of Stage::Create: `sets[0]` is the definition's own and names the endorsers. What is outside the endorser's
  // grant, of nobody whom the definition names or the policy trusts, or answers no manual control is ignored and
  // listed. kUsage for a control of the policy that the definition does not have, with the nearest; kLimit.
  static Result<Answers> Create(const program::Program& program, std::vector<EndorsementSet> sets,
                                const TrustPolicy& policy);

  bool empty() const { return bound_.empty(); }
  const std::vector<Ignored>& ignored() const { return ignored_; }

  // By ascending rule. Answers for other devices are added to `others` if it is not null. What is pointed to lives as
  // long as this.
  std::vector<Answered> Of(const DeviceNames& device, std::vector<Ignored>* others = nullptr) const;

 private:
  // An answer that counts for its devices.
  struct Bound {
    std::uint32_t rule = 0, set = 0, number = 0;
  };
  Status Add(const program::Program& program, const TrustPolicy& policy, std::uint32_t set);
  const Answer& AnswerOf(const Bound& bound) const { return sets_[bound.set].answers[bound.number]; }

  std::vector<EndorsementSet> sets_;  // endorsers of the first, answers of all
  std::vector<Bound> bound_;          // by rule
  std::vector<Ignored> ignored_;
};

}  // namespace mps::endorse
