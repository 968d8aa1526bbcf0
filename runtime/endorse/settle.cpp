#include "endorse/settle.h"

#include <algorithm>

#include "base/value_spelling.h"
#include "endorse/match.h"

namespace mps::endorse {
namespace {

using Kind = Outcome::Kind;

bool Counts(const Spoken& spoken, const Said& said) { return !spoken.alone || said.source == *spoken.alone; }

std::vector<const Said*> Of(const Spoken& spoken, const std::vector<Said>& all) {
  std::vector<const Said*> out;
  for (const Said& said : all) {
    if (Counts(spoken, said)) out.push_back(&said);
  }
  return out;
}

// `"X" by acme`, several with commas between them; the first few.
std::string List(const std::vector<const Said*>& said, const std::vector<std::string>& speakers) {
  constexpr std::size_t kShown = 4;
  std::string text;
  for (std::size_t i = 0; i < said.size() && i < kShown; ++i)
    text += (i == 0 ? "" : ", ") + Spell(said[i]->value) + " by " + speakers[said[i]->source];
  return said.size() > kShown ? text + " and " + std::to_string(said.size() - kShown) + " more" : text;
}

bool Speaks(const Spoken& spoken) {
  const auto& speakers = spoken.settled.speakers;
  return spoken.alone ? std::binary_search(speakers.begin(), speakers.end(), *spoken.alone) : !speakers.empty();
}

// Whether somebody who counts may corroborate what evidence does not know yet.
bool Unsure(const Spoken& spoken) {
  const auto& unsure = spoken.settled.unsure;
  return spoken.alone ? std::binary_search(unsure.begin(), unsure.end(), *spoken.alone) : !unsure.empty();
}

Outcome Without(Kind kind, std::string reason) {
  Outcome out;
  out.kind = kind;
  out.reason = std::move(reason);
  return out;
}

// Nobody says anything.
Outcome Silent(const Spoken& spoken, const std::vector<const Said*>& open, const std::vector<std::string>& speakers) {
  if (!open.empty()) return Without(Kind::kUnknown, "not decided whether it is endorsed: " + List(open, speakers));
  if (spoken.alone && Unsure(spoken)) return Without(Kind::kUnknown, "the evidence has nothing to corroborate yet");
  if (!spoken.endorsed_only || !Speaks(spoken)) return {};
  if (spoken.optional) return Without(Kind::kAbsent, "");
  return Without(Kind::kUnknown, "no endorsement of it applies");
}

Outcome Members(const Problem::Claim& asked, const Spoken& spoken, const std::vector<const Said*>& said,
                const std::vector<const Said*>& open, const std::vector<std::string>& speakers) {
  Outcome out;
  if (!Speaks(spoken)) return out;
  out.kind = Kind::kMembers;
  std::vector<const Said*> doubtful = open;
  for (const Said* one : said) {
    if (one->ground == Ground::kConflict)
      return Without(Kind::kConflict, "a member rests on a conflict: " + List({one}, speakers));
    if (one->ground == Ground::kContested) doubtful.push_back(one);
    if (one->ground != Ground::kFirm || one->source == kFromEvidence) continue;
    const bool twice = std::any_of(out.values.begin(), out.values.end(),
                                   [&](const Value& value) { return SameValue(value, one->value); }) ||
                       std::any_of(asked.evidence.begin(), asked.evidence.end(),
                                   [&](const Value& value) { return SameValue(value, one->value); });
    if (!twice) out.values.push_back(one->value);
    out.source = one->source;
  }
  const bool whole = spoken.endorsed_only || asked.evidence_state == State::kValue;
  out.complete = whole && doubtful.empty() && !(spoken.alone && Unsure(spoken));
  if (!doubtful.empty()) out.reason = "not decided whether it is endorsed: " + List(doubtful, speakers);
  if (spoken.alone && Unsure(spoken) && out.reason.empty()) out.reason = "the evidence has nothing to corroborate yet";
  if (!whole && out.reason.empty()) out.reason = "the evidence does not say that it is complete";
  if (out.complete && out.values.empty() && asked.evidence.empty() && !spoken.allow_empty)
    return Without(Kind::kConflict, "empty, which its schema forbids");
  return out;
}

}  // namespace

Outcome OutcomeOf(const Problem::Claim& asked, const Spoken& spoken, const std::vector<std::string>& speakers) {
  const auto said = Of(spoken, spoken.settled.said), open = Of(spoken, spoken.settled.open);
  if (asked.is_set) return Members(asked, spoken, said, open, speakers);
  if (said.empty()) return Silent(spoken, open, speakers);
  Outcome out;
  Ground best = Ground::kConflict;
  for (const Said* one : said) {
    if (!SameValue(one->value, said[0]->value)) {
      out = Without(Kind::kConflict, "conflict: " + List(said, speakers));
      out.source = one->source;
      return out;
    }
    best = std::min(best, one->ground);
  }
  for (const Said* one : open) {
    if (!SameValue(one->value, said[0]->value))
      return Without(Kind::kUnknown, List({said[0]}, speakers) +
                                         ", and not decided whether endorsed otherwise: " + List({one}, speakers));
  }
  if (best == Ground::kConflict)
    return Without(Kind::kConflict, List({said[0]}, speakers) + " rests on claims that are in conflict");
  if (best == Ground::kContested)
    return Without(Kind::kUnknown, List({said[0]}, speakers) + " rests on claims that may be endorsed otherwise");
  if (said[0]->source == kFromEvidence && said.size() == 1) return out;
  out.kind = Kind::kValue;
  out.values = {said[0]->value};
  out.source = said.back()->source;
  return out;
}

}  // namespace mps::endorse
