// Profiles of CoRIMs: which are known, and what they demand beyond the draft ("Profile Types"). A CoRIM whose profile
// is not known must be refused whole.
#pragma once

#include <span>
#include <string_view>

#include "corim/document.h"

namespace mps::corim {

// The profiles whose rules are known here, by their identifiers.
std::span<const std::string_view> KnownProfiles();

// Ok for a CoRIM without profile and for one that keeps its profile's rules. unsupported:corim-profile for one that is
// not known, kInvalid for one whose rules it breaks.
Status CheckProfile(const Corim& corim);

}  // namespace mps::corim
