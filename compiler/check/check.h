// The checker: syntax tree to typed model. Names, types, levels, rules and tests are checked; templates and functions
// are expanded; every fault is a Diagnostic. Entry point: Check.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ast/ast.h"
#include "diag/sink.h"
#include "model/model.h"
#include "mps/limits.h"
#include "mps/status.h"
#include "source/source.h"

namespace mps::check {

// Where sources and pinned files come from. The checker itself does no I/O.
class Loader {
 public:
  virtual ~Loader() = default;
  // The text of a library of the standard library, or nullopt if there is none of that name.
  virtual std::optional<std::string> Library(std::string_view name) = 0;
  // All names that Library knows: for suggestions.
  virtual std::vector<std::string> LibraryNames() = 0;
  // A file that a library of the standard library pins (`set x of text from "names.txt" ..`).
  virtual Result<std::string> LibraryFile(std::string_view name, std::size_t max_bytes) {
    (void)max_bytes;
    return Status(Code::kIo, "the standard library has no file `" + std::string(name) + "`");
  }
  // A file beside the definition: `path` is the importing file's folder and the path as written, which is relative and
  // has no `..`. More than `max_bytes` is kLimit. The loader must not follow a link out of the definition's folder.
  virtual Result<std::string> File(const std::string& path, std::size_t max_bytes) = 0;
};

struct CheckEnvironment {
  SourceManager* sources = nullptr;  // holds the file to check; imported files are added to it
  Loader* loader = nullptr;
  std::size_t max_nodes = limit::kModelNodes;
  // A `tailor` file, and then the file to check is the definition that it tailors; else null.
  const ast::File* tailor = nullptr;
};

// Checks a definition or library, and files of tests (`tests of "file" ..`) that belong to it: these see all names of
// the definition, and their tests follow its own. nullopt if there is an error; `sink` then has at least one. Faults of
// imported files are reported in them; their warnings are not.
// With a tailoring the definition has to be the one that it names, by name, version and definition digest; its warnings
// and tests are left out, and `tests` belong to the tailor file.
// A file that is not complete (a syntax error) is checked as far as it was read, so that several faults show in one
// run, but never gives a model. The model's two digests are filled. LIMIT: kImportDepth, kImports, kModelNodes,
// kModelDepth, kRules, kPinnedFileBytes, kPinnedLines, kListItems.
// `endorsements`, which may be null, is a file of endorsements for the definition: they go to model.filed_endorsements.
std::optional<model::Model> Check(const ast::File& file, const CheckEnvironment& environment, diag::Sink& sink,
                                  std::span<const ast::File* const> tests = {},
                                  const ast::File* endorsements = nullptr);

}  // namespace mps::check
