// Times as RFC 3339 text and as seconds since 1970-01-01T00:00:00Z (proleptic Gregorian calendar, no leap seconds).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mps/status.h"

namespace mps {

inline constexpr std::int64_t kMinTime = -62167219200;  // 0000-01-01T00:00:00Z
inline constexpr std::int64_t kMaxTime = 253402300799;  // 9999-12-31T23:59:59Z

// `YYYY-MM-DD` (midnight) or `YYYY-MM-DDTHH:MM:SSZ`, exactly: upper-case letters, no fraction, no other zone, no
// second 60. kMalformed with the index of the fault.
Result<std::int64_t> ParseTime(std::string_view text);

// `YYYY-MM-DDTHH:MM:SSZ`; kUsage outside kMinTime..kMaxTime.
Result<std::string> FormatTime(std::int64_t seconds);
// The same for people: the number of seconds where there is no such text.
std::string TimeText(std::int64_t seconds);

}  // namespace mps
