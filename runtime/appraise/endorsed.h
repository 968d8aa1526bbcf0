// A program's endorsements made ready, and the read plan with the claims that they speak of.
#pragma once

#include <memory>
#include <vector>

#include "appraise/appraise.h"
#include "endorse/answers.h"
#include "endorse/stage.h"
#include "interp/interpreter.h"
#include "schema/read_plan.h"

namespace mps::appraise {

class Endorsed {
 public:
  // Nothing is made where neither the program nor the caller has endorsements. Errors as of endorse::Stage::Create and
  // endorse::DecodeEndorsements.
  static Result<Endorsed> Create(const program::Program& program, EndorsementInput input);

  // The plan to decode evidence by. It lives as long as this and the program.
  const schema::ReadPlan& PlanOf(const program::Program& program) const;
  // Null where there is nothing to apply.
  const evidence::EndorsementStage* stage() const { return stage_.get(); }
  // What answers to controls that are checked by hand come to for the device of that evidence, by rule; those for other
  // devices are added to `others` if it is not null.
  std::vector<endorse::Answered> AnswersFor(const evidence::Facts& facts,
                                            std::vector<IgnoredEndorsement>* others = nullptr) const;
  const std::vector<IgnoredEndorsement>& ignored() const { return ignored_; }

 private:
  std::unique_ptr<schema::ReadPlan> plan_;
  std::unique_ptr<endorse::Stage> stage_;
  endorse::Answers answers_;
  std::vector<IgnoredEndorsement> ignored_;
};

// For the engines. What is there before is replaced.
inline void HandVerdictsOf(const std::vector<endorse::Answered>& answered, std::vector<interp::HandVerdict>& out) {
  out.clear();
  for (const endorse::Answered& one : answered) out.push_back({one.rule, one.verdict});
}

}  // namespace mps::appraise
