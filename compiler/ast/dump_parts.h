// Pieces that both dumps of the tree print; for dump.cpp and dump_expr.cpp only.
#pragma once

#include <string>

#include "ast/ast.h"

namespace mps::ast {

// `int 3`, `text "x"`, `digest sha256 00ff`, `time 1798761600`.
std::string DumpLiteral(const Literal& literal);

}  // namespace mps::ast
