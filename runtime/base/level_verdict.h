// The level's verdict from counts.
#pragma once

#include <cstdint>
#include <optional>

#include "mps/verdict.h"

namespace mps {

// mps::LevelVerdict of results that come to these counts, `waived` of the fails among them being covered by a waiver.
// Rules that are not selected count for nothing.
std::optional<Verdict> LevelVerdict(const VerdictCounts& counts, std::uint32_t waived);

}  // namespace mps
