// Case files of this suite: many small sources with the diagnostics that are due, in one reviewable text.
//
//   == name of the case
//   %rule                  (or %raw, or nothing: what stands around the source, see WrapCase)
//   source ...
//   -- expected
//   rendered diagnostics
//
// MPS_UPDATE_GOLDEN=1 rewrites the expected parts; the change is reviewed as a diff.
#pragma once

#include <string>
#include <vector>

namespace mps::test {

struct Case {
  std::string name;
  std::string source;  // as it is in the case file, with its % line
  std::string expected;
};

std::vector<Case> ReadCases(const std::string& path);
void WriteCases(const std::string& path, const std::vector<Case>& cases);
// The whole source of a case: %raw as it stands; %rule inside a rule of a definition; else after a definition's head.
std::string WrapCase(const Case& c);
// What parsing it reports, rendered. Appends the codes reported to `codes` if that is not null.
std::string Diagnose(const std::string& source, std::vector<std::string>* codes = nullptr);

std::string ReadFile(const std::string& path);
void WriteFile(const std::string& path, const std::string& text);
// Folder of this suite in the source tree.
std::string SuiteFolder();
// Are goldens to be rewritten?
bool Updating();

}  // namespace mps::test
