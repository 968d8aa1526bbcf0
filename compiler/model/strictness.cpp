#include "model/strictness.h"

#include <algorithm>

#include "model/compare.h"

namespace mps::model {
namespace {

bool Includes(const Value& outer, const Value& inner) {
  std::vector<Value> sorted = outer.items;
  SortUnique(sorted);
  return std::all_of(inner.items.begin(), inner.items.end(),
                     [&](const Value& member) { return ContainsMember(sorted, member); });
}

Effect Directed(int order, int stricter) { return (order < 0) == (stricter < 0) ? Effect::kStricter : Effect::kLooser; }

}  // namespace

std::string_view EffectName(Effect effect) {
  switch (effect) {
    case Effect::kSame:
      return "same";
    case Effect::kStricter:
      return "stricter";
    case Effect::kLooser:
      return "looser";
    case Effect::kMixed:
      return "mixed";
    case Effect::kUndeclared:
      return "undeclared";
  }
  return "";
}

Effect EffectOf(const Param& param, const Value& before, const Value& value) {
  if (before.kind == TypeKind::kSet) {
    const bool holds = Includes(before, value), held = Includes(value, before);
    if (holds && held) return Effect::kSame;
    if (param.stricter == 0) return Effect::kUndeclared;
    if (!holds && !held) return Effect::kLooser;  // docs/language.md, L7.10
    return Directed(holds ? -1 : 1, param.stricter);
  }
  const int order = Compare(value, before);
  if (order == 0) return Effect::kSame;
  return param.stricter == 0 ? Effect::kUndeclared : Directed(order, param.stricter);
}

Effect Together(Effect a, Effect b) {
  if (a == Effect::kSame || a == b) return b;
  return b == Effect::kSame ? a : Effect::kMixed;
}

}  // namespace mps::model
