// Tuples: merging, comparing, and the way from triples to relations.
#include "corim/ect.h"

#include <algorithm>

#include "base/cbor_writer.h"
#include "corim/match.h"

namespace mps::corim {
namespace {

std::vector<Element> ElementsOf(const std::vector<Measurement>& measurements, bool condition) {
  std::vector<Element> out;
  for (const Measurement& one : measurements)
    out.push_back({one.key, one.claims, condition ? one.authorized_by : Keys()});
  return out;
}

Ect Condition(const Environment& environment, const std::vector<Measurement>& measurements) {
  Ect out;
  out.environment = environment;
  out.elements = ElementsOf(measurements, true);
  return out;
}

struct Transform {
  const Keys& authority;
  const std::optional<Profile>& profile;

  Ect Addition(const Environment& environment, MessageType type) const {
    Ect out;
    out.environment = environment;
    out.authority = authority;
    out.profile = profile;
    out.type = type;
    return out;
  }
  Ect Endorsement(const Environment& environment, const std::vector<Measurement>& measurements) const {
    Ect out = Addition(environment, MessageType::kEndorsements);
    out.elements = ElementsOf(measurements, false);
    return out;
  }

  RvItem operator()(const ValueTriple& triple) const {
    return {Condition(triple.environment, triple.measurements),
            Addition(triple.environment, MessageType::kReferenceValues)};
  }
  EvItem Endorsed(const ValueTriple& triple) const {
    return {{Condition(triple.environment, {})}, {Endorsement(triple.environment, triple.measurements)}};
  }
  EvItem Conditional(const ConditionalTriple& triple) const {
    EvItem out;
    for (const StatefulEnvironment& one : triple.conditions)
      out.conditions.push_back(Condition(one.environment, one.claims));
    for (const ValueTriple& one : triple.endorsements)
      out.additions.push_back(Endorsement(one.environment, one.measurements));
    return out;
  }
  // The condition's own authorized-by takes precedence over that of its measurements.
  EvsItem Series(const SeriesTriple& triple) const {
    const Environment& environment = triple.condition.environment;
    EvsItem out;
    out.condition = Condition(environment, triple.condition.claims);
    out.condition->authority = triple.condition.authorized_by;
    const bool precedence = !triple.condition.authorized_by.empty();
    for (Element& element : out.condition->elements)
      if (precedence) element.authorized_by.clear();
    for (const SeriesItem& item : triple.series) {
      Ect selection = Condition(environment, item.selection);
      for (Element& element : selection.elements)
        if (precedence) element.authorized_by.clear();
      out.series.push_back({{std::move(selection)}, {Endorsement(environment, item.addition)}});
    }
    return out;
  }
  KeyItem Key(const KeyTriple& triple, KeyType type) const {
    KeyItem out;
    out.condition.kind = EctKind::kKey;
    out.condition.environment = triple.environment;
    out.condition.key_type = type;
    out.condition.key_id = triple.key;
    out.condition.keys = triple.keys;
    out.condition.authority = triple.authorized_by;
    out.addition = Addition(triple.environment, MessageType::kEndorsements);
    out.addition.kind = EctKind::kKey;
    out.addition.key_type = type;
    out.addition.key_id = triple.key;
    return out;
  }
  DomainItem Domain(const DomainTriple& triple, DomainKind kind) const {
    DomainItem out;
    out.addition.kind = EctKind::kDomain;
    out.addition.environment = triple.domain;
    out.addition.children = triple.members;
    out.addition.domain = kind;
    out.addition.authority = authority;
    out.addition.profile = profile;
    return out;
  }
};

Ect EvidenceEct(EctKind kind, const Environment& environment, const Keys& attester,
                const std::optional<Profile>& profile) {
  Ect out;
  out.kind = kind;
  out.environment = environment;
  out.authority = attester;
  out.profile = profile;
  out.type = MessageType::kEvidence;
  return out;
}

// Everything about a tuple but its elements, as octets: equal if and only if the tuples are the same there.
class Print {
 public:
  void Raw(const Bytes& encoded) { out_.Bytes(encoded); }
  void Text(const std::string& text) { out_.Text(text); }
  void Number(std::uint64_t number) { out_.Uint(number); }
  template <class T, class Do>
  void Maybe(const std::optional<T>& value, Do act) {
    out_.Bool(value.has_value());
    if (value) act(*value);
  }
  void Id(const std::optional<Typed>& id) {
    Maybe(id, [&](const Typed& one) { Raw(one.encoded); });
  }
  void All(const Keys& keys) {
    out_.Array(keys.size());
    for (const Typed& key : keys) Raw(key.encoded);
  }
  void Of(const Environment& environment) {
    Maybe(environment.klass, [&](const Class& klass) {
      Id(klass.id);
      Maybe(klass.vendor, [&](const std::string& text) { Text(text); });
      Maybe(klass.model, [&](const std::string& text) { Text(text); });
      Maybe(klass.layer, [&](std::uint64_t number) { Number(number); });
      Maybe(klass.index, [&](std::uint64_t number) { Number(number); });
    });
    Id(environment.instance);
    Id(environment.group);
  }
  void Of(const Ect& ect) {
    Number(static_cast<std::uint64_t>(ect.kind));
    Number(ect.type ? static_cast<std::uint64_t>(*ect.type) : 99);
    Maybe(ect.environment, [&](const Environment& environment) { Of(environment); });
    All(ect.authority);
    Maybe(ect.profile, [&](const Profile& profile) { Text((profile.is_oid ? "oid:" : "uri:") + profile.text); });
    if (ect.kind == EctKind::kKey) {
      Id(ect.key_id);
      All(ect.keys);
      Number(static_cast<std::uint64_t>(ect.key_type));
    } else if (ect.kind == EctKind::kDomain) {
      out_.Array(ect.children.size());
      for (const Environment& child : ect.children) Of(child);
      Number(static_cast<std::uint64_t>(ect.domain));
    }
  }
  void Of(const Element& element) {
    Id(element.id);
    for (const Claim& claim : element.claims) {
      out_.Int(claim.code);
      Raw(claim.encoded);
    }
  }
  Bytes Take() { return out_.Take(); }

