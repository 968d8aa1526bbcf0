#include "plan/plan.h"

namespace mps::plan {

void Plan(program::Program& program) {
  PlanScans(program);
  PlanPatterns(program);
}

}  // namespace mps::plan
