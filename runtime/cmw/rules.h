// What both directions of a wrapper hold to; not for others.
#pragma once

#include <string_view>

#include "cmw/cmw.h"

namespace mps::cmw {

inline constexpr std::string_view kTypeLabel = "__cmwc_t";
// A CBOR wrapper inside JSON and the other way round.
inline constexpr std::string_view kCborTunnel = "#cmw-c2j-tunnel", kJsonTunnel = "#cmw-j2c-tunnel";

// The type of a collection: a URI, or an object identifier in dots.
bool IsCollectionType(std::string_view text);

// Everything about one wrapper that is not a matter of its encoding; `depth` collections are around it. Entries are
// counted into `entries`.
Status CheckWrapper(const Cmw& cmw, std::size_t depth, std::size_t& entries);

}  // namespace mps::cmw
