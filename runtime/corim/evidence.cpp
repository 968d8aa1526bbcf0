#include "corim/evidence.h"

#include <algorithm>
#include <map>

#include "base/hex.h"
#include "base/ip.h"
#include "base/spelling.h"
#include "corim/targets.h"
#include "schema/types.h"

namespace mps::corim {
namespace {

using eat::Item;
using Path = std::vector<schema::PlaceStep>;  // below an environment

// A value as evidence spells it (docs/evidence.md, Values). REQUIRES: of a kind that a CoRIM can say.
Item Spelt(const Constant& value) {
  switch (value.kind) {
    case TypeKind::kBool:
      return Item::Bool(value.number != 0);
    case TypeKind::kInt:
      return Item::Int(value.number);
    case TypeKind::kBytes:
      return Item::Bytes(AsBytes(value.text));
    case TypeKind::kDigest:
      return Item::Text(std::string(DigestAlgName(value.digest_alg)) + ":" + HexEncode(AsBytes(value.text)));
    case TypeKind::kIp: {
      const auto ip = IpFromBytes(AsBytes(value.text));
      return Item::Text(ip.ok() ? FormatIp(*ip) : "");
    }
    default:
      return Item::Text(value.text);
  }
}

// Claims of one environment as they come together.
struct Claims {
  const Target* target = nullptr;
  struct One {
    Place place;
    std::vector<Constant> values;  // of a claim that is no set: one
    std::string error;             // in place of values
  };
  std::map<Path, One> all;
};

bool Same(const Constant& a, const Constant& b) {
  return a.kind == b.kind && a.number == b.number && a.text == b.text && a.digest_alg == b.digest_alg;
}

class Builder {
 public:
  Builder(const schema::ReadPlan& plan, const EvidenceOptions& options)
      : targets_(TargetsOf(plan)), options_(options) {}

  Result<EvidenceInTerms> Run(const Evidence& evidence) {
    if (Status status = Choose(); !status.ok()) return status;
    for (const ValueTriple& triple : evidence.evidence) MPS_TRY(Take(triple));
    for (const KeyTriple& triple : evidence.identity) MPS_TRY(TakeKeys(triple, KeyType::kIdentityKey));
    for (const KeyTriple& triple : evidence.attest_key) MPS_TRY(TakeKeys(triple, KeyType::kAttestKey));
    if (!evidence.membership.empty() || !evidence.dependency.empty())
      out_.passed_over.push_back("memberships and dependencies are no claims of an environment");
    for (const std::string& line : NotUnderstood(evidence)) out_.passed_over.push_back(line);
    if (claims_.empty()) return Status(Code::kInvalid, "it measures nothing that a claim stands for");
    out_.evidence.kind = "concise evidence";
    out_.evidence.unverified = "concise evidence is signed by what carries it, so nothing was verified";
    out_.evidence.document = Document();
    return std::move(out_);
  }

 private:
  // --environment leaves one target.
  Status Choose() {
    if (options_.environment.empty()) return {};
    std::erase_if(targets_, [&](const Target& one) { return one.name != options_.environment; });
    if (!targets_.empty()) return {};
    return {Code::kUsage,
            "the definition has no environment `" + options_.environment + "` with a claim that says `corim`"};
  }

  Result<Claims*> ClaimsFor(const Environment& environment) {
    MPS_ASSIGN(const auto candidates, Candidates(targets_, environment));
    if (candidates.size() > 1)
      return Status(Code::kInvalid, "both `" + candidates[0]->name + "` and `" + candidates[1]->name + "` fit " +
                                        Describe(environment) + "; --environment says which it is");
    Claims& claims = claims_[candidates[0]->name];
    claims.target = candidates[0];
    MPS_ASSIGN(const std::vector<Term> terms, TermsOf(environment));
    for (const Term& term : terms) MPS_TRY(Add(claims, term));
    return &claims;
  }

