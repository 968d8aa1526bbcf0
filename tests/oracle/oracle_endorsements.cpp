#include "oracle_endorsements.h"

#include <algorithm>
#include <set>

#include "oracle_claims.h"

namespace mps::oracle {
namespace {

using model::Expr;
using model::ExprId;
using model::ExprKind;

constexpr int kEvidence = -1;

// A value of a claim and who gives it.
struct Said {
  Value value;
  int source = kEvidence;
  std::string spelling;  // of the value, for comparisons
};
using Sayings = std::vector<Said>;

bool Has(const Sayings& all, const Said& one) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Said& s) { return s.source == one.source && s.spelling == one.spelling; });
}

struct Claim {
  ExprId id = model::kNone;
  Known evidence;
  bool is_set = false, endorsable = false, endorsed_only = false, optional = false;
  Sayings must, may, sound, firm;
  std::set<int> speakers;

  bool Settled() const {
    if (evidence.state == State::kAbsent) return true;
    return evidence.state == State::kValue && !(is_set && evidence.incomplete);
  }
  // No condition on it is decided.
  bool Open() const {
    if (is_set && !Settled() && !endorsed_only) return true;  // evidence may know more members
    if (evidence.state == State::kError) return true;
    return must.empty() && (endorsable || !Settled());
  }
  std::set<std::string> Values(const Sayings& all) const {
    std::set<std::string> out;
    for (const Said& said : all) out.insert(said.spelling);
    return out;
  }
  bool Conflict() const { return !is_set && Values(must).size() > 1; }
  bool Contested() const { return !is_set && Values(must).size() == 1 && Values(may).size() > 1; }
};

class Appraisal_ {
 public:
  Appraisal_(const model::Model& model, const std::function<Known(ExprId, const Overlay&)>& eval)
      : model_(model), eval_(eval) {}

  Overlay Run() {
    for (const auto& endorsement : model_.endorsements) {
      for (const ExprId condition : endorsement.when) Note(ClaimIn(condition));
      for (const auto& effect : endorsement.then)
        Note(effect.claim).speakers.insert(static_cast<int>(endorsement.endorser));
    }
    Grow(
        &Claim::must, [](const Claim&) { return false; }, [](const Claim&) { return false; }, false);
    for (auto& [key, claim] : claims_) claim.may = claim.must;
    Grow(
        &Claim::may, [](const Claim& c) { return c.Open(); }, [](const Claim&) { return false; }, false);
    for (auto& [key, claim] : claims_) claim.sound = claim.firm = OfEvidence(claim);
    Grow(
        &Claim::sound, [](const Claim&) { return false; }, [](const Claim& c) { return c.Conflict(); }, true);
    Grow(
        &Claim::firm, [](const Claim&) { return false; }, [](const Claim& c) { return c.Conflict() || c.Contested(); },
        true);
    Overlay out;
    for (const auto& [key, claim] : claims_) {
      if (!claim.endorsable || claim.evidence.state == State::kError) continue;
      out[key] = Outcome(claim);
    }
    for (std::size_t e = 0; e < model_.endorsers.size(); ++e) {
      for (const auto& [key, claim] : claims_) {
        if (claim.endorsable) out[key + " by " + model_.endorsers[e].name] = Outcome(Alone(claim, static_cast<int>(e)));
      }
    }
    return out;
  }

 private:
  const Expr& E(ExprId id) const { return model_.exprs[id]; }

  // The claim that a condition asks of.
  ExprId ClaimIn(ExprId id) const {
    if (E(id).kind == ExprKind::kField || E(id).kind == ExprKind::kIndex) return id;
    for (const ExprId arg : E(id).args) {
      const ExprId found = ClaimIn(arg);
      if (found != model::kNone) return found;
    }
    return model::kNone;
  }

  Claim& Note(ExprId id) {
    const auto [at, fresh] = claims_.try_emplace(ClaimKey(model_, id));
    Claim& claim = at->second;
    if (!fresh) return claim;
    claim.id = id;
    claim.evidence = eval_(id, {});
    claim.is_set = model_.types[E(id).type].kind == TypeKind::kSet;
    claim.optional = E(id).kind == ExprKind::kIndex || model_.types[E(E(id).args[0]).type].fields[E(id).index].optional;
    for (ExprId walk = id; E(walk).kind != ExprKind::kEnvironment; walk = E(walk).args[0]) {
      if (E(walk).kind != ExprKind::kField) continue;
      const Asserter who = model_.types[E(E(walk).args[0]).type].fields[E(walk).index].asserter;
      claim.endorsable = claim.endorsable || who != Asserter::kEvidence;
      claim.endorsed_only = claim.endorsed_only || who == Asserter::kEndorser;
    }
    claim.must = OfEvidence(claim);
    return claim;
  }

  static Sayings OfEvidence(const Claim& claim) {
    Sayings out;
    if (claim.evidence.state != State::kValue) return out;
    if (!claim.is_set) return {{claim.evidence.scalar, kEvidence, EncodedValue(claim.evidence.scalar)}};
    for (const Known& member : claim.evidence.members) {
      if (member.state == State::kValue) out.push_back({member.scalar, kEvidence, EncodedValue(member.scalar)});
    }
    return out;
  }

