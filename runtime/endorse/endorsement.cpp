#include "endorse/endorsement.h"

#include <algorithm>

#include "schema/types.h"

namespace mps::endorse {

bool ClaimPath::Covers(const ClaimPath& other) const {
  return environment == other.environment && steps.size() <= other.steps.size() &&
         std::equal(steps.begin(), steps.end(), other.steps.begin());
}

std::string ClaimPath::Text() const {
  std::string text = environment;
  for (const Step& step : steps) text += step.is_key ? "[" + schema::Quoted(step.name) + "]" : "." + step.name;
  return text;
}

}  // namespace mps::endorse