  Status Take(const ValueTriple& triple) {
    MPS_ASSIGN(Claims * claims, ClaimsFor(triple.environment));
    for (const Measurement& measurement : triple.measurements) {
      auto terms = TermsOf(Element{measurement.key, measurement.claims, {}});
      if (!terms.ok()) {
        out_.passed_over.push_back(Describe(triple.environment) + ": " + terms.status().message());
        continue;
      }
      for (const Term& term : *terms) MPS_TRY(Add(*claims, term));
    }
    return {};
  }

  Status TakeKeys(const KeyTriple& triple, KeyType type) {
    MPS_ASSIGN(Claims * claims, ClaimsFor(triple.environment));
    return Add(*claims, KeysTerm(type, triple.keys));
  }

  Status Add(Claims& claims, const Term& term) {
    const std::vector<Place> places = claims.target->Find(term.name);
    if (places.empty()) out_.passed_over.push_back(NoClaim(*claims.target, term.name).message());
    for (const Place& place : places) {
      Claims::One& claim = claims.all[place.claim.steps];
      claim.place = place;
      const auto said = AdditionsOf(term, place);
      if (!said.ok()) {
        if (claim.error.empty()) claim.error = said.status().message();
        continue;
      }
      std::vector<Constant>& values = claim.values;
      for (const auto& one : *said) {
        if (std::any_of(values.begin(), values.end(), [&](const Constant& value) { return Same(value, one.value); }))
          continue;
        if (!place.is_set && !values.empty()) return {Code::kInvalid, "`" + place.claim.Text() + "` has two values"};
        values.push_back(one.value);
      }
    }
    return {};
  }

  // ------------------------------------------------------------ the document
  static Item* Within(Item& map, const std::string& name) {
    for (auto& [key, item] : map.entries) {
      if (key.text == name) return &item;
    }
    map.AddText(name, Item::Map());
    return &map.entries.back().second;
  }

  // As `state` spells it; keys of maps of int stand without quotes there.
  static std::string StatePath(const Place& place) {
    std::string out;
    for (const schema::PlaceStep& step : place.claim.steps) {
      if (!step.is_key) {
        out += (out.empty() ? "" : ".") + step.name;
      } else {
        out += "[" + (place.name.key.kind == CorimId::Kind::kUint ? step.name : schema::Quoted(step.name)) + "]";
      }
    }
    return out;
  }

  // What evidence of this kind says is all it says of a set; what it does not say is unknown.
  eat::EnvironmentInput EnvironmentOf(const Claims& claims) const {
    Item values = Item::Map();
    eat::EvidenceStates states;
    for (const auto& [path, claim] : claims.all) {
      if (!claim.error.empty()) {
        states.Error(StatePath(claim.place), claim.error);
        continue;
      }
      Item* at = &values;
      for (std::size_t i = 0; i + 1 < path.size(); ++i) at = Within(*at, path[i].name);
      if (!claim.place.is_set) {
        at->AddText(path.back().name, Spelt(claim.values[0]));
        continue;
      }
      Item members = Item::Array();
      for (const Constant& value : claim.values) members.items.push_back(Spelt(value));
      at->AddText(path.back().name, std::move(members));
      states.Complete(StatePath(claim.place));
    }
    return {claims.target->schema + "@1",
            "mps import coev",
            options_.version,
            std::nullopt,
            std::move(values),
            states.Take()};
  }

  Item Document() {
    Item environments = Item::Map();
    for (const auto& [name, claims] : claims_) out_.evidence.Add(environments, name, EnvironmentOf(claims));
    return eat::DocumentItem({options_.collected_at, {}, {}}, std::move(environments));
  }

  std::vector<Target> targets_;
  const EvidenceOptions& options_;
  std::map<std::string, Claims> claims_;
  EvidenceInTerms out_;
};

}  // namespace

Result<EvidenceInTerms> EvidenceInTermsOf(const Evidence& evidence, const schema::ReadPlan& plan,
                                          const EvidenceOptions& options) {
  return Builder(plan, options).Run(evidence);
}

}  // namespace mps::corim
