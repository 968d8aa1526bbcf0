// A program's endorsements made ready, and the read plan with the claims that they speak of.
#pragma once

#include <memory>
#include <vector>

#include "appraise/appraise.h"
#include "endorse/stage.h"
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
  const std::vector<IgnoredEndorsement>& ignored() const { return ignored_; }

 private:
  std::unique_ptr<schema::ReadPlan> plan_;
  std::unique_ptr<endorse::Stage> stage_;
  std::vector<IgnoredEndorsement> ignored_;
};

}  // namespace mps::appraise
