// Appraisal phases 2 to 4 ("ACS Augmentation"): evidence, relations, and the accepted claims that come of them.
//
// Deterministic and ending: the order of the inputs is the order of the work, every item is added at most once, and the
// comparisons are counted. Policy (phase 5 and later) is the caller's, over the accepted claims.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corim/ect.h"

namespace mps::corim {

inline constexpr std::size_t kMaxComparisons = 1u << 25;  // of values, roughly, in one appraisal
inline constexpr std::size_t kMaxConditional = 4096;      // endorsements of one appraisal, whose order has to be found

// What a reference value that matches adds ("Processing `rv` Relations").
enum class Corroboration : std::uint8_t {
  kEntry,     // the draft: all elements of the matched evidence entry
  kElements,  // only the elements that the reference value names
};

struct AppraisalOptions {
  Corroboration corroboration = Corroboration::kEntry;
  // Whether a key of a key triple is verified: path, revocation, use, possession ("Processing `keys` Relations").
  // Without it key triples add nothing.
  std::function<bool(const Typed& key, KeyType type)> verify_key;
};

struct Appraisal {
  Acs acs;
  std::size_t corroborated = 0;  // reference values that matched
  std::size_t endorsed = 0;      // endorsements that were added
  // What could not be processed, and why: cycles of domains, dependencies that no membership bears out, keys that
  // nobody verified.
  std::vector<std::string> passed_over;
};

// LIMIT: kMaxComparisons, kMaxConditional: kLimit.
Result<Appraisal> Appraise(const std::vector<Ect>& evidence, const Relations& relations,
                           const AppraisalOptions& options = {});

}  // namespace mps::corim
