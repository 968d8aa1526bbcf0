// Match and augment.
#include "corim/acs.h"

#include <algorithm>
#include <map>

#include "corim/match.h"

namespace mps::corim {
namespace {

// An endorsement of either kind.
struct Conditional {
  const EvItem* ev = nullptr;
  const EvsItem* evs = nullptr;

  template <class Do>
  void EachCondition(Do act) const {
    if (ev != nullptr) std::for_each(ev->conditions.begin(), ev->conditions.end(), act);
    if (evs == nullptr) return;
    if (evs->condition) act(*evs->condition);
    for (const EvsStep& step : evs->series) std::for_each(step.selection.begin(), step.selection.end(), act);
  }
  template <class Do>
  void EachAddition(Do act) const {
    if (ev != nullptr) std::for_each(ev->additions.begin(), ev->additions.end(), act);
    if (evs == nullptr) return;
    for (const EvsStep& step : evs->series) std::for_each(step.additions.begin(), step.additions.end(), act);
  }
};

bool SameEnvironment(const Ect& condition, const Ect& entry) {
  return !condition.environment || (entry.environment && MatchEnvironment(*condition.environment, *entry.environment));
}

// Whether an added tuple of a matching environment can make a condition true that was not: where the condition names
// elements, one of them has one of their code points.
bool Feeds(const Ect& addition, const Ect& condition) {
  if (condition.elements.empty()) return true;
  for (const Element& wanted : condition.elements) {
    for (const Element& added : addition.elements) {
      if (!MatchKey(wanted.id, added.id)) continue;
      const bool common = std::any_of(added.claims.begin(), added.claims.end(), [&](const Claim& claim) {
        return FindClaim(wanted.claims, claim.code) != nullptr;
      });
      if (common) return true;
    }
  }
  return false;
}

// What it costs to compare the elements of a tuple with one other element.
std::size_t Weight(const Ect& ect) {
  std::size_t sum = 0;
  for (const Element& element : ect.elements) {
    for (const Claim& claim : element.claims) sum += 1 + claim.encoded.size() / 16;
  }
  return sum;
}

class Appraiser {
 public:
  Appraiser(const Relations& relations, const AppraisalOptions& options) : relations_(relations), options_(options) {}

  Result<Appraisal> Run(const std::vector<Ect>& evidence) {
    for (const Ect& ect : evidence) out_.acs.Append(ect);
    MPS_TRY(Corroborate());
    MPS_TRY(Endorse());
    MPS_TRY(AddKeys());
    MPS_TRY(AddMemberships());
    MPS_TRY(AddDependencies());
    return std::move(out_);
  }

 private:
  Status Count(std::size_t comparisons) {
    counted_ += comparisons;
    if (counted_ <= kMaxComparisons) return {};
    return {Code::kLimit, "more comparisons than an appraisal may take"};
  }

  // MatchEct, counted: elements are compared only where the environments match.
  Result<bool> Matches(const Ect& condition, const Ect& entry) {
    MPS_TRY(Count(1));
    if (!SameEnvironment(condition, entry)) return false;
    MPS_TRY(Count(Weight(condition) * entry.elements.size()));
    return MatchEct(condition, entry);
  }

  // Phase 3. Only evidence is compared, so one pass in any order is enough.
  Status Corroborate() {
    const std::vector<Ect> entries = out_.acs.entries();
    for (const RvItem& item : relations_.rv) {
      bool matched = false;
      for (const Ect& entry : entries) {
        if (entry.type != MessageType::kEvidence) continue;
        MPS_ASSIGN(const bool matches, Matches(item.condition, entry));
        if (!matches) continue;
        MPS_TRY(Count(entry.elements.size() * kCopy));
        Ect addition = item.addition;
        addition.elements = Corroborated(item.condition, entry);
        out_.acs.Append(std::move(addition));
        matched = true;
      }
      out_.corroborated += matched ? 1 : 0;
    }
    return {};
  }

