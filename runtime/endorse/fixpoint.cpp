// The least fixpoint over claims and endorsements, group by group.
//
// One walk, Walk::Run, is made four times with another question: which values are there (kMust), which may yet come
// (kMay), and which of those that are there rest on nothing in doubt (kFirm), or at least on no conflict (kSound).
#include "endorse/fixpoint.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/value_codec.h"
#include "endorse/groups.h"
#include "endorse/match.h"

namespace mps::endorse {
namespace {

enum Phase : std::uint8_t { kMust = 1, kMay = 2, kFirm = 4, kSound = 8 };

// A value of a claim, who gives it, and in which phases it was reached.
struct Entry {
  const Value* value = nullptr;
  std::uint32_t source = kFromEvidence;
  std::uint8_t phases = 0;
};

struct ClaimState {
  std::map<std::pair<Bytes, std::uint32_t>, Entry> entries;  // by canonical bytes and source
  std::vector<const Entry*> order;                           // as they came
  std::set<std::uint32_t> speakers;
  std::set<std::uint32_t> unsure;  // who would corroborate what evidence has not said
  std::set<std::uint32_t> heard;   // sources of entries in kMust
  std::size_t must = 0;            // entries in kMust
  bool conflict = false, contested = false;
};

// One case of an endorsement with all its conditions.
struct Unit {
  std::uint32_t relation = 0, number = 0;
  std::vector<Problem::Condition> when;
  std::vector<bool> satisfied;
  std::size_t pending = 0;
  bool open = false;   // takes part in the phase that runs
  bool fired = false;  // in kMust
};
struct Watch {
  std::uint32_t unit = 0, condition = 0;
};

class Walk {
 public:
  Walk(const Problem& problem, const std::vector<Problem::Claim>& asked)
      : problem_(problem), asked_(asked), claims_(asked.size()) {
    watches_.resize(claims_.size());
    first_unit_.reserve(problem.relations.size());
    for (std::uint32_t r = 0; r < problem.relations.size(); ++r) AddUnits(r);
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      for (const Value& value : asked[c].evidence) Add(c, value, kFromEvidence, kMust | kMay | kFirm | kSound);
    }
  }

  Solution Run(const std::vector<std::vector<std::uint32_t>>& groups) {
    for (const auto& group : groups) Group(group);
    for (std::uint32_t c = 0; c < claims_.size(); ++c) Judge(c);
    Ground(kSound);
    Ground(kFirm);
    Solution out;
    for (std::uint32_t c = 0; c < claims_.size(); ++c) out.claims.push_back(SettledOf(claims_[c]));
    return out;
  }

 private:
  void AddUnits(std::uint32_t r) {
    const Problem::Relation& relation = problem_.relations[r];
    first_unit_.push_back(static_cast<std::uint32_t>(units_.size()));
    for (const std::uint32_t claim : relation.speaks_of) claims_[claim].speakers.insert(relation.source);
    for (std::uint32_t k = 0; k < relation.cases.size(); ++k) {
      Unit unit;
      unit.relation = r, unit.number = k;
      unit.when = relation.when;
      unit.when.insert(unit.when.end(), relation.cases[k].when.begin(), relation.cases[k].when.end());
      const auto number = static_cast<std::uint32_t>(units_.size());
      for (std::uint32_t i = 0; i < unit.when.size(); ++i) watches_[unit.when[i].claim].push_back({number, i});
      for (const auto& effect : relation.cases[k].then) claims_[effect.claim].speakers.insert(relation.source);
      units_.push_back(std::move(unit));
    }
  }

  const Problem::Case& CaseOf(const Unit& unit) const { return problem_.relations[unit.relation].cases[unit.number]; }

  // Notes the value in these phases; the phases that are new to it.
  std::uint8_t Add(std::uint32_t c, const Value& value, std::uint32_t source, std::uint8_t phases) {
    auto key = EncodeValue(value);
    if (!key.ok()) return 0;  // REQUIRES of the values: they were checked when they were bound
    Entry& entry = claims_[c].entries[{std::move(key).value(), source}];
    if (entry.value == nullptr) {
      entry.value = &value, entry.source = source;
      claims_[c].order.push_back(&entry);
    }
    const auto fresh = static_cast<std::uint8_t>(phases & ~entry.phases);
    entry.phases |= phases;
    if ((fresh & kMust) != 0) ++claims_[c].must, claims_[c].heard.insert(source);
    return fresh;
  }

  // Whether it may get a value that nobody has given yet, so that no condition on it is decided. A set of which
  // evidence may know more members is open, whatever members are there.
  bool IsOpen(std::uint32_t c) const {
    const Problem::Claim& claim = asked_[c];
    const bool settled = claim.evidence_state == State::kValue || claim.evidence_state == State::kAbsent;
    if (claim.is_set && !settled && !claim.endorsed_only) return true;
    if (claim.evidence_state == State::kError || claim.evidence_state == State::kConflict) return true;
    return claims_[c].must == 0 && (claim.endorsable || !settled);
  }

