// Which file a tailoring tailors: the one that the caller names, else the one beside it that says that it is the
// definition. Entry point: FindBase.
#pragma once

#include <optional>
#include <string>

#include "ast/ast.h"
#include "diag/sink.h"
#include "mps/compiler/compile.h"

namespace mps::compiler {

// LIMIT: sources beside a tailor file that are looked at.
inline constexpr std::size_t kBaseCandidates = 1000;

// Path of the base of `tailor`, a file in `folder` (with its slash, or empty); nullopt after a diagnostic. Sources
// beside it that cannot be read, or do not parse, are no candidates.
std::optional<std::string> FindBase(const ast::File& tailor, const std::string& folder, FileReader& reader,
                                    diag::Sink& sink);

}  // namespace mps::compiler
