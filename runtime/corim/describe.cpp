// What of a document was passed over.
#include "corim/document.h"

namespace mps::corim {
namespace {

class Survey {
 public:
  void Members(std::string_view where, const std::vector<std::int64_t>& keys) {
    for (const std::int64_t key : keys) Add(std::string(where) + ": member " + std::to_string(key));
  }
  void Id(std::string_view where, const std::optional<Typed>& id) {
    if (id && id->kind == IdKind::kUnknown)
      Add(std::string(where) + ": CBOR tag " + std::to_string(id->tag) + " (compared by its octets)");
  }
  void List(std::string_view where, const Keys& keys) {
    for (const Typed& key : keys) Id(where, key);
  }
  void Of(const Environment& environment) {
    if (environment.klass) Id("class-id", environment.klass->id);
    Id("instance", environment.instance);
    Id("group", environment.group);
  }
  void Of(const std::vector<Measurement>& measurements) {
    for (const Measurement& one : measurements) {
      Id("mkey", one.key);
      List("authorized-by", one.authorized_by);
      for (const Claim& claim : one.claims) Of(claim);
    }
  }
  void Of(const Claim& claim) {
    if (const auto* unknown = std::get_if<Unknown>(&claim.value)) {
      Add("measurement: " + ClaimName(claim.code) + ": " + unknown->why + " (never matches)");
    } else if (const auto* keys = std::get_if<Keys>(&claim.value)) {
      List("cryptokeys", *keys);
    }
  }
  void Of(const ValueTriple& triple) {
    Of(triple.environment);
    Of(triple.measurements);
  }
  void Of(const KeyTriple& triple) {
    Of(triple.environment);
    List("key-list", triple.keys);
    Id("mkey", triple.key);
    List("authorized-by", triple.authorized_by);
  }
  void Of(const DomainTriple& triple) {
    Of(triple.domain);
    for (const Environment& member : triple.members) Of(member);
  }
  void Of(const StatefulEnvironment& one) {
    Of(one.environment);
    Of(one.claims);
    List("authorized-by", one.authorized_by);
  }
  void Of(const ConditionalTriple& triple) {
    for (const auto& one : triple.conditions) Of(one);
    for (const auto& one : triple.endorsements) Of(one);
  }
  void Of(const SeriesTriple& triple) {
    Of(triple.condition);
    for (const SeriesItem& item : triple.series) {
      Of(item.selection);
      Of(item.addition);
    }
  }
  void Of(const CoswidTriple& triple) { Of(triple.environment); }
  template <class T>
  void Each(const std::vector<T>& list) {
    for (const T& one : list) Of(one);
  }
  void Of(const Triples& triples) {
    Each(triples.reference);
    Each(triples.endorsed);
    Each(triples.identity);
    Each(triples.attest_key);
    Each(triples.dependency);
    Each(triples.membership);
    Each(triples.coswid);
    Each(triples.series);
    Each(triples.conditional);
    Members("triples", triples.unknown);
  }
  void Of(const Comid& comid) {
    Members("CoMID", comid.unknown);
    for (const LinkedTag& link : comid.linked) {
      if (link.relation != 0 && link.relation != 1) Add("linked-tag: relation " + std::to_string(link.relation));
    }
    Of(comid.triples);
  }
  void Of(const Coswid& coswid) { Members("CoSWID", coswid.unknown); }

  // Each once, in the order in which they were met.
  void Add(std::string line) {
    for (const std::string& there : lines_) {
      if (there == line) return;
    }
    if (lines_.size() < kMostLines) lines_.push_back(std::move(line));
  }
  std::vector<std::string> Take() { return std::move(lines_); }

 private:
  static constexpr std::size_t kMostLines = 100;  // further ones say nothing new to a person
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> NotUnderstood(const Corim& corim) {
  Survey survey;
  survey.Members("CoRIM", corim.unknown);
  for (const std::uint64_t number : corim.unknown_tags) survey.Add("tags: CBOR tag " + std::to_string(number));
  survey.Each(corim.comids);
  survey.Each(corim.coswids);
  return survey.Take();
}

std::vector<std::string> NotUnderstood(const Comid& comid) {
  Survey survey;
  survey.Of(comid);
  return survey.Take();
}

std::vector<std::string> NotUnderstood(const Evidence& evidence) {
  Survey survey;
  survey.Members("ev-triples", evidence.unknown);
  survey.Each(evidence.evidence);
  survey.Each(evidence.identity);
  survey.Each(evidence.attest_key);
  survey.Each(evidence.dependency);
  survey.Each(evidence.membership);
  return survey.Take();
}

}  // namespace mps::corim
