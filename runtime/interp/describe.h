// Values and claim paths as reports print them: modes as 0644, times as RFC 3339, durations in days, text quoted and
// cut.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "mps/kinds.h"
#include "schema/actual_state.h"
#include "schema/cell.h"

namespace mps::interp {

inline constexpr std::size_t kMembersShown = 6;  // of one set

// A cell with a value. `kind` is its type where it is known (kScalar: told by the value): it tells a mode, a time and a
// duration from a plain int. Long values are cut with `…`. Control characters are escaped.
std::string DescribeCell(const Cell& cell, TypeKind kind);

// `{ "a", "b", … 4 more }` of `count` members, the first few shown by `show`.
std::string DescribeMembers(std::size_t count, const std::function<std::string(std::size_t)>& show);

// ` (/etc/ssh/sshd_config.d/10-site.conf:3)` for the claim path or the nearest path it lies in, or nothing.
std::string DescribeProvenance(const ActualState& state, std::string_view path);

// `: permission denied`, cut, or nothing where no reason was given.
std::string DescribeReason(std::string_view reason);

}  // namespace mps::interp
