// One step of the way to a claim, below its environment.
#pragma once

#include <compare>
#include <string>

namespace mps::schema {

// A field as evidence spells it, or the key of a map.
struct PlaceStep {
  bool is_key = false;
  std::string name;
  auto operator<=>(const PlaceStep&) const = default;
};

}  // namespace mps::schema