  // The same of one source: whether it may yet say of the claim what it has not said.
  bool IsOpenTo(std::uint32_t c, std::uint32_t source) const {
    const Problem::Claim& claim = asked_[c];
    if (claim.evidence_state == State::kError || claim.evidence_state == State::kConflict) return true;
    if (source == kFromEvidence) return claim.evidence_state != State::kValue && claim.evidence_state != State::kAbsent;
    return claim.endorsable && !claims_[c].heard.contains(source);
  }

  bool Excluded(std::uint32_t c, Phase phase) const {
    const ClaimState& claim = claims_[c];
    return (phase == kFirm && (claim.conflict || claim.contested)) || (phase == kSound && claim.conflict);
  }

  bool Satisfied(const Problem::Condition& condition, Phase phase) const {
    if (Excluded(condition.claim, phase)) return false;
    if (condition.match->kind == MatchKind::kAgrees) return Agrees(condition, phase);
    if (!condition.by.empty()) return SaidBy(condition, phase);
    if (phase == kMay && IsOpen(condition.claim)) return true;
    const auto& order = claims_[condition.claim].order;
    return std::any_of(order.begin(), order.end(), [&](const Entry* entry) {
      return (entry->phases & phase) != 0 && Holds(*condition.match, *entry->value);
    });
  }

  // Of a group of sources, whether one may yet say something of the claim.
  bool IsOpenToAny(std::uint32_t c, const std::vector<std::uint32_t>& group, Phase phase) const {
    return phase == kMay &&
           std::any_of(group.begin(), group.end(), [&](std::uint32_t source) { return IsOpenTo(c, source); });
  }

  // Some value of those that the condition asks for is said by each whose word it wants. Who may yet say something may
  // say that one.
  bool SaidBy(const Problem::Condition& condition, Phase phase) const {
    const auto open = [&](const auto& group) { return IsOpenToAny(condition.claim, group, phase); };
    if (std::all_of(condition.by.begin(), condition.by.end(), open)) return true;
    const auto& order = claims_[condition.claim].order;
    return std::any_of(order.begin(), order.end(), [&](const Entry* entry) {
      return (entry->phases & phase) != 0 && SaidBy(condition, *entry->value, phase);
    });
  }

  // The same of one value, which somebody says in this phase.
  bool SaidBy(const Problem::Condition& condition, const Value& value, Phase phase) const {
    if (!Holds(*condition.match, value)) return false;
    const auto key = EncodeValue(value);
    if (!key.ok()) return false;  // as of Add
    const auto& entries = claims_[condition.claim].entries;
    const auto says = [&](std::uint32_t source) {
      const auto found = entries.find({*key, source});
      return found != entries.end() && (found->second.phases & phase) != 0;
    };
    return std::all_of(condition.by.begin(), condition.by.end(), [&](const auto& group) {
      return IsOpenToAny(condition.claim, group, phase) || std::any_of(group.begin(), group.end(), says);
    });
  }

  // Digests of evidence do not change; while it may have more, nothing is certain.
  bool Agrees(const Problem::Condition& condition, Phase phase) const {
    const Problem::Claim& claim = asked_[condition.claim];
    if (phase == kMay && IsOpenTo(condition.claim, kFromEvidence)) return true;
    return claim.evidence_state == State::kValue && Agree(*condition.match, claim.evidence);
  }

  bool AllSatisfied(const Unit& unit, Phase phase) const {
    return std::all_of(unit.when.begin(), unit.when.end(),
                       [&](const Problem::Condition& condition) { return Satisfied(condition, phase); });
  }

  // What follows from the unit, in these phases.
  void Fire(Unit& unit, Phase phase) {
    if (phase == kMust) unit.fired = true;
    const std::uint8_t phases = phase == kMust ? kMust | kMay : phase;
    const std::uint32_t source = problem_.relations[unit.relation].source;
    for (const auto& effect : CaseOf(unit).then) {
      if (effect.value == nullptr) {
        Corroborate(unit, effect.claim, phase, phases);
      } else {
        Say(effect.claim, *effect.value, source, phase, phases);
      }
    }
  }

  void Say(std::uint32_t c, const Value& value, std::uint32_t source, Phase phase, std::uint8_t phases) {
    const std::uint8_t fresh = Add(c, value, source, phases);
    if ((fresh & phase) == 0 || Excluded(c, phase)) return;
    for (const Watch& watch : watches_[c]) Meet(watch, value, phase);
  }

  // What evidence says of the claim does not change, so once is enough. A claim whose value evidence does not know may
  // turn out to be as the endorser knows it.
  void Corroborate(const Unit& unit, std::uint32_t c, Phase phase, std::uint8_t phases) {
    const std::uint32_t source = problem_.relations[unit.relation].source;
    if (phase == kMay && asked_[c].evidence_state != State::kValue && asked_[c].evidence_state != State::kAbsent)
      claims_[c].unsure.insert(source);
    for (const Value& value : asked_[c].evidence) {
      if (IsAsked(unit, c, value)) Say(c, value, source, phase, phases);
    }
  }

