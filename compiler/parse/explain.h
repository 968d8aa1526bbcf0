// From a place at which the parser cannot go on to the message that helps: which known mistake it is, or what was
// expected.
#pragma once

#include <antlr4-runtime.h>

#include <vector>

#include "diag/sink.h"
#include "parse/tokens.h"
#include "source/source.h"

namespace mps::parse {

struct Fault {
  const SourceFile& source;
  const std::vector<Tok>& tokens;
  std::size_t index;                          // the token that does not fit
  const antlr4::RuleContext* context;         // the rule that was being read
  const antlr4::misc::IntervalSet& possible;  // token types that could have stood there; never shown as a list
  diag::Sink& sink;
};

// Reports exactly one diagnostic.
void Explain(const Fault& fault);

}  // namespace mps::parse
