#include "endorse/binder.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "endorse/match.h"
#include "interp/values.h"
#include "schema/extend_plan.h"
#include "schema/types.h"

namespace mps::endorse {
namespace {

// Who may assert a claim, by the fields on the way to it, and whether it may be absent.
struct Assertion {
  bool endorsable = false, endorsed_only = false, optional = false;
};

Assertion AssertionOf(const schema::ReadPlan& plan, const ClaimPath& path) {
  Assertion out;
  schema::TypeId type = schema::kNoType;
  bool many = false;
  for (const auto& environment : plan.environments) {
    if (environment.def.name == path.environment) type = environment.def.schema, many = environment.def.many;
  }
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const Step& step = path.steps[i];
    if (i == 0 && many) continue;  // the instance
    const schema::TypeDef& def = plan.types[type];
    out.optional = step.is_key;
    if (step.is_key) {
      type = def.element;
      continue;
    }
    const auto field =
        std::find_if(def.fields.begin(), def.fields.end(), [&](const auto& f) { return f.wire_name == step.name; });
    out.optional = field->optional;
    out.endorsable = out.endorsable || field->asserter != Asserter::kEvidence;
    out.endorsed_only = out.endorsed_only || field->asserter == Asserter::kEndorser;
    type = field->type;
  }
  return out;
}

bool IsSetOfScalars(const schema::TypeTable& types, schema::TypeId type) {
  return types[type].kind == TypeKind::kSet && schema::IsScalar(types[types[type].element].kind);
}

}  // namespace

Status Binder::Run() {
  MPS_TRY(CheckPolicy());
  stage_.speakers_.push_back("evidence");
  for (const EndorsementSet& set : stage_.sets_) {
    if (!set.given) continue;
    for (const Endorsement& endorsement : set.endorsements)
      given_.insert(endorsement.speaks_of.begin(), endorsement.speaks_of.end());
  }
  for (std::size_t i = 0; i < stage_.sets_.size(); ++i) MPS_TRY(AddSet(stage_.sets_[i], i == 0));
  MPS_ASSIGN(stage_.solver_, Solver::Create(stage_.problem_));
  return {};
}

Status Binder::CheckPolicy() const {
  std::vector<std::string> names;
  for (const Endorser& endorser : stage_.sets_[0].endorsers) names.push_back(endorser.name);
  for (const auto& [name, entry] : policy_.endorsers) {
    if (Find(name) != nullptr) continue;
    std::string text = "the trust policy names the endorser `" + name + "`, which the definition does not have";
    if (const auto nearest = Nearest(name, names)) text += "; did you mean `" + std::string(*nearest) + "`?";
    return Status(Code::kUsage, text);
  }
  return {};
}

const Endorser* Binder::Find(const std::string& name) const {
  const auto& endorsers = stage_.sets_[0].endorsers;
  const auto found = std::find_if(endorsers.begin(), endorsers.end(), [&](const auto& e) { return e.name == name; });
  return found == endorsers.end() ? nullptr : &*found;
}

Status Binder::Spend(std::size_t count) {
  spent_ += count;
  if (spent_ <= kConditions) return {};
  return Status(Code::kLimit,
                "endorsements have more than " + std::to_string(kConditions) + " conditions and additions");
}

Problem::Condition Binder::Device(Stage::Slot::Kind kind, std::vector<Value> values, const std::string& environment) {
  const auto [found, fresh] =
      device_claims_.emplace(std::pair(kind, environment), static_cast<std::uint32_t>(stage_.slots_.size()));
  if (fresh) {
    Stage::Slot& slot = stage_.slots_.emplace_back();
    slot.kind = kind, slot.environment = environment;
    slot.has_parent = std::any_of(plan_.environments.begin(), plan_.environments.end(), [&](const auto& one) {
      return one.def.name == environment && !one.def.parent.empty();
    });
    stage_.problem_.claims.emplace_back().is_set = kind == Stage::Slot::Kind::kKey;  // each environment may have one
  }
  stage_.devices_.push_back({{}, MatchKind::kInSet, std::move(values)});
  return {found->second, &stage_.devices_.back()};
}

std::vector<Problem::Condition> Binder::DevicesOf(const EndorsementSet& set) {
  std::vector<Problem::Condition> out;
  std::vector<Value> ueids, keys;
  for (const Bytes& ueid : set.ueids) {
    ueids.emplace_back().kind = TypeKind::kBytes;
    ueids.back().text.assign(ueid.begin(), ueid.end());
  }
  for (const std::string& key : set.keys) {
    keys.emplace_back().kind = TypeKind::kText;
    keys.back().text = key;
  }
  if (!ueids.empty()) out.push_back(Device(Stage::Slot::Kind::kUeid, std::move(ueids)));
  if (!keys.empty()) out.push_back(Device(Stage::Slot::Kind::kKey, std::move(keys)));
  return out;
}