  bool Holds(ExprId condition, const Claim& claim, const Value& value) const {
    Known given = Known::Scalar(value);
    if (claim.is_set) {
      Known set;
      set.shape = Known::Shape::kCollection;
      set.members = {given};
      given = set;
    }
    return TruthOf(eval_(condition, {{ClaimKey(model_, claim.id), given}})) == Truth::kTrue;
  }

  template <class Open, class Excluded>
  bool AllHold(const model::Endorsement& endorsement, Sayings Claim::*said, Open open, Excluded excluded) {
    return std::all_of(endorsement.when.begin(), endorsement.when.end(), [&](ExprId condition) {
      const Claim& claim = claims_.at(ClaimKey(model_, ClaimIn(condition)));
      if (excluded(claim)) return false;
      if (open(claim)) return true;
      const Sayings& all = claim.*said;
      return std::any_of(all.begin(), all.end(), [&](const Said& s) { return Holds(condition, claim, s.value); });
    });
  }

  // `fired`: only what is in `must` already.
  template <class Open, class Excluded>
  void Grow(Sayings Claim::*said, Open open, Excluded excluded, bool fired) {
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& endorsement : model_.endorsements) {
        if (fired &&
            !AllHold(
                endorsement, &Claim::must, [](const Claim&) { return false; }, [](const Claim&) { return false; }))
          continue;
        if (!AllHold(endorsement, said, open, excluded)) continue;
        for (const auto& effect : endorsement.then) {
          const Said one{effect.value, static_cast<int>(endorsement.endorser), EncodedValue(effect.value)};
          Sayings& all = claims_.at(ClaimKey(model_, effect.claim)).*said;
          if (Has(all, one)) continue;
          all.push_back(one);
          changed = true;
        }
      }
    }
  }

  // The claim as if only this endorser spoke of it.
  static Claim Alone(Claim claim, int endorser) {
    for (Sayings Claim::*said : {&Claim::must, &Claim::may, &Claim::sound, &Claim::firm})
      std::erase_if(claim.*said, [&](const Said& s) { return s.source != endorser; });
    claim.evidence = Known::Of(State::kUnknown);
    claim.endorsed_only = claim.optional = true;
    claim.speakers = claim.speakers.contains(endorser) ? std::set<int>{endorser} : std::set<int>{};
    return claim;
  }

  Known Outcome(const Claim& claim) const {
    Sayings open;
    for (const Said& s : claim.may) {
      if (!Has(claim.must, s)) open.push_back(s);
    }
    if (claim.is_set) return Members(claim, open);
    if (claim.must.empty()) {
      if (!open.empty()) return Known::Of(State::kUnknown);
      if (!claim.endorsed_only || claim.speakers.empty()) return claim.evidence;
      return Known::Of(claim.optional ? State::kAbsent : State::kUnknown);
    }
    if (claim.Conflict()) return Known::Of(State::kError);
    for (const Said& s : open) {
      if (s.spelling != claim.must[0].spelling) return Known::Of(State::kUnknown);
    }
    if (!claim.firm.empty()) return Known::Scalar(claim.must[0].value);
    return Known::Of(claim.sound.empty() ? State::kError : State::kUnknown);
  }

  Known Members(const Claim& claim, const Sayings& open) const {
    if (claim.speakers.empty()) return claim.evidence;
    Known out;
    out.shape = Known::Shape::kCollection;
    bool doubt = !open.empty();
    std::set<std::string> seen;
    for (const Said& s : claim.must) {
      if (!Has(claim.sound, s)) return Known::Of(State::kError);
      if (!Has(claim.firm, s)) {
        doubt = true;
      } else if (seen.insert(s.spelling).second) {
        out.members.push_back(Known::Scalar(s.value));
      }
    }
    out.incomplete =
        doubt || !(claim.endorsed_only || (claim.evidence.state == State::kValue && !claim.evidence.incomplete));
    const bool allow_empty = model_.types[E(claim.id).type].allow_empty;
    if (out.members.empty() && !out.incomplete && !allow_empty) return Known::Of(State::kError);
    return out;
  }

  const model::Model& model_;
  const std::function<Known(ExprId, const Overlay&)>& eval_;
  std::map<std::string, Claim> claims_;
};

}  // namespace

std::string ClaimKey(const model::Model& model, ExprId id) {
  const Expr& e = model.exprs[id];
  switch (e.kind) {
    case ExprKind::kEnvironment:
      return model.environments[e.index].name;
    case ExprKind::kBy: {
      const std::string claim = ClaimKey(model, e.args[0]);
      return claim.empty() ? "" : claim + " by " + model.endorsers[e.index].name;
    }
    case ExprKind::kField: {
      const std::string base = ClaimKey(model, e.args[0]);
      return base.empty() ? "" : base + "." + model.types[model.exprs[e.args[0]].type].fields[e.index].wire_name;
    }
    case ExprKind::kIndex: {
      const Expr& key = model.exprs[e.args[1]];
      const std::string base = ClaimKey(model, e.args[0]);
      if (base.empty() || key.kind != ExprKind::kConst) return "";
      return base + "[" + (key.value.kind == TypeKind::kInt ? std::to_string(key.value.number) : key.value.text) + "]";
    }
    default:
      return "";
  }
}

Overlay ActualClaims(const model::Model& model, const std::function<Known(ExprId, const Overlay&)>& eval) {
  return Appraisal_(model, eval).Run();
}

}  // namespace mps::oracle
