// Values and claim paths as reports print them: modes as 0644, times as RFC 3339, durations in days, text quoted and
// cut.
#pragma once

#include <string>
#include <string_view>

#include "mps/kinds.h"
#include "schema/actual_state.h"
#include "schema/cell.h"

namespace mps::interp {

// A cell with a value. `kind` is its type where it is known (kScalar: told by the value): it tells a mode, a time and a
// duration from a plain int. Long values are cut with `…`. Control characters are escaped.
std::string DescribeCell(const Cell& cell, TypeKind kind);

// ` (/etc/ssh/sshd_config.d/10-site.conf:3)` for the claim path or the nearest path it lies in, or nothing.
std::string DescribeProvenance(const ActualState& state, std::string_view path);

}  // namespace mps::interp
