#include "corim/targets.h"

#include <algorithm>

#include "base/corim_fields.h"

namespace mps::corim {

std::vector<Target> TargetsOf(const schema::ReadPlan& plan) {
  std::vector<Target> out;
  for (const auto& environment : plan.environments) {
    if (environment.def.many) continue;  // an instance has no name that a definition could know
    Target target;
    target.name = environment.def.name, target.schema = environment.def.schema_name;
    for (const CorimField& field : CorimFields(plan.types, environment.def.schema)) {
      const schema::TypeDef* type = &plan.types[field.field->type];
      Place place;
      place.is_set = type->kind == TypeKind::kSet;
      if (place.is_set) type = &plan.types[type->element];
      place.claim.environment = target.name;
      for (std::size_t i = 0; i < field.path.size(); ++i) {
        if (field.map_at == i) place.claim.steps.push_back({true, ""});
        place.claim.steps.push_back({false, field.path[i]});
      }
      place.name = field.claim();
      place.kind = type->kind;
      place.ordering = type->ordering;
      place.endorsable = field.endorsable;
      if (field.map_at) {
        target.members.emplace(field.claim(), Target::Member{std::move(place), *field.map_at, field.int_key});
      } else {
        target.places.emplace(field.claim(), std::move(place));
      }
    }
    if (!target.places.empty() || !target.members.empty()) out.push_back(std::move(target));
  }
  return out;
}

std::vector<Place> Target::Find(const CorimClaim& claim) const {
  std::vector<Place> out;
  const auto [first, last] = places.equal_range(claim);
  for (auto place = first; place != last; ++place) out.push_back(place->second);
  if (!out.empty()) return out;
  if (claim.key.kind != CorimId::Kind::kText && claim.key.kind != CorimId::Kind::kUint) return out;
  const bool is_number = claim.key.kind == CorimId::Kind::kUint;
  const auto [from, to] = members.equal_range({claim.part, claim.item, {}});
  for (auto member = from; member != to; ++member) {
    if (member->second.int_key != is_number) continue;
    Place& place = out.emplace_back(member->second.place);
    place.name = claim;
    place.claim.steps[member->second.key_at].name = is_number ? std::to_string(claim.key.number) : claim.key.text;
  }
  return out;
}

Status NoClaim(const Target& target, const CorimClaim& name) {
  return {Code::kInvalid, "`" + target.name + "` has no claim with `corim " + CorimText(name) + "`"};
}

Result<std::vector<endorse::Match>> Conditions(const std::vector<Term>& terms, const Target& target,
                                               const std::vector<endorse::Authority>& by) {
  const bool asks_evidence =
      !by.empty() && std::all_of(by.begin(), by.end(), [](const auto& one) { return one.endorsers.empty(); });
  std::vector<endorse::Match> out;
  for (const Term& term : terms) {
    const std::vector<Place> places = target.Find(term.name);
    if (places.empty()) return NoClaim(target, term.name);
    for (const Place& place : places) {
      auto matches = MatchesOf(term, place, asks_evidence || !place.endorsable);
      if (!matches.ok()) return std::move(matches.TakeStatus()).Within("`" + place.claim.Text() + "`");
      for (endorse::Match& match : *matches) {
        match.by = by;
        out.push_back(std::move(match));
      }
    }
  }
  return out;
}

Result<std::vector<const Target*>> Candidates(const std::vector<Target>& targets, const Environment& environment) {
  MPS_ASSIGN(const std::vector<Term> terms, TermsOf(environment));
  std::vector<const Target*> out;
  std::optional<Status> why;
  for (const Target& target : targets) {
    auto fits = Conditions(terms, target);
    if (fits.ok()) {
      out.push_back(&target);
    } else if (!why) {
      why = fits.TakeStatus();
    }
  }
  if (!out.empty()) return out;
  const std::string about = "no environment fits " + Describe(environment);
  if (targets.size() == 1 && why) return Status(Code::kInvalid, about + ": " + why->message());
  return Status(Code::kInvalid, about + (targets.empty() ? ": no schema has a claim with `corim`" : ""));
}

}  // namespace mps::corim