Status Binder::AddSet(const EndorsementSet& set, bool own) {
  const std::vector<Problem::Condition> devices = DevicesOf(set);
  for (const Endorsement& endorsement : set.endorsements) {
    if (stage_.problem_.relations.size() >= kEndorsements)
      return Status(Code::kLimit, "more than " + std::to_string(kEndorsements) + " endorsements");
    auto relation = Relation(endorsement, set.given);
    if (relation.ok()) {
      relation->when.insert(relation->when.end(), devices.begin(), devices.end());
      stage_.problem_.relations.push_back(std::move(relation).value());
      continue;
    }
    Status status = relation.TakeStatus();
    if (status.code() == Code::kLimit) return status;
    if (own && status.code() != Code::kTrust) return std::move(status).Within("endorsement `" + endorsement.id + "`");
    stage_.ignored_.push_back({endorsement.id, endorsement.endorser, set.origin, status.message(), false});
  }
  return {};
}

Result<Problem::Relation> Binder::Relation(const Endorsement& endorsement, bool given) {
  Problem::Relation relation;
  relation.id = endorsement.id;
  relation.series = endorsement.series;
  const Endorser* endorser = Find(endorsement.endorser);
  if (endorser == nullptr && !given)
    return Status(Code::kTrust, "the definition has no endorser `" + endorsement.endorser + "`");
  relation.source = SourceOf(endorsement.endorser);
  MPS_TRY(Conditions(endorsement.when, relation.when));
  for (const Case& one : endorsement.cases) {
    Problem::Case bound;
    MPS_TRY(Conditions(one.when, bound.when));
    MPS_TRY(Effects(given ? nullptr : endorser, one.then, bound.then));
    relation.cases.push_back(std::move(bound));
  }
  for (const ClaimPath& path : endorsement.speaks_of) {
    MPS_ASSIGN(relation.speaks_of.emplace_back(), Endorsable(given ? nullptr : endorser, path));
  }
  return relation;
}

Status Binder::Conditions(const std::vector<Match>& from, std::vector<Problem::Condition>& to) {
  for (const Match& match : from) {
    MPS_TRY(Spend(1 + match.values.size()));
    MPS_ASSIGN(const std::uint32_t claim, Claim(match.claim));
    const schema::TypeId type = plan_.nodes[stage_.slots_[claim].node].type;
    const bool is_set = stage_.problem_.claims[claim].is_set;
    const schema::TypeId asked = is_set ? plan_.types[type].element : type;
    if (is_set != (match.kind == MatchKind::kHas || match.kind == MatchKind::kAgrees))
      return Status(Code::kInvalid, "`" + match.claim.Text() + "` is" + (is_set ? "" : " not") + " a set");
    if (Status status = CheckMatch(match, plan_.types[asked].kind); !status.ok())
      return std::move(status).Within("`" + match.claim.Text() + "`");
    const bool any_kind = match.kind == MatchKind::kInCidr || plan_.types[asked].kind == TypeKind::kScalar;
    for (const Value& value : match.values) {
      if (any_kind || (value.kind == plan_.types[asked].kind && value.ordering == plan_.types[asked].ordering))
        continue;
      return Status(Code::kInvalid, "`" + match.claim.Text() + "` is " + schema::TypeText(plan_.types, asked));
    }
    to.push_back({claim, &match});
    MPS_TRY(Authorities(match, to));
  }
  return {};
}

std::uint32_t Binder::SourceOf(const std::string& endorser) {
  const auto [source, fresh] = sources_.emplace(endorser, static_cast<std::uint32_t>(stage_.speakers_.size()));
  if (fresh) stage_.speakers_.push_back(endorser);
  return source->second;
}

Status Binder::Authorities(const Match& match, std::vector<Problem::Condition>& to) {
  const std::size_t asked = to.size() - 1;
  for (const Authority& authority : match.by) {
    MPS_TRY(Spend(1 + authority.endorsers.size()));
    if (authority.endorsers.empty()) {
      to[asked].by.push_back({kFromEvidence});
      if (authority.attester.empty()) continue;
      Value key;
      key.kind = TypeKind::kText, key.text = authority.attester;
      to.push_back(Device(Stage::Slot::Kind::kAttester, {std::move(key)}, match.claim.environment));
      continue;
    }
    std::vector<std::uint32_t> sources;
    std::optional<Status> why;
    for (const std::string& name : authority.endorsers) {
      const Endorser* endorser = Find(name);
      if (endorser == nullptr) return Status(Code::kTrust, "the definition has no endorser `" + name + "`");
      auto granted = Endorsable(endorser, match.claim);
      if (granted.ok()) {
        sources.push_back(SourceOf(name));
      } else {
        why = granted.TakeStatus();
      }
    }
    if (sources.empty()) return std::move(*why).Within("it asks what `" + authority.endorsers[0] + "` says");
    to[asked].by.push_back(std::move(sources));
  }
  return {};
}

