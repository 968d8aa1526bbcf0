// Specs: the parts of a program that are not code: parameters, levels, what reports say of rules.
#pragma once

#include "lower/constants.h"
#include "lower/types.h"
#include "model/model.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::lower {

// Name, version, title, digests and levels.
void LowerHead(const model::Model& model, program::Program& program);
Status LowerParams(const model::Model& model, const TypeMap& types, Constants& constants, program::Program& program);
// Drops and waivers by rule. REQUIRES: program.rules is complete.
void LowerTailoring(const model::Tailoring& from, program::Program& program);
// Everything but the instructions.
program::RuleSpec SpecOf(const model::Rule& rule);

}  // namespace mps::lower
