#include "corim/endorsements.h"

#include <algorithm>

#include "corim/authority.h"
#include "corim/targets.h"

namespace mps::corim {
namespace {

using endorse::Addition;
using endorse::Match;
using Matches = std::vector<Match>;

// Which environment of a relation stands for which of the definition's.
struct Bound {
  const Environment* environment;
  const Target* target;
};
using Binding = std::vector<Bound>;

class Mapper {
 public:
  Mapper(const schema::ReadPlan& plan, const EndorsersOf& endorsers, const std::vector<endorse::Endorser>& known)
      : targets_(TargetsOf(plan)), endorsers_(endorsers), authorities_(known, plan) {}

  InTerms Run(const Relations& relations) {
    for (const RvItem& item : relations.rv) Take(item.from, item.addition.authority, Of(item), BoundBy{this, &item});
    for (const EvItem& item : relations.ev)
      Take(item.from, item.additions.empty() ? Keys() : item.additions[0].authority, Of(item), BoundBy{this, &item});
    for (const EvsItem& item : relations.evs) Take(item.from, AuthorityOf(item), Of(item), BoundBy{this, &item});
    for (const KeyItem& item : relations.keys) Take(item.from, item.addition.authority, Of(item), BoundBy{this, &item});
    for (const auto* domains : {&relations.dm, &relations.dd}) {
      for (const DomainItem& item : *domains)
        PassOver(item.from, "unsupported:corim-domain: it states topology, of which no claim speaks: " +
                                Describe(*item.addition.environment) + " and " +
                                std::to_string(item.addition.children.size()) + " more environments");
    }
    for (const CoswidItem& item : relations.coswid)
      PassOver(item.from, "unsupported:corim-coswid: how evidence of " + Describe(item.environment) +
                              " is compared with files of CoSWIDs is not settled");
    return std::move(out_);
  }

 private:
  using Environments = std::vector<const Environment*>;
  template <class Item>
  struct BoundBy {
    Mapper* mapper;
    const Item* item;
    Result<endorse::Endorsement> operator()(const Binding& binding) const { return mapper->Map(*item, binding); }
  };
  template <class Item>
  BoundBy(Mapper*, const Item*) -> BoundBy<Item>;

  void PassOver(const std::string& what, std::string reason) { out_.passed_over.push_back({what, std::move(reason)}); }

  // ------------------------------------------------------------ environments
  static void Note(const std::optional<Environment>& environment, Environments& out) {
    if (!environment) return;
    const auto same = [&](const Environment* other) { return *other == *environment; };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(&*environment);
  }
  static Environments Of(const RvItem& item) {
    Environments out;
    Note(item.condition.environment, out);
    return out;
  }
  static Environments Of(const EvItem& item) {
    Environments out;
    for (const auto* ects : {&item.conditions, &item.additions}) {
      for (const Ect& ect : *ects) Note(ect.environment, out);
    }
    return out;
  }
  static Environments Of(const EvsItem& item) {
    Environments out;
    if (item.condition) Note(item.condition->environment, out);
    for (const EvsStep& step : item.series) {
      for (const auto* ects : {&step.selection, &step.additions}) {
        for (const Ect& ect : *ects) Note(ect.environment, out);
      }
    }
    return out;
  }
  static Environments Of(const KeyItem& item) {
    Environments out;
    Note(item.condition.environment, out);
    return out;
  }
  static Keys AuthorityOf(const EvsItem& item) {
    for (const EvsStep& step : item.series) {
      if (!step.additions.empty()) return step.additions[0].authority;
    }
    return {};
  }

  // Every way to give the relation's environments targets.
  Result<std::vector<Binding>> Bindings(const Environments& environments) const {
    std::vector<Binding> out(1);
    for (const Environment* environment : environments) {
      MPS_ASSIGN(const auto candidates, Candidates(targets_, *environment));
      std::vector<Binding> longer;
      for (const Binding& binding : out) {
        for (const Target* target : candidates) {
          longer.push_back(binding);
          longer.back().push_back({environment, target});
        }
      }
      if (longer.size() > kMaxBindings)
        return Status(Code::kLimit, "its environments can be the definition's in more than " +
                                        std::to_string(kMaxBindings) + " ways");
      out = std::move(longer);
    }
    return out;
  }