Result<std::uint32_t> Binder::Endorsable(const Endorser* endorser, const ClaimPath& path) {
  MPS_TRY(Spend(1));
  const std::string text = "`" + path.Text() + "`";
  if (endorser != nullptr) MPS_TRY(Granted(*endorser, path));
  MPS_ASSIGN(const std::uint32_t claim, Claim(path));
  if (!stage_.problem_.claims[claim].endorsable) return Status(Code::kInvalid, text + " is not for endorsers to say");
  if (schema::PassesRows(plan_, path.environment, path.steps))
    return Status::Unsupported("endorsed-member", text +
                                                      ": rules go through the members of that map, and endorsements "
                                                      "of such members are not supported yet");
  return claim;
}

Status Binder::Effects(const Endorser* endorser, const std::vector<Addition>& from, std::vector<Problem::Effect>& to) {
  for (const Addition& addition : from) {
    const std::string text = "`" + addition.claim.Text() + "`";
    MPS_ASSIGN(const std::uint32_t claim, Endorsable(endorser, addition.claim));
    const bool is_set = stage_.problem_.claims[claim].is_set;
    if (is_set != addition.includes)
      return Status(Code::kInvalid, text + (is_set ? " is a set: say what it `includes`" : " is not a set"));
    if (addition.corroborates) {
      if (endorser == nullptr || !given_.contains(addition.claim)) to.push_back({claim, nullptr});
      continue;
    }
    const schema::TypeId type = plan_.nodes[stage_.slots_[claim].node].type;
    const Status fits = interp::CheckValue(plan_.types, is_set ? plan_.types[type].element : type, addition.value);
    if (!fits.ok()) return Status(Code::kInvalid, "the value of " + text + " " + fits.message());
    if (endorser == nullptr || !given_.contains(addition.claim)) to.push_back({claim, &addition.value});
  }
  return {};
}

Status Binder::Granted(const Endorser& endorser, const ClaimPath& claim) const {
  const auto covers = [&](const std::vector<ClaimPath>& paths) {
    return std::any_of(paths.begin(), paths.end(), [&](const ClaimPath& path) { return path.Covers(claim); });
  };
  if (!covers(endorser.grants))
    return Status(Code::kTrust, "the definition lets `" + endorser.name + "` not endorse `" + claim.Text() + "`");
  const auto narrowed = policy_.endorsers.find(endorser.name);
  if (narrowed == policy_.endorsers.end()) return {};
  if (!narrowed->second.trusted) return Status(Code::kTrust, "the trust policy does not trust `" + endorser.name + "`");
  if (narrowed->second.claims && !covers(*narrowed->second.claims))
    return Status(Code::kTrust, "the trust policy lets `" + endorser.name + "` not endorse `" + claim.Text() + "`");
  return {};
}

Result<std::uint32_t> Binder::Claim(const ClaimPath& path) {
  auto place = schema::AddPlace(plan_, path.environment, path.steps);
  if (!place.ok()) return std::move(place.TakeStatus()).Within("`" + path.Text() + "`");
  const schema::NodeId node = *place;
  const auto [found, fresh] = claims_.emplace(node, static_cast<std::uint32_t>(stage_.slots_.size()));
  if (!fresh) return found->second;
  const Assertion assertion = AssertionOf(plan_, path);
  const schema::TypeId type = plan_.nodes[node].type;
  Problem::Claim claim;
  claim.endorsable = assertion.endorsable;
  claim.endorsed_only = assertion.endorsed_only;
  claim.is_set = IsSetOfScalars(plan_.types, type);
  if (!claim.is_set && !schema::IsScalar(plan_.types[type].kind)) {
    claims_.erase(found);
    return Status(Code::kInvalid, "`" + path.Text() + "` is neither one value nor a set of values");
  }
  stage_.slots_.push_back({Stage::Slot::Kind::kClaim, node, assertion.optional, assertion.endorsed_only, "", false});
  stage_.problem_.claims.push_back(std::move(claim));
  return found->second;
}

}  // namespace mps::endorse
