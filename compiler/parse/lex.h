// From bytes to the tokens that the parser reads: lexing, mending what single tokens show to be wrong, and matching
// brackets. Each step reports what it finds and leaves tokens that parse, so that one fault brings one message.
#pragma once

#include <string>

#include "diag/sink.h"
#include "parse/tokens.h"
#include "source/source.h"

namespace mps::parse {

// All steps. LIMIT: kTokens, kNesting (brackets), checked while lexing. REQUIRES: CheckSource found nothing.
TokenList LexAndMend(const SourceFile& source, diag::Sink& sink);

// The steps, for tests of each.
TokenList LexTokens(const SourceFile& source, diag::Sink& sink);                  // lex.cpp
void MendTokens(const SourceFile& source, TokenList& list, diag::Sink& sink);     // mend_tokens.cpp
void MatchBrackets(const SourceFile& source, TokenList& list, diag::Sink& sink);  // brackets.cpp

// Where a token stands.
inline Span SpanOf(const SourceFile& source, const Tok& tok) { return {source.id(), tok.begin, tok.end}; }

}  // namespace mps::parse
