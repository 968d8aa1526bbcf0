// What a tailoring changes, for `mps check` (docs/language.md, L13.11).
#pragma once

#include "model/model.h"
#include "mps/compiler/compile.h"

namespace mps::compiler {

// REQUIRES: model.tailoring.
TailoringSummary Summarise(const model::Model& model);

}  // namespace mps::compiler