  std::vector<Element> Corroborated(const Ect& condition, const Ect& entry) const {
    if (options_.corroboration == Corroboration::kEntry) return entry.elements;
    std::vector<Element> out;
    for (const Element& element : entry.elements) {
      const bool named = std::any_of(condition.elements.begin(), condition.elements.end(), [&](const Element& wanted) {
        return MatchKey(wanted.id, element.id) && MatchClaims(wanted.claims, element.claims);
      });
      if (named) out.push_back(element);
    }
    return out;
  }

  // The entries of types 0, 1 and 2 that a condition matches.
  Result<std::vector<std::size_t>> Matched(const Ect& condition) {
    const std::vector<Ect>& entries = out_.acs.entries();
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!entries[i].type) continue;
      MPS_ASSIGN(const bool matches, Matches(condition, entries[i]));
      if (matches) out.push_back(i);
    }
    return out;
  }

  void AppendAll(const std::vector<Ect>& additions) {
    bool grown = false;
    for (const Ect& addition : additions) grown = out_.acs.Append(addition) || grown;
    out_.endorsed += grown ? 1 : 0;
  }

  // True if the item's conditions hold now and its additions were made.
  Result<bool> Try(const Conditional& item) { return item.ev != nullptr ? TryEv(*item.ev) : TryEvs(*item.evs); }

  Result<bool> TryEv(const EvItem& item) {
    for (const Ect& condition : item.conditions) {
      MPS_ASSIGN(const auto matched, Matched(condition));
      if (matched.empty()) return false;
    }
    AppendAll(item.additions);
    return true;
  }

  // The selection looks only at entries that the condition matched; the first that does ends the series.
  Result<bool> TryEvs(const EvsItem& item) {
    MPS_ASSIGN(const auto found, Matched(item.condition ? *item.condition : Ect()));
    if (found.empty()) return false;
    for (const EvsStep& step : item.series) {
      bool all = !step.selection.empty();
      for (const Ect& selection : step.selection) {
        bool any = false;
        for (std::size_t i = 0; all && !any && i < found.size(); ++i) {
          MPS_ASSIGN(any, Matches(selection, out_.acs.entries()[found[i]]));
        }
        all = all && any;
      }
      if (!all) continue;
      AppendAll(step.additions);
      return true;
    }
    return false;
  }

  // Phase 4. An item is tried after all that can change what it sees. Where items wait for each other, plain
  // endorsements go first, until none adds anything, and each series is then decided once.
  Status Endorse() {
    for (const EvItem& item : relations_.ev) items_.push_back({&item, nullptr});
    for (const EvsItem& item : relations_.evs) items_.push_back({nullptr, &item});
    if (items_.size() > kMaxConditional) return {Code::kLimit, "more conditional endorsements than are taken"};
    MPS_TRY(FindOrder());
    for (const std::size_t i : order_) {
      MPS_ASSIGN(const bool done, Try(items_[i]));
      static_cast<void>(done);
    }
    return EndorseCycle();
  }

  Result<bool> CanFeed(const Conditional& from, const Conditional& to) {
    bool feeds = false;
    std::size_t cost = 0;
    from.EachAddition([&](const Ect& addition) {
      to.EachCondition([&](const Ect& condition) {
        ++cost;
        if (feeds || !SameEnvironment(condition, addition)) return;
        cost += Weight(condition) * addition.elements.size();
        feeds = Feeds(addition, condition);
      });
    });
    MPS_TRY(Count(cost));
    return feeds;
  }

