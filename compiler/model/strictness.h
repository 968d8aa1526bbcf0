// Whether a change asks for more or for less: of one parameter, of a rule, of a whole tailoring.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/model.h"

namespace mps::model {

enum class Effect : std::uint8_t {
  kSame,
  kStricter,
  kLooser,     // also sets of which neither holds the other
  kMixed,      // stricter in one way and looser in another
  kUndeclared  // the definition does not say which direction is stricter
};
// `same`, `stricter`, `looser`, `mixed`, `undeclared`.
std::string_view EffectName(Effect effect);

// What `value` asks for against `before`: by the parameter's `stricter` clause; `false` stands below `true`, sets are
// ordered by inclusion. REQUIRES: both are of the parameter's type.
Effect EffectOf(const Param& param, const Value& before, const Value& value);

// Both together: what one of them leaves as it is, the other decides; unlike ones are mixed.
Effect Together(Effect a, Effect b);

}  // namespace mps::model
