// Cascades: of the faults that one slip brings about, the first is told and the others are not.
#pragma once

#include "diag/sink.h"
#include "source/source.h"

namespace mps::parse {

// Of the syntax errors in `source`, drops those that another explains, and mutes what checking would say of the same
// words. Call it when parsing has ended.
void QuietCascades(const SourceFile& source, diag::Sink& sink);

// A file that is not MPS at all (JSON, YAML, Rego, Cedar): reports that, with the way to begin, and returns true.
bool RefuseForeignFile(const SourceFile& source, diag::Sink& sink);

}  // namespace mps::parse
