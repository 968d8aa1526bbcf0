// The tree as stable text, for `mps dump ast` and goldens: one node a line, indented by two blanks, no spans.
#pragma once

#include <string>

#include "ast/ast.h"

namespace mps::ast {

std::string Dump(const File& file);
// One expression on one line, fully parenthesised: `(and (compare == a 1) b)`. For tests and messages of a debugger.
std::string DumpExpr(const Expr& expr);

}  // namespace mps::ast
