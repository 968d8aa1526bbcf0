// The typed model as stable text, for `mps dump model` and goldens.
#pragma once

#include <string>

#include "model/model.h"

namespace mps::model {

std::string Dump(const Model& model);

}  // namespace mps::model
