// One run of the checker: the modules loaded so far, and how an import becomes one.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "check/check.h"
#include "check/module.h"
#include "diag/sink.h"

namespace mps::check {

class Session {
 public:
  explicit Session(const CheckEnvironment& environment) : env_(environment) {}

  const CheckEnvironment& env() const { return env_; }
  // The module an import names, loaded and checked; null after a diagnostic. Imports of one module by two ways give
  // one.
  Module* Import(const ast::ImportDecl& import, Module& from, diag::Sink& sink);
  // The contents of a pinned file named in `from`; nullopt after a diagnostic.
  std::optional<std::string> Pinned(const ast::PinnedFile& file, const Module& from, diag::Sink& sink);

 private:
  Module* Load(const ast::ImportDecl& import, Module& from, diag::Sink& sink);
  bool ReadSource(const ast::ImportDecl& import, const Module& from, std::string identity, Module& module,
                  std::string* text, diag::Sink& sink);
  bool CheckModule(const ast::ImportDecl& import, Module& module, std::string text, diag::Sink& sink);

  const CheckEnvironment& env_;
  std::map<std::string, std::unique_ptr<Module>> modules_;
  std::size_t depth_ = 0;
};

// Whether a path of a source may be read: relative, no `.` or `..` or empty part, no backslash, colon or control
// character. `why` says what is wrong.
bool GoodRelativePath(std::string_view path, std::string* why);
// The folder of `file` with its last slash (or nothing), and `path`.
std::string BesideFile(std::string_view file, std::string_view path);

// Whether `file`, at `path`, is the definition that a tailor file names: its kind, name and version; reports if not.
bool IsBaseOf(const ast::File& file, const ast::File& tailor, const std::string& path, diag::Sink& sink);

// Copies a diagnostic into another sink.
void Forward(const diag::Diagnostic& diagnostic, diag::Sink& sink);

}  // namespace mps::check
