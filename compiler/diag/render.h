// The two renderings of diagnostics: text for people, JSON for tools.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "source/source.h"

namespace mps::diag {

struct TextOptions {
  bool colour = false;
  std::size_t width = 100;  // of a shown source line; longer ones are windowed around the fault
};

// One diagnostic:
//
//   error[MPS0107]: `007` is not a number
//     --> host.mps:4:23
//      |
//    4 |     require host.a == 007
//      |                       ^^^ an int never begins with 0
//      = help: ...
//
// Control characters and bytes that are not UTF-8, in source lines as in messages, are shown as \u{..} and \x{..}.
std::string RenderText(const Diagnostic& diagnostic, const SourceManager& sources, const TextOptions& options = {});
// All of them, a blank line after each, and `2 errors, 1 warning` at the end; empty for none. Of those that say
// the same at different places the first three are shown, the rest (if more than one) in one line: `and 9 more like
// this: a.mps line 4, 7, 9`, with at most twenty lines listed.
std::string RenderText(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources,
                       const TextOptions& options = {});
// `2 errors, 1 warning`; empty for none.
std::string Summary(const std::vector<Diagnostic>& diagnostics);

// One object on one line: code, name, severity, message, args, place (file, begin, end as byte offsets, line, column,
// end_line, end_column), note (beside the underline), labels, help, suggestion. Place is null where there is none.
std::string RenderJson(const Diagnostic& diagnostic, const SourceManager& sources);

// Text made harmless for a terminal: see RenderText. Tabs and line feeds become blanks.
std::string EscapeForTerminal(std::string_view text);

}  // namespace mps::diag
