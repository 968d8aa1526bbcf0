// Text to syntax tree: the one entry point of the front end's first half.
#pragma once

#include <memory>
#include <string>

#include "ast/ast.h"
#include "diag/sink.h"
#include "source/source.h"

namespace mps::parse {

// Parses one file. Problems go to `sink`; the tree holds what could be read (file.complete tells whether that is all).
// Never null. Never throws. LIMIT: kSourceBytes, kTokens, kNesting, kChain, kListItems, kPatternBytes.
std::unique_ptr<ast::File> Parse(const SourceFile& source, diag::Sink& sink);

// The tokens, one a line, for `mps dump tokens`: `12:5-12:9 WORD rule`. Problems of single tokens are not reported.
std::string DumpTokens(const SourceFile& source);

}  // namespace mps::parse