 private:
  cbor::Writer out_;
};

template <class T>
Bytes PrintOf(const T& value) {
  Print print;
  print.Of(value);
  return print.Take();
}

bool MatchElement(const Element& condition, const Ect& entry) {
  if (!MatchAuthority(condition.authorized_by, entry.authority)) return false;
  return std::any_of(entry.elements.begin(), entry.elements.end(), [&](const Element& element) {
    return MatchKey(condition.id, element.id) && MatchClaims(condition.claims, element.claims);
  });
}

}  // namespace

std::string_view MessageTypeName(MessageType type) {
  return type == MessageType::kReferenceValues ? "reference-values"
         : type == MessageType::kEndorsements  ? "endorsements"
                                               : "evidence";
}

bool MatchEct(const Ect& condition, const Ect& entry) {
  if (entry.kind != EctKind::kElement) return false;
  if (condition.environment && (!entry.environment || !MatchEnvironment(*condition.environment, *entry.environment)))
    return false;
  if (!MatchAuthority(condition.authority, entry.authority)) return false;
  return std::all_of(condition.elements.begin(), condition.elements.end(),
                     [&](const Element& element) { return MatchElement(element, entry); });
}

bool Acs::Append(Ect ect) {
  const auto [at, is_new] = index_.try_emplace(PrintOf(ect), entries_.size());
  std::vector<Element> elements = std::move(ect.elements);
  ect.elements.clear();
  if (is_new) {
    entries_.push_back(std::move(ect));
    seen_.emplace_back();
  }
  bool grown = is_new;
  for (Element& element : elements) {
    if (!seen_[at->second].insert(PrintOf(element)).second) continue;
    entries_[at->second].elements.push_back(std::move(element));
    grown = true;
  }
  return grown;
}

void AddRelations(const Comid& comid, const Keys& authority, const std::optional<Profile>& profile, Relations& out) {
  const Transform transform{authority, profile};
  const Triples& triples = comid.triples;
  const std::string tag = "CoMID " + Describe(comid.identity.id) + ": ";
  const auto add = [&](const auto& from, const char* kind, auto& to, auto make) {
    std::size_t number = 0;
    for (const auto& one : from) {
      to.push_back(make(one));
      to.back().from = tag + kind + " " + std::to_string(++number);
    }
  };
  add(triples.reference, "reference value", out.rv, transform);
  add(triples.endorsed, "endorsed value", out.ev, [&](const auto& one) { return transform.Endorsed(one); });
  add(triples.conditional, "conditional endorsement", out.ev,
      [&](const auto& one) { return transform.Conditional(one); });
  add(triples.series, "series", out.evs, [&](const auto& one) { return transform.Series(one); });
  add(triples.identity, "identity key", out.keys,
      [&](const auto& one) { return transform.Key(one, KeyType::kIdentityKey); });
  add(triples.attest_key, "attest key", out.keys,
      [&](const auto& one) { return transform.Key(one, KeyType::kAttestKey); });
  add(triples.membership, "membership", out.dm,
      [&](const auto& one) { return transform.Domain(one, DomainKind::kMember); });
  add(triples.coswid, "coswid triple", out.coswid, [](const auto& one) {
    return CoswidItem{one.environment, one.tags};
  });
  add(triples.dependency, "dependency", out.dd,
      [&](const auto& one) { return transform.Domain(one, DomainKind::kTrustee); });
}

std::vector<Ect> EctsOf(const Evidence& evidence, const Keys& attester) {
  std::vector<Ect> out;
  for (const ValueTriple& triple : evidence.evidence) {
    Ect ect = EvidenceEct(EctKind::kElement, triple.environment, attester, evidence.profile);
    ect.elements = ElementsOf(triple.measurements, false);
    out.push_back(std::move(ect));
  }
  const auto add_keys = [&](const std::vector<KeyTriple>& triples, KeyType type) {
    for (const KeyTriple& triple : triples) {
      Ect ect = EvidenceEct(EctKind::kKey, triple.environment, attester, evidence.profile);
      ect.key_id = triple.key;
      ect.keys = triple.keys;
      ect.key_type = type;
      out.push_back(std::move(ect));
    }
  };
  add_keys(evidence.identity, KeyType::kIdentityKey);
  add_keys(evidence.attest_key, KeyType::kAttestKey);
  const auto add_domains = [&](const std::vector<DomainTriple>& triples, DomainKind kind) {
    for (const DomainTriple& triple : triples) {
      Ect ect = EvidenceEct(EctKind::kDomain, triple.domain, attester, evidence.profile);
      ect.children = triple.members;
      ect.domain = kind;
      out.push_back(std::move(ect));
    }
  };
  add_domains(evidence.membership, DomainKind::kMember);
  add_domains(evidence.dependency, DomainKind::kTrustee);
  return out;
}

}  // namespace mps::corim
