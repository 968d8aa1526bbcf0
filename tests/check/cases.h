// A table of sources that each bring about one diagnostic.
#pragma once

#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "check/checked.h"

namespace mps::test {

struct Case {
  diag::Id id;
  std::string source;
  std::string at;  // what the diagnostic underlines; empty: anything
};

inline void RunCases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    Checked out = CheckSource(c.source);
    const diag::Diagnostic* d = out.First(c.id);
    INFO(diag::CodeText(c.id) << " of " << c.source.substr(c.source.size() > 400 ? c.source.size() - 400 : 0)
                              << "\ngave " << out.All());
    CHECK(d != nullptr);
    if (d == nullptr) continue;
    CHECK(out.model.has_value() == (out.Errors() == 0));
    // One fault, one error: no cascades.
    CHECK(out.Errors() == (d->severity == diag::Severity::kError ? 1u : 0u));
    CHECK_FALSE(d->Message().empty());
    if (!c.at.empty()) CHECK(out.TextAt(d->span) == c.at);
  }
}

}  // namespace mps::test
