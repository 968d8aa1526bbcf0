// How near two names are, for suggestions such as: did you mean `max_auth_tries`?
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mps {

// Optimal string alignment distance (insert, delete, replace, swap neighbours, each 1), or `bound` + 1 if it is more
// than `bound`. Takes time in proportion to the longer length times `bound`.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t bound);

// How far off a name of that length may be and still bring a suggestion: 1 up to 4 characters, 2 up to 8, else 3.
std::size_t SuggestionBound(std::size_t length);

// The candidate nearest to `name`, or nothing if none is near. Names that differ only in letter case or in `-` for `_`
// are nearest; then the smallest distance, the longest common beginning, the same length, the alphabet. A candidate
// equal to `name` is passed over.
std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string_view> candidates);
std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string> candidates);

}  // namespace mps
