#include "lower/endorsements.h"

#include <algorithm>

namespace mps::lower {
namespace {

using endorse::Match;
using endorse::MatchKind;
using model::Expr;
using model::ExprId;
using model::ExprKind;
using model::Model;

bool IsClaim(const Expr& e) {
  return e.kind == ExprKind::kField || e.kind == ExprKind::kIndex || e.kind == ExprKind::kEnvironment;
}

// The kind for `claim op constant`; turned round for `constant op claim`.
MatchKind OrderOf(ExprKind kind, bool turned) {
  switch (kind) {
    case ExprKind::kLess:
      return turned ? MatchKind::kGreater : MatchKind::kLess;
    case ExprKind::kLessEqual:
      return turned ? MatchKind::kGreaterEqual : MatchKind::kLessEqual;
    case ExprKind::kGreater:
      return turned ? MatchKind::kLess : MatchKind::kGreater;
    default:
      return turned ? MatchKind::kLessEqual : MatchKind::kGreaterEqual;
  }
}

class MatchMaker {
 public:
  explicit MatchMaker(const Model& model) : model_(model) {}

  Result<Match> Of(ExprId id) const {
    const Expr& e = model_.exprs[id];
    switch (e.kind) {
      case ExprKind::kField:
      case ExprKind::kIndex: {
        Value yes;
        yes.number = 1;
        return Match{PathOf(model_, id), MatchKind::kEqual, {std::move(yes)}};
      }
      case ExprKind::kInRange:
        return Match{PathOf(model_, e.args[0]), MatchKind::kInRange, {Constant(e.args[1]), Constant(e.args[2])}};
      case ExprKind::kInCidr:
        return Match{PathOf(model_, e.args[0]), MatchKind::kInCidr, {Constant(e.args[1])}};
      case ExprKind::kInSet:
        if (!IsClaim(Arg(e, 0))) return Match{PathOf(model_, e.args[1]), MatchKind::kHas, {Constant(e.args[0])}};
        return Match{PathOf(model_, e.args[0]), MatchKind::kInSet, Members(e.args[1])};
      case ExprKind::kEqual:
        return Equal(e);
      case ExprKind::kLess:
      case ExprKind::kLessEqual:
      case ExprKind::kGreater:
      case ExprKind::kGreaterEqual: {
        const bool turned = !IsClaim(Arg(e, 0));
        return Match{
            PathOf(model_, e.args[turned ? 1 : 0]), OrderOf(e.kind, turned), {Constant(e.args[turned ? 0 : 1])}};
      }
      default:
        return Status(Code::kInternal, "no condition of an endorsement: " + e.text);
    }
  }

 private:
  const Expr& Arg(const Expr& e, std::size_t i) const { return model_.exprs[e.args[i]]; }
  Value Constant(ExprId id) const { return model_.exprs[id].value; }

  std::vector<Value> Members(ExprId id) const {
    const Expr& e = model_.exprs[id];
    return e.kind == ExprKind::kSetRef ? model_.sets[e.index].members : e.value.items;
  }

  Result<Match> Equal(const Expr& e) const {
    const std::size_t constant = Arg(e, 0).kind == ExprKind::kConst ? 0 : 1;
    const ExprId other = e.args[1 - constant];
    const Expr& side = model_.exprs[other];
    if (side.kind != ExprKind::kBitAnd)
      return Match{PathOf(model_, other), MatchKind::kEqual, {Constant(e.args[constant])}};
    const std::size_t mask = Arg(side, 0).kind == ExprKind::kConst ? 0 : 1;
    return Match{PathOf(model_, side.args[1 - mask]),
                 MatchKind::kMasked,
                 {Constant(side.args[mask]), Constant(e.args[constant])}};
  }

  const Model& model_;
};

}  // namespace

endorse::ClaimPath PathOf(const Model& model, ExprId claim) {
  endorse::ClaimPath path;
  for (ExprId at = claim; model.exprs[at].kind != ExprKind::kEnvironment; at = model.exprs[at].args[0]) {
    const Expr& e = model.exprs[at];
    if (e.kind == ExprKind::kField) {
      path.steps.push_back({false, model.types[model.exprs[e.args[0]].type].fields[e.index].wire_name});
    } else {
      const Value& key = model.exprs[e.args[1]].value;
      path.steps.push_back({true, key.kind == TypeKind::kInt ? std::to_string(key.number) : key.text});
    }
  }
  std::reverse(path.steps.begin(), path.steps.end());
  ExprId root = claim;
  while (model.exprs[root].kind != ExprKind::kEnvironment) root = model.exprs[root].args[0];
  path.environment = model.environments[model.exprs[root].index].name;
  return path;
}

Result<endorse::EndorsementSet> EndorsementsOf(const Model& model,
                                               const std::vector<model::Endorsement>& endorsements) {
  endorse::EndorsementSet set;
  const MatchMaker maker(model);
  for (const model::Endorsement& from : endorsements) {
    endorse::Endorsement to;
    to.id = from.name;
    to.endorser = model.endorsers[from.endorser].name;
    for (const ExprId condition : from.when) {
      MPS_ASSIGN(to.when.emplace_back(), maker.Of(condition));
    }
    endorse::Case only;
    for (const model::Then& effect : from.then)
      only.then.push_back({PathOf(model, effect.claim), effect.includes, effect.value});
    to.cases.push_back(std::move(only));
    set.endorsements.push_back(std::move(to));
  }
  return set;
}

Result<endorse::EndorsementSet> FiledOf(const Model& model) {
  MPS_ASSIGN(endorse::EndorsementSet set, EndorsementsOf(model, model.filed_endorsements));
  for (const model::Answer& from : model.filed_answers)
    set.answers.push_back({from.rule, model.endorsers[from.endorser].name, from.pass, from.because});
  return set;
}

Result<endorse::EndorsementSet> EndorsementsOf(const Model& model) {
  MPS_ASSIGN(endorse::EndorsementSet set, EndorsementsOf(model, model.endorsements));
  for (const model::Endorser& from : model.endorsers) {
    endorse::Endorser to{from.name, from.key_kind, from.key_digest, {}, from.may_answer};
    for (const ExprId grant : from.grants) to.grants.push_back(PathOf(model, grant));
    set.endorsers.push_back(std::move(to));
  }
  return set;
}

}  // namespace mps::lower