  template <class MapTo>
  void Take(const std::string& from, const Keys& authority, const Environments& environments, MapTo map) {
    const auto endorsers = endorsers_(authority);
    if (endorsers.empty()) return PassOver(from, "no endorser of the definition has the key that signed it");
    auto bindings = Bindings(environments);
    if (!bindings.ok()) return PassOver(from, bindings.status().message());
    for (const Binding& binding : *bindings) {
      from_ = &from;
      auto endorsement = map(binding);
      if (!endorsement.ok()) {
        PassOver(from, endorsement.status().message());
        continue;
      }
      endorsement->id = from;
      for (const std::string& name : endorsers) {
        endorsement->endorser = name;
        out_.endorsements.push_back(*endorsement);
        out_.authorities.push_back(authority.empty() ? Bytes() : authority[0].encoded);
      }
    }
  }

  static const Target& TargetOf(const Binding& binding, const std::optional<Environment>& environment) {
    for (const Bound& bound : binding) {
      if (environment && *bound.environment == *environment) return *bound.target;
    }
    return *binding.at(0).target;
  }

  // ------------------------------------------------------------ conditions and additions
  // That the environments are those of the relation.
  static Result<Matches> Identity(const Binding& binding) {
    Matches out;
    for (const Bound& bound : binding) {
      MPS_ASSIGN(const std::vector<Term> terms, TermsOf(*bound.environment));
      MPS_ASSIGN(Matches matches, Conditions(terms, *bound.target));
      std::move(matches.begin(), matches.end(), std::back_inserter(out));
    }
    return out;
  }

  // `authority`: of the whole condition, before which that of its measurements counts for nothing.
  Status AddConditions(const Ect& ect, const Keys& authority, const Binding& binding, Matches& out) {
    const Target& target = TargetOf(binding, ect.environment);
    for (const Element& element : ect.elements) {
      MPS_ASSIGN(const auto by, authorities_.Of(authority.empty() ? element.authorized_by : authority, target.name));
      MPS_TRY(AddConditions(element, target, by, out));
    }
    return {};
  }

  static Status AddConditions(const Element& element, const Target& target, const std::vector<endorse::Authority>& by,
                              Matches& out) {
    MPS_ASSIGN(const std::vector<Term> terms, TermsOf(element));
    MPS_ASSIGN(Matches matches, Conditions(terms, target, by));
    std::move(matches.begin(), matches.end(), std::back_inserter(out));
    return {};
  }

  // Reference values are compared with evidence alone ("Reference Values Corroboration and Augmentation").
  Status AddReference(const Ect& ect, const Binding& binding, Matches& out) {
    const Target& target = TargetOf(binding, ect.environment);
    for (const Element& element : ect.elements) {
      MPS_ASSIGN(auto by, authorities_.Of(element.authorized_by, target.name));
      for (const endorse::Authority& one : by) {
        if (!one.endorsers.empty())
          return Status(Code::kInvalid, "reference values are compared with evidence, and it asks for what endorser `" +
                                            one.endorsers[0] + "` says");
      }
      if (by.empty()) by.emplace_back();
      MPS_TRY(AddConditions(element, target, by, out));
    }
    return {};
  }

  // What the definition has no claim for is left out and told: it takes nothing from the rest.
  Status AddAdditions(const Ect& ect, const Binding& binding, std::vector<Addition>& out) {
    const Target& target = TargetOf(binding, ect.environment);
    for (const Element& element : ect.elements) {
      MPS_ASSIGN(const std::vector<Term> terms, TermsOf(element));
      for (const Term& term : terms) {
        const std::vector<Place> places = target.Find(term.name);
        if (places.empty()) PassOver(*from_, NoClaim(target, term.name).message());
        for (const Place& place : places) {
          auto additions = AdditionsOf(term, place);
          if (!additions.ok()) return std::move(additions.TakeStatus()).Within("`" + place.claim.Text() + "`");
          std::move(additions->begin(), additions->end(), std::back_inserter(out));
        }
      }
    }
    return {};
  }

