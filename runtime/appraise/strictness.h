// Whether another value of a parameter asks for more or for less than the level's own: the parameter's `stricter`
// clause (docs/language.md, L7.10), applied to values that a caller gave.
#pragma once

#include <cstdint>
#include <string_view>

#include "mps/value.h"

namespace mps {

enum class Strictness : std::uint8_t {
  kStricter,      // asks for more
  kLooser,        // asks for less; also sets of which neither holds the other
  kUndeclared,    // the parameter has no `stricter` clause
  kNothingBefore  // the level has no value of its own
};
// `stricter`, `looser`, `undeclared`, `no value before`.
std::string_view StrictnessName(Strictness strictness);

// `stricter` is ParamDef::stricter: -1 `stricter lower`, +1 `stricter higher`, 0 none. Numbers, times, modes and
// versions by their order, `false` below `true`, sets by inclusion. REQUIRES: own and given differ, of one type.
Strictness StrictnessOf(std::int8_t stricter, const Value& own, const Value& given);

}  // namespace mps
