// What a claim comes to, once it is known who says what of it (docs/endorsements.md, States).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "endorse/fixpoint.h"

namespace mps::endorse {

// What is said of a claim, by all or by one endorser alone.
struct Spoken {
  const Settled& settled;
  std::optional<std::uint32_t> alone;  // only what this source says counts
  bool optional = false;               // the schema lets it be absent
  bool endorsed_only = false;          // evidence has no say
  bool allow_empty = true;             // of a set
};

struct Outcome {
  enum class Kind : std::uint8_t { kUntouched, kValue, kMembers, kAbsent, kUnknown, kConflict };
  Kind kind = Kind::kUntouched;  // kUntouched: as evidence has it
  std::vector<Value> values;     // kValue: one; kMembers: those that evidence does not have
  bool complete = true;          // kMembers
  std::uint32_t source = kFromEvidence;
  std::string reason;
};

// `speakers` names the sources, for reasons.
Outcome OutcomeOf(const Problem::Claim& asked, const Spoken& spoken, const std::vector<std::string>& speakers);

}  // namespace mps::endorse