  static Result<endorse::Endorsement> Saying(endorse::Endorsement endorsement) {
    const bool says = std::any_of(endorsement.cases.begin(), endorsement.cases.end(),
                                  [](const endorse::Case& one) { return !one.then.empty(); });
    if (!says) return Status(Code::kInvalid, "it gives nothing that the definition has a claim for");
    return endorsement;
  }

  // A reference value that matches says of the claims that it names what evidence says of them ("Corroboration").
  Result<endorse::Endorsement> Map(const RvItem& item, const Binding& binding) {
    endorse::Endorsement out;
    MPS_ASSIGN(out.when, Identity(binding));
    const std::size_t identity = out.when.size();
    MPS_TRY(AddReference(item.condition, binding, out.when));
    out.cases.emplace_back();
    for (std::size_t i = identity; i < out.when.size(); ++i) {
      const Match& match = out.when[i];
      const auto& then = out.cases[0].then;
      if (std::any_of(then.begin(), then.end(), [&](const Addition& one) { return one.claim == match.claim; }))
        continue;
      const bool of_set = match.kind == endorse::MatchKind::kHas || match.kind == endorse::MatchKind::kAgrees;
      out.cases[0].then.push_back({match.claim, of_set, {}, true});
    }
    return Saying(std::move(out));
  }

  Result<endorse::Endorsement> Map(const EvItem& item, const Binding& binding) {
    endorse::Endorsement out;
    MPS_ASSIGN(out.when, Identity(binding));
    for (const Ect& ect : item.conditions) MPS_TRY(AddConditions(ect, ect.authority, binding, out.when));
    out.cases.emplace_back();
    for (const Ect& ect : item.additions) MPS_TRY(AddAdditions(ect, binding, out.cases[0].then));
    return Saying(std::move(out));
  }

  // Which selection counts depends on those before it, so one that cannot be said leaves nothing of the series.
  Result<endorse::Endorsement> Map(const EvsItem& item, const Binding& binding) {
    endorse::Endorsement out;
    out.series = true;
    MPS_ASSIGN(out.when, Identity(binding));
    const Keys authority = item.condition ? item.condition->authority : Keys();
    if (item.condition) MPS_TRY(AddConditions(*item.condition, authority, binding, out.when));
    for (const EvsStep& step : item.series) {
      endorse::Case one;
      for (const Ect& ect : step.selection) MPS_TRY(AddConditions(ect, authority, binding, one.when));
      for (const Ect& ect : step.additions) MPS_TRY(AddAdditions(ect, binding, one.then));
      out.cases.push_back(std::move(one));
    }
    return Saying(std::move(out));
  }

  Result<endorse::Endorsement> Map(const KeyItem& item, const Binding& binding) {
    if (item.condition.key_id || !item.condition.authority.empty())
      return Status::Unsupported("corim-authority", "keys under conditions of their own");
    endorse::Endorsement out;
    MPS_ASSIGN(out.when, Identity(binding));
    out.cases.emplace_back();
    const Term term = KeysTerm(item.condition.key_type, item.condition.keys);
    const std::vector<Place> places = binding.at(0).target->Find(term.name);
    if (places.empty()) return NoClaim(*binding.at(0).target, term.name);
    for (const Place& place : places) {
      MPS_ASSIGN(auto additions, AdditionsOf(term, place));
      std::move(additions.begin(), additions.end(), std::back_inserter(out.cases[0].then));
    }
    return out;
  }

  std::vector<Target> targets_;
  const EndorsersOf& endorsers_;
  Authorities authorities_;
  const std::string* from_ = nullptr;  // of the relation that is mapped
  InTerms out_;
};

}  // namespace

InTerms EndorsementsOf(const Relations& relations, const schema::ReadPlan& plan, const EndorsersOf& endorsers,
                       const std::vector<endorse::Endorser>& known) {
  return Mapper(plan, endorsers, known).Run(relations);
}

}  // namespace mps::corim
