// A read plan as stable text, for `mps dump plan` and goldens.
#pragma once

#include <string>

#include "schema/read_plan.h"

namespace mps::schema {

// Environments, tables with their columns, the trie and the requests, one a line. Ends in a line feed.
// REQUIRES: VerifyPlan(plan).ok().
std::string DumpPlan(const ReadPlan& plan);

// Every type by number: `12 record linux.file { mode : mode, ... }`.
std::string DumpTypes(const TypeTable& types);

}  // namespace mps::schema
