// The texts of reasons.def.
#include "builtins/reasons.h"

#include <array>

namespace mps::builtins {
namespace {

constexpr auto kTexts = std::to_array<std::string_view>({
#define X(name, text) text,
#include "builtins/reasons.def"
#undef X
});

}  // namespace

std::string_view EvaluationReason(ReasonId id) {
  if (id < kFirstEvaluationReason || id - kFirstEvaluationReason >= kTexts.size()) return {};
  return kTexts[id - kFirstEvaluationReason];
}

}  // namespace mps::builtins