  // Kahn's algorithm with the lowest index first; what is left over is in or behind a cycle.
  Status FindOrder() {
    std::vector<std::size_t> waits(items_.size());
    std::vector<std::vector<std::size_t>> next(items_.size());
    for (std::size_t from = 0; from < items_.size(); ++from) {
      for (std::size_t to = 0; to < items_.size(); ++to) {
        if (from == to) continue;
        MPS_ASSIGN(const bool feeds, CanFeed(items_[from], items_[to]));
        if (!feeds) continue;
        next[from].push_back(to);
        ++waits[to];
      }
    }
    std::vector<bool> taken(items_.size());
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < items_.size(); ++i) {
        if (taken[i] || waits[i] != 0) continue;
        taken[i] = more = true;
        order_.push_back(i);
        for (const std::size_t to : next[i]) --waits[to];
      }
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!taken[i]) cycle_.push_back(i);
    }
    return {};
  }

  Status EndorseCycle() {
    MPS_TRY(EndorsePlain());
    for (const std::size_t i : cycle_) {
      if (items_[i].evs == nullptr) continue;
      MPS_ASSIGN(const bool done, Try(items_[i]));
      if (done) MPS_TRY(EndorsePlain());
    }
    return {};
  }

  Status EndorsePlain() {
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t& i : cycle_) {
        if (i == kDone || items_[i].ev == nullptr) continue;
        MPS_ASSIGN(const bool done, Try(items_[i]));
        if (!done) continue;
        i = kDone;
        grown = true;
      }
      cycle_.erase(std::remove(cycle_.begin(), cycle_.end(), kDone), cycle_.end());
    }
    return {};
  }

  // Whether an entry says that these keys are there: a key tuple, or the cryptokeys of the element named by the key-id.
  static bool HasKeys(const Ect& condition, const Ect& entry) {
    if (!entry.environment || !MatchEnvironment(*condition.environment, *entry.environment)) return false;
    if (!MatchAuthority(condition.authority, entry.authority)) return false;
    if (entry.type != MessageType::kEvidence && entry.type != MessageType::kEndorsements) return false;
    if (entry.kind == EctKind::kKey) {
      return entry.key_type == condition.key_type && MatchKey(condition.key_id, entry.key_id) &&
             MatchAuthority(condition.keys, entry.keys);
    }
    return std::any_of(entry.elements.begin(), entry.elements.end(), [&](const Element& element) {
      const Claim* claim = FindClaim(element.claims, code::kCryptoKeys);
      const Keys* keys = claim == nullptr ? nullptr : std::get_if<Keys>(&claim->value);
      return keys != nullptr && MatchKey(condition.key_id, element.id) && MatchAuthority(condition.keys, *keys);
    });
  }

  Status AddKeys() {
    for (const KeyItem& item : relations_.keys) {
      MPS_TRY(Count(out_.acs.entries().size() * (1 + item.condition.keys.size())));
      const auto& entries = out_.acs.entries();
      const bool found =
          std::any_of(entries.begin(), entries.end(), [&](const Ect& entry) { return HasKeys(item.condition, entry); });
      if (!found) continue;
      Ect addition = item.addition;
      for (const Typed& key : item.condition.keys) {
        if (options_.verify_key && options_.verify_key(key, item.condition.key_type)) addition.keys.push_back(key);
      }
      if (addition.keys.empty()) {
        out_.passed_over.push_back("a key triple: none of its keys was verified");
      } else {
        out_.acs.Append(std::move(addition));
      }
    }
    return {};
  }

  // Whether the graph of the items has no cycle; environments are nodes by equality.
  Result<bool> IsAcyclic(const std::vector<DomainItem>& items) {
    std::vector<const Environment*> nodes;
    std::map<std::size_t, std::vector<std::size_t>> edges;
    const auto node_of = [&](const Environment& environment) -> Result<std::size_t> {
      MPS_TRY(Count(nodes.size()));
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (*nodes[i] == environment) return i;
      }
      nodes.push_back(&environment);
      return nodes.size() - 1;
    };
    for (const DomainItem& item : items) {
      MPS_ASSIGN(const std::size_t from, node_of(*item.addition.environment));
      for (const Environment& child : item.addition.children) {
        MPS_ASSIGN(const std::size_t to, node_of(child));
        edges[from].push_back(to);
      }
    }
    std::vector<std::size_t> waits(nodes.size());
    for (const auto& [from, targets] : edges) {
      for (const std::size_t to : targets) ++waits[to];
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (waits[i] == 0) ready.push_back(i);
    }
    for (std::size_t at = 0; at < ready.size(); ++at) {
      for (const std::size_t to : edges[ready[at]]) {
        if (--waits[to] == 0) ready.push_back(to);
      }
    }
    return ready.size() == nodes.size();
  }

  Result<bool> AllFound(const std::vector<Environment>& children) {
    const auto& entries = out_.acs.entries();
    for (const Environment& child : children) {
      MPS_TRY(Count(entries.size()));
      const bool found = std::any_of(entries.begin(), entries.end(), [&](const Ect& entry) {
        const bool counts = (entry.kind == EctKind::kElement && entry.type == MessageType::kEvidence) ||
                            (entry.kind == EctKind::kDomain && entry.domain == DomainKind::kMember);
        return counts && entry.environment && MatchEnvironment(child, *entry.environment);
      });
      if (!found) return false;
    }
    return true;
  }

  // "Processing `dm` Relations", from the leaves up: repeated until no more domain is found complete.
  Status AddMemberships() {
    MPS_ASSIGN(const bool acyclic, IsAcyclic(relations_.dm));
    if (!acyclic) {
      out_.passed_over.push_back("domain memberships: they form a cycle");
      return {};
    }
    std::vector<bool> done(relations_.dm.size());
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t i = 0; i < relations_.dm.size(); ++i) {
        if (done[i]) continue;
        MPS_ASSIGN(const bool complete, AllFound(relations_.dm[i].addition.children));
        if (!complete) continue;
        out_.acs.Append(relations_.dm[i].addition);
        done[i] = grown = true;
      }
    }
    return {};
  }

  Result<bool> IsPaired(const Environment& environment) {
    const auto& entries = out_.acs.entries();
    MPS_TRY(Count(entries.size()));
    return std::any_of(entries.begin(), entries.end(), [&](const Ect& entry) {
      if (entry.kind != EctKind::kDomain || entry.domain != DomainKind::kMember) return false;
      if (entry.environment && MatchEnvironment(environment, *entry.environment)) return true;
      return std::any_of(entry.children.begin(), entry.children.end(),
                         [&](const Environment& child) { return MatchEnvironment(environment, child); });
    });
  }

  // "Processing `dd` Relations": all of them are borne out by memberships, or none is added.
  Status AddDependencies() {
    if (relations_.dd.empty()) return {};
    MPS_ASSIGN(const bool acyclic, IsAcyclic(relations_.dd));
    if (!acyclic) {
      out_.passed_over.push_back("domain dependencies: they form a cycle");
      return {};
    }
    for (const DomainItem& item : relations_.dd) {
      MPS_ASSIGN(bool paired, IsPaired(*item.addition.environment));
      for (const Environment& trustee : item.addition.children) {
        MPS_ASSIGN(const bool found, IsPaired(trustee));
        paired = paired && found;
      }
      if (paired) continue;
      out_.passed_over.push_back("domain dependencies: " + Describe(*item.addition.environment) +
                                 " or a trustee of it is no member of an accepted domain");
      return {};
    }
    for (const DomainItem& item : relations_.dd) out_.acs.Append(item.addition);
    return {};
  }

  static constexpr std::size_t kDone = SIZE_MAX;
  static constexpr std::size_t kCopy = 16;  // copying an element, in comparisons
  const Relations& relations_;
  const AppraisalOptions& options_;
  Appraisal out_;
  std::size_t counted_ = 0;
  std::vector<Conditional> items_;
  std::vector<std::size_t> order_, cycle_;
};

}  // namespace

Result<Appraisal> Appraise(const std::vector<Ect>& evidence, const Relations& relations,
                           const AppraisalOptions& options) {
  return Appraiser(relations, options).Run(evidence);
}

}  // namespace mps::corim
