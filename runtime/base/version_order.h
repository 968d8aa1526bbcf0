// How versions compare, each by its system's own rules.
#pragma once

#include <string_view>

#include "mps/kinds.h"
#include "mps/status.h"

namespace mps {

// A negative number, 0 or a positive number as `a` is before, equal to or after `b`.
//   kDpkg    [epoch:]upstream[-revision] (Debian Policy 5.6.12; dpkg lib/dpkg/version.c)
//   kRpm     [epoch:]version[-release] (rpm's rpmvercmp with `~` and `^`); a side without epoch has epoch 0, a side
//   without
//            release compares equal in release, as rpm's dependencies do
//   kSemver  Semantic Versioning 2.0.0 section 11; build metadata does not count
//   kDotted  decimal numbers with dots between them, of any length; a missing component is 0
// Errors: those of ValidateVersion; kUsage for kNone.
Result<int> CompareVersions(Ordering ordering, std::string_view a, std::string_view b);

// True if ValidateVersion finds nothing.
bool IsVersion(Ordering ordering, std::string_view text);

// Ok if the text is a version of that ordering, else kMalformed with the index of the first fault.
Status ValidateVersion(Ordering ordering, std::string_view text);

}  // namespace mps
