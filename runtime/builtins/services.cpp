// The start of an evaluation.
#include "builtins/services.h"

namespace mps::builtins {

void Services::Begin(const ActualState& state) {
  state_ = &state;
  arena_.Reset();
  indexes_.clear();
  row_sets_.clear();
  extra_steps = 0;
}

}  // namespace mps::builtins