  // Of a set the members that some condition names, of other claims the value that all conditions hold for.
  bool IsAsked(const Unit& unit, std::uint32_t c, const Value& value) const {
    const auto asks = [&](const Problem::Condition& condition) {
      return condition.claim == c && Names(*condition.match, value);
    };
    if (asked_[c].is_set) return std::any_of(unit.when.begin(), unit.when.end(), asks);
    return std::all_of(unit.when.begin(), unit.when.end(),
                       [&](const Problem::Condition& condition) { return condition.claim != c || asks(condition); });
  }

  void Meet(const Watch& watch, const Value& value, Phase phase) {
    Unit& unit = units_[watch.unit];
    if (!unit.open || unit.satisfied[watch.condition]) return;
    const Problem::Condition& condition = unit.when[watch.condition];
    if (condition.by.empty() ? !Holds(*condition.match, value) : !SaidBy(condition, value, phase)) return;
    unit.satisfied[watch.condition] = true;
    if (--unit.pending == 0) ready_.push_back(watch.unit);
  }

  // Fires what can be fired of these units, until nothing is added.
  void Run(const std::vector<std::uint32_t>& units, Phase phase) {
    for (const std::uint32_t u : units) {
      Unit& unit = units_[u];
      unit.open = true;
      unit.satisfied.assign(unit.when.size(), false);
      unit.pending = unit.when.size();
      for (std::size_t i = 0; i < unit.when.size(); ++i) {
        if (!Satisfied(unit.when[i], phase)) continue;
        unit.satisfied[i] = true;
        --unit.pending;
      }
      if (unit.pending == 0) ready_.push_back(u);
    }
    while (!ready_.empty()) {
      const std::uint32_t u = ready_.back();
      ready_.pop_back();
      Fire(units_[u], phase);
    }
    for (const std::uint32_t u : units) units_[u].open = false;
  }

  void Group(const std::vector<std::uint32_t>& group) {
    if (group.size() == 1 && problem_.relations[group[0]].series) return Series(group[0]);
    std::vector<std::uint32_t> units;
    for (const std::uint32_t r : group) {
      for (std::uint32_t k = 0; k < problem_.relations[r].cases.size(); ++k) units.push_back(first_unit_[r] + k);
    }
    Run(units, kMust);
    Run(units, kMay);
  }

  // Its inputs are closed. A case counts where no earlier one may match; it may count where none does.
  void Series(std::uint32_t r) {
    bool earlier_must = false, earlier_may = false;
    for (std::uint32_t k = 0; k < problem_.relations[r].cases.size() && !earlier_must; ++k) {
      Unit& unit = units_[first_unit_[r] + k];
      const bool must = AllSatisfied(unit, kMust), may = AllSatisfied(unit, kMay);
      if (must && !earlier_may) {
        Fire(unit, kMust);
      } else if (may) {
        Fire(unit, kMay);
      }
      earlier_must = must;
      earlier_may = earlier_may || may;
    }
  }

  // Two values that are there are a conflict; one that is there and another that may come leaves the claim contested.
  void Judge(std::uint32_t c) {
    ClaimState& claim = claims_[c];
    if (asked_[c].is_set) return;
    std::size_t must = 0, may = 0;  // different values; equal ones stand side by side
    const Bytes* last_must = nullptr;
    const Bytes* last_may = nullptr;
    for (const auto& [key, entry] : claim.entries) {
      if (last_may == nullptr || *last_may != key.first) ++may, last_may = &key.first;
      if ((entry.phases & kMust) == 0) continue;
      if (last_must == nullptr || *last_must != key.first) ++must, last_must = &key.first;
    }
    claim.conflict = must > 1;
    claim.contested = must == 1 && may > 1;
  }

  void Ground(Phase phase) {
    std::vector<std::uint32_t> fired;
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      if (units_[u].fired) fired.push_back(u);
    }
    Run(fired, phase);
  }

  static Settled SettledOf(const ClaimState& claim) {
    Settled out;
    out.speakers.assign(claim.speakers.begin(), claim.speakers.end());
    out.unsure.assign(claim.unsure.begin(), claim.unsure.end());
    for (const auto& [key, entry] : claim.entries) {
      Said said{*entry.value, entry.source, Ground::kConflict};
      if ((entry.phases & kSound) != 0) said.ground = Ground::kContested;
      if ((entry.phases & kFirm) != 0) said.ground = Ground::kFirm;
      ((entry.phases & kMust) != 0 ? out.said : out.open).push_back(std::move(said));
    }
    return out;
  }

  const Problem& problem_;
  const std::vector<Problem::Claim>& asked_;
  std::vector<ClaimState> claims_;
  std::vector<Unit> units_;
  std::vector<std::uint32_t> first_unit_;    // per relation
  std::vector<std::vector<Watch>> watches_;  // per claim
  std::vector<std::uint32_t> ready_;
};

}  // namespace

Result<Solver> Solver::Create(const Problem& problem) {
  Solver solver;
  MPS_ASSIGN(solver.groups_, GroupsOf(problem));
  return solver;
}

Solution Solver::Solve(const Problem& problem, const std::vector<Problem::Claim>& claims) const {
  return Walk(problem, claims).Run(groups_);
}

}  // namespace mps::endorse
